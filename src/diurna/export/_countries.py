"""Countries and languages under the codes and names that other formats know them by."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global

_ALPHA3, _NUMERIC = 3, 3
# Kosovo has no code of ISO 3166-1; this pair is what the Unicode consortium and most data sets use.
_USER_ASSIGNED = {"XKX": "XK"}


def alpha2(alpha3: str) -> str:
    """Return the ISO 3166-1 alpha-2 code of a country, "" when it has none."""
    return _USER_ASSIGNED.get(alpha3) or _alpha2().get(alpha3, "")


def numeric(alpha3: str) -> str:
    """Return the ISO 3166-1 numeric code of a country, without leading zeros, "" when it has none."""
    return _numeric().get(alpha2(alpha3), "")


def country_name(alpha3: str) -> str:
    """Return the English name of a country, its code when it has none."""
    return str(Locale("en").territories.get(alpha2(alpha3), alpha3))


def language3(code: str) -> str:
    """Return the ISO 639-3 code of a language, "" when it is not known."""
    return _languages().get(code, "")


@cache
def _alpha2() -> dict[str, str]:
    return {code: to[0] for code, to in get_global("territory_aliases").items() if len(code) == _ALPHA3 and code.isalpha() and len(to) == 1}


@cache
def _numeric() -> dict[str, str]:
    aliases = get_global("territory_aliases").items()
    return {to[0]: code.lstrip("0") for code, to in aliases if len(code) == _NUMERIC and code.isdigit() and len(to) == 1}


@cache
def _languages() -> dict[str, str]:
    """Return the code of three letters by that of two; of several, the one that begins with both ("zho", not "chi", for "zh")."""
    found: dict[str, str] = {}
    for code, to in sorted(get_global("language_aliases").items(), key=lambda pair: (not pair[0].startswith(pair[1]), pair)):
        if len(code) == _ALPHA3:
            found.setdefault(to, code)
    return found
