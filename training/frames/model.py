"""The frames model: one encoder, a word tagger, and a second look at the sentence for each trigger.

First look: per word, tags of mentions and times, and whether it begins or continues a trigger. Second look: the
sentence again with the trigger marked, through two small layers: is it an act and of which type, in which modality,
and which words play which role.
"""

from __future__ import annotations

import torch
from corpus import KINDS, MODALITIES, ROLES, TYPES
from encoder import Layer
from torch import nn
from torch.nn import functional as F

TAGS = ["O"] + [f"{b}-{k}" for k in [*KINDS, "time"] for b in "BI"]
WIDTH = 384
RIVAL = 3.0  # weight of words that hold a role for any act of the sentence: which act it is, is the hard part
FAR = 24  # words: further from the trigger, all distances are alike


class Roles(nn.Module):
    """Words (batch, words, 384), a trigger mask and each word's distance to it → act or not, type, modality, role tags (…, roles, 3)."""

    def __init__(self, width: int = WIDTH, layers: int = 2) -> None:
        super().__init__()
        self.mark = nn.Parameter(torch.zeros(width))
        self.shift, self.gate = nn.Linear(width, width), nn.Linear(width, width)
        self.near = nn.Embedding(2 * FAR + 1, width)
        for new in (self.gate.weight, self.gate.bias, self.near.weight):
            nn.init.zeros_(new)
        self.norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(Layer(width, 6, 2 * width) for _ in range(layers))
        self.act, self.kind, self.modality = (self.head(width, n) for n in (1, len(TYPES), len(MODALITIES)))
        self.role = nn.Linear(width, 3 * len(ROLES))

    @staticmethod
    def head(width: int, classes: int) -> nn.Module:
        return nn.Sequential(nn.Linear(3 * width, width), nn.GELU(), nn.Dropout(0.2), nn.Linear(width, classes))

    def forward(self, x: torch.Tensor, seen: torch.Tensor, trigger: torch.Tensor, distance: torch.Tensor):
        share = trigger / trigger.sum(-1, keepdim=True).clamp(min=1)
        mean = torch.einsum("nw,nwd->nd", share, x)
        y = x + trigger[..., None] * self.mark + self.near(distance) + self.shift(mean)[:, None] + self.gate(mean)[:, None] * x
        y = self.norm(y)
        bias = (1.0 - seen[:, None, None, :]) * -1e4
        for layer in self.layers:
            y = layer(y, bias)
        at = torch.einsum("nw,nwd->nd", share, y)
        rest = torch.einsum("nw,nwd->nd", seen / seen.sum(-1, keepdim=True).clamp(min=1), y)
        known = torch.cat([mean, at, rest], -1)
        return self.act(known)[:, 0], self.kind(known), self.modality(known), self.role(y).view(*y.shape[:2], len(ROLES), 3)


class Frames(nn.Module):
    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.tag = nn.Linear(WIDTH, len(TAGS))
        self.trigger = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.1), nn.Linear(WIDTH, 3))
        self.roles = Roles()

    def look(self, ids: torch.Tensor, mask: torch.Tensor, pool: torch.Tensor, frozen: int = 0):
        x = self.drop(torch.bmm(pool, self.encoder(ids, mask, frozen)))
        return x, self.tag(x), self.trigger(x)


def distances(mark: torch.Tensor) -> torch.Tensor:
    """Return each word's signed distance to the first word of the trigger, clipped and shifted to 0 … 2 FAR; mark: (…, words)."""
    first = mark.argmax(-1, keepdim=True)
    return (torch.arange(mark.shape[-1])[None] - first).clamp(-FAR, FAR) + FAR


def losses(model: Frames, batch: dict, claims: list, frozen: int, rng) -> dict[str, torch.Tensor]:
    """Return the loss of each task. `claims`: per sentence a list of (words of trigger, type, modality, role tags)."""
    x, tag, trigger = model.look(batch["ids"], batch["mask"], batch["pool"], frozen)
    out = {
        "tag": F.cross_entropy(tag.flatten(0, 1), batch["tag"].flatten(), ignore_index=-1),
        "trigger": F.cross_entropy(
            trigger.flatten(0, 1), batch["trigger"].flatten(), ignore_index=-1, weight=torch.tensor([1.0, 3.0, 3.0]), label_smoothing=0.02
        ),
    }
    rows, marks, types, modalities, roles = [], [], [], [], []
    act = torch.softmax(trigger.detach(), -1)[..., 1:].sum(-1)
    w = x.shape[1]
    for k, found in enumerate(claims):
        taken = set()
        for words, kind, modality, tags in found:
            taken.update(words)
            rows.append(k)
            marks.append(words)
            types.append(TYPES.index(kind))
            modalities.append(MODALITIES.index(modality))
            roles.append(tags)
        free = [
            j for j in torch.argsort(act[k] + torch.rand(w) * 0.15, descending=True).tolist() if j not in taken and batch["words"][k, j]
        ]
        for j in free[: rng.choice((1, 1, 2))]:
            rows.append(k)
            marks.append([j])
            types.append(-1)
            modalities.append(-1)
            roles.append(None)
    mark = torch.zeros(len(rows), w)
    target = torch.full((len(rows), w, len(ROLES)), -1, dtype=torch.long)
    weight = torch.ones(len(rows), w, len(ROLES))
    for n, (k, words, tags) in enumerate(zip(rows, marks, roles, strict=True)):
        mark[n, words] = 1
        if tags is not None:
            target[n, : len(tags)] = torch.tensor(tags)[:w]
            target[n][batch["words"][k] == 0] = -1
            others = torch.stack([torch.tensor(t[3])[:w] for t in claims[k]]).amax(0) > 0
            weight[n, : len(tags)][others] = RIVAL
    at = torch.tensor(rows)
    act, kind, modality, role = model.roles(x[at], batch["words"][at], mark, distances(mark))
    told, gold = torch.tensor(types), torch.tensor(modalities)
    out["act"] = F.binary_cross_entropy_with_logits(act, (told >= 0).float())
    if (gold >= 0).any():
        out["type"] = F.cross_entropy(kind, told, ignore_index=-1, label_smoothing=0.05)
        out["modality"] = F.cross_entropy(modality, gold, ignore_index=-1, label_smoothing=0.05)
        each = F.cross_entropy(
            role.flatten(0, 2), target.flatten(), ignore_index=-1, weight=torch.tensor([1.0, 2.0, 2.0]), reduction="none"
        )
        share = weight.flatten() * (target.flatten() >= 0)
        out["role"] = (each * share).sum() / share.sum()
    return out
