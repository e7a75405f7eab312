"""The frames model: one encoder, a word tagger, and a second look at the sentence for each trigger.

First look: per word, tags of mentions and times, and whether it begins or continues a trigger. Second look: the
sentence again with the trigger marked, through two small layers: is it an act and of which type, in which modality,
and which words play which role.
"""

from __future__ import annotations

import copy

import torch
from corpus import KINDS, MODALITIES, ROLES, TYPES
from encoder import Layer
from torch import nn
from torch.nn import functional as F

TAGS = ["O"] + [f"{b}-{k}" for k in [*KINDS, "time"] for b in "BI"]
WIDTH = 384
RIVAL = 3.0  # weight of words that hold a role for any act of the sentence: which act it is, is the hard part
FAR = 24  # words: further from the trigger, all distances are alike


class Marked(nn.Module):
    """Words with one trigger marked: what the trigger says of itself, and how far each word is from it."""

    def __init__(self, width: int = WIDTH) -> None:
        super().__init__()
        self.mark = nn.Parameter(torch.zeros(width))
        self.shift, self.gate = nn.Linear(width, width), nn.Linear(width, width)
        self.near = nn.Embedding(2 * FAR + 1, width)
        for new in (self.gate.weight, self.gate.bias, self.near.weight):
            nn.init.zeros_(new)
        self.norm = nn.LayerNorm(width)

    def forward(self, x: torch.Tensor, mean: torch.Tensor, trigger: torch.Tensor, distance: torch.Tensor) -> torch.Tensor:
        """x: (triggers, words, width); mean: (triggers, width); trigger, distance: (triggers, words)."""
        marked = trigger[..., None] * self.mark + self.near(distance)
        return self.norm(x + marked + self.shift(mean)[:, None] + self.gate(mean)[:, None] * x)


class Second(nn.Module):
    """The second look: is it an act and of which type, in which modality; and which words play which role.

    Roles are read by layers that start as the encoder's last two, over the states below them, so that the trigger is known
    while the sentence is understood; act, type and modality by two smaller ones over the last states.
    """

    def __init__(self, encoder: nn.Module, width: int = WIDTH) -> None:
        super().__init__()
        self.marked, self.placed = Marked(), Marked()
        self.layers = nn.ModuleList(Layer(width, 6, 2 * width) for _ in range(2))
        self.act, self.kind, self.modality = (self.head(width, n) for n in (1, len(TYPES), len(MODALITIES)))
        self.upper = copy.deepcopy(encoder.layers[-2:])
        self.role = nn.Linear(width, 3 * len(ROLES))

    @staticmethod
    def head(width: int, classes: int) -> nn.Module:
        return nn.Sequential(nn.Linear(3 * width, width), nn.GELU(), nn.Dropout(0.2), nn.Linear(width, classes))

    def forward(self, x: torch.Tensor, middle: torch.Tensor, seen: torch.Tensor, trigger: torch.Tensor, distance: torch.Tensor):
        """x, middle: (triggers, words, width) → act (logit), type, modality (logits), roles (triggers, words, roles, 3)."""
        share = trigger / trigger.sum(-1, keepdim=True).clamp(min=1)
        bias = (1.0 - seen[:, None, None, :]) * -1e4
        mean = torch.einsum("nw,nwd->nd", share, x)
        y, z = self.marked(x, mean, trigger, distance), self.placed(middle, mean, trigger, distance)
        for layer in self.layers:
            y = layer(y, bias)
        for layer in self.upper:
            z = layer(z, bias)
        rest = torch.einsum("nw,nwd->nd", seen / seen.sum(-1, keepdim=True).clamp(min=1), y)
        known = torch.cat([mean, torch.einsum("nw,nwd->nd", share, y), rest], -1)
        return self.act(known)[:, 0], self.kind(known), self.modality(known), self.role(z).view(*z.shape[:2], len(ROLES), 3)


class Frames(nn.Module):
    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.tag = nn.Linear(WIDTH, len(TAGS))
        self.trigger = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.1), nn.Linear(WIDTH, 3))
        self.second = Second(encoder)

    def look(self, ids: torch.Tensor, mask: torch.Tensor, pool: torch.Tensor, frozen: int = 0):
        last, middle = self.encoder(ids, mask, frozen)
        x = self.drop(torch.bmm(pool, last))
        return x, torch.bmm(pool, middle), self.tag(x), self.trigger(x)


def distances(mark: torch.Tensor) -> torch.Tensor:
    """Return each word's signed distance to the first word of the trigger, clipped and shifted to 0 … 2 FAR; mark: (…, words)."""
    first = mark.argmax(-1, keepdim=True)
    return (torch.arange(mark.shape[-1])[None] - first).clamp(-FAR, FAR) + FAR


def losses(model: Frames, batch: dict, claims: list, frozen: int, rng) -> dict[str, torch.Tensor]:
    """Return the loss of each task. `claims`: per sentence a list of (words of trigger, type, modality, role tags)."""
    x, middle, tag, trigger = model.look(batch["ids"], batch["mask"], batch["pool"], frozen)
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
    act, kind, modality, role = model.second(x[at], middle[at], batch["words"][at], mark, distances(mark))
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
