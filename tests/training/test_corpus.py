"""The corpus is well formed and as large and varied as the model card says."""

import collections
import json
import pathlib
import sys

import pytest

TRAINING = pathlib.Path(__file__).parents[2] / "training"
sys.path[:0] = [str(TRAINING / "corpus"), str(TRAINING / "frames")]

import check  # noqa: E402 - the folder is put on the path first

FILES = sorted((TRAINING / "corpus").glob("*.jsonl"))


def rows():
    return [json.loads(line) for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_form_and_conventions(path):
    assert check.faults(path, {}) == []


def test_a_fault_is_found(tmp_path):
    claims = [{"type": "FLEE", "trigger": "fled"}]
    bad = {"id": "x", "lang": "en", "text": "Then the king fled.", "mentions": [["the king", "person"]], "claims": claims}
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(bad) + "\n" + json.dumps(bad | {"claims": []}), encoding="utf-8")
    found = "\n".join(check.faults(path, {}))
    assert "unknown type 'FLEE'" in found
    assert "begins with an article" in found
    assert "twice" in found


def test_sizes():
    every = rows()
    languages = collections.Counter(r["lang"] for r in every)
    real = sum("text" not in r for r in every)
    assert len(every) >= 4000
    assert min(languages["fr"], languages["en"]) >= 900
    assert sum(r["id"].startswith("ntrex-") for r in every) >= 1200
    assert real == sum("digest" in r for r in every), "a real sentence is stand-off and carries its text's digest"
    types = collections.Counter(c["type"] for r in every for c in r.get("claims", []))
    assert set(types) == set(check.TYPES)
    assert min(types.values()) >= 150
