"""Brief: an event in one row, out of its view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.event import Brief
from diurna.fuse.choose import NOT, PARTS, given

if TYPE_CHECKING:
    from diurna.event import Account, Event


def brief(event: Event) -> Brief:
    """Return the row of an event, from its view."""
    shown = {part: tuple(told.value for told in event.told if told.part == part and told.shown) for part in PARTS}
    of = {part: values[0] if values else "" for part, values in shown.items()}
    denied = {origin for told in event.told if (told.part, told.value) == ("happened", NOT) for origin in told.origins}
    return Brief(
        id=event.id,
        type=of["type"],  # type: ignore[arg-type] # a value of this part is a type
        happened=of["happened"],
        edtf=of["when"] or None,
        place=of["where"],
        actors=shown["actors"],
        recipients=shown["recipients"],
        numbers=of["number"],
        claims=len(event.claims),
        sources=len({source for told in event.told if told.part == "type" for source in told.sources}),
        origins=len({origin for told in event.told if told.part == "type" for origin in told.origins}),
        denials=len(denied),
        disagreements=tuple(str(told[0]).removeprefix("differ ") for told in event.disagreements),
    )


def alone(event: str, account: Account) -> Brief:
    """Return the row of an event of one claim, the same as that of its view."""
    of = {part: given(part, account) for part in PARTS}
    denials = int(of["happened"] == (NOT,))
    return Brief(
        id=event,
        type=account.type,
        happened=of["happened"][0],
        edtf=account.edtf,
        place=account.place,
        actors=of["actors"],
        recipients=of["recipients"],
        numbers="".join(of["number"]),
        claims=1,
        sources=1,
        origins=1,
        denials=denials,
        disagreements=(),
    )
