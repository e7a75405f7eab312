"""Makes the case of the present schema that the tests keep for good; run once for each schema that is released.

    python tests/store/make_schema_fixture.py

Refuses to make one that is there.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from pathlib import Path

from made_cases import WHEN, taken

from diurna import store
from diurna.case import Decision
from diurna.store.opening import schema


def main() -> None:
    target = Path(__file__).with_name(f"schema-{len(schema())}.diurna.gz")
    if target.exists():
        sys.exit(f"{target}: is there; a fixture is never made again")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case"
        store.create(path, name="Old")
        with store.open(path, write=True) as case:
            run = case.begin_run("add", ["folder"])
            documents = [taken({}, {"act": "fought"}, title="A title"), taken({"edtf": "../2019"}, lead="Elsewhere. ")]
            for document in documents:
                case.keep(document, run=run)
            case.strike(run, "d-poison", "poison.html", "crashed")
            case.quarantine("d-poison", "poison.html", "crashed twice")
            case.failed(run, "d-bad", "bad.pdf", "empty")
            case.shard(run, "s1", "done", 4, 2)
            case.end_run(run)
            claim = documents[0].reading.claims[0].id
            case.append(Decision(1, "x-1", WHEN, "Ana", "human", "unsure", claim, {}, "two papers differ", "", "0" * 64))
        target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))


if __name__ == "__main__":
    main()
