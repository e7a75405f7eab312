"""The model file and what it says of one sentence.

Sentences are run one at a time: activations are quantised per run, so a sentence's reading never depends on its neighbours.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import onnxruntime as ort

from diurna import zstd
from diurna.errors import ModelError
from diurna.frames.decode import ROLES, decoded_roles, trigger_spans
from diurna.frames.words import Vocabulary, words
from diurna.knowledge import data_file

_MOST = 500_000_000  # bytes of a graph
_LONGEST = 400  # pieces of one sentence that are read; the encoder has 512 positions
_NAMED = 0.5  # a word is part of a mention when "outside" is less likely
_SHORT = 3  # letters: a lower-case word that short is a particle, not a name
_CANDIDATE = 0.15  # words below this are never looked at a second time

WordSpan = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a sentence: half-open word spans with probabilities."""

    trigger: tuple[int, int]
    type: str
    modality: str
    confidence: float
    roles: dict[str, list[WordSpan]]


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """What the model says of one sentence; `spans` are the words' offsets in it, `unread` counts words past the limit."""

    spans: list[tuple[int, int]]
    mentions: list[tuple[int, int, str, float]]
    acts: list[Act]
    unread: int


class Model:
    """The frames model, loaded once from `data/model/`."""

    def __init__(self) -> None:
        self.labels: dict[str, Any] = json.loads(_bytes("labels.json"))
        if tuple(self.labels["roles"]) != ROLES:
            raise ModelError(f"data/model/labels.json: roles {self.labels['roles']} found, {list(ROLES)} expected; export the model again")
        rows = [line.rsplit("\t", 1) for line in gzip.decompress(_bytes("vocabulary.tsv.gz")).decode().split("\n")]
        self.vocabulary = Vocabulary({p: float(s) for p, s in rows[4:]}, {p: i for i, (p, _) in enumerate(rows)})
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # Weights are turned into float32 once, when the graph is loaded, not in each run.
        options.add_session_config_entry("session.disable_quant_qdq", "1")
        self.look = ort.InferenceSession(_graph("look.onnx.zst"), options, providers=["CPUExecutionProvider"])
        self.second = ort.InferenceSession(_graph("second.onnx.zst"), options, providers=["CPUExecutionProvider"])

    def read(self, text: str) -> SentenceReading:
        """Return the mentions and acts of one sentence."""
        spans = words(text)
        ids, owners = self._pieces(text, spans)
        unread = len(spans) - len(owners)
        if not owners:
            return SentenceReading(spans, [], [], unread)
        pool = np.zeros((1, len(owners), len(ids)), dtype=np.float32)
        for w, (first, last) in enumerate(owners):
            pool[0, w, first:last] = 1 / (last - first)
        given = {"ids": np.array([ids]), "mask": np.ones((1, len(ids)), dtype=np.float32), "pool": pool}
        states, middle, tags, triggers = self.look.run(None, given)
        found = trigger_spans(triggers[0], _CANDIDATE)
        return SentenceReading(spans, self._mentions(tags[0], text, spans), self._acts(states, middle, found), unread)

    def _pieces(self, text: str, spans: list[tuple[int, int]]) -> tuple[list[int], list[tuple[int, int]]]:
        ids, owners = [0], []
        for a, b in spans:
            pieces = self.vocabulary.pieces(text[a:b], spaced=a == 0 or text[a - 1].isspace())
            if len(ids) + len(pieces) >= _LONGEST:
                break
            owners.append((len(ids), len(ids) + len(pieces)))
            ids.extend(pieces)
        return [*ids, 2], owners

    def _mentions(self, tags: np.ndarray, text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int, str, float]]:
        """Return mentions: runs of words that begin or continue one, each of the kind its words together are likeliest to be."""
        begins, inside = tags[:, 1::2], tags[:, 2::2]
        starts = begins.sum(1) >= inside.sum(1)
        named = tags[:, 0] < _NAMED
        out, w = [], 0
        while w < len(tags):
            if not named[w]:
                w += 1
                continue
            end = w + 1
            while end < len(tags) and named[end] and not starts[end]:
                end += 1
            kinds = (begins[w:end] + inside[w:end]).sum(0)
            words = text[spans[w][0] : spans[end - 1][1]]
            if len(words) > _SHORT or not (words.islower() or not words.isalnum()):
                out.append((w, end, self.labels["tags"][2 * int(kinds.argmax()) + 1][2:], float(kinds.max() / (end - w))))
            w = end
        return out

    def _acts(self, states: np.ndarray, middle: np.ndarray, found: list[WordSpan]) -> list[Act]:
        if not found:
            return []
        length = states.shape[1]
        mark = np.zeros((len(found), length), dtype=np.float32)
        for n, (a, b, _) in enumerate(found):
            mark[n, a:b] = 1
        far = self.labels["far"]
        distance = np.clip(np.arange(length)[None] - np.array([[a] for a, _, _ in found]), -far, far) + far
        seen = np.ones((len(found), length), dtype=np.float32)
        words, below = np.repeat(states, len(found), 0), np.repeat(middle, len(found), 0)
        given = {"words": words, "middle": below, "seen": seen, "trigger": mark, "distance": distance}
        acts, kinds, modalities, roles = self.second.run(None, given)
        out = []
        for n, (a, b, sure) in enumerate(found):
            confidence = float((sure * acts[n]) ** 0.5)
            if confidence < self.labels["threshold"]:
                continue
            named = dict(zip(ROLES, decoded_roles(roles[n], self.labels["role"]), strict=True))
            kind = self.labels["types"][int(kinds[n].argmax())]
            out.append(Act((a, b), kind, self.labels["modalities"][int(modalities[n].argmax())], confidence, named))
        return out


@cache
def model() -> Model:
    """Return the model, loaded at the first call."""
    return Model()


def _graph(name: str) -> bytes:
    """Return a graph; packed it takes a sixth less of the installation, and 0.1 s to unpack."""
    try:
        return zstd.decompress(_bytes(name), most=_MOST)
    except zstd.ZstdError as error:
        raise ModelError(f"data/model/{name}: damaged ({error}); install diurna again") from error


def _bytes(name: str) -> bytes:
    file = data_file("model", name)
    if not file.is_file():
        raise ModelError(f"data/model/{name}: no such file; install the package again, or rebuild the model with 'make train'")
    return file.read_bytes()
