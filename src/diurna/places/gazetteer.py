"""The gazetteer: countries, areas, units and towns, found by any spelling of their name.

The file is a table of columns (data/places/README.md); names are kept as sorted fingerprints, so that a search is one
bisection and the whole loads in about a tenth of a second.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from io import BytesIO
from typing import Final

import numpy as np
import numpy.typing as npt

from diurna.errors import KnowledgeError
from diurna.knowledge import data_file
from diurna.places.names import fingerprint, key

MAIN, TAGGED, ALTERNATE, CODE = range(4)  # how good a name is: own name, known in a language, some alternate, a short code
FIRST_UNIT: Final = "first-level unit"
SECOND_UNIT: Final = "second-level unit"
_DIGITS = 10  # of a number of GeoNames at most
_RANK_SHIFT, _ROW_MASK = 24, (1 << 24) - 1

Column = npt.NDArray[np.uint64] | npt.NDArray[np.uint32] | npt.NDArray[np.uint16] | npt.NDArray[np.uint8] | npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer; `unit1`, `unit2` are the entries' rows of the units it lies in, 0 where there is none."""

    row: int
    id: str
    name: str
    kind: str
    country: str
    lat: float | None
    lon: float | None
    population: int
    unit1: int
    unit2: int

    @property
    def precision(self) -> str:
        """How much ground the entry covers, in the terms of `record.Place`."""
        if self.kind == "country" or self.id.startswith("iso:"):
            return "country"
        return "town" if self.kind in {"town", "capital"} else "region"

    def within(self, other: Entry) -> bool:
        """Tell whether this place lies in the other one."""
        if self.row == other.row:
            return False
        return other.row in {self.unit1, self.unit2} or (other.id.startswith("iso:") and other.country == self.country)

    def distance(self, other: Entry) -> float:
        """Return the distance to the other place in km, infinite when one of them has no point."""
        if self.lat is None or self.lon is None or other.lat is None or other.lon is None:
            return math.inf
        lat1, lat2 = math.radians(self.lat), math.radians(other.lat)
        half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other.lon - self.lon) / 2) ** 2
        return 12742 * math.asin(min(1.0, math.sqrt(half)))


class Gazetteer:
    """All entries, by row and by name."""

    def __init__(self, columns: dict[str, Column]) -> None:
        self._columns = columns
        self._prints = (columns["print_high"].astype(np.uint64) << np.uint64(16)) | columns["print_low"].astype(np.uint64)
        self._countries = bytes(columns["countries"]).decode().split("\n")
        self._kinds = bytes(columns["kinds"]).decode().split("\n")
        self._entries: dict[int, Entry] = {}

    @cached_property
    def _names(self) -> list[str]:
        return bytes(self._columns["names"]).decode().split("\n")

    def __len__(self) -> int:
        return len(self._columns["geoname"])

    def entry(self, row: int) -> Entry:
        """Return the entry of a row."""
        if (known := self._entries.get(row)) is not None:
            return known
        column = self._columns
        geoname, kind = int(column["geoname"][row]), self._kinds[int(column["kind"][row])]
        country, name = self._countries[int(column["country"][row])], self._names[row]
        lat, lon = float(column["lat"][row]), float(column["lon"][row])
        slug = f"geonames:{geoname}" if geoname else "area:" + key(name).replace(" ", "-")
        entry = Entry(
            row=row,
            id=f"iso:{country}" if kind == "country" else slug,
            name=name,
            kind=kind,
            country=country,
            lat=None if math.isnan(lat) else round(lat, 5),
            lon=None if math.isnan(lon) else round(lon, 5),
            population=int(column["population"][row]),
            unit1=int(column["unit1"][row]),
            unit2=int(column["unit2"][row]),
        )
        self._entries[row] = entry
        return entry

    def known(self, identity: str) -> Entry | None:
        """Return the entry of an id, "geonames:N" or "iso:XXX"; None when it is not of this table."""
        kind, _, rest = identity.partition(":")
        if kind == "iso":
            return self._states.get(rest)
        if kind != "geonames" or not (rest.isascii() and rest.isdecimal()) or len(rest) > _DIGITS:
            return None
        numbers, rows = self._by_number
        at = int(np.searchsorted(numbers, int(rest)))
        return self.entry(int(rows[at])) if at < len(numbers) and int(numbers[at]) == int(rest) else None

    def units(self, identity: str) -> tuple[str, ...]:
        """Return the ids of the units that a place lies in, the smaller first; () for an id that is not of this table."""
        place = self.known(identity)
        if place is None or place.id.startswith("iso:"):
            return ()
        return tuple(self.entry(row).id for row in (place.unit2, place.unit1) if row and row != place.row)

    @cached_property
    def _states(self) -> dict[str, Entry]:
        """The entries of countries, by ISO 3166-1 alpha-3."""
        kind = self._kinds.index("country")
        entries = (self.entry(int(row)) for row in np.flatnonzero(self._columns["kind"] == kind))
        return {entry.country: entry for entry in entries}

    @cached_property
    def _by_number(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The numbers of GeoNames, sorted, and the rows that have them."""
        numbers = self._columns["geoname"].astype(np.int64)
        rows = np.argsort(numbers, kind="stable")
        return numbers[rows], rows

    def find(self, name_key: str) -> tuple[tuple[Entry, int], ...]:
        """Return the entries that bear a name, with how good a name it is for each, in row order.

        Args:
            name_key: the name as `names.key` gives it.
        """
        wanted = np.uint64(fingerprint(name_key))
        first = int(np.searchsorted(self._prints, wanted, side="left"))
        last = int(np.searchsorted(self._prints, wanted, side="right"))
        packed = [int(value) for value in self._columns["print_row"][first:last]]
        return tuple((self.entry(value & _ROW_MASK), value >> _RANK_SHIFT) for value in packed)


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer of the package, read once.

    Raises:
        KnowledgeError: the file is missing or is not the table that `training/gazetteer/build.py` writes.
    """
    try:
        with np.load(BytesIO(data_file("places", "gazetteer.npz").read_bytes()), allow_pickle=False) as table:
            return Gazetteer({name: table[name] for name in table.files})
    except (OSError, ValueError, KeyError) as error:
        raise KnowledgeError(f"data/places/gazetteer.npz: {error}; rebuild it with training/gazetteer/build.py") from error


@lru_cache(maxsize=1 << 14)
def units(identity: str) -> tuple[str, ...]:
    """Return the ids of the first-level and second-level units that a place lies in, the smaller first; () for one that is not known.

    >>> units("geonames:2988507")[-1]  # Paris lies in Île-de-France
    'geonames:3012874'
    """
    return gazetteer().units(identity) if identity.startswith("geonames:") else ()


@cache
def notes() -> dict[str, str]:
    """Return what a user must be told about a territory, by the id of its entry."""
    table = tomllib.loads(data_file("places", "territories.toml").read_text(encoding="utf-8"))
    return {entry["id"]: entry["note"] for entry in table["territory"] if "note" in entry}
