"""The ASGI application: the routes of the API, the files of the web app."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.responses import FileResponse, RedirectResponse, Response

from diurna.errors import AccessError
from diurna.serve import api
from diurna.serve.access import Access, remember
from diurna.serve.asking import Server
from diurna.serve.faults import RESPONSES, catch, told
from diurna.serve.guard import Bodies, guard

PAGES = Path(__file__).parent / "pages"  # the folder of the built web app
NO_PAGES = "the web app was not built into this installation: install Node 20 or later, then Diurna again; the API works"

_TOLD = """The case as `diurna serve` shows it. Private persons are masked in every answer. A page of a list has `next`, to be asked for
with `cursor` until it is empty. Every fault is `{"error": {"code", "message", "where"}}`."""


def app(path: Path, access: Access, *, hosts: tuple[str, ...] = (), read_only: bool = False) -> FastAPI:
    """Return the application that serves a case.

    Args:
        path: the file of the case.
        access: who may sign in.
        hosts: the values of `Host` that are answered, such as "127.0.0.1:8021"; () for any.
        read_only: refuse every decision.
    """
    made = FastAPI(
        title="Diurna",
        description=_TOLD,
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        responses=RESPONSES,
        # Nothing leaves the machine, whatever the environment asks of FastAPI.
        telemetry={"tracing": False, "metrics": False, "logs": False, "operation_spans": False, "auto_configure": False},
    )
    made.state.server = Server(path, access, read_only=read_only)
    for found in sorted(pkgutil.iter_modules(api.__path__), key=lambda module: module.name):
        made.include_router(importlib.import_module(f"{api.__name__}.{found.name}").router, prefix="/api/v1")
    made.add_api_route("/", _start, methods=["GET", "HEAD"], include_in_schema=False)
    made.add_api_route("/{name:path}", _page, methods=["GET", "HEAD"], include_in_schema=False)
    catch(made)
    made.add_middleware(Bodies)
    made.middleware("http")(guard(access, hosts))  # added last, stands first
    return made


def _start(request: Request, token: str = "") -> Response:
    """Open the session of the printed address, and the first page; an address that is spent shows the page that says so."""
    if not token or request.method == "HEAD":  # programs that look at a link before somebody opens it must not spend it
        return _page("index.html")
    access: Access = request.app.state.server.access
    response: Response = RedirectResponse("/", 303)
    try:
        key = access.spend(token)
    except AccessError:
        if request.state.user is None and "text/html" not in request.headers.get("accept", ""):
            raise
        if request.state.user is None:
            response = _page("index.html")
            response.status_code = 401
    else:
        remember(request, response, key)
    return response


def _page(name: str) -> Response:
    """Return a file of the web app; its own addresses (/e/…, /d/…) lead to its one page."""
    if name == "api" or name.startswith("api/"):
        return told(404, "not found", f"/{name[:80]} is no part of the API")
    file = _file(name)
    if file is None and name.startswith("assets/"):
        return told(404, "not found", f"/{name[:80]}: is not there; load the page anew")
    file = file or _file("index.html")
    if file is None:
        return told(501, "no pages", NO_PAGES)
    cached = "public, max-age=31536000, immutable" if file.parent.name == "assets" else "no-cache"
    return FileResponse(file, headers={"Cache-Control": cached})


def _file(name: str) -> Path | None:
    """Return a file of the folder of pages; None for what is not there, lies elsewhere or is no name at all."""
    try:
        file = (PAGES / name).resolve()
        return file if file.is_relative_to(PAGES.resolve()) and file.is_file() else None
    except (OSError, ValueError):  # too long, or with a null in it
        return None
