"""Days as machines write them: ISO 8601 and RFC 5322; nothing is guessed from other shapes."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate

_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_LONGEST = 100  # characters; what is longer is no date


def day(stated: str) -> str | None:
    """Return the day (YYYY-MM-DD) that is written, as written, whatever its time zone; None when it is none."""
    if len(stated) > _LONGEST:
        return None
    found = _ISO.match(stated)
    numbers = tuple(map(int, found.groups())) if found else (parsedate(stated) or ())[:3]
    try:
        return date(*numbers).isoformat() if len(numbers) == 3 else None  # noqa: PLR2004 - year, month, day
    except (ValueError, OverflowError):
        return None
