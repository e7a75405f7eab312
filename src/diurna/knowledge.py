"""Knowledge: reads the files of `data/` into the frozen type that a room declares.

Adds nothing to a reading; needs only the package's own files; never guesses: an unknown, missing or
wrongly typed key is an error that names the file and the key.
"""

from __future__ import annotations

import dataclasses
import tomllib
import typing
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

from diurna.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Hashable
    from importlib.resources.abc import Traversable


T = TypeVar("T")


def data_file(*parts: str) -> Traversable:
    """Return the package's data file at `data/<parts…>`."""
    return files("diurna").joinpath("data", *parts)


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a file in `data/languages/`, sorted."""
    return tuple(sorted(f.name.removesuffix(".toml") for f in data_file("languages").iterdir() if f.name.endswith(".toml")))


@cache
def _language_file(code: str) -> dict[str, Any]:
    with data_file("languages", f"{code}.toml").open("rb") as handle:
        return tomllib.load(handle)


def tables(code: str) -> tuple[str, ...]:
    """Return the names of the tables that a language's file holds, sorted: what is known of it beyond the model."""
    return tuple(sorted(_language_file(code)))


def load(name: str, into: type[T]) -> T:
    """Return the file `data/<name>.toml` as the dataclass `into`; errors as for `language`."""
    with data_file(f"{name}.toml").open("rb") as handle:
        return build(tomllib.load(handle), into, f"data/{name}.toml")


def language(code: str, section: str, into: type[T]) -> T:
    """Return one section of a language's file as the dataclass `into`.

    Args:
        code: ISO 639-1 code of the language.
        section: a top-level table of the file; a missing table gives a value built from defaults alone.
        into: a frozen dataclass; its fields are the keys the table may hold. Lists become tuples.

    Raises:
        KnowledgeError: no file for the language, an unknown key, a missing key or a wrong type.
    """
    if code not in languages():
        raise KnowledgeError(f"language '{code}': no file data/languages/{code}.toml; there are: {', '.join(languages())}")
    return build(_language_file(code).get(section, {}), into, f"data/languages/{code}.toml [{section}]")


def words(code: str, section: str, key: str) -> tuple[str, ...]:
    """Return one list of words of a language's file, for a room that needs no more of a section; () where there is none.

    Args:
        code: ISO 639-1 code of the language; one without a file has no words.
        section: a top-level table of the file.
        key: a key of the table that holds a list of words.
    """
    listed = _language_file(code).get(section, {}).get(key, ()) if code in languages() else ()
    return tuple(listed)


@cache
def _hints(into: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(into)  # costs more than building one row of a data file


def build(table: dict[str, Any], into: type[T], where: str) -> T:
    """Build the dataclass `into` from a table, refusing unknown keys; nested dataclasses and tuples are built too."""
    hints = _hints(into)  # type: ignore[arg-type]  # mypy does not see that a class is hashable
    known = {f.name for f in dataclasses.fields(into)}  # type: ignore[arg-type]
    if unknown := sorted(set(table) - known):
        raise KnowledgeError(f"{where}: unknown key '{unknown[0]}'; expected one of: {', '.join(sorted(known))}")
    try:
        return into(**{key: _value(value, hints[key], f"{where}.{key}") for key, value in table.items()})
    except TypeError as error:
        raise KnowledgeError(f"{where}: {error}; add the key") from error


def _value(value: Any, hint: Any, where: str) -> Any:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type) and isinstance(value, dict):
        return build(value, hint, where)
    if origin is tuple and isinstance(value, list):
        kinds = [args[0]] * len(value) if len(args) == 2 and args[1] is Ellipsis else list(args)  # noqa: PLR2004 - tuple[X, ...]
        if len(kinds) != len(value):
            raise KnowledgeError(f"{where}: {len(value)} items found, {len(kinds)} expected")
        return tuple(_value(v, kind, f"{where}[{i}]") for i, (v, kind) in enumerate(zip(value, kinds, strict=True)))
    if origin is dict and isinstance(value, dict):
        return {key: _value(v, args[1], f"{where}.{key}") for key, v in value.items()}
    plain = origin or hint
    if isinstance(plain, type) and not isinstance(value, plain):
        raise KnowledgeError(f"{where}: {type(value).__name__} found, {plain.__name__} expected")
    return value
