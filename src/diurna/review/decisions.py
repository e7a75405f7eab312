"""Decisions: the next link of the log, refused where it makes no sense."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, get_args

from diurna.case import Action, Decision
from diurna.errors import ReviewError
from diurna.review import added
from diurna.review.chain import sealed
from diurna.review.plain import MOST, checked
from diurna.review.state import taken_back

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ACTIONS: tuple[str, ...] = get_args(Action)
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z", re.ASCII)
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be decided, before it has a place in the log: the first arguments of `decide`."""

    action: Action
    target: str
    values: Mapping[str, str] = field(default_factory=dict)
    why: str = ""


def decide(  # noqa: PLR0913 - the fields of a decision
    log: Sequence[Decision],
    *,
    action: str,
    target: str,
    values: Mapping[str, str] = NOTHING,
    why: str = "",
    who: str,
    origin: Literal["human", "machine"] = "human",
    at: str,
) -> Decision:
    """Return the next decision of a log, with its place in the chain.

    Args:
        log: all decisions so far, in order; only undo and redo read more than the last one.
        action: accept, reject, edit, merge, split, unsure, add, undo or redo.
        target: a claim id, for add the new one's; for merge and split claim ids joined by spaces; for undo and redo the id of a decision.
        values: for edit, the new value of each part edited; a value that already holds is allowed; for add, as `drafted` gives them.
        why: the reason, in the words of who decides.
        who: who decides; not empty.
        origin: "human" or "machine"; a machine does not undo what a person decided.
        at: the moment in UTC, "2026-11-24T10:00:00Z".

    Returns:
        The decision; the log handed in is not changed.

    Raises:
        ReviewError: it makes no sense: unknown action, impossible value, too few claims, nothing to undo or redo.
    """
    if action not in ACTIONS:
        raise ReviewError(f"{action!r} is no action; these are: {', '.join(ACTIONS)}")
    if not _MOMENT.fullmatch(at):
        raise ReviewError(f"decision at {at!r}: expected a moment in UTC such as 2026-11-24T10:00:00Z")
    if not who.strip():
        raise ReviewError("a decision without a name: say who decides")
    link = Decision(
        seq=log[-1].seq + 1 if log else 1,
        id="",
        at=at,
        who=said("who", who),
        origin=origin,
        action=action,  # type: ignore[arg-type] # checked against the list above
        target=_target(action, target),
        values=_values(action, values),
        why=said("why", why),
        previous=log[-1].hash if log else "",
        hash="",
    )
    if action in ("undo", "redo"):
        _check_turn(log, link)
    if action == "add" and (before := next((made for made in log if (made.action, made.target) == ("add", link.target)), None)):
        told = f"; that was undone: redo decision {before.id}" if before.id in taken_back(log) else ""
        raise ReviewError(f"add: {before.who} added this claim already, as {before.target}{told}")
    return sealed(link)


def _target(action: str, target: str) -> str:
    ids = list(dict.fromkeys(target.split()))
    if action == "merge" and len(ids) < _PAIR:
        raise ReviewError(f"merge: {len(ids)} claim found ({target!r}), at least two different ones expected")
    if not ids or (action not in ("merge", "split") and len(ids) != 1):
        raise ReviewError(f"{action}: {target!r} found as its target, expected one id" + (" or more" if action == "split" else ""))
    return " ".join(said("target", name) for name in ids)


def _values(action: str, values: Mapping[str, str]) -> dict[str, str]:
    if action == "add":
        return added.values(values)
    if action != "edit":
        if values:
            raise ReviewError(f"{action}: values for {', '.join(values)} found, none expected; only edit takes values, and add")
        return {}
    if not values:
        raise ReviewError("edit: no values found; name at least one part and its new value")
    return {part: checked(part, value) for part, value in values.items()}


def said(name: str, text: str) -> str:
    """Return a text that a decision may hold, white space as single blanks.

    Raises:
        ReviewError: it is too long, or holds half a character.
    """
    plain = " ".join(text.split())
    if len(plain) > MOST:
        raise ReviewError(f"{name}: {len(plain)} characters found, at most {MOST} expected; shorten it")
    try:
        plain.encode()
    except UnicodeEncodeError:
        raise ReviewError(f"{name}: {plain!r} holds half a character; type it again") from None
    return plain


def _check_turn(log: Sequence[Decision], turn: Decision) -> None:
    found = next((decision for decision in log if decision.id == turn.target), None)
    if found is None:
        raise ReviewError(f"{turn.action}: there is no decision {turn.target!r} in this log")
    if found.action in ("undo", "redo"):
        other = "redo" if found.action == "undo" else "undo"
        raise ReviewError(f"{turn.action}: decision {found.id} is itself an {found.action}; {other} decision {found.target} instead")
    if found.origin == "human" and turn.origin == "machine":
        raise ReviewError(f"{turn.action}: decision {found.id} is a person's ({found.who}); a machine leaves it alone")
    back = found.id in taken_back(log)
    if turn.action == "undo" and back:
        raise ReviewError(f"undo: decision {found.id} is undone already; redo gives it back")
    if turn.action == "redo" and not back:
        raise ReviewError(f"redo: decision {found.id} is not undone")
