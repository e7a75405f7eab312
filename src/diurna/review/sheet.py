"""The spreadsheet round trip: an edited export against the claims as they stand now."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diurna.case import EDITABLE
from diurna.errors import ReviewError
from diurna.review.decisions import Draft, said
from diurna.review.plain import JOIN, PARTIES, checked, names, spaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diurna.case import Action, Standing

    Row = Mapping[str, str]
    Stands = tuple[Mapping[str, str], Standing]
    _Numbered = tuple[int, Row]

_MASK = re.compile(r"\[P-[0-9a-f]{4,16}\]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # exports put an apostrophe before these
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what a workbook cannot hold is not in its cells
_MIDNIGHT = ("T00:00:00", " 00:00:00")  # what a spreadsheet adds to a day, either as long as the other
_ASKED: dict[str, tuple[Action, str]] = {
    **dict.fromkeys(("accept", "accepted"), ("accept", "accepted")),
    **dict.fromkeys(("reject", "rejected"), ("reject", "rejected")),
    "unsure": ("unsure", "unsure"),
}
_GIVEN = ("pending", "edited")  # statuses that no cell asks for


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs from the claim as it stands; `part` is an editable part or "status", `row` counts the header as 1."""

    row: int
    claim: str
    part: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """A row that is shown and not applied, with the changes it asks for: what is in the way, and what to do."""

    row: int
    claim: str
    changes: tuple[Change, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Differences:
    """What an edited export asks for; each of its rows is counted in exactly one place.

    `changes` may be applied. `conflicts` were made from a state of the claim that is no longer the current one, `refused` ask for
    what cannot be: both are shown, never applied. `unknown` are ids that the case does not hold, `new` rows without an id.
    `unchanged` and `repeated` (a row that stands twice, alike) count rows; `missing` counts claims of the case that are not
    in the file, to which nothing happens.
    """

    changes: tuple[Change, ...] = ()
    conflicts: tuple[Withheld, ...] = ()
    refused: tuple[Withheld, ...] = ()
    unknown: tuple[tuple[int, str], ...] = ()
    new: tuple[tuple[int, Row], ...] = ()
    unchanged: int = 0
    repeated: int = 0
    missing: int = 0
    drafts: tuple[Draft, ...] = ()

    def decisions(self) -> tuple[Draft, ...]:
        """Return what to decide so that the changes hold: an edit for each row that has some, then its status."""
        return self.drafts


def differences(rows: Iterable[Row], current: Mapping[str, Stands], *, shown: Mapping[str, Mapping[str, str]] | None = None) -> Differences:
    """Compare the rows of an edited export with the claims as they stand now; nothing is changed.

    Args:
        rows: by column name: id, version, status, perhaps why, and editable parts; other columns are ignored, a column that is
            not there asks for nothing. White space does not count, nor an apostrophe before a formula sign.
        current: for each claim id of the case its values and standing, as `values` and `laid_over` give them.
        shown: for claims whose private persons the export masked, the values as it showed them; a masked name that is left as
            it was stays the person it stands for.

    Returns:
        The changes, and all that will not be applied, with reasons.
    """
    by_id, new = _gathered(rows)
    comparison = _Comparison(current, shown or {})
    verdicts = [comparison.verdict(key, found) for key, found in by_id.items() if key in current]
    return Differences(
        changes=tuple(change for verdict in verdicts for change in verdict.changes),
        conflicts=tuple(row for verdict in verdicts for row in verdict.conflicts),
        refused=tuple(row for verdict in verdicts for row in verdict.refused),
        unknown=tuple(sorted((number, key) for key, found in by_id.items() if key not in current for number, _ in found)),
        new=tuple(new),
        unchanged=sum(verdict.unchanged for verdict in verdicts),
        repeated=sum(verdict.repeated for verdict in verdicts),
        missing=sum(1 for key in current if key not in by_id),
        drafts=tuple(draft for verdict in verdicts for draft in verdict.drafts),
    )


def _gathered(rows: Iterable[Row]) -> tuple[dict[str, list[_Numbered]], list[_Numbered]]:
    """Return the rows by claim id, and those without one; blank rows are none."""
    by_id: dict[str, list[_Numbered]] = {}
    new: list[_Numbered] = []
    for number, row in enumerate(rows, 2):
        # A row shorter or longer than its header comes with None as cell or as column.
        told = {column: str(cell) for column, cell in row.items() if isinstance(column, str) and cell is not None}
        if key := spaced(_bare(told.get("id", ""))):
            by_id.setdefault(key, []).append((number, told))
        elif any(cell.strip() for cell in told.values()):
            new.append((number, told))
    return by_id, new


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one row asks for, and why it cannot be."""

    changes: tuple[Change, ...]
    drafts: tuple[Draft, ...]
    refused: tuple[str, ...]

    def alike(self, other: _Asked) -> bool:
        return [(c.part, c.after) for c in self.changes] == [(c.part, c.after) for c in other.changes] and self.refused == other.refused


class _Comparison:
    """Compares rows with the claims of a case, one claim at a time."""

    def __init__(self, current: Mapping[str, Stands], shown: Mapping[str, Mapping[str, str]]) -> None:
        self.current, self.shown = current, shown
        known = ((masked, current[claim][0]) for claim, masked in shown.items() if claim in current)
        pairs = (pair for masked, plain in known for part in PARTIES for pair in _pairs(masked, plain, part))
        self.masks = sorted({mask for mask, name in pairs if mask != name})

    def verdict(self, key: str, found: list[_Numbered]) -> Differences:
        """Return what the rows of one claim come to."""
        asked = [self._asked(number, key, row) for number, row in found]
        if not all(each.alike(asked[0]) for each in asked):
            why = f"rows {', '.join(str(number) for number, _ in found)} tell different things of one claim; keep one of them"
            rows = zip(found, asked, strict=True)
            return Differences(conflicts=tuple(Withheld(number, key, each.changes, why) for (number, _), each in rows))
        (number, row), first, repeated = found[0], asked[0], len(found) - 1
        if not first.changes and not first.refused:
            return Differences(unchanged=1, repeated=repeated)
        stale = self._stale(key, row)
        if stale:
            return Differences(conflicts=(Withheld(number, key, first.changes, "; ".join((stale, *first.refused))),), repeated=repeated)
        if first.refused:
            return Differences(refused=(Withheld(number, key, first.changes, "; ".join(first.refused)),), repeated=repeated)
        return Differences(changes=first.changes, drafts=first.drafts, repeated=repeated)

    def _stale(self, key: str, row: Row) -> str:
        """Say why a row was not made from the current state of its claim; "" when it was."""
        standing = self.current[key][1]
        version = spaced(row.get("version", ""))
        if version == standing.version:
            return ""
        if not version:
            return "the row has no version, so that nothing tells what changed since it was made; export again and edit that"
        by = f" by {standing.who} at {standing.at}" if standing.who else ""
        return f"the claim has changed since the export ({standing.status}{by}); export again and edit that"

    def _asked(self, number: int, key: str, row: Row) -> _Asked:
        changes: list[Change] = []
        refused: list[str] = []
        values: dict[str, str] = {}
        for part in EDITABLE:
            if part not in row or (after := self._after(key, part, row[part])) is None:
                continue
            before, typed = self.current[key][0][part], after
            try:
                after = values[part] = checked(part, self._unmasked(key, part, after))
            except ReviewError as error:
                refused.append(str(error))
            if after != _normal(part, before):
                # As the export showed it: whoever reads the difference need not learn a masked name.
                shown = self.shown.get(key, {}).get(part, before)
                changes.append(Change(number, key, part, shown, typed if shown != before else after))
            else:
                values.pop(part, None)
        drafts = [Draft("edit", key, values)] if values else []
        self._ask_status(_Cell(number, key, row), edited=bool(values), into=(changes, drafts, refused))
        try:
            why = said("why", row.get("why", ""))
        except ReviewError as error:
            why = ""
            refused.append(str(error))
        return _Asked(tuple(changes), tuple(replace(draft, why=why) for draft in drafts), tuple(refused))

    def _after(self, key: str, part: str, cell: str) -> str | None:
        """Return the value that a cell asks for, or None where it shows what stands."""
        bare = spaced(_bare(cell))
        if part == "when" and bare.endswith(_MIDNIGHT):
            bare = bare[: -len(_MIDNIGHT[0])]
        stands = {_normal(part, known[part]) for known in (self.current[key][0], self.shown.get(key, {})) if part in known}
        return None if {_normal(part, cell), _normal(part, bare)} & stands else bare

    def _unmasked(self, key: str, part: str, value: str) -> str:
        """Return a value with masks that the claim itself showed as the names they stand for."""
        masked, plain = self.shown.get(key), self.current[key][0]
        if masked is not None and part in PARTIES:
            known = dict(_pairs(masked, plain, part))
            value = JOIN.join(known.get(name, name) for name in names(value))
        elif masked is not None and masked.get(part, "") != plain[part]:
            raise ReviewError(f"{part}: the export masked a name in it, so that it cannot be edited there; edit it in the case")
        if mask := next((mask for mask in self.masks if mask in value), "") or "".join(_MASK.findall(value)[:1]):
            raise ReviewError(f"{part}: {mask!r} is the mask of a person who is not in this part; write the name")
        return value

    def _ask_status(self, cell: _Cell, *, edited: bool, into: tuple[list[Change], list[Draft], list[str]]) -> None:
        changes, drafts, refused = into
        standing = self.current[cell.claim][1]
        wanted = spaced(cell.row.get("status", "")).casefold()
        if asked := _ASKED.get(wanted):
            action, status = asked
            if status != standing.status:
                changes.append(Change(cell.number, cell.claim, "status", standing.status, status))
            # An edit by itself would leave the claim "edited": who leaves "accepted" in the row means both.
            if status != ("edited" if edited else standing.status):
                drafts.append(Draft(action, cell.claim))
        elif wanted in ("", standing.status) or (wanted == "edited" and edited) or (wanted in _GIVEN and self._stale(cell.claim, cell.row)):
            return
        elif wanted in _GIVEN:
            refused.append(f"status: {wanted!r} cannot be asked for; edit a part, or take the decision back with undo in the review")
        else:
            refused.append(f"status: {wanted!r} found, expected accepted, rejected or unsure")


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a status was found."""

    number: int
    claim: str
    row: Row


def _pairs(masked: Mapping[str, str], plain: Mapping[str, str], part: str) -> list[tuple[str, str]]:
    """Return the names of a part as shown, each with the one it stands for."""
    shown, stands = names(masked.get(part, "")), names(plain.get(part, ""))
    return list(zip(shown, stands, strict=True)) if len(shown) == len(stands) else []


def _normal(part: str, value: str) -> str:
    """Return a value in the form in which two are compared."""
    legal = _ILLEGAL.sub("", value)
    return JOIN.join(names(legal)) if part in PARTIES else spaced(legal)


def _bare(cell: str) -> str:
    """Return a cell without the apostrophe that exports put before a formula sign."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell
