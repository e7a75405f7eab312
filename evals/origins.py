"""Origins on parallel news: is an article one origin with its translation, and with nothing else?

    python evals/origins.py ../shared/data/ntrex --stories 25 --languages fra deu rus arb
    python evals/origins.py ../shared/data/ntrex --readings FOLDER --languages all --rough

Reads the first stories in English and as if other papers had translated them, then tells how many translations are of one origin with
their original, on even stories (on which the weights were fitted) and odd ones, and how many origins hold two stories; the same with no
true pair there: half of the stories in English, the others translated. About 24 sentences a second are read.

FOLDER holds readings made before: LANGUAGE.pkl, story → Reading. --rough gives translators more freedom: in the translated text one
sentence of seven is made one with the one before, one of twenty is left out.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import random
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from diurna.fuse import Sketch, origins, sketch
from diurna.record import Document, Reading
from diurna.run.pipeline import read

CODES = {
    "eng": "en", "fra": "fr", "rus": "ru", "ukr": "uk", "bel": "be", "spa": "es", "deu": "de", "ita": "it", "por": "pt", "pol": "pl",
    "tur": "tr", "arb": "ar", "zho-CN": "zh",
}  # fmt: skip
TRANSLATED = [name for name in CODES if name != "eng"]
PUBLISHED = "2018-10-01"
MERGED, DROPPED = 0.15, 0.05


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("path", type=Path)
    asked.add_argument("--stories", type=int, default=1000)
    asked.add_argument("--languages", nargs="+", default=["fra", "deu", "rus", "arb"], choices=[*TRANSLATED, "all"])
    asked.add_argument("--readings", type=Path)
    asked.add_argument("--rough", action="store_true")
    options = asked.parse_args()
    stories = stories_of(options.path, options.stories)
    chosen = list(stories)
    languages = TRANSLATED if options.languages == ["all"] else options.languages
    sketches: dict[tuple[str, str], Sketch] = {}
    for language in ("eng", *languages):
        for story, reading in readings_of(options.path, stories, language, options.readings).items():
            document = replace(reading.document, id=f"{story}|{language}")
            made = sketch(replace(reading, document=document))
            sketches[story, language] = freely(made) if options.rough and language != "eng" else made
    halves = {"even": set(chosen[::2]), "odd": set(chosen[1::2])}
    print(f"{'':24} {'documents':>9} {'origins':>7} {'mixed':>5}   even          odd           all")
    for language in languages:
        tell(f"English and {language}", [made for (_, code), made in sketches.items() if code in ("eng", language)], halves)
        alone = [made for (story, code), made in sketches.items() if code == ("eng" if story in halves["even"] else language)]
        tell(f"  no true pair, {language}", alone, halves)
    tell("all languages", list(sketches.values()), halves)


def stories_of(path: Path, count: int) -> dict[str, list[int]]:
    """Return the first stories, each with the places of its lines in the texts; the numbers in the file are those of a larger set."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate((path / "documents.tsv").read_text("utf-8").splitlines()):
        found[row.split("\t")[1]].append(place)
    return dict(list(found.items())[:count])


def readings_of(path: Path, stories: dict[str, list[int]], language: str, folder: Path | None) -> dict[str, Reading]:
    """Return the reading of each story in a language, read now or before."""
    made = pickle.loads((folder / f"{language}.pkl").read_bytes()) if folder else {}  # noqa: S301 - our own file
    lines = (path / f"{language}.txt").read_text("utf-8").split("\n")
    found = {}
    for story, places in stories.items():
        reading = made.get(story)
        if reading is None:
            text = "\n\n".join(lines[place] for place in places)
            sha256 = hashlib.sha256(text.encode()).hexdigest()
            reading = read(Document(f"{story}.{language}", text, sha256, "", language, PUBLISHED, "given"), language=CODES[language])
        found[story] = replace(reading, document=replace(reading.document, published=PUBLISHED))
    return found


def freely(made: Sketch) -> Sketch:
    """Return the sketch of a text whose sentences are merged and left out here and there."""
    chance = random.Random(made.document)  # noqa: S311 - no secret
    where: dict[int, int] = {}
    lengths: list[int] = []
    for at, length in enumerate(made.lengths):
        drawn = chance.random()
        if drawn < DROPPED and len(made.lengths) > 1:
            continue
        if drawn < DROPPED + MERGED and lengths:
            lengths[-1] += length
        else:
            lengths.append(length)
        where[at] = len(lengths) - 1
    kept = sorted({(where[at], mark) for at, mark in zip(made.places, made.marks, strict=True) if at in where})
    marks, places = tuple(mark for _, mark in kept), tuple(at for at, _ in kept)
    return replace(made, marks=marks, places=places, lengths=tuple(lengths) or made.lengths)


def tell(name: str, sketches: list[Sketch], halves: dict[str, set[str]]) -> None:
    found = origins(sketches)
    where = {document: origin.id for origin in found for document in origin.documents}
    mixed = sum(len({document.split("|")[0] for document in origin.documents}) > 1 for origin in found)
    pairs = [(document, f"{document.split('|')[0]}|eng") for document in where if not document.endswith("|eng")]
    known = [(a, b) for a, b in pairs if b in where]
    parts = [
        [where[a] == where[b] for a, b in known if a.split("|")[0] in half] for half in (*halves.values(), set().union(*halves.values()))
    ]
    shares = " ".join(f"{sum(part):4}/{len(part):4} {sum(part) / len(part):.2f}" for part in parts if part)
    print(f"{name:24} {len(sketches):9} {len(found):7} {mixed:5}   {shares}", flush=True)


if __name__ == "__main__":
    main()
