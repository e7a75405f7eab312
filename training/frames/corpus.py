"""Read the annotated sentences: our own with their text, real ones stand-off with the text looked up by id.

Words are given as strings in our own files (`words@2` for the second occurrence), as `[start, end]` in stand-off ones.
Stand-off ids: `ntrex-<code>-<line number of documents.tsv>`, `pud-<lang>-<sent_id>`, `ww-<document>-<offset>`.
"""

from __future__ import annotations

import json
import pathlib
from dataclasses import dataclass, field
from typing import get_args

from diurna.frames.decode import ROLES
from diurna.record import EventType, MentionKind, Modality

TYPES, MODALITIES, KINDS = (list(get_args(labels)) for labels in (EventType, Modality, MentionKind))

Span = tuple[int, int]


@dataclass(slots=True)
class Claim:
    trigger: Span
    type: str
    modality: str
    roles: dict[str, list[Span]]


@dataclass(slots=True)
class Sentence:
    id: str
    lang: str
    text: str
    mentions: list[tuple[Span, str]] = field(default_factory=list)
    times: list[Span] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


def real_texts(shared: pathlib.Path) -> dict[str, str]:
    """Return the text of each stand-off id that `shared` holds."""
    out: dict[str, str] = {}
    rows = (shared / "data/ntrex/documents.tsv").read_text(encoding="utf-8").splitlines()
    numbers = [row.split("\t")[0] for row in rows]
    for code in ("eng", "fra"):
        lines = (shared / f"data/ntrex/{code}.txt").read_text(encoding="utf-8").split("\n")
        out.update({f"ntrex-{code}-{n}": line for n, line in zip(numbers, lines, strict=False)})
    for lang in ("en", "fr"):
        name = ""
        for line in (shared / f"data/ud/{lang}_pud-ud-test.conllu").read_text(encoding="utf-8").splitlines():
            if line.startswith("# sent_id = "):
                name = line[12:]
            elif line.startswith("# text = "):
                out[f"pud-{lang}-{name}"] = line[9:].strip()
    for row in map(json.loads, (shared / "data/dates/en_wikiwars_dev.jsonl").read_text(encoding="utf-8").splitlines()):
        out[f"ww-{row['id'][:2]}"] = row["text"]
    return out


def located(text: str, value: str | list[int]) -> Span:
    """Return the span of words in a text: `[start, end]` as it is, words by their first whole-word occurrence, `words@2` by the second."""
    if not isinstance(value, str):
        return value[0], value[1]
    words, nth = value, 1
    if len(value) > 2 and value[-2] == "@" and value[-1].isdigit():
        words, nth = value[:-2], int(value[-1])
    every, whole, at = [], [], text.find(words)
    while at >= 0:
        every.append(at)
        before, after = text[at - 1 : at], text[at + len(words) : at + len(words) + 1]
        joined = (before.isalnum() and words[0].isalnum()) or (after.isalnum() and words[-1].isalnum())
        whole += [] if joined else [at]
        at = text.find(words, at + 1)
    places = whole if len(whole) >= nth else every
    if len(places) < nth:
        raise ValueError(f"'{value}' is not in: {text}")
    return places[nth - 1], places[nth - 1] + len(words)


def claim(text: str, row: dict) -> Claim:
    def spans(value):
        values = [value] if isinstance(value, str) or (value and isinstance(value[0], int)) else value
        return [located(text, v) for v in values if v]

    roles = {r: spans(row[r]) if row.get(r) else [] for r in ROLES}
    return Claim(located(text, row["trigger"]), row["type"], row.get("modality", "asserted"), roles)


def load(paths: list[pathlib.Path], shared: pathlib.Path | None) -> list[Sentence]:
    """Return all sentences of corpus files; stand-off ones only where `shared` holds their text."""
    texts = real_texts(shared) if shared is not None else {}
    out = []
    for path in paths:
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            text = row.get("text")
            if text is None:
                text = texts.get(row["id"])
                if text is None and row["id"].startswith("ww-"):
                    document, start = row["id"].rsplit("-", 1)
                    text = texts.get(document, "")[int(start) : int(start) + row["length"]]
            if not text:
                continue
            mentions = [(located(text, m[0] if isinstance(m[0], str) else m[:2]), m[-1]) for m in row.get("mentions", [])]
            times = [located(text, t) for t in row.get("times", [])]
            out.append(Sentence(row["id"], row["lang"], text, mentions, times, [claim(text, c) for c in row.get("claims", [])]))
    return out
