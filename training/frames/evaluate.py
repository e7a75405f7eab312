"""Score the PyTorch model on annotated sentences the way the public scorer does: triggers overlap, then type, then roles."""

from __future__ import annotations

import json
import pathlib
from dataclasses import dataclass

import torch
from batches import Item, collate
from corpus import MODALITIES, ROLES, TYPES, Claim, Sentence, located
from model import distances

from diurna.frames.decode import decoded_roles, trigger_spans
from diurna.frames.words import words

COUNTS = ("found", "typed", "gold", "predicted", "modality", "ah", "ag", "ap", "rh", "rg", "rp", "sh", "sg")
ROLE = 0.65
THRESHOLDS = (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)


@dataclass(slots=True)
class Scores:
    found: float
    typed: float
    actor: float
    recipient: float
    modality: float
    source: float
    threshold: float

    def __str__(self) -> str:
        return (
            f"typed {self.typed:.3f} found {self.found:.3f} actor {self.actor:.3f} recipient {self.recipient:.3f} "
            f"modality {self.modality:.3f} according_to {self.source:.3f} (threshold {self.threshold})"
        )


def development_gold(shared: pathlib.Path) -> list[Sentence]:
    path = shared / "eval/gold_dev.jsonl"
    if not path.exists():
        return []
    out: dict[tuple[str, int], Sentence] = {}
    for file in sorted((shared / "eval/texts").glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line:
                number, text = line.split("\t", 1)
                out[file.stem, int(number)] = Sentence(f"{file.stem}:{number}", "en", text)
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        s = out[row["doc"], row["line"]]
        roles = {r: [] for r in ROLES}
        for name in ("actor", "recipient", "according_to"):
            for w in row[name]:
                at = s.text.find(w)
                roles[name].append((at, at + len(w)) if at >= 0 else (-1, -1))
        s.claims.append(Claim(located(s.text, row["trigger"]), row["type"], row["modality"], roles))
    return list(out.values())


def predict(model, voc, sentences: list[Sentence], lowest: float = 0.15) -> list[list[tuple[float, Claim]]]:
    """Return per sentence the claims above `lowest`, with their confidence."""
    out: list[list[tuple[float, Claim]]] = [[] for _ in sentences]
    order = sorted(range(len(sentences)), key=lambda k: len(sentences[k].text))
    model.eval()
    with torch.no_grad():
        for k in range(0, len(order), 16):
            group = order[k : k + 16]
            items = [Item(sentences[g].text, words(sentences[g].text), {}) for g in group]
            batch = collate(items, voc)
            x, middle, _, trigger = model.look(batch["ids"], batch["mask"], batch["pool"])
            p = torch.softmax(trigger, -1).numpy()
            for row, g in enumerate(group):
                spans = items[row].spans
                found = trigger_spans(p[row, : len(spans)], lowest)
                if not found:
                    continue
                mark = torch.zeros(len(found), x.shape[1])
                for n, (a, b, _) in enumerate(found):
                    mark[n, a:b] = 1
                act, kind, modality, role = model.second(
                    x[row].expand(len(found), -1, -1),
                    middle[row].expand(len(found), -1, -1),
                    batch["words"][row].expand(len(found), -1),
                    mark,
                    distances(mark),
                )
                acts, roles = torch.sigmoid(act).numpy(), torch.softmax(role, -1).numpy()
                for n, (a, b, sure) in enumerate(found):
                    best = int(kind[n].argmax())
                    score = float(sure * acts[n]) ** 0.5
                    located_roles = decoded_roles(roles[n, : len(spans)], ROLE)
                    named = {r: [(spans[s][0], spans[e - 1][1]) for s, e, _ in located_roles[i]] for i, r in enumerate(ROLES)}
                    claim = Claim((spans[a][0], spans[b - 1][1]), TYPES[best], MODALITIES[int(modality[n].argmax())], named)
                    out[g].append((score, claim))
    return out


def overlap(a, b) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def f1(hit: int, a: int, b: int) -> float:
    return 2 * hit / (a + b) if a + b else 0.0


def score(predicted, gold: list[Sentence]) -> Scores:
    """Return the scores at the threshold with the best typed F1."""
    return max((at_threshold(predicted, gold, t) for t in THRESHOLDS), key=lambda s: s.typed)


def at_threshold(predicted, gold: list[Sentence], threshold: float) -> Scores:
    n = dict.fromkeys(COUNTS, 0)
    for given, sentence in zip(predicted, gold, strict=True):
        claims = [c for s, c in given if s >= threshold]
        n["gold"] += len(sentence.claims)
        n["predicted"] += len(claims)
        pairs = sorted(
            ((p.type == g.type, overlap(g.trigger, p.trigger), i, j) for i, g in enumerate(sentence.claims) for j, p in enumerate(claims)),
            reverse=True,
        )
        used_g, used_p = set(), set()
        for typed, o, i, j in pairs:
            if not o or i in used_g or j in used_p:
                continue
            used_g.add(i)
            used_p.add(j)
            g, p = sentence.claims[i], claims[j]
            n["found"] += 1
            if not typed:
                continue
            n["typed"] += 1
            n["modality"] += g.modality == p.modality
            for key, role in (("a", "actor"), ("r", "recipient")):
                n[key + "h"] += sum(
                    any(overlap(w, h) * 2 >= min(w[1] - w[0], h[1] - h[0]) > 0 for h in p.roles[role]) for w in g.roles[role]
                )
                n[key + "g"] += len(g.roles[role])
                n[key + "p"] += len(p.roles[role])
            if g.roles["according_to"]:
                n["sg"] += 1
                n["sh"] += any(overlap(a, b) for a in g.roles["according_to"] for b in p.roles["according_to"])
    typed = max(1, n["typed"])
    return Scores(
        f1(n["found"], n["predicted"], n["gold"]),
        f1(n["typed"], n["predicted"], n["gold"]),
        f1(n["ah"], n["ap"], n["ag"]),
        f1(n["rh"], n["rp"], n["rg"]),
        n["modality"] / typed,
        n["sh"] / max(1, n["sg"]),
        threshold,
    )
