"""Measure which mentions of events in many documents are one event: CoNLL F1 on ECB+, gold mentions, no gold topics.

    python evals/ecb.py PATH

PATH is ecb_train.json or ecb_dev.json: {"documents": {id: [token, …]}, "mentions": [[id, first token, last token, chain], …]}.
The method puts documents in groups by the product's likeness of texts (average link), and joins the mentions of one group whose
heads have one lemma. The head is the last token. The lemma is no dictionary's: a light suffix-stripper for English.
NEAR was chosen on the train part. "without singletons" drops clusters of one mention from both sides.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

import coref
import numpy as np

from diurna.fuse.words import cosine, vector

NEAR = 0.22  # mean likeness at which two groups of documents are one
SUFFIXES = ("ing", "ies", "ied", "ed", "es", "s", "e")
RESTORED = {"ies", "ied"}  # they stand for a y
LEAST = 3  # letters that must be left, a restored y among them


def lemma(word):
    """Return an English word without its ending."""
    word = word.lower()
    suffix = next((s for s in SUFFIXES if word.endswith(s) and len(word) - len(s) + (s in RESTORED) >= LEAST), "")
    if not suffix or word.endswith("ss"):
        return word
    stem = word[: -len(suffix)] + ("y" if suffix in RESTORED else "")
    return stem[:-1] if len(stem) > LEAST and stem[-1] == stem[-2] and stem[-1] not in "sl" else stem


def groups(texts):
    """Return the number of the group of each document: average link over the likeness of texts, cut at NEAR."""
    vectors = [vector(text) for text in texts.values()]
    alike = np.array([[cosine(one, other) for other in vectors] for one in vectors])
    np.fill_diagonal(alike, -1.0)
    sizes, members = np.ones(len(texts)), {at: [name] for at, name in enumerate(texts)}
    while len(members) > 1:
        a, b = divmod(int(np.argmax(alike)), len(texts))
        if alike[a, b] < NEAR:
            break
        alike[a] = alike[:, a] = (alike[a] * sizes[a] + alike[b] * sizes[b]) / (sizes[a] + sizes[b])
        alike[b] = alike[:, b] = alike[a, a] = -1.0
        sizes[a] += sizes[b]
        members[a] += members.pop(b)
    return {name: at for at, names in members.items() for name in names}


def clusters(mentions, key):
    """Return the mentions' numbers in sets of one key."""
    found = defaultdict(set)
    for at, mention in enumerate(mentions):
        found[key(mention)].add(at)
    return list(found.values())


def show(name, gold, given):
    """Print the scores of one way to cluster."""
    parts = [100 * score(gold, given)[2] for score in (coref.muc, coref.b_cubed, coref.ceaf_e)]
    bare = 100 * coref.conll(coref.without_singletons(gold), coref.without_singletons(given))
    merged, split = coref.strays(gold, given)
    print(f"{name:32}", "MUC {:.1f} B3 {:.1f} CEAFe {:.1f}".format(*parts), f"CoNLL {100 * coref.conll(gold, given):.1f}", end=" | ")
    print(f"without singletons {bare:.1f} | over-merge {merged:.1f} over-split {split:.1f} per 100 events")


def main(arguments):
    """Print a line for each baseline and for the method."""
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        print("give the path of ecb_train.json or ecb_dev.json")
        return 1
    data = json.loads(Path(arguments[0]).read_text("utf-8"))
    documents, mentions = data["documents"], data["mentions"]
    gold = clusters(mentions, lambda m: m[3])

    def head(mention):
        return lemma(documents[mention[0]][mention[2]])

    group = groups({name: " ".join(tokens) for name, tokens in documents.items()})
    print(f"{len(documents)} documents, {len(mentions)} mentions, {len(gold)} events; {len(set(group.values()))} groups of documents found")
    show("all singletons", gold, clusters(mentions, lambda m: tuple(m[:3])))
    show("head lemma in a document", gold, clusters(mentions, lambda m: (m[0], head(m))))
    show("head lemma corpus-wide", gold, clusters(mentions, head))
    show("head as written, corpus-wide", gold, clusters(mentions, lambda m: documents[m[0]][m[2]].lower()))
    show("found groups, then head lemma", gold, clusters(mentions, lambda m: (group[m[0]], head(m))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
