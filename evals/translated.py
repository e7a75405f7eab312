"""Claims of an article and of its translation: do they end in one event, and in none with claims of something else?

    python evals/translated.py ../shared/data/ntrex --stories 25 --languages fra rus arb
    python evals/translated.py ../shared/data/ntrex --readings FOLDER

Reads the stories in English and in one other language, as if another paper had translated them, and links the claims of the two as
`diurna link` does (blocks, links, clusters, origins). Lines of the two stand side by side. For each language:

    claims      of English, of the other
    matched     English claims for whose line the other has a claim: the share whose event holds a claim of that line
    same type   of these, those for which the other has one of the same type: the share whose event holds a claim of that line
    wrong       of 100 pairs of claims in one event of the two versions: of another story, of lines of a story that are not neighbours
    within      the same for pairs of one version

About 24 sentences a second are read. FOLDER holds readings made before: LANGUAGE.pkl, story → Reading.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from origins import CODES, readings_of, stories_of

from diurna import fuse

LARGEST = 200  # claims that share a key and are still compared by it, as in a case
NEXT = 1  # lines


@dataclass(frozen=True, slots=True)
class Where:
    """Where a claim stands: its story, its version, the line of the story, and its type."""

    story: str
    version: str
    line: int
    type: str


def link(readings):
    """Return the accounts, the links and the events of the claims of some readings, as linking a case finds them."""
    sketches = [fuse.sketch(reading) for reading in readings]
    lengths = {sketch.document: sketch.lengths for sketch in sketches}
    told = {reading.document.id: [fuse.account(claim, reading) for claim in reading.claims or ()] for reading in readings}
    blocks, shares = defaultdict(list), {}
    for reading in readings:
        for account in told[reading.document.id]:
            for key in fuse.keys(account, reading.document.published):
                blocks[key].append(account.claim)
    for origin in fuse.origins(sketches):
        shares |= fuse.beside([account for document in origin.documents for account in told[document]], lengths)
    pairs = {tuple(sorted(pair)) for held in blocks.values() if len(held) <= LARGEST for pair in combinations(set(held), 2)}
    pairs |= {pair for pair, share in shares.items() if share}
    accounts = {account.claim: account for listed in told.values() for account in listed}
    tried = (fuse.link(accounts[a], accounts[b], beside=shares.get((a, b))) for a, b in sorted(pairs))
    links = [found for found in tried if found is not None]
    return accounts, links, fuse.clusters(accounts, links)


def places(stories, version):
    """Return where each claim of one version stands, by its id."""
    found = {}
    for story, reading in stories.items():
        for claim in reading.claims or ():
            line = reading.document.text.count("\n\n", 0, claim.trigger.start)
            found[claim.id] = Where(story, version, line, claim.type)
    return found


def score(where, events, version):
    """Return the counts: claims with a claim in the other version's line, those joined with one; the same of one type; pairs in events."""
    counts = Counter()
    lines, types = defaultdict(set), defaultdict(set)
    event_of = {claim: number for number, event in enumerate(events) for claim in event}
    for claim, at in where.items():
        if at.version == version:
            lines[at.story, at.line].add(event_of[claim])
            types[at.story, at.line].add(at.type)
    for claim, at in where.items():
        spot = (at.story, at.line)
        if at.version != version and spot in lines:
            hit = event_of[claim] in lines[spot]
            counts.update({"matched": 1, "joined": hit})
            if at.type in types[spot]:
                counts.update({"same type": 1, "joined of one type": hit})
    for event in events:
        for a, b in combinations((where[claim] for claim in event), 2):
            kind = "within" if a.version == b.version else "across"
            counts[kind] += 1
            counts[f"{kind} stories"] += a.story != b.story
            counts[f"{kind} lines"] += a.story == b.story and abs(a.line - b.line) > NEXT
    return counts


def row(language, where, counts):
    """Return one language's figures as a line."""

    def share(part, whole):
        return f"{counts[part] / counts[whole]:.3f} of {counts[whole]}" if counts[whole] else "none"

    def wrong(kind):
        of = counts[kind] or 1
        return f"{100 * counts[f'{kind} stories'] / of:.1f} + {100 * counts[f'{kind} lines'] / of:.1f} of {counts[kind]}"

    told = Counter(at.version for at in where.values())
    versions = " ".join(str(told[version]) for version in ("eng", language))
    matched, typed = share("joined", "matched"), share("joined of one type", "same type")
    return f"{language:8} {versions:11} {matched:14} {typed:14} {wrong('across'):18} {wrong('within')}"


def main():
    """Print a line for each language."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("path", type=Path)
    asked.add_argument("--stories", type=int, default=105)
    asked.add_argument("--readings", type=Path)
    asked.add_argument("--languages", nargs="+", choices=[name for name in CODES if name != "eng"])
    options = asked.parse_args()
    stories = stories_of(options.path, options.stories)
    english = readings_of(options.path, stories, "eng", options.readings)
    here = [name for name in CODES if name != "eng" and (options.readings is None or (options.readings / f"{name}.pkl").is_file())]
    print(f"{'':8} {'claims':11} {'matched':14} {'same type':14} {'wrong of 100':18} within")
    for language in options.languages or here:
        other = readings_of(options.path, stories, language, options.readings)
        _, _, events = link([*english.values(), *other.values()])
        where = places(english, "eng") | places(other, language)
        print(row(language, where, score(where, events, language)), flush=True)


if __name__ == "__main__":
    main()
