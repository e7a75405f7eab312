"""Faults: every one is told in one shape, and never with what is inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from diurna.errors import (
    AccessError,
    BusyError,
    DiurnaError,
    ExportError,
    ForbiddenError,
    MissingPackageError,
    QueryError,
    ReviewError,
    StoreError,
    TooManyError,
    UnknownError,
)

if TYPE_CHECKING:
    from fastapi import FastAPI, Request
    from starlette.responses import Response

HEADERS = {
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
# The first that fits counts: kinds stand before what they are a kind of.
_STATUS: tuple[tuple[type[DiurnaError], int, str], ...] = (
    (ForbiddenError, 403, "not allowed"),
    (TooManyError, 429, "too many tries"),
    (AccessError, 401, "signed out"),
    (UnknownError, 404, "not found"),
    (QueryError, 422, "not understood"),
    (ReviewError, 409, "makes no sense"),
    (ExportError, 422, "too much"),
    (MissingPackageError, 501, "not installed"),
    (BusyError, 503, "busy"),
    (StoreError, 500, "case"),
    (DiurnaError, 500, "fault"),
)
_CODES = {404: "not found", 405: "method", 408: "too slow", 413: "too large", 421: "host"}
_AGAIN = {429: "300", 503: "5"}  # seconds after which to try again


@dataclass(frozen=True, slots=True)
class Told:
    """A fault: a word for programs, a sentence for people, which part of the request."""

    code: str
    message: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """The one shape of every answer that is no success."""

    error: Told


_TOLD: dict[int, str] = {
    401: "Nobody is signed in.",
    403: "The role may not do that, the server only reads, or the request comes from another page.",
    404: "The case has nothing of that id.",
    409: "A decision that makes no sense: it does not fit how the claim stands.",
    422: "A filter, cursor, id or field that is not understood.",
    503: "Another process is writing to the case; try again.",
}
RESPONSES: dict[int | str, dict[str, Any]] = {status: {"model": Fault, "description": told} for status, told in _TOLD.items()}


def told(status: int, code: str, message: str, where: str = "") -> JSONResponse:
    """Return a fault in the one shape that all have."""
    # A message may repeat what was sent, and that may be no text at all: half a surrogate pair.
    clean = {name: text.encode("utf-8", "replace").decode() for name, text in (("code", code), ("message", message), ("where", where))}
    return JSONResponse({"error": clean}, status, {"Retry-After": _AGAIN[status]} if status in _AGAIN else None)


def catch(made: FastAPI) -> None:
    """Let an application tell every error as `told` does."""

    async def ours(_: Request, error: Exception) -> Response:
        status, code = next((status, code) for kind, status, code in _STATUS if isinstance(error, kind))
        return told(status, code, str(error))

    async def asked(_: Request, error: Exception) -> Response:
        first = error.errors()[0] if isinstance(error, RequestValidationError) else {}
        return told(422, "not understood", str(first.get("msg", error)), ".".join(map(str, first.get("loc", ())))[:200])

    async def http(_: Request, error: Exception) -> Response:
        status, detail = (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, str(error))
        response = told(status, _CODES.get(status, "refused"), detail)
        response.headers.update(dict(getattr(error, "headers", None) or {}))
        return response

    async def unforeseen(_: Request, error: Exception) -> Response:
        response = told(500, "fault", f"a fault of ours ({type(error).__name__}); the log of `diurna serve` says more")
        response.headers.update(HEADERS)  # this answer is made outside of all that would add them
        return response

    made.add_exception_handler(DiurnaError, ours)
    made.add_exception_handler(RequestValidationError, asked)
    made.add_exception_handler(HTTPException, http)
    made.add_exception_handler(Exception, unforeseen)
