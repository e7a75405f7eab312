"""The chain: each decision holds the hash of the one before, so that none can be changed or taken out unseen."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from typing import TYPE_CHECKING

from diurna.case import Fault
from diurna.record import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.case import Decision


def sealed(decision: Decision) -> Decision:
    """Return the decision with its id and hash, both made from its other fields."""
    named = dataclasses.replace(decision, id=_id(decision))
    return dataclasses.replace(named, hash=_hash(named))


def broken(log: Iterable[Decision], *, last: str | None = None) -> Fault | None:
    """Check the chain of a log.

    Args:
        log: all decisions, in order of `seq`, which counts from 1.
        last: the hash that the last decision must have, where it is known from elsewhere. Without it a tail that was
            cut off whole cannot be seen: what is left is a chain.

    Returns:
        The first fault, or None.
    """
    previous = ""
    number = 0
    for number, decision in enumerate(log, 1):
        where = f"decision {number} ({decision.id})"
        for field, found, expected in (
            ("seq", str(decision.seq), str(number)),
            ("previous", decision.previous, previous),
            ("id", decision.id, _id(decision)),
            ("hash", decision.hash, _hash(decision)),
        ):
            if found != expected:
                return Fault(f"{where}, {field}", found, expected)
        previous = decision.hash
    if last is not None and previous != last:
        return Fault(f"the end of the log, after decision {number}", previous or "no decision", last or "no decision")
    return None


def _fields(decision: Decision) -> dict[str, object]:
    fields = {field.name: getattr(decision, field.name) for field in dataclasses.fields(decision)}
    return {**fields, "values": dict(decision.values)}


def _id(decision: Decision) -> str:
    fields = _fields(decision)
    return "r-" + digest({name: value for name, value in fields.items() if name not in ("id", "hash")})


def _hash(decision: Decision) -> str:
    fields = _fields(decision)
    del fields["hash"]
    canonical = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
