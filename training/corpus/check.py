"""Check the corpus: form and span conventions of every file, and count what it holds.

    python training/corpus/check.py [--shared SHARED]

Stand-off files are checked where SHARED has their texts; without it only their form is. Exit status 1 on any fault.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import pathlib
import sys

FOLDER = pathlib.Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent / "frames"))

from corpus import KINDS, MODALITIES, ROLES, TYPES, load, located, real_texts  # noqa: E402 - the folder is put on the path first

ARTICLES = {
    "en": ("the ", "a ", "an "),
    "fr": ("le ", "la ", "les ", "un ", "une ", "l'", "l\u2019"),
    "de": ("der ", "die ", "das ", "den ", "dem ", "ein ", "eine "),
    "es": ("el ", "la ", "los ", "las ", "un ", "una "),
    "it": ("il ", "lo ", "la ", "gli ", "un ", "una ", "l'", "l\u2019"),
    "pt": ("o ", "a ", "os ", "as ", "um ", "uma "),
}
PARTS = {"id", "lang", "kind", "text", "length", "digest", "mentions", "times", "claims"}


def form(row: dict) -> list[str]:
    """Return the faults in a row's keys and labels."""
    out = [f"unknown key '{k}'" for k in row if k not in PARTS]
    out += [f"unknown kind of mention '{m[-1]}'" for m in row.get("mentions", []) if m[-1] not in KINDS]
    for c in row.get("claims", []):
        out += [f"unknown key of a claim '{k}'" for k in c if k not in {"type", "trigger", "modality", *ROLES}]
        out += [f"unknown type '{c['type']}'"] if c["type"] not in TYPES else []
        out += [f"unknown modality '{c['modality']}'"] if c.get("modality", "asserted") not in MODALITIES else []
    return out


def spans(row: dict, text: str) -> list[str]:
    """Return the faults in a row's spans: outside the text, blank at an edge, or with a leading article."""
    out = []
    named = [(m[0] if isinstance(m[0], str) else m[:2], "mention") for m in row.get("mentions", [])]
    named += [(t, "time") for t in row.get("times", [])]
    for c in row.get("claims", []):
        named.append((c["trigger"], "trigger"))
        named += [(v, role) for role in ROLES for v in c.get(role, [])]
    for value, what in named:
        try:
            a, b = located(text, value)
        except ValueError as error:
            out.append(f"{what}: {error}")
            continue
        words = text[a:b]
        if not words or words != words.strip():
            out.append(f"{what} '{words}': blank at an edge")
        article = what in ("mention", "actor", "recipient", "where") and words.startswith(ARTICLES.get(row["lang"], ("\0",)))
        if article and len(words.split()) > 1:  # a capital article is part of a name
            out.append(f"{what} '{words}': begins with an article")
    triggers = [tuple(located(text, c["trigger"])) for c in row.get("claims", [])]
    return out + (["two claims share a trigger"] if len(set(triggers)) < len(triggers) else [])


def faults(path: pathlib.Path, texts: dict[str, str]) -> list[str]:
    """Return the faults of one file."""
    out, seen = [], set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        found = form(row)
        text = row.get("text") or texts.get(row["id"], "")
        if row["id"].startswith("ww-") and texts:
            document, start = row["id"].rsplit("-", 1)
            text = texts[document][int(start) : int(start) + row["length"]]
        if text and "digest" in row and hashlib.sha256(text.encode()).hexdigest()[:12] != row["digest"]:
            found.append("the text is not the one that was annotated")
        elif text and not found:
            found += spans(row, text)
        found += [f"id {row['id']} twice"] if row["id"] in seen else []
        seen.add(row["id"])
        out += [f"{path.name}:{number}: {f}" for f in found]
    return out


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--shared", type=pathlib.Path)
    args = ap.parse_args()
    texts = real_texts(args.shared) if args.shared else {}
    paths = sorted(FOLDER.glob("*.jsonl"))
    found = [f for p in paths for f in faults(p, texts)]
    print("\n".join(found[:60]))
    rows = [json.loads(line) for p in paths for line in p.read_text(encoding="utf-8").splitlines()]
    print(f"{len(rows)} sentences, {sum(len(r.get('claims', [])) for r in rows)} claims, {len(found)} faults")
    print(f"{len(load(paths, args.shared))} sentences can be read here")
    for name, counts in (
        ("languages", collections.Counter(r["lang"] for r in rows)),
        ("real", collections.Counter(r["id"].rsplit("-", 1)[0] for r in rows if "text" not in r)),
        ("types", collections.Counter(c["type"] for r in rows for c in r.get("claims", []))),
        ("modalities", collections.Counter(c.get("modality", "asserted") for r in rows for c in r.get("claims", []))),
    ):
        print(f"{name}: " + "  ".join(f"{k} {v}" for k, v in counts.most_common(24)))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
