"""Export the trained model to the package: two int8 ONNX graphs, the vocabulary and the settings.

    python training/frames/export.py KEEP.npy MODEL.pt src/diurna/data/model

The embedding table is kept as int8 with one scale a row, matrices as int8 with one scale a channel; sums are float32.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pathlib
import tempfile

import numpy as np
import onnx
import torch
from corpus import MODALITIES, ROLES, TYPES
from encoder import pretrained
from evaluate import ROLE
from model import FAR, TAGS, WIDTH, Frames, distances
from onnx import helper, numpy_helper
from torch import nn

from diurna import zstd

MATRIX = 2  # dimensions


class Table(nn.Module):
    """An embedding table of int8 rows, each with its own scale."""

    def __init__(self, weight: torch.Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", torch.round(weight / scale).to(torch.int8))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.rows[ids].float() * self.scale[ids]


class Look(nn.Module):
    def __init__(self, model: Frames) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids, mask, pool):
        x, middle, tag, trigger = self.model.look(ids, mask, pool)
        return x, middle, torch.softmax(tag, -1), torch.softmax(trigger, -1)


class Again(nn.Module):
    def __init__(self, model: Frames) -> None:
        super().__init__()
        self.second = model.second

    def forward(self, words, middle, seen, trigger, distance):
        act, kind, modality, role = self.second(words, middle, seen, trigger, distance)
        return torch.sigmoid(act), torch.softmax(kind, -1), torch.softmax(modality, -1), torch.softmax(role, -1)


def quantised(graph: onnx.ModelProto) -> onnx.ModelProto:
    """Store the matrices of a graph as int8 with one scale an output channel; the runtime multiplies in float32.

    Quantising activations as well cost 0.03 of typed F1 on the development gold; weights alone cost nothing.
    """
    stored = {t.name: t for t in graph.graph.initializer}
    nodes, used = [], set()
    for node in graph.graph.node:
        weight = stored.get(node.input[1]) if node.op_type in ("MatMul", "Gemm") else None
        if weight is not None and len(weight.dims) == MATRIX:
            axis = 0 if node.op_type == "Gemm" and any(a.name == "transB" and a.i for a in node.attribute) else 1
            name = weight.name
            if name not in used:
                used.add(name)
                values = numpy_helper.to_array(weight)
                scale = np.maximum(np.abs(values).max(1 - axis), 1e-8).astype(np.float32) / 127
                rows = np.round(values / np.expand_dims(scale, 1 - axis)).astype(np.int8)
                graph.graph.initializer.remove(weight)
                graph.graph.initializer.extend(
                    [numpy_helper.from_array(rows, f"{name}.rows"), numpy_helper.from_array(scale, f"{name}.scale")]
                )
                nodes.append(helper.make_node("DequantizeLinear", [f"{name}.rows", f"{name}.scale"], [name], axis=axis))
        nodes.append(node)
    del graph.graph.node[:]
    graph.graph.node.extend(nodes)
    return graph


def exported(module: nn.Module, inputs: tuple, names: list[str], outputs: list[str], axes: dict, out: pathlib.Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain = pathlib.Path(folder, "plain.onnx")
        torch.onnx.export(module, inputs, plain, input_names=names, output_names=outputs, dynamic_axes=axes, opset_version=17, dynamo=False)
        small = quantised(onnx.load(plain))
    out.write_bytes(zstd.compress(small.SerializeToString(), 19))
    print(f"{out.name} {out.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("keep", type=pathlib.Path)
    ap.add_argument("model", type=pathlib.Path)
    ap.add_argument("out", type=pathlib.Path)
    args = ap.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    encoder, pieces, scores = pretrained(np.load(args.keep))
    model = Frames(encoder)
    trained = torch.load(args.model)
    model.load_state_dict(trained["model"])
    model.eval()
    model.encoder.word = Table(model.encoder.word.weight.detach())
    ids = torch.tensor([[0, 5, 6, 7, 2]])
    pool = torch.zeros(1, 3, 5)
    pool[0, range(3), range(1, 4)] = 1
    length, words = {0: "sentences", 1: "pieces"}, {0: "sentences", 1: "words"}
    exported(
        Look(model),
        (ids, torch.ones(1, 5), pool),
        ["ids", "mask", "pool"],
        ["words", "middle", "tags", "triggers"],
        {
            "ids": length,
            "mask": length,
            "pool": {0: "sentences", 1: "words", 2: "pieces"},
            "words": words,
            "tags": words,
            "triggers": words,
        },
        args.out / "look.onnx.zst",
    )
    n, nw = {0: "triggers"}, {0: "triggers", 1: "words"}
    exported(
        Again(model),
        (torch.zeros(2, 3, WIDTH), torch.zeros(2, 3, WIDTH), torch.ones(2, 3), torch.eye(3)[:2], distances(torch.eye(3)[:2])),
        ["words", "middle", "seen", "trigger", "distance"],
        ["acts", "types", "modalities", "roles"],
        {"words": nw, "middle": nw, "seen": nw, "trigger": nw, "distance": nw, "acts": n, "types": n, "modalities": n, "roles": nw},
        args.out / "second.onnx.zst",
    )
    lines = "\n".join(f"{p}\t{s:.4f}" for p, s in zip(pieces, scores, strict=True))
    (args.out / "vocabulary.tsv.gz").write_bytes(gzip.compress(lines.encode(), 9, mtime=0))
    labels = {
        "tags": TAGS,
        "types": TYPES,
        "modalities": MODALITIES,
        "roles": ROLES,
        "far": FAR,
        "threshold": trained["threshold"],
        "role": ROLE,
    }
    (args.out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    print(f"{sum(f.stat().st_size for f in args.out.iterdir()) / 1e6:.1f} MB in all")


if __name__ == "__main__":
    main()
