"""Origins on parallel news: is an article one origin with its translation, and with nothing else?

    python evals/origins.py ../shared/data/ntrex --stories 25 --languages fra deu rus arb

Reads the first stories in English and as if other papers had translated them, then tells how many translations are of one origin with
their original, and how many origins hold two stories; then the same with no true pair there: half of the stories in English, the
others translated. About 24 sentences a second are read.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import defaultdict
from pathlib import Path

from diurna.fuse import Sketch, origins, sketch
from diurna.record import Document
from diurna.run.pipeline import read

CODES = {
    "eng": "en", "fra": "fr", "rus": "ru", "ukr": "uk", "bel": "be", "spa": "es", "deu": "de", "ita": "it", "por": "pt", "pol": "pl",
    "tur": "tr", "arb": "ar", "zho-CN": "zh",
}  # fmt: skip


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("path", type=Path)
    asked.add_argument("--stories", type=int, default=25)
    asked.add_argument("--languages", nargs="+", default=["fra", "deu", "rus", "arb"], choices=[name for name in CODES if name != "eng"])
    options = asked.parse_args()
    rows = [line.split("\t") for line in (options.path / "documents.tsv").read_text("utf-8").splitlines()]
    stories: dict[str, list[int]] = defaultdict(list)
    for line, story in rows:
        stories[story].append(int(line))
    chosen = list(stories)[: options.stories]
    sketches: dict[tuple[str, str], Sketch] = {}
    for language in ("eng", *options.languages):
        lines = (options.path / f"{language}.txt").read_text("utf-8").split("\n")
        for story in chosen:
            text = "\n\n".join(lines[line] for line in stories[story])
            sha256 = hashlib.sha256(text.encode()).hexdigest()
            document = Document(f"{story}|{language}", text, sha256, "", language, "2018-10-01", "given")
            sketches[story, language] = sketch(read(document, language=CODES[language]))
    tell("all languages", list(sketches.values()))
    for language in options.languages:
        tell(f"English and {language}", [made for (_, code), made in sketches.items() if code in ("eng", language)])
    half = set(chosen[::2])
    tell("no true pair", [made for (story, code), made in sketches.items() if (story in half) == (code == "eng")])


def tell(name: str, sketches: list[Sketch]) -> None:
    found = origins(sketches)
    where = {document: origin.id for origin in found for document in origin.documents}
    mixed = sum(len({document.split("|")[0] for document in origin.documents}) > 1 for origin in found)
    pairs = [(document, f"{document.split('|')[0]}|eng") for document in where if not document.endswith("|eng")]
    known = [(a, b) for a, b in pairs if b in where]
    hit = sum(where[a] == where[b] for a, b in known)
    share = f"{hit} of {len(known)} translations joined" if known else "nothing to join"
    print(f"{name:24} {len(sketches):4} documents, {len(found):4} origins: {share}, {mixed} origins of two stories")


if __name__ == "__main__":
    main()
