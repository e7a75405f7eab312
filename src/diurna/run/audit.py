"""Audit: the log of decisions as a reader sees it, the newest first, each with whether it was undone and where its claims are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diurna.case import Decision, Filters
from diurna.export import rows
from diurna.run import masks, views
from diurna.run.headlines import line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.export import Edition
    from diurna.store import Store


def audit(store: Store, *, limit: int, before: int = 0, after: int = 0, who: str = "") -> dict[str, Any]:
    """Return a part of the log of decisions as plain data, private persons masked.

    Args:
        store: an open case.
        limit: how many.
        before: only those with a smaller number, 0 for all.
        after: only those with a greater one.
        who: only those of one person.

    Returns:
        `decisions`, each with `undone`, who undid it, None where nobody did, and `claims`, each claim or document that it is about: its
        address and what it says; `total` of those asked for; `next`, to be asked as `before`, "" on the last page; `people`, who has
        decided.
    """
    log = list(store.decisions())
    asked = [made for made in log if made.seq > after and who in ("", made.who)]
    older = [made for made in asked if not before or made.seq < before]
    part = older[-limit:][::-1]
    about = {made.id: made for made in log}
    undone = _undone(log)
    named = {one for made in part for one in _about(made, about)}
    shown = views.of_claims(store, named)
    told_of = {row.id: line(row) for row in rows(shown)}
    links = {one: f"/d/{one}" for one in named if store.known(one)}
    links |= {claim.id: shown.link(claim.id) for reading in shown.readings for claim in reading.claims or ()}
    people = {claim.id: shown.people(reading) for reading in shown.readings for claim in reading.claims or ()}
    people |= _of_documents(store, shown, {one for one in links if one not in people})
    listed = []
    for made in part:
        claims = _about(made, about)
        held = [people[one] for one in claims if one in people]
        listed.append(
            {**masks.decision(made, held), "undone": undone.get(made.id), "claims": [_named(one, links, told_of) for one in claims]}
        )
    following = str(part[-1].seq) if len(older) > limit else ""
    return {"decisions": listed, "total": len(asked), "next": following, "people": sorted({made.who for made in log})}


def _named(one: str, links: dict[str, str], told: dict[str, str]) -> dict[str, str]:
    return {"id": one, "link": links.get(one, ""), "headline": told.get(one, "")}


def _of_documents(store: Store, shown: Edition, documents: Iterable[str]) -> dict[str, Any]:
    readings = (reading for one in documents for reading in store.readings(Filters(document=one)))
    return {reading.document.id: shown.people(reading) for reading in readings}


def _about(made: Decision, known: dict[str, Decision]) -> list[str]:
    """Return the claims and documents that a decision is about; an undo is about those of the decision that it undoes."""
    turned = known.get(made.target) if made.action in ("undo", "redo") else None
    return (turned or made).target.split() if turned or made.action not in ("undo", "redo") else []


def _undone(log: Iterable[Decision]) -> dict[str, dict[str, str]]:
    """Return who undid each decision that is undone, and when and why."""
    found: dict[str, dict[str, str]] = {}
    for made in log:
        if made.action == "undo":
            found[made.target] = {"who": made.who, "at": made.at, "why": made.why}
        elif made.action == "redo":
            found.pop(made.target, None)
    return found
