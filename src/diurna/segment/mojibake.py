"""Mojibake: text that was decoded with the wrong encoding, put right character by character.

ftfy decides whether and how a stretch is to be re-decoded; its steps are taken again here so that every
character keeps the place it comes from.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from diurna.segment.working import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

REASON = "mojibake"

# A piece ends before an ASCII character, so that no multi-byte character is cut in two.
_PIECE = re.compile(r"[^\n]{1000}[^\x00-\x7f]{0,3000}|[^\n]+")
_ENCODINGS = ("sloppy-windows-1252", "latin-1", "sloppy-windows-1251")
_NO_CHANCE = 4


def edits(text: str) -> tuple[Edit, ...]:
    """Return the edits that put right what was decoded with the wrong encoding; none for sound text."""
    pieces = [(m.start(), m.group()) for m in _PIECE.finditer(text) if not m.group().isascii()]
    if not pieces:
        return ()
    from ftfy.badness import is_bad  # noqa: PLC0415 - a text of ASCII alone need not pay for the import

    seen: set[str] = set()
    fixed = {start: _fixed(piece, seen) for start, piece in pieces if is_bad(piece)}
    for start, piece in pieces:
        if start not in fixed and (whole := _decoded(piece, seen)):
            fixed[start] = whole
    return tuple(edit for start, piece in pieces if start in fixed for edit in _piece_edits(start, piece, *fixed[start]))


def _piece_edits(offset: int, piece: str, fixed: str, places: list[int]) -> Iterator[Edit]:
    yield from (
        Edit(offset + places[a], offset + places[b], fixed[a:b], REASON, tuple(places[i] - places[a] for i in range(a, b)))
        for a, b in _changes(piece, fixed, places)
    )


def _decoded(piece: str, seen: set[str]) -> tuple[str, list[int]] | None:
    """Return a piece decoded that ftfy finds too short or too plain to judge, when all of it is sound UTF-8 in a wrong encoding.

    Few such characters may be chance ("É»") unless other pieces of the text were decoded with that encoding too.
    """
    for encoding in _ENCODINGS:
        try:
            raw = piece.encode(encoding)
            fixed = raw.decode("utf-8")
        except UnicodeError:
            continue
        if encoding in seen or sum(not character.isascii() for character in fixed) >= _NO_CHANCE:
            return fixed, _aligned(raw, fixed)[1]
    return None


def _changes(piece: str, fixed: str, places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the longest runs of `fixed` whose characters differ from those they come from."""
    start = None
    for i, (here, after) in enumerate(pairwise(places)):
        same = after == here + 1 and fixed[i] == piece[here]
        if same and start is not None:
            yield start, i
            start = None
        elif not same and start is None:
            start = i
    if start is not None:
        yield start, len(fixed)


def _fixed(text: str, seen: set[str]) -> tuple[str, list[int]]:
    """Return the text put right and, for each of its characters and its end, the place in `text` that it comes from.

    The encodings that were found are added to `seen`.
    """
    from ftfy import TextFixerConfig, fix_encoding_and_explain  # noqa: PLC0415 - see above

    # A lossy sequence would become U+FFFD: the damaged characters say more than that, so they stay.
    explained = fix_encoding_and_explain(text, TextFixerConfig(replace_lossy_sequences=False))
    characters: str | bytes = text
    places = list(range(len(text) + 1))
    for step in explained.explanation or []:
        if step.action == "encode":
            seen.add(step.parameter)
        characters, moved = _step(characters, step.action, step.parameter)
        places = [places[i] for i in moved]
    return str(characters), places


def _step(given: str | bytes, action: str, parameter: str) -> tuple[str | bytes, list[int]]:
    if action == "encode" and isinstance(given, str):
        return _aligned(given, given.encode(parameter))
    if action == "decode" and isinstance(given, bytes):
        return _aligned(given, given.decode(parameter))
    if action == "transcode" and isinstance(given, bytes):
        from ftfy.fixes import restore_byte_a0  # noqa: PLC0415 - see above

        return _spaces_restored(given, restore_byte_a0(given))
    from ftfy.fixes import fix_c1_controls  # noqa: PLC0415 - see above

    whole = str(given)
    return _parts_fixed(whole) if parameter == "decode_inconsistent_utf8" else _aligned(whole, fix_c1_controls(whole))


def _aligned(before: str | bytes, after: str | bytes) -> tuple[str | bytes, list[int]]:
    """Align what was encoded or decoded: one to one, or by the lead bytes of UTF-8."""
    if len(before) == len(after):
        return after, list(range(len(after) + 1))
    if isinstance(before, bytes):
        leads = [i for i, byte in enumerate(before) if byte & 0xC0 != 0x80]  # noqa: PLR2004 - 0b10xxxxxx continues a character
        if len(leads) == len(after):
            return after, [*leads, len(before)]
    # CESU-8 pairs and the like: no character is surely another's, so each points at its share of the stretch.
    return after, [i * len(before) // max(1, len(after)) for i in range(len(after) + 1)]


def _spaces_restored(before: bytes, after: bytes) -> tuple[bytes, list[int]]:
    """Align bytes in which 0x20 became 0xA0, here and there with a space put after it."""
    places, i = [], 0
    for byte in after:
        taken = i < len(before) and (byte == before[i] or (byte, before[i]) == (0xA0, 0x20))
        places.append(min(i, len(before)))
        i += taken
    return after, [*places, len(before)]


def _parts_fixed(text: str) -> tuple[str, list[int]]:
    """Put right the parts that look like UTF-8 in a text that holds sound characters too."""
    from ftfy.badness import is_bad  # noqa: PLC0415 - see above
    from ftfy.chardata import UTF8_DETECTOR_RE  # noqa: PLC0415 - see above

    out: list[str] = []
    places: list[int] = []
    done = 0
    for part in UTF8_DETECTOR_RE.finditer(text):
        start, end = part.span()
        if end - start == len(text) or not is_bad(part.group()):
            continue
        fixed, moved = _fixed(part.group(), set())
        out += (text[done:start], fixed)
        places += [*range(done, start), *(start + i for i in moved[:-1])]
        done = end
    out.append(text[done:])
    places += range(done, len(text) + 1)
    return "".join(out), places
