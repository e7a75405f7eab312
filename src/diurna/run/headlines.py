"""Headlines: what an event is in one line, for lists of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna import fuse
from diurna.export import rows
from diurna.run import views
from diurna.run.names import names_of
from diurna.wording import ENGLISH, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diurna.event import Account, Change, Event
    from diurna.export import Row
    from diurna.store import Store


def headlines(store: Store, changes: Sequence[Change], language: str = "") -> dict[int, str]:
    """Return by the number of each change what its event is: type, who to whom, when, where; for a tombstone what it was.

    Of an event whose claims were all rejected it is what the first of them says.

    Args:
        store: an open case.
        changes: of its log, in order.
        language: ISO 639-1; English with names in the language of most of the claims by default.
    """
    claims = _claims(store, changes)
    named = {claim for held in claims.values() for claim in held}
    accounts = store.fusion.accounts(named)
    names = names_of(store, accounts.values(), language)
    documents = {made[0]: fuse.Reported(*made) for made in store.fusion.reported(named)}
    rejected = {held[0] for held in claims.values() if held and not any(claim in accounts for claim in held)}
    lines = {row.id: line(row) for row in rows(views.of_claims(store, sorted(rejected)))} if rejected else {}
    found = {}
    for seq, held in claims.items():
        if left := [accounts[claim] for claim in held if claim in accounts]:
            found[seq] = _headline(left, documents, names, language or ENGLISH)
        elif held and held[0] in lines:
            found[seq] = lines[held[0]]
    return found


def line(row: Row) -> str:
    """Return a claim in one line: what, who, to whom, when."""
    who = " → ".join(", ".join(side) for side in (row.actors, row.recipients) if side)
    return ", ".join(part for part in (f"{row.type} {who}".strip(), row.when) if part)


def _claims(store: Store, changes: Sequence[Change]) -> dict[int, tuple[str, ...]]:
    """Return the claims that the event of each change has, or had last."""
    wanted = {change.seq for change in changes}
    gone = any(not change.claims for change in changes)
    had: dict[str, tuple[str, ...]] = {}
    found = {}
    for change in store.fusion.changes() if gone else changes:
        had[change.event] = change.claims or had.get(change.event, ())
        if change.seq in wanted:
            found[change.seq] = had[change.event]
    return found


def _headline(accounts: Sequence[Account], documents: Mapping[str, fuse.Reported], names: Mapping[str, str], language: str) -> str:
    event = fuse.told("", accounts, (), documents=documents, names=names)
    acting, acted = _shown(event, "actors"), _shown(event, "recipients")
    who = " → ".join(", ".join(side) for side in (acting, acted) if side)
    happened = [worded((value,), language) for value in _shown(event, "happened") if value != "happened"]
    return ", ".join([" ".join([*_shown(event, "type"), who]).strip(), *_shown(event, "when"), *_shown(event, "where"), *happened])


def _shown(event: Event, part: str) -> Iterable[str]:
    return [told.name for told in event.told if told.part == part and told.shown]
