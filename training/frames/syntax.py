"""First stage: teach the encoder syntax and names on open treebanks, before it sees any claim.

    python training/frames/syntax.py SHARED KEEP.npy OUT.pt --steps 800

Tasks: part of speech, head and relation of each word (Universal Dependencies, 13 languages), names (Universal NER en, ru, de).
Sets marked "measure" (fr_sequoia) are left out. OUT is the encoder alone.
"""

from __future__ import annotations

import argparse
import itertools
import pathlib
import random

import numpy as np
import torch
from batches import Item, collate, vocabulary
from encoder import pretrained
from loop import Trainer, grouped
from torch import nn
from torch.nn import functional as F

from diurna.frames.words import words

POS = ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"]
RELATIONS = [
    "acl",
    "advcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "case",
    "cc",
    "ccomp",
    "clf",
    "compound",
    "conj",
    "cop",
    "csubj",
    "dep",
    "det",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nsubj",
    "nummod",
    "obj",
    "obl",
    "orphan",
    "parataxis",
    "punct",
    "reparandum",
    "root",
    "vocative",
    "xcomp",
]
BATCH = 24
LONGEST = 90  # words; longer sentences are left out
NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
OPEN = [
    "ar_pud",
    "be_hse",
    "de_gsd",
    "de_pud",
    "en_ewt",
    "en_pud",
    "es_gsd",
    "es_pud",
    "fr_gsd",
    "fr_pud",
    "it_pud",
    "pl_pud",
    "pt_pud",
    "ru_gsd",
    "ru_pud",
    "tr_pud",
    "uk_iu",
    "zh_gsdsimp",
    "zh_pud",
]


def blocks(path: pathlib.Path):
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        text = next((line[9:] for line in lines if line.startswith("# text = ")), None)
        if text:
            yield text, [line.split("\t") for line in lines if line and not line.startswith("#")]


def aligned(text: str, forms: list[str]) -> list[tuple[int, int]]:
    spans, at = [], 0
    for form in forms:
        found = text.find(form, at)
        spans.append((found, found + len(form)) if found >= 0 else (at, at))
        at = max(at, spans[-1][1])
    return spans


def word_of(spans: list[tuple[int, int]], length: int) -> list[int]:
    out = [-1] * (length + 1)
    for i, (a, b) in enumerate(spans):
        out[a:b] = [i] * (b - a)
    return out


def surface(rows: list[list[str]]) -> tuple[list[int], list[str]]:
    """Return the numbers and forms of the words as they are written: a fused form ("du") stands for its first part."""
    fused = {int(row[0].split("-")[0]): (int(row[0].split("-")[1]), row[1]) for row in rows if "-" in row[0]}
    last, numbers, forms = 0, [], []
    for row in rows:
        if row[0].isdigit() and int(row[0]) > last:
            number = int(row[0])
            last, form = fused.get(number, (number, row[1]))
            numbers.append(number)
            forms.append(form)
    return numbers, forms


def treebank(path: pathlib.Path):
    for text, rows in blocks(path):
        spans = words(text)
        if not 3 <= len(spans) <= LONGEST:
            continue
        at, n = word_of(spans, len(text)), len(spans)
        numbers, forms = surface(rows)
        place = dict(zip(numbers, (at[s] for s, _ in aligned(text, forms)), strict=True))
        pos, head, rel = [-1] * n, [-1] * n, [-1] * n
        for row in rows:
            w = place.get(int(row[0]), -1) if row[0].isdigit() else -1
            if w >= 0 and pos[w] < 0:
                relation = row[7].split(":")[0]
                pos[w] = POS.index(row[3]) if row[3] in POS else -1
                head[w] = w if row[6] == "0" else place.get(int(row[6]), -1)
                rel[w] = RELATIONS.index(relation) if relation in RELATIONS else -1
        yield Item(text, spans, {"pos": pos, "head": head, "rel": rel, "name": [-1] * n})


def names(path: pathlib.Path):
    for text, rows in blocks(path):
        spans = words(text)
        at, n = word_of(spans, len(text)), len(spans)
        if not 3 <= n <= LONGEST:
            continue
        tags = [0] * n
        for (s, e), row in zip(aligned(text, [r[1] for r in rows]), rows, strict=True):
            if row[2] in NAMES[1:] and e > s:
                inside = sorted({at[c] for c in range(s, e)} - {-1})
                for k, w in enumerate(inside):
                    tags[w] = NAMES.index(row[2] if k == 0 else "I" + row[2][1:])
        yield Item(text, spans, {"pos": [-1] * n, "head": [-1] * n, "rel": [-1] * n, "name": tags})


class Syntax(nn.Module):
    def __init__(self, encoder: nn.Module, width: int = 384, inner: int = 256) -> None:
        super().__init__()
        self.encoder = encoder
        self.pos, self.name = nn.Linear(width, len(POS)), nn.Linear(width, len(NAMES))
        self.dependent, self.governor = nn.Linear(width, inner), nn.Linear(width, inner)
        self.relation = nn.Linear(2 * inner, len(RELATIONS))

    def forward(self, batch, frozen: int):
        x = torch.bmm(batch["pool"], self.encoder(batch["ids"], batch["mask"], frozen)[0])
        d, g = F.gelu(self.dependent(x)), F.gelu(self.governor(x))
        arcs = torch.bmm(d, g.transpose(1, 2)) / 16 + (1 - batch["words"][:, None, :]) * -1e4
        head = batch["head"]
        chosen = torch.gather(g, 1, head.clamp(min=0)[..., None].expand(-1, -1, g.shape[-1]))
        return self.pos(x), self.name(x), arcs, self.relation(torch.cat([d, chosen], -1))

    def losses(self, batch, frozen: int) -> dict[str, torch.Tensor]:
        pos, name, arcs, rel = self(batch, frozen)
        pairs = {"pos": pos, "name": name, "head": arcs, "rel": rel}
        told = {n: logits for n, logits in pairs.items() if (batch[n] >= 0).any()}
        return {n: F.cross_entropy(logits.flatten(0, 1), batch[n].flatten(), ignore_index=-1) for n, logits in told.items()}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("shared", type=pathlib.Path)
    ap.add_argument("keep", type=pathlib.Path)
    ap.add_argument("out", type=pathlib.Path)
    ap.add_argument("--steps", type=int, default=800)
    ap.add_argument("--frozen", type=int, default=3)
    args = ap.parse_args()
    torch.manual_seed(7)
    rng = random.Random(7)
    encoder, pieces, scores = pretrained(np.load(args.keep))
    encoder.word.weight.requires_grad_(False)
    voc = vocabulary(pieces, scores)
    items = [i for name in OPEN for p in sorted((args.shared / "data/ud").glob(f"{name}-*.conllu")) for i in treebank(p)]
    items += [i for p in sorted((args.shared / "data/ner").glob("*.iob2")) for i in names(p)]
    model = Syntax(encoder).train()
    trainer = Trainer(model, 2e-4, args.steps, heads=10)
    print(f"{len(items)} sentences", flush=True)
    while trainer.step < args.steps:
        for group in itertools.islice(grouped(items, BATCH, rng, lambda i: i), args.steps - trainer.step):
            trainer.learn(model.losses(collate(group, voc), args.frozen), {}, BATCH)
    torch.save(encoder.state_dict(), args.out)


if __name__ == "__main__":
    main()
