"""Fetching one page that the user named: the only code of the program that reaches for the network.

No proxy of the environment is used, no cookie is kept, and no address is connected to that is not public: a page on the web
must not make this machine ask its own network for something.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from diurna.case import Piece
from diurna.errors import InputError
from diurna.ingest import _http
from diurna.ingest._names import printable
from diurna.ingest._source import MAX_RAW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address

MAX_REDIRECTS = 5
MAX_SECONDS = 60.0  # for everything, redirects included
_MOVED = frozenset((301, 302, 303, 307, 308))
_FINE = 200
_LONGEST = 2_000  # characters of an address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # the last 32 bits are an IPv4 address
_ASKED = {"User-Agent": "diurna (reads a page that its user named)", "Accept": "text/html, */*;q=0.5", "Accept-Encoding": "gzip, identity"}


def resolved(host: str, port: int) -> list[str]:
    """Return the addresses of a host, as the system resolves them."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def is_public(address: str) -> bool:
    """Return whether an address is one of the public internet, in both families, IPv4 inside IPv6 looked at as well."""
    try:
        found: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner: list[Address | None] = []
    if isinstance(found, ipaddress.IPv6Address):
        inner = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
        if found in _NAT64:
            inner.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
    all_of = [found, *(one for one in inner if one is not None)]
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        all_of = all_of[1:]  # a mapped address is itself never global; the one in it decides
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in all_of)


def fetch(
    url: str,
    *,
    most: int = MAX_RAW,
    seconds: float = MAX_SECONDS,
    resolve: Callable[[str, int], list[str]] = resolved,
    allowed: Callable[[str], bool] = is_public,
) -> Piece:
    """Fetch one page, document or feed.

    Args:
        url: http or https, as the user gave it.
        most: bytes of its content, unpacked.
        seconds: for the whole of it.
        resolve: host and port to addresses.
        allowed: which addresses may be connected to.

    Returns:
        The piece, to be handed to `pieces`: its name is the URL as given, `told["url"]` the one it was found under at last,
        `headers` as the server sent them.

    Raises:
        InputError: no such page, too large or too slow, or an address that is not public.
    """
    deadline = time.monotonic() + seconds
    address = url
    for _ in range(MAX_REDIRECTS + 1):
        parts = _checked(address, url)
        with _answer(parts, resolve, allowed, deadline, url) as answer:
            headers = tuple((printable(key), printable(text)) for key, text in answer.getheaders())
            if answer.status in _MOVED and (target := answer.getheader("Location")):
                address = urljoin(address, target)
                continue
            if answer.status != _FINE:
                raise InputError(f"{url}: the server answered {answer.status} {printable(answer.reason)}")
            raw = _read(answer, headers, most, deadline, url)
            return Piece(
                url,
                raw,
                _http.KINDS.get(_http.media_type(headers), ""),
                told={"url": address, "charset": _http.charset(headers)},
                headers=headers,
            )
    raise InputError(f"{url}: more than {MAX_REDIRECTS} redirects")


def _checked(address: str, url: str) -> SplitResult:
    """Return the parts of an address; raise `InputError` when it is none of a page."""
    if len(address) > _LONGEST or not address.isascii() or not address.isprintable() or " " in address:
        raise InputError(f"{url}: no address of a page: {printable(address[:80])!r}; write it in ASCII, without blanks")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise InputError(f"{url}: no address of a page ({error})") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise InputError(f"{url}: leads to {printable(address[:80])!r}; only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise InputError(f"{url}: an address with a user name or password is not fetched")
    return parts


@contextlib.contextmanager
def _answer(
    parts: SplitResult,
    resolve: Callable[[str, int], list[str]],
    allowed: Callable[[str], bool],
    deadline: float,
    url: str,
) -> Iterator[http.client.HTTPResponse]:
    """Connect to a checked address, ask, and give the answer; whatever fails is an `InputError`, a slow server included."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    late = threading.Event()
    try:
        addresses = resolve(host, port)
        if not addresses or not all(map(allowed, addresses)):
            raise InputError(f"{url}: {host} is {', '.join(addresses) or 'nowhere'}, no public address; save the page and add the file")
        connection = _Connection(host, port, addresses[0], secure=parts.scheme == "https", deadline=deadline)
        with contextlib.closing(connection), _cut_off(connection, deadline, late):
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", path, headers=_ASKED)
            with contextlib.closing(connection.getresponse()) as answer:
                yield answer
    except (OSError, http.client.HTTPException, ValueError) as error:
        why = "took too long" if late.is_set() or time.monotonic() >= deadline else printable(str(error)) or type(error).__name__
        raise InputError(f"{url}: not fetched: {why}") from error


@contextlib.contextmanager
def _cut_off(connection: _Connection, deadline: float, late: threading.Event) -> Iterator[None]:
    """End the connection at the deadline: a server that sends a byte now and then never runs into a socket's own limit."""

    def end() -> None:
        late.set()
        if connection.sock is not None:
            with contextlib.suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(deadline - time.monotonic(), 0.01), end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _read(answer: http.client.HTTPResponse, headers: _http.Headers, most: int, deadline: float, url: str) -> bytes:
    parts, size = [], 0
    while block := answer.read1(1 << 16):
        size += len(block)
        if size > most:
            raise InputError(f"{url}: more than {most:,} bytes, too large for one document")
        if time.monotonic() > deadline:
            raise InputError(f"{url}: not fetched: took too long")
        parts.append(block)
    if answer.length:
        raise InputError(f"{url}: not fetched: cut short, {answer.length:,} bytes are missing")
    unchunked = tuple(header for header in headers if header[0].lower() != "transfer-encoding")  # http.client has joined them
    try:
        return _http.body(b"".join(parts), unchunked, most=most)
    except InputError as error:
        raise InputError(f"{url}: {error}") from error


class _Connection(http.client.HTTPConnection):
    """A connection to one address that was checked, whatever the name means a moment later."""

    def __init__(self, host: str, port: int, address: str, *, secure: bool, deadline: float) -> None:
        super().__init__(host, port)
        self.address, self.secure, self.deadline = address, secure, deadline

    def connect(self) -> None:
        left = max(self.deadline - time.monotonic(), 0.01)
        self.sock = socket.create_connection((self.address, self.port), left)
        if self.secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
