"""Told: the view of an event, each value that its claims give with who gives it, and which value stands for the event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diurna.event import Event, Told
from diurna.fuse.choose import NOT, PARTS, Given, chosen, given, size
from diurna.fuse.differ import disagreements
from diurna.record import digest
from diurna.wording import name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from diurna.event import Account, Link, Wording
    from diurna.fuse.choose import Values

_LATE = "9999-99-99"  # after every day
_IDS = ("where", "actors", "recipients")


@dataclass(frozen=True, slots=True)
class Reported:
    """Where a document comes from: the outlet ("" where it has no name), the id of the origin, the day it was published."""

    document: str
    source: str
    origin: str
    published: str | None = None

    @property
    def name(self) -> str:
        """What a reader calls the source: the document's id where it has no name."""
        return self.source.strip() or self.document


def told(
    id: str,  # noqa: A002 - the event's
    accounts: Sequence[Account],
    links: Sequence[Link],
    *,
    documents: Mapping[str, Reported],
    names: Mapping[str, str] | None = None,
) -> Event:
    """Return the view of an event, computed from its claims: no value is lost, none is averaged.

    One value of each part stands for the event: the one that most independent origins give; of those the more precise (a date or a
    place that lies in the other; that it happened, where others announce it); of those the one published first; of those the
    smallest. Actors are chosen as a claim tells them, together, and all of these are shown. A number that is alone in its
    sentence goes before the amounts of one that has several, told as "3; 40", since what each of these counts is not known.

    Args:
        id: of the event.
        accounts: its claims; their order does not matter.
        links: of its claims; others are passed over.
        documents: where each claim's document comes from; one that is not here is a source and an origin alone.
        names: what a reader calls the ids of actors and places.
    """
    claims = {account.claim: account for account in sorted(accounts, key=lambda account: account.claim)}
    reported = {claim: _reported(account.document, documents) for claim, account in claims.items()}
    within: dict[str, frozenset[str]] = {}
    for account in claims.values():
        within[account.place] = within.get(account.place, frozenset()) | frozenset(account.within)
    values = tuple(value for part in PARTS for value in _values(part, claims, reported, within, names or {}))
    sources = {claim: document.name for claim, document in reported.items()}
    return Event(
        id=id,
        claims=tuple(claims),
        told=values,
        said=_said(values, reported),
        disagreements=disagreements(values, claims, sources, within, names or {}),
        because=_because(links, claims),
    )


def _reported(document: str, documents: Mapping[str, Reported]) -> Reported:
    found = documents.get(document, Reported(document, "", ""))
    return found if found.origin else Reported(document, found.source, f"o-{digest(document)}", found.published)


def _values(
    part: str,
    claims: Mapping[str, Account],
    reported: Mapping[str, Reported],
    within: Mapping[str, frozenset[str]],
    names: Mapping[str, str],
) -> list[Told]:
    """Return the values of a part, the one shown first, then as the rule ranks them but for precision."""
    together: dict[Values, list[str]] = {}
    single: dict[str, list[str]] = {}
    for claim, account in claims.items():
        if values := given(part, account):
            together.setdefault(values, []).append(claim)
            for value in values:
                single.setdefault(value, []).append(claim)
    if not together:
        return []
    best, why = chosen(part, (_given(values, by, reported) for values, by in together.items()), within)
    ranked = []
    for value, by in single.items():
        one = _given((value,), by, reported)
        order = (value not in best, -len(one.origins), one.published, size(part, one.values))
        called = name(value, names) if part in _IDS else value
        sources = tuple(sorted({reported[claim].name for claim in by}))
        made = Told(part, value, called, tuple(by), sources, tuple(sorted(one.origins)), value in best, why if value in best else ())
        ranked.append((order, made))
    return [made for _, made in sorted(ranked, key=lambda item: item[0])]


def _given(values: Values, claims: Iterable[str], reported: Mapping[str, Reported]) -> Given:
    documents = [reported[claim] for claim in claims]
    first = min(document.published or _LATE for document in documents)
    return Given(values, frozenset(document.origin for document in documents), first)


def _said(values: Iterable[Told], reported: Mapping[str, Reported]) -> Wording:
    """Return by how many an event is told; copies of one denial are one denial, as they are one origin."""
    papers = len({document.name for document in reported.values()})
    origins = len({document.origin for document in reported.values()})
    denials = sum(len(value.origins) for value in values if (value.part, value.value) == ("happened", NOT))
    return ("said, denied" if denials else "said", str(papers), str(origins), str(denials))


def _because(links: Iterable[Link], claims: Collection[str]) -> tuple[Wording, ...]:
    """Return the reasons for which claims were joined, the most frequent first, of equals the one that links name first."""
    ranks: dict[Wording, list[int]] = {}
    for link in links:
        if link.a in claims and link.b in claims:
            for at, reason in enumerate(dict.fromkeys(link.reasons)):
                ranks.setdefault(reason, []).append(at)
    return tuple(sorted(ranks, key=lambda reason: (-len(ranks[reason]), min(ranks[reason]), reason)))
