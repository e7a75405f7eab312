"""Measure sentence boundaries on Universal Dependencies files: F1 clean, in small letters, and with lost spaces.

    python evals/sentences.py UD_FOLDER [CODE…] [--show]

Sentences of one document are joined by a space: by nothing in Chinese, by a newline in uk and be after what has no stop.
A boundary is right when it stands at the same character.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from diurna import segment
from diurna.record import Document

SETS = {
    "uk": "uk_iu-ud-dev",
    "be": "be_hse-ud-dev",
    **{code: f"{code}_pud-ud-test" for code in ("fr", "en", "de", "es", "it", "pt", "pl", "ru", "ar", "zh", "tr")},
}
# Treebanks of posts, headlines and fiction: documents are marked, and what ends without a stop stands on a line of its own.
LINES = {"uk", "be"}
STOPS = '.!?…»”"“'
LOST = 0.3


def documents(path, code):
    """Yield lists of sentences, a list for each document."""
    last, found = None, []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# newdoc" if code in LINES else "# sent_id"):
            document = line if code in LINES else line.split("= ", 1)[1][:6]
            if (code in LINES or document != last) and found:
                yield found
                found = []
            last = document
        if line.startswith("# text ="):
            found.append(line.split("= ", 1)[1].strip())
    if found:
        yield found


def joined(sentences, code, lost, rng):
    """Return the text and the set of offsets at which a sentence but the first begins."""
    text, begins = sentences[0], set()
    for sentence in sentences[1:]:
        stopped = text[-1] in STOPS
        if code in LINES and not stopped:
            text += "\n"
        elif code != "zh" and not (stopped and rng.random() < lost):
            text += " "
        begins.add(len(text))
        text += sentence
    return text, begins


def measure(path, code, *, lower=False, lost=0.0, show=False):
    """Return precision, recall and F1 of the beginnings of sentences, in offsets of the text as handed in."""
    rng = random.Random(7)  # noqa: S311 - the same spaces are lost each time
    right = given = gold = 0
    for sentences in documents(path, code):
        text, begins = joined([s.lower() if lower else s for s in sentences], code, lost, rng)
        reading = segment.split(segment.prepare(Document("ud", text, ""), language=code))
        origin = reading.origin or range(len(text) + 1)
        found = {origin[s.start] for s in reading.sentences[1:]}
        right, given, gold = right + len(found & begins), given + len(found), gold + len(begins)
        for at in sorted(found ^ begins) if show else ():
            print("  MISSED" if at in begins else "  FALSE ", repr(text[max(0, at - 40) : at]), repr(text[at : at + 30]))
    precision, recall = right / max(1, given), right / max(1, gold)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main(arguments):
    """Print a line for each language."""
    show = "--show" in arguments
    folder, *codes = [argument for argument in arguments if argument != "--show"] or [""]
    if not Path(folder).is_dir() or not folder:
        print(f"no folder '{folder}': give the folder of the Universal Dependencies files (*.conllu)")
        return 1
    for code in codes or sorted(SETS):
        path = Path(folder) / f"{SETS[code]}.conllu"
        if not path.exists():
            print(f"{code}: no {path.name}")
            continue
        clean = measure(path, code, show=show)
        lower, lost = measure(path, code, lower=True), measure(path, code, lost=LOST)
        figures = "clean P {:.3f} R {:.3f} F1 {:.3f}".format(*clean)
        print(f"{code}: {figures} | small letters F1 {lower[2]:.3f} | spaces lost F1 {lost[2]:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
