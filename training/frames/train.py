"""Second stage: train the frames model on the annotated sentences.

    python training/frames/train.py SHARED KEEP.npy OUT.pt --encoder SYNTAX.pt --epochs 4

One sentence in twenty of each language is held out and scored at the end of each epoch, beside the development gold where
SHARED has it; OUT keeps the averaged weights of the best epoch by typed F1 on the gold (on the held-out part without it), with
the role layers of the last.
"""

from __future__ import annotations

import argparse
import copy
import pathlib
import random
import unicodedata

import numpy as np
import torch
from batches import Item, collate, vocabulary
from corpus import ROLES, Sentence, load
from encoder import pretrained
from evaluate import Scores, development_gold, predict, score
from loop import Trainer, averaged, grouped
from model import TAGS, Frames, losses

from diurna.frames.words import Vocabulary, words

ROLE_PARTS = ("second.placed", "second.upper", "second.role")
LOSSES = {"tag": 0.6, "trigger": 1.0, "act": 0.7, "type": 1.0, "modality": 0.5, "role": 2.0}


def covered(spans: list[tuple[int, int]], a: int, b: int) -> list[int]:
    return [i for i, (s, e) in enumerate(spans) if s < b and a < e]


def damaged(sentence: Sentence, rng: random.Random) -> Sentence:
    """Return the sentence as it is, or (one in eight) with its case or its accents lost: offsets stay the same."""
    roll, text = rng.random(), sentence.text
    if roll < 0.06:
        text = text.lower()
    elif roll < 0.1:
        text = "".join(unicodedata.normalize("NFD", c)[0] for c in text)
    elif roll < 0.12:
        text = text.upper()
    if len(text) != len(sentence.text):
        return sentence
    changed = copy.copy(sentence)
    changed.text = text
    return changed


def item(sentence: Sentence) -> Item:
    spans = words(sentence.text)
    tag, trigger = [0] * len(spans), [0] * len(spans)
    for (a, b), kind in [*sentence.mentions, *((t, "time") for t in sentence.times)]:
        for k, w in enumerate(covered(spans, a, b)):
            if tag[w] == 0 or k > 0:
                tag[w] = TAGS.index(("B-" if k == 0 else "I-") + kind)
    claims = []
    for claim in sentence.claims:
        at = covered(spans, *claim.trigger)
        for k, w in enumerate(at):
            trigger[w] = 1 if k == 0 else 2
        roles = [[0] * len(ROLES) for _ in spans]
        for r, name in enumerate(ROLES):
            for a, b in claim.roles[name]:
                for k, w in enumerate(covered(spans, a, b)):
                    roles[w][r] = 1 if k == 0 else 2
        if at:
            claims.append((at, claim.type, claim.modality, roles))
    return Item(sentence.text, spans, {"tag": tag, "trigger": trigger}, sentence.id, claims)


def repeated(sentences: list[Sentence], rng: random.Random) -> list[Sentence]:
    """Return the sentences of one epoch: claims' ones all, two in five of those without a claim, by turns."""
    return [s for s in sentences if s.claims or rng.random() < 0.4]


def held_out(sentences: list[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    kept, out, counts = [], [], {}
    for s in sentences:
        counts[s.lang] = counts.get(s.lang, 0) + 1
        (out if counts[s.lang] % 20 == 7 else kept).append(s)
    return kept, out


def arguments() -> argparse.Namespace:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("shared", type=pathlib.Path)
    ap.add_argument("keep", type=pathlib.Path)
    ap.add_argument("out", type=pathlib.Path)
    ap.add_argument("--encoder", type=pathlib.Path)
    ap.add_argument("--start", type=pathlib.Path, help="weights of an earlier run to go on from")
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--frozen", type=int, default=4)
    ap.add_argument("--batch", type=int, default=16)
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--seed", type=int, default=7)
    return ap.parse_args()


def built(args: argparse.Namespace) -> tuple[Frames, Vocabulary]:
    encoder, pieces, scores = pretrained(np.load(args.keep))
    if args.encoder:
        encoder.load_state_dict(torch.load(args.encoder))
    encoder.word.weight.requires_grad_(False)
    model = Frames(encoder)
    if args.start:
        model.load_state_dict(torch.load(args.start)["model"])
    return model, vocabulary(pieces, scores)


def scored(epoch: int, model: Frames, voc: Vocabulary, sets: dict[str, list[Sentence]]) -> tuple[float, float]:
    """Print the scores of an epoch; return what it is chosen by and the threshold it was best at."""
    results: dict[str, Scores] = {name: score(predict(model, voc, rows), rows) for name, rows in sets.items() if rows}
    for name, result in results.items():
        print(f"epoch {epoch} {name}: {result}", flush=True)
    chosen = results.get("gold", results["held out"])
    return chosen.typed + 0.5 * results["held out"].typed, chosen.threshold


def with_last_roles(path: pathlib.Path, last: Frames) -> None:
    """Give the best epoch's weights the role layers of the last epoch: roles still gain when types no longer do."""
    best = torch.load(path)
    best["model"] |= {k: v for k, v in last.state_dict().items() if k.startswith(ROLE_PARTS)}
    torch.save(best, path)


def main() -> None:
    args = arguments()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    corpus = sorted((pathlib.Path(__file__).parent.parent / "corpus").glob("*.jsonl"))
    sentences, kept_out = held_out(load(corpus, args.shared))
    sets = {"held out": kept_out, "gold": development_gold(args.shared)}
    model, voc = built(args)
    trainer = Trainer(model, args.rate, args.epochs * (len(repeated(sentences, random.Random(1))) // args.batch))
    print(f"{len(sentences)} sentences, {sum(len(s.claims) for s in sentences)} claims, {trainer.steps} steps", flush=True)
    average, best = copy.deepcopy(model).eval(), -1.0
    for epoch in range(1, args.epochs + 1):
        model.train()
        for group in grouped(repeated(sentences, rng), args.batch, rng, lambda s: item(damaged(s, rng))):
            parts = losses(model, collate(group, voc), [i.extra for i in group], args.frozen, rng)
            trainer.learn(parts, LOSSES, args.batch)
            averaged(average, model, trainer.step)
        reached, threshold = scored(epoch, average, voc, sets)
        if reached > best:
            best = reached
            torch.save({"model": average.state_dict(), "threshold": threshold}, args.out)
            print("kept", flush=True)
    with_last_roles(args.out, average)


if __name__ == "__main__":
    main()
