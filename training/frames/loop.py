"""What both training stages share: batches of like length, the optimiser with its schedule, one step."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, TypeVar

import torch
from torch import nn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from batches import Item

T = TypeVar("T")


def grouped(rows: list[T], size: int, rng: random.Random, item: Callable[[T], Item]) -> Iterator[list[Item]]:
    """Yield batches of sentences of like length, in random order, over all rows once."""
    rng.shuffle(rows)
    for k in range(0, len(rows), size * 30):
        chunk = sorted((item(row) for row in rows[k : k + size * 30]), key=lambda i: len(i.spans))
        groups = [chunk[j : j + size] for j in range(0, len(chunk), size)]
        rng.shuffle(groups)
        yield from groups


class Trainer:
    """AdamW with warm-up and linear decay; the encoder at `rate`, the heads at `heads` times that."""

    def __init__(self, model: nn.Module, rate: float, steps: int, heads: float = 5.0) -> None:
        body = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
        head = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
        self.parameters, self.steps, self.step, self.started = body + head, steps, 0, time.time()
        groups = [{"params": body, "lr": rate}, {"params": head, "lr": heads * rate}]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.02)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, lambda s: min(1, (s + 1) / 100) * max(0.02, 1 - s / steps))
        self.sums: dict[str, float] = {}

    def learn(self, parts: dict[str, torch.Tensor], weights: dict[str, float], size: int, every: int = 50) -> None:
        """Take one step down the weighted sum of the losses, and print their means now and then."""
        loss = sum(weights.get(n, 1.0) * v for n, v in parts.items())
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.step += 1
        for n, v in parts.items():
            self.sums[n] = self.sums.get(n, 0.0) + v.item()
        if self.step % every == 0:
            mean = "  ".join(f"{n} {v / every:.3f}" for n, v in self.sums.items())
            print(f"step {self.step}/{self.steps} {mean}  {self.step * size / (time.time() - self.started):.1f}/s", flush=True)
            self.sums = {}


def averaged(average: nn.Module, model: nn.Module, step: int) -> None:
    """Move the averaged weights towards the model's: an exponential mean over about 300 steps."""
    decay = min(0.997, (1 + step) / (10 + step))
    with torch.no_grad():
        for a, p in zip(average.parameters(), model.parameters(), strict=True):
            if p.requires_grad:
                a.lerp_(p, 1 - decay)
