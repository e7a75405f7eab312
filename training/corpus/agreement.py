"""How far a second, independent annotation of a tenth of the corpus agrees with the first, by part.

python training/corpus/agreement.py SHARED
"""

from __future__ import annotations

import argparse
import json
import pathlib
import sys

FOLDER = pathlib.Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent / "frames"))

from corpus import Claim, Sentence, load, located  # noqa: E402 - the folder is put on the path first
from corpus import claim as claim_of  # noqa: E402


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def second(path: pathlib.Path, first: dict[str, Sentence]) -> dict[str, Sentence]:
    out = {}
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if (s := first.get(row["id"])) is not None:
            mentions = [(located(s.text, m[:2]), m[-1]) for m in row.get("mentions", [])]
            times = [located(s.text, t) for t in row.get("times", [])]
            out[s.id] = Sentence(s.id, s.lang, s.text, mentions, times, [claim_of(s.text, c) for c in row.get("claims", [])])
    return out


def matched(a: list[Claim], b: list[Claim]) -> list[tuple[Claim, Claim]]:
    """Pair claims whose triggers overlap, those of one type first, each once."""
    pairs = sorted(
        ((x.type == y.type, overlap(x.trigger, y.trigger), -i, -j) for i, x in enumerate(a) for j, y in enumerate(b)), reverse=True
    )
    out, left, right = [], set(), set()
    for _, shared, i, j in pairs:
        if shared and i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((a[-i], b[-j]))
    return out


def f1(hits: int, a: int, b: int) -> float:
    return 2 * hits / (a + b) if a + b else float("nan")


def kappa(pairs: list[tuple[str, str]]) -> float:
    same = sum(a == b for a, b in pairs) / len(pairs)
    labels = {x for pair in pairs for x in pair}
    chance = sum(sum(a == k for a, _ in pairs) * sum(b == k for _, b in pairs) for k in labels) / len(pairs) ** 2
    return (same - chance) / (1 - chance)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("shared", type=pathlib.Path)
    first = {s.id: s for s in load(sorted(FOLDER.glob("*.jsonl")), ap.parse_args().shared)}
    other = second(FOLDER.parent / "second_pass" / "tenth.jsonl", first)
    sides = [(first[k], other[k]) for k in sorted(other)]
    pairs = [p for a, b in sides for p in matched(a.claims, b.claims)]
    claims = sum(len(a.claims) for a, _ in sides), sum(len(b.claims) for _, b in sides)
    typed = [p for p in pairs if p[0].type == p[1].type]
    print(f"{len(sides)} sentences; claims {claims[0]} and {claims[1]}")
    print(f"found {f1(len(pairs), *claims):.3f}  typed {f1(len(typed), *claims):.3f}", end="  ")
    print(f"kappa of types {kappa([(a.type, b.type) for a, b in pairs]):.3f}")
    for role in ("actor", "recipient", "where", "when", "according_to", "condition", "object"):
        hits = sum(any(overlap(s, t) for t in b.roles[role]) for a, b in typed for s in a.roles[role])
        print(f"{role} {f1(hits, sum(len(a.roles[role]) for a, _ in typed), sum(len(b.roles[role]) for _, b in typed)):.3f}", end="  ")
    print(f"modality {sum(a.modality == b.modality for a, b in typed) / len(typed):.3f}")
    hits = sum(any(overlap(s, t) for t, _ in b.mentions) for a, b in sides for s, _ in a.mentions)
    print(f"mentions {f1(hits, sum(len(a.mentions) for a, _ in sides), sum(len(b.mentions) for _, b in sides)):.3f}")


if __name__ == "__main__":
    main()
