"""JSON from strangers: one way in, with every way it can go wrong a reason; one way out, the canonical bytes of a value."""

from __future__ import annotations

import json
import re
from typing import Any

from diurna.errors import InputError

_LONE = re.compile(r"[\ud800-\udfff]")  # half of a pair: JSON may hold it, UTF-8 cannot


def parsed(raw: bytes | str, name: str) -> Any:
    """Return the value; raise `InputError` when it is no JSON, is nested too deep or holds a number that cannot be read."""
    try:
        return json.loads(raw)
    except RecursionError as error:
        raise InputError(f"{name}: JSON nested too deep; articles come at most a few levels deep") from error
    except json.JSONDecodeError as error:
        raise InputError(f"{name}: no JSON at line {error.lineno}, column {error.colno}: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: JSON that is not UTF-8 (byte {error.start})") from error
    except ValueError as error:  # an integer of more than 4,300 digits
        raise InputError(f"{name}: JSON with a number that cannot be read: {error}") from error


def canonical(value: Any) -> bytes:
    """Return the one form of a value: keys sorted, no blanks, UTF-8; a lone surrogate becomes the replacement character."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return _LONE.sub("\N{REPLACEMENT CHARACTER}", text).encode()


def words(value: Any) -> str:
    """Return a value as words: a list joined by "; ", of an object its name; "" for what has none."""
    if isinstance(value, str):
        return _LONE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        return "; ".join(filter(None, map(words, value)))
    return next((words(value[key]) for key in ("name", "title", "value", "uri", "url") if isinstance(value.get(key), str)), "")
