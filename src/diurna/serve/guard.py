"""What stands before every route: who is refused before anything is read of the case."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import Request

from diurna.serve.access import Access, cookie
from diurna.serve.faults import HEADERS, told

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 1_000_000  # bytes of a body
SLOWEST = 20.0  # seconds a body may take
_SAFE = ("GET", "HEAD", "OPTIONS")
_OPEN = ("/api/v1/session", "/api/openapi.json")  # asked before anybody has signed in
_HOST = re.compile(r"([a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?", re.ASCII)


def guard(access: Access, hosts: tuple[str, ...]) -> Callable[[Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]]:
    """Return a middleware that refuses foreign hosts, foreign origins, and whoever has not signed in; () of hosts takes any."""

    async def guarded(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        host = request.headers.get("host", "").lower()
        response: Response
        if not _HOST.fullmatch(host) or (hosts and host not in hosts):
            response = told(421, "host", f"host {host[:80]!r} is not served here")
        elif request.method not in _SAFE and not _ours(request.headers.get("origin", ""), host):
            response = told(403, "origin", "a change must come from the app's own pages: send its address as Origin")
        else:
            request.state.user = access.user(request.cookies.get(cookie(request), ""))
            if request.url.path.startswith("/api/") and request.url.path not in _OPEN and request.state.user is None:
                response = told(401, "signed out", access.how)
            else:
                response = await answer(request)
        response.headers.update(HEADERS)
        if request.url.path.startswith("/api/"):
            response.headers["Cache-Control"] = "no-store"
        return response

    return guarded


def _ours(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host


class Bodies:
    """ASGI middleware: a body is read whole before anything is done with it, unless it is too large or comes too slowly."""

    def __init__(self, app: ASGIApp, *, most: int = MOST, seconds: float = SLOWEST) -> None:
        self._app, self._most, self._seconds = app, most, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] in _SAFE:
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self._seconds):
                body = await self._read(receive)
        except TimeoutError:
            await told(408, "too slow", f"the body took more than {self._seconds:.0f} seconds")(scope, receive, send)
            return
        if body is None:
            await told(413, "too large", f"a body may hold {self._most} bytes")(scope, receive, send)
            return
        left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def again() -> Message:
            return left.pop() if left else await receive()

        await self._app(scope, again, send)

    async def _read(self, receive: Receive) -> bytes | None:
        """Return a body, None where it is too large."""
        parts: list[bytes] = []
        size, more = 0, True
        while more:
            message = await receive()
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > self._most:
                return None
            more = message["type"] == "http.request" and message.get("more_body", False)
        return b"".join(parts)
