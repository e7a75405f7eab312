"""Signing in and out, and what the pages need to know first."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response

from diurna.export import formats
from diurna.serve.access import cookie, forget, remember
from diurna.serve.asking import Asker, Case, Here

router = APIRouter()


@dataclass(frozen=True, slots=True)
class SignIn:
    """A name and a password of a team."""

    name: str
    password: str


@router.get("/session")
def session(request: Request, here: Here) -> dict[str, Any]:
    """Tell who is signed in, None for nobody, and whether names and passwords are asked for."""
    user = request.state.user
    return {"user": asdict(user) if user else None, "team": bool(here.access.users), "read_only": here.read_only}


@router.post("/session")
def sign_in(request: Request, response: Response, here: Here, given: Annotated[SignIn, Body()]) -> dict[str, Any]:
    """Sign in by name and password."""
    address = request.client.host if request.client else ""
    key = here.access.sign_in(given.name, given.password, address)
    here.access.end(request.cookies.get(cookie(request), ""))  # whoever was signed in here before no longer is
    remember(request, response, key)
    user = here.access.user(key)
    return {"user": asdict(user) if user else None}


@router.delete("/session")
def sign_out(request: Request, response: Response, here: Here) -> dict[str, Any]:
    """End the session."""
    here.access.end(request.cookies.get(cookie(request), ""))
    forget(request, response)
    return {"user": None}


@router.get("/case")
def case(case: Case, asker: Asker, here: Here) -> dict[str, Any]:
    """Tell the name of the case, how much is in it, and in which formats it can be had."""
    claims, events, joined, origins, documents = case.fusion.counts()
    held = [{"name": name, "suffix": module.SUFFIX, "losses": module.LOSSES} for name, module in formats("export").items()]
    counts = {"claims": claims, "events": events, "joined": joined, "origins": origins, "documents": documents}
    return {"name": case.name, "counts": counts, "formats": held, "user": asdict(asker), "read_only": here.read_only}
