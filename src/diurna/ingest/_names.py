"""Names inside containers: never a path that leaves them, never a character that a terminal obeys."""

from __future__ import annotations

import re

from diurna.errors import InputError

MAX_NAME = 1_000  # characters: a name is shown in lists; file systems stop at 255 bytes a part
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:")
# Parts of a web page or of a system that are never articles; each is named, none is read.
_NO_DOCUMENT = re.compile(
    r".*\.(css|m?js|map|svg|ico|png|jpe?g|gif|webp|avif|bmp|tiff?|woff2?|ttf|otf|eot|mp[34]|m4a|ogg|wav|webm|mov|avi|swf|db|lnk|exe|dll|cdxj?)",
    re.IGNORECASE,
)

_FRAME = re.compile(r"_files/saved_resource[^/]*\.html?$")  # as Chrome names the frames of a page, mostly advertisements


def cleaned(name: str) -> str:
    """Return a member's name with forward slashes and control characters replaced.

    Raises:
        InputError: the name is empty, absolute or leads out of its archive.
    """
    name = printable(name.replace("\\", "/"))
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if name.startswith("/") or _DRIVE.match(name):
        raise InputError("its name is an absolute path, which has no place in an archive")
    if ".." in parts:
        raise InputError("its name leads out of the archive (..)")
    if not parts:
        raise InputError("it has no name")
    return "/".join(parts)


def printable(name: str) -> str:
    """Return the name, cut to `MAX_NAME`, with a replacement character for each that is not to be shown."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", name[:MAX_NAME])


def no_document(name: str) -> str:
    """Return why something of this name is skipped unread in a folder or an archive, "" when it is not."""
    parts = name.split("/")
    if any(part.startswith(".") for part in parts) or "__MACOSX" in parts:
        return "hidden"
    if _FRAME.search(name):
        return "a frame of a saved page"
    found = _NO_DOCUMENT.fullmatch(parts[-1][-7:])
    return f"a .{found[1].lower()} file, no document" if found else ""
