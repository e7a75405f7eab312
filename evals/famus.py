"""Measure whether a source is recognised as telling the event of a report: accuracy on FAMuS source validation.

    python evals/famus.py PATH

PATH is the JSONL file: report_dict (doctext, frame-trigger-span: words, first and last character), source_dict (doctext), valid_source.
The score is the sum of two likenesses of the product: the coverage of the report's sentence of the event by the source, and the
likeness of the report to the most alike WINDOW sentences of the source. THRESHOLD is the one fitted number; beside it stands the
accuracy of five-fold cross-validation, ten times over, the threshold fitted anew on four folds.
"""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path

from diurna.fuse.words import cosine, coverage, vector

WINDOW = 3  # sentences
THRESHOLD = 0.731
FOLDS, ROUNDS = 5, 10
STOP = re.compile(r"(?<=[.!?;|]) ")


def told(report):
    """Return the sentence of a report in which the event's trigger stands."""
    begin, at, sentence = report["frame-trigger-span"][1], 0, ""
    for sentence in STOP.split(report["doctext"]):
        at += len(sentence) + 1
        if begin < at:
            break
    return sentence


def windows(source):
    """Return the runs of WINDOW sentences of a source."""
    found = [sentence for sentence in STOP.split(source) if sentence.strip()]
    return [" ".join(found[at : at + WINDOW]) for at in range(max(1, len(found) - WINDOW + 1))]


def features(report, source):
    """Return the coverage of the event's sentence, and the likeness of the report to the best window."""
    whole = vector(report["doctext"])
    best = max(cosine(whole, vector(window)) for window in windows(source))
    return coverage(told(report), source), best


def fitted(scores, labels):
    """Return the threshold, halfway between two scores, above which the label is best told to be true."""
    pairs = sorted(zip(scores, labels, strict=True))
    right = best = sum(labels)
    threshold = pairs[0][0] - 1
    for at, (score, label) in enumerate(pairs):
        right += -1 if label else 1
        following = pairs[at + 1][0] if at + 1 < len(pairs) else score + 2
        if right > best and following != score:
            best, threshold = right, (score + following) / 2
    return threshold


def accuracy(scores, labels, threshold):
    """Return the share of labels that the threshold tells right."""
    return sum((score > threshold) == label for score, label in zip(scores, labels, strict=True)) / len(labels)


def validated(scores, labels):
    """Return the mean accuracy on folds whose threshold was fitted on the others."""
    rng, found = random.Random(7), []  # noqa: S311 - the same folds each time
    for _ in range(ROUNDS):
        order = rng.sample(range(len(labels)), len(labels))
        for fold in range(FOLDS):
            held = set(order[fold::FOLDS])
            pick = [([values[at] for at in order if (at in held) == side]) for side in (False, True) for values in (scores, labels)]
            found.append(accuracy(pick[2], pick[3], fitted(pick[0], pick[1])))
    return sum(found) / len(found)


def show(name, scores, labels):
    """Print the accuracies of one score."""
    threshold = fitted(scores, labels)
    plain, crossed = accuracy(scores, labels, threshold), validated(scores, labels)
    print(f"{name:42} fitted {plain:.3f} (threshold {threshold:.3f}) | cross-validated {crossed:.3f}")


def main(arguments):
    """Print a line for each feature and for their sum."""
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        print("give the path of the FAMuS source validation file (JSONL)")
        return 1
    rows = [json.loads(line) for line in Path(arguments[0]).read_text("utf-8").splitlines()]
    labels = [str(row["valid_source"]).lower() == "true" for row in rows]
    pairs = [(row["report_dict"], row["source_dict"]["doctext"]) for row in rows]
    found = [features(report, source) for report, source in pairs]
    both = [sum(values) for values in found]
    print(f"{len(rows)} pairs, {sum(labels)} valid")
    show("coverage of the whole report", [coverage(report["doctext"], source) for report, source in pairs], labels)
    show("coverage of the event's sentence", [values[0] for values in found], labels)
    show("likeness of the best window", [values[1] for values in found], labels)
    show("sum of the last two", both, labels)
    print(f"with THRESHOLD = {THRESHOLD}: accuracy {accuracy(both, labels, THRESHOLD):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
