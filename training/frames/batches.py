"""Sentences to tensors: pieces, the matrix that pools pieces into words, and word-level labels."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import torch

from diurna.frames.words import Vocabulary


@dataclass(slots=True)
class Item:
    """A sentence with its word spans and labels per word (lists of the words' length; -1 is not labelled)."""

    text: str
    spans: list[tuple[int, int]]
    labels: dict[str, list[int]] = field(default_factory=dict)
    id: str = ""
    extra: object = None


def vocabulary(pieces: list[str], scores: np.ndarray) -> Vocabulary:
    scored = {p: float(s) for p, s in zip(pieces[4:], scores[4:], strict=True)}
    return Vocabulary(scored, {p: i for i, p in enumerate(pieces)})


def encoded(item: Item, voc: Vocabulary, longest: int = 200) -> tuple[list[int], list[list[int]]]:
    """Return piece ids with start and end, and the piece positions of each word; words past `longest` pieces have none."""
    ids, owners = [0], []
    for a, b in item.spans:
        pieces = voc.pieces(item.text[a:b], spaced=a == 0 or item.text[a - 1].isspace())
        if len(ids) + len(pieces) > longest:
            owners.append([])
            continue
        owners.append(list(range(len(ids), len(ids) + len(pieces))))
        ids += pieces
    return [*ids, 2], owners


def collate(items: list[Item], voc: Vocabulary) -> dict[str, torch.Tensor]:
    coded = [encoded(i, voc) for i in items]
    t, w = max(len(ids) for ids, _ in coded), max(len(i.spans) for i in items)
    ids = np.ones((len(items), t), dtype=np.int64)
    mask = np.zeros((len(items), t), dtype=np.float32)
    pool = np.zeros((len(items), w, t), dtype=np.float32)
    seen = np.zeros((len(items), w), dtype=np.float32)
    for k, (row, owners) in enumerate(coded):
        ids[k, : len(row)] = row
        mask[k, : len(row)] = 1
        for j, owned in enumerate(owners):
            if owned:
                pool[k, j, owned] = 1 / len(owned)
                seen[k, j] = 1
    out = {"ids": ids, "mask": mask, "pool": pool, "words": seen}
    for name in items[0].labels:
        label = np.full((len(items), w), -1, dtype=np.int64)
        for k, i in enumerate(items):
            label[k, : len(i.spans)] = i.labels[name]
        out[name] = np.where(seen > 0, label, -1)
    return {k: torch.from_numpy(v) for k, v in out.items()}
