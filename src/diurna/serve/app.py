"""The ASGI application: who asks, what is answered, in which headers, and how faults are told."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, RedirectResponse, Response

from diurna.errors import AccessError, BusyError, DiurnaError, QueryError, ReviewError, StoreError
from diurna.serve import api
from diurna.serve.access import COOKIE, Access
from diurna.serve.asking import Server

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

PAGES = "pages"  # the folder of the built web app, beside this module
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; "
        "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_STATUS: tuple[tuple[type[DiurnaError], int, str], ...] = (
    (AccessError, 401, "signed out"),
    (QueryError, 422, "not understood"),
    (ReviewError, 409, "makes no sense"),
    (BusyError, 503, "busy"),
    (StoreError, 500, "case"),
    (DiurnaError, 500, "fault"),
)
_SAFE = ("GET", "HEAD", "OPTIONS")
_OPEN = ("/api/v1/session", "/api/openapi.json")  # asked before anybody has signed in


def app(path: Path, access: Access, *, hosts: tuple[str, ...] = (), read_only: bool = False) -> FastAPI:
    """Return the application that serves a case.

    Args:
        path: the file of the case.
        access: who may sign in.
        hosts: the values of `Host` that are answered, such as "127.0.0.1:8021"; () for any.
        read_only: refuse every decision.
    """
    made = FastAPI(title="Diurna", version="1", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    made.state.server = Server(path, access, read_only=read_only)
    for found in sorted(pkgutil.iter_modules(api.__path__), key=lambda module: module.name):
        made.include_router(importlib.import_module(f"{api.__name__}.{found.name}").router, prefix="/api/v1")
    made.add_api_route("/", _start, include_in_schema=False)
    made.add_api_route("/{name:path}", _page, include_in_schema=False)
    _faults(made)
    made.middleware("http")(_guard(access, hosts))
    return made


def _guard(access: Access, hosts: tuple[str, ...]) -> Callable[[Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]]:
    """Return what stands before every route: foreign hosts and origins are refused, as is whoever has not signed in."""

    async def guard(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        host, origin = request.headers.get("host", ""), request.headers.get("origin")
        request.state.user = access.user(request.cookies.get(COOKIE, ""))
        response: Response
        if hosts and host not in hosts:
            response = told(421, "host", f"host {host[:80]!r} is not served here")
        elif request.method not in _SAFE and (origin is None or urlsplit(origin).netloc != host):
            response = told(403, "origin", "a change must come from the app's own pages: send its address as Origin")
        elif request.url.path.startswith("/api/") and request.url.path not in _OPEN and request.state.user is None:
            response = told(401, "signed out", "nobody is signed in; open the address that `diurna serve` printed")
        else:
            response = await answer(request)
        response.headers.update(_HEADERS)
        if request.url.path.startswith("/api/"):
            response.headers["Cache-Control"] = "no-store"
        return response

    return guard


def told(status: int, code: str, message: str, where: str = "") -> JSONResponse:
    """Return a fault in the one shape that all have."""
    return JSONResponse({"error": {"code": code, "message": message, "where": where}}, status)


def _faults(made: FastAPI) -> None:
    async def ours(_: Request, error: Exception) -> Response:
        status, code = next((status, code) for kind, status, code in _STATUS if isinstance(error, kind))
        return told(status, code, str(error))

    async def asked(_: Request, error: Exception) -> Response:
        first = error.errors()[0] if isinstance(error, RequestValidationError) else {}
        return told(422, "not understood", str(first.get("msg", error)), ".".join(map(str, first.get("loc", ()))))

    async def http(_: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return told(status, {404: "not found", 405: "not allowed"}.get(status, "refused"), str(getattr(error, "detail", error)))

    made.add_exception_handler(DiurnaError, ours)
    made.add_exception_handler(RequestValidationError, asked)
    made.add_exception_handler(HTTPException, http)


def _start(request: Request, token: str = "") -> Response:
    """Open the session of the printed address, and the first page."""
    server: Server = request.app.state.server
    if not token:
        return _page(request, "index.html")
    response = RedirectResponse("/", 303)
    if request.state.user is None:
        key = server.access.spend(token)
        response.set_cookie(COOKIE, key, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return response


def _page(request: Request, name: str) -> Response:  # noqa: ARG001 - the route gives it
    """Return a file of the web app; its own addresses (/e/…, /d/…) lead to its one page."""
    folder = Path(__file__).parent / PAGES
    file = (folder / name).resolve()
    if name.startswith("api/"):
        return told(404, "not found", f"/{name[:80]} is no part of the API")
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        file = folder / "index.html"
    if not file.is_file():
        return told(501, "no pages", "the web app was not built into this installation: it needs Node 20 or later; the API works")
    cached = "public, max-age=31536000, immutable" if file.parent.name == "assets" else "no-cache"
    return FileResponse(file, headers={"Cache-Control": cached})
