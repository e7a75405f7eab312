"""First stage: teach the encoder syntax and names on open treebanks, before it sees any claim.

    python training/frames/syntax.py SHARED KEEP.npy OUT.pt --epochs 2

Tasks: part of speech, head and relation of each word (Universal Dependencies, 13 languages), names (Universal NER en, ru, de).
Sets marked "measure" (fr_sequoia) are left out. OUT is the encoder alone.
"""

from __future__ import annotations

import argparse
import pathlib
import random
import time

import numpy as np
import torch
from batches import Item, collate, vocabulary
from encoder import pretrained
from torch import nn
from torch.nn import functional as F

from diurna.frames.words import words

POS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
RELATIONS = (
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl fixed flat "
    "goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative xcomp"
).split()
NAMES = "O B-PER I-PER B-ORG I-ORG B-LOC I-LOC".split()
OPEN = "ar_pud be_hse de_gsd de_pud en_ewt en_pud es_gsd es_pud fr_gsd fr_pud it_pud pl_pud pt_pud ru_gsd ru_pud tr_pud uk_iu zh_gsdsimp zh_pud"


def blocks(path: pathlib.Path):
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        text = next((line[9:] for line in lines if line.startswith("# text = ")), None)
        if text:
            yield text, [line.split("\t") for line in lines if line and not line.startswith("#")]


def aligned(text: str, forms: list[str]) -> list[tuple[int, int]]:
    spans, at = [], 0
    for form in forms:
        found = text.find(form, at)
        spans.append((found, found + len(form)) if found >= 0 else (at, at))
        at = max(at, spans[-1][1])
    return spans


def word_of(spans: list[tuple[int, int]], length: int) -> list[int]:
    out = [-1] * (length + 1)
    for i, (a, b) in enumerate(spans):
        out[a:b] = [i] * (b - a)
    return out


def treebank(path: pathlib.Path):
    for text, rows in blocks(path):
        spans = words(text)
        if not 3 <= len(spans) <= 90:
            continue
        covered, surface, skip = [], [], 0
        for row in rows:
            if "-" in row[0]:
                covered.append((row[0].split("-"), row[1]))
        ranges = {int(a): (int(b), form) for (a, b), form in covered}
        last, forms, owners = 0, [], []
        for row in rows:
            if not row[0].isdigit():
                continue
            i = int(row[0])
            if i in ranges:
                last, form = ranges[i]
                forms.append(form)
                owners.append(i)
            elif i > last:
                forms.append(row[1])
                owners.append(i)
        at = word_of(spans, len(text))
        place = dict(zip(owners, (at[s] for s, _ in aligned(text, forms)), strict=True))
        n = len(spans)
        pos, head, rel = [-1] * n, [-1] * n, [-1] * n
        for row in rows:
            if row[0].isdigit() and (w := place.get(int(row[0]), -1)) >= 0 and pos[w] < 0:
                pos[w] = POS.index(row[3]) if row[3] in POS else -1
                h = int(row[6])
                head[w] = w if h == 0 else place.get(h, -1)
                rel[w] = RELATIONS.index(row[7].split(":")[0]) if row[7].split(":")[0] in RELATIONS else -1
        yield Item(text, spans, {"pos": pos, "head": head, "rel": rel, "name": [-1] * n})


def names(path: pathlib.Path):
    for text, rows in blocks(path):
        spans = words(text)
        at, n = word_of(spans, len(text)), len(spans)
        if not 3 <= n <= 90:
            continue
        tags = [0] * n
        for (s, e), row in zip(aligned(text, [r[1] for r in rows]), rows, strict=True):
            if row[2] in NAMES[1:] and e > s:
                inside = sorted({at[c] for c in range(s, e)} - {-1})
                for k, w in enumerate(inside):
                    tags[w] = NAMES.index(row[2] if k == 0 else "I" + row[2][1:])
        yield Item(text, spans, {"pos": [-1] * n, "head": [-1] * n, "rel": [-1] * n, "name": tags})


class Syntax(nn.Module):
    def __init__(self, encoder: nn.Module, width: int = 384, inner: int = 256) -> None:
        super().__init__()
        self.encoder = encoder
        self.pos, self.name = nn.Linear(width, len(POS)), nn.Linear(width, len(NAMES))
        self.dependent, self.governor = nn.Linear(width, inner), nn.Linear(width, inner)
        self.relation = nn.Linear(2 * inner, len(RELATIONS))

    def forward(self, batch, frozen: int):
        x = torch.bmm(batch["pool"], self.encoder(batch["ids"], batch["mask"], frozen))
        d, g = F.gelu(self.dependent(x)), F.gelu(self.governor(x))
        arcs = torch.bmm(d, g.transpose(1, 2)) / 16 + (1 - batch["words"][:, None, :]) * -1e4
        head = batch["head"]
        chosen = torch.gather(g, 1, head.clamp(min=0)[..., None].expand(-1, -1, g.shape[-1]))
        return self.pos(x), self.name(x), arcs, self.relation(torch.cat([d, chosen], -1))

    def loss(self, batch, frozen: int):
        pos, name, arcs, rel = self(batch, frozen)
        out = 0.0
        for logits, gold in ((pos, "pos"), (name, "name"), (arcs, "head"), (rel, "rel")):
            if (batch[gold] >= 0).any():
                out = out + F.cross_entropy(logits.flatten(0, 1), batch[gold].flatten(), ignore_index=-1)
        return out, (arcs.argmax(-1) == batch["head"])[batch["head"] >= 0].float().mean()


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("shared", type=pathlib.Path)
    ap.add_argument("keep", type=pathlib.Path)
    ap.add_argument("out", type=pathlib.Path)
    ap.add_argument("--epochs", type=float, default=1.5)
    ap.add_argument("--frozen", type=int, default=3)
    args = ap.parse_args()
    torch.manual_seed(7)
    rng = random.Random(7)
    keep = np.load(args.keep)
    encoder, pieces, scores = pretrained(keep)
    encoder.word.weight.requires_grad_(False)
    voc = vocabulary(pieces, scores)
    items = [i for name in OPEN.split() for p in sorted((args.shared / "data/ud").glob(f"{name}-*.conllu")) for i in treebank(p)]
    items += [i for p in sorted((args.shared / "data/ner").glob("*.iob2")) for i in names(p)]
    print(f"{len(items)} sentences", flush=True)
    model = Syntax(encoder)
    body = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    head = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    steps = int(len(items) * args.epochs / 24)
    opt = torch.optim.AdamW([{"params": body, "lr": 2e-4}, {"params": head, "lr": 2e-3}], weight_decay=0.01)
    sched = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min(1, (s + 1) / 100) * max(0.02, 1 - s / steps))
    started, step = time.time(), 0
    model.train()
    while step < steps:
        rng.shuffle(items)
        for k in range(0, len(items), 24 * 40):
            chunk = sorted(items[k : k + 24 * 40], key=lambda i: len(i.spans))
            groups = [chunk[j : j + 24] for j in range(0, len(chunk), 24)]
            rng.shuffle(groups)
            for group in groups:
                loss, right = model.loss(collate(group, voc), args.frozen)
                opt.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(body + head, 1.0)
                opt.step()
                sched.step()
                step += 1
                if step % 25 == 0:
                    rate = step * 24 / (time.time() - started)
                    print(f"step {step}/{steps} loss {loss.item():.3f} heads {right.item():.3f} {rate:.1f}/s", flush=True)
                if step % 200 == 0 or step == steps:
                    torch.save(encoder.state_dict(), args.out)
                if step >= steps:
                    break
            if step >= steps:
                break
    torch.save(encoder.state_dict(), args.out)


if __name__ == "__main__":
    main()
