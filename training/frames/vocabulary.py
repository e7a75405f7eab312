"""Prune the encoder's vocabulary to the launch languages.

    python training/frames/vocabulary.py SHARED OUT.npy --size 70000

Kept: every piece that the texts at hand use (parallel news, treebanks, our corpus), then the most likely other pieces
written in the launch languages' scripts, up to SIZE rows. OUT holds row numbers of the full vocabulary, reserved rows first.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import unicodedata

import numpy as np
from encoder import read, weights_file

from diurna.frames.words import Vocabulary, words

CODES = ["eng", "fra", "rus", "ukr", "bel", "spa", "deu", "ita", "por", "pol", "tur", "arb", "zho-CN"]
SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "CJK", "DIGIT", "FULLWIDTH")


def texts(shared: pathlib.Path) -> list[str]:
    out = []
    for code in CODES:
        out += (shared / f"data/ntrex/{code}.txt").read_text(encoding="utf-8").splitlines()
    for path in sorted((shared / "data/ud").glob("*.conllu")):
        out += [line[9:] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# text = ")]
    for path in sorted((shared / "corpus").glob("*.jsonl")):
        out += [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    return out


def wanted_script(piece: str) -> bool:
    letters = [c for c in piece if c.isalnum()]
    return all(unicodedata.name(c, "").startswith(SCRIPTS) for c in letters)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("shared", type=pathlib.Path)
    ap.add_argument("out", type=pathlib.Path)
    ap.add_argument("--size", type=int, default=70_000)
    args = ap.parse_args()
    _, pieces, scores, _ = read(weights_file())
    ids = {p: i for i, p in enumerate(pieces)}
    vocabulary = Vocabulary(dict(zip(pieces[4:], map(float, scores[4:]), strict=True)), ids)
    used = {0, 1, 2, 3}
    for text in texts(args.shared):
        for a, b in words(text):
            used.update(vocabulary.pieces(text[a:b], spaced=a == 0 or text[a - 1].isspace()))
    single = {i for i, p in enumerate(pieces) if len(p.lstrip("\u2581")) == 1 and wanted_script(p)}
    kept = sorted(used | single) if len(used | single) < args.size else sorted(used)
    print(f"{len(used)} pieces used, {len(kept)} with single characters")
    seen = set(kept)
    likely = [i for i in np.argsort(-scores, kind="stable").tolist() if i not in seen and i > 3 and wanted_script(pieces[i])]
    kept = sorted(seen | set(likely[: max(0, args.size - len(kept))]))
    np.save(args.out, np.array(kept, dtype=np.int32))
    print(f"{len(kept)} of {len(pieces)} rows kept")


if __name__ == "__main__":
    main()
