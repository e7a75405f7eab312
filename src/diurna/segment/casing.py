"""Whether a text has lost its capitals."""

from __future__ import annotations

_SAMPLE = 100_000
_FEWEST = 30
# Sound text has a capital for 10 to 30 small letters; what has lost its case keeps one here and there at most.
_RARE = 200


def lower_cased(text: str) -> bool:
    """Return whether a text of an alphabet with two cases is written in small letters throughout."""
    sample = text[:_SAMPLE]
    small = sum(map(str.islower, sample))
    return small >= _FEWEST and _RARE * sum(map(str.isupper, sample)) < small
