"""Claims of which it is known which event they tell: ECB+ (to measure only), parallel news and the made-up world.

A set is {name: (Account, the blocks it is in, the event or None)} by claim id. Readings are kept in one pickle a part, so that a
comparison can be made again without reading anew.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from diurna.fuse import account, keys
from diurna.record import Document
from diurna.run.pipeline import read

if TYPE_CHECKING:
    from diurna.event import Account

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

CODES = {"eng": "en", "fra": "fr", "deu": "de", "arb": "ar", "zho-CN": "zh", "rus": "ru", "spa": "es", "pol": "pl", "tur": "tr"}
CLOSED, OPEN = {".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "n't", "'re", "'ve", "'ll", "''"}, {"(", "[", "$", "``"}


class Known(NamedTuple):
    """A claim as fusion compares it, the blocks it is in, the event it is known to tell of, and the day its document was published."""

    account: Account
    blocks: tuple[str, ...]
    event: str | None
    published: str | None


def known(claim, reading, event):
    """Return a claim with what is known of it."""
    told = account(claim, reading)
    published = reading.document.published
    return Known(told, keys(told, published), event, published)


def world(claims=10_000, seed=7):
    """Return the claims of the made-up world of benchmarks/linking.py."""
    from linking import World  # noqa: PLC0415 - benchmarks is no package

    made = World(claims, seed)
    readings = [taken.reading for taken in made.documents()]
    return {claim.id: known(claim, reading, made.truth[claim.id]) for reading in readings for claim in reading.claims}


def ecb(path, kept, limit=10**6):
    """Return the claims whose act is a gold mention of ECB+, two of one event where their mentions are of one chain."""
    data = json.loads(Path(path).read_text("utf-8"))
    chains = defaultdict(dict)
    for name, first, last, chain in data["mentions"]:
        chains[name].update(dict.fromkeys(range(first, last + 1), chain))
    names = list(data["documents"])[:limit]
    found = {}
    for name, (reading, spans) in readings(kept, names, lambda name: tokenised(name, data["documents"][name])).items():
        for claim in reading.claims or ():
            act = claim.trigger
            hit = {chains[name][at] for at, (a, b) in enumerate(spans) if a < act.end and act.start < b and at in chains[name]}
            if len(hit) == 1:
                found[claim.id] = known(claim, reading, hit.pop())
    return found


def tokenised(name, tokens):
    """Return the reading of a document given as tokens, and where each token stands in its text."""
    text, spans = "", []
    for before, token in zip(["(", *tokens], tokens, strict=False):
        text += "" if before in OPEN or token in CLOSED else " "
        spans.append((len(text), len(text) + len(token)))
        text += token
    document = Document(name, text, hashlib.sha256(text.encode()).hexdigest(), "", name)
    return read(document, language="en"), spans


def ntrex(folder, kept, languages=("eng", "fra", "deu", "arb", "zho-CN")):
    """Return the claims of parallel news that are alone in their line in their language; those of one line tell of one event."""
    folder = Path(folder)
    lines = defaultdict(list)
    for line, row in enumerate((folder / "documents.tsv").read_text("utf-8").splitlines()):  # its own numbers have gaps
        lines[row.split("\t")[1]].append(line)
    found = {}
    for language in languages:
        texts = (folder / f"{language}.txt").read_text("utf-8").split("\n")
        whole = {story: "\n\n".join(texts[line] for line in lines[story]) for story in lines}
        made = readings(Path(kept) / f"{language}.pkl", list(lines), lambda story, t=whole, c=language: _news(story, t[story], c))
        for story, reading in made.items():
            at = {claim.id: reading.document.text[: claim.sentence.start].count("\n\n") for claim in reading.claims or ()}
            alone = Counter(at.values())
            for claim in reading.claims or ():
                if alone[at[claim.id]] == 1:
                    found[claim.id] = known(claim, reading, f"{story} {at[claim.id]}")
    return found


def _news(story, text, language):
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return read(Document(f"{story}.{language}", text, sha256, "", language, "2018-10-01", "given"), language=CODES[language])


def readings(kept, names, make):
    """Return what `make` makes of each name, from the pickle where it is there."""
    kept = Path(kept)
    made = pickle.loads(kept.read_bytes()) if kept.exists() else {name: make(name) for name in names}  # noqa: S301 - our own
    if not kept.exists():
        kept.write_bytes(pickle.dumps(made))
    return made
