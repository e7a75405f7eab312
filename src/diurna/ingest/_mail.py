"""MIME messages: mails and saved pages are both made of them."""

from __future__ import annotations

import email
import email.policy
from typing import TYPE_CHECKING

from diurna.errors import InputError
from diurna.ingest._names import printable

if TYPE_CHECKING:
    from email.message import MIMEPart

MAX_HEADERS = 200  # of one message that are kept; mails have 20 to 60
MAX_HEADER = 2_000  # characters of one value


def message(raw: bytes, name: str) -> MIMEPart:
    """Parse a message; raise `InputError` when its parts are nested too deep."""
    try:
        return email.message_from_bytes(raw, policy=email.policy.default)
    except RecursionError as error:
        raise InputError(f"{name}: a message with parts nested too deep") from error


def header(part: MIMEPart, name: str) -> str:
    """Return a header's value on one line, "" when it is missing or cannot be read."""
    try:
        value = str(part.get(name, ""))
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):  # the parser's faults with damaged headers
        value = ""
    return printable(" ".join(value.split()))


def payload(part: MIMEPart) -> bytes:
    """Return the bytes of a part, unpacked from base64 or quoted-printable."""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def headers(raw: bytes) -> tuple[tuple[str, str], ...]:
    """Return the headers of a message as they came, long ones cut."""
    head = raw[:1_000_000].replace(b"\r\n", b"\n").partition(b"\n\n")[0] + b"\n\n"
    parsed = email.message_from_bytes(head, policy=email.policy.compat32)
    return tuple(
        (printable(name), " ".join(printable(line) for line in str(value)[:MAX_HEADER].split()))
        for name, value in parsed.items()[:MAX_HEADERS]
    )
