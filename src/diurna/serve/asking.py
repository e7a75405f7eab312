"""Asking: what every route needs – the case, who asks, the filters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from fastapi import Depends, Query, Request

from diurna import store, wording
from diurna.case import Filters, Status
from diurna.errors import AccessError, ForbiddenError, QueryError
from diurna.record import EventType, Modality
from diurna.serve.access import Access, User
from diurna.store import Store
from diurna.wording import ENGLISH

_DAY = "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"


@dataclass(frozen=True, slots=True)
class Server:
    """What a server serves, and to whom."""

    path: Path
    access: Access
    read_only: bool = False

    @contextmanager
    def writing(self, verb: str) -> Iterator[Store]:
        """Open the case to write; ForbiddenError on a server that only reads."""
        if self.read_only:
            raise ForbiddenError("this server only reads; start it without --read-only to decide")
        with store.open(self.path, write=True, verb=verb) as case:
            yield case


def _server(request: Request) -> Server:
    found: Server = request.app.state.server
    return found


def _case(request: Request) -> Iterator[Store]:
    with store.open(_server(request).path, write=False) as case:
        yield case


def _user(request: Request) -> User:
    found: User | None = request.state.user
    if found is None:
        raise AccessError(_server(request).access.how)
    return found


def _reviewer(user: Annotated[User, Depends(_user)]) -> User:
    if not user.reviews:
        raise ForbiddenError(f"{user.name} may read only; the file of the team says who may decide")
    return user


def _filters(  # noqa: PLR0913, PLR0917 - the filters of the command line
    text: Annotated[str, Query(max_length=1000, description="words in the sentence, the names or the title")] = "",
    start: Annotated[str, Query(alias="from", pattern=_DAY, description="from a day, month or year on")] = "",
    end: Annotated[str, Query(alias="to", pattern=_DAY, description="up to the end of a day, month or year")] = "",
    actor: Annotated[str, Query(max_length=300, description="an id or a part of a name")] = "",
    place: Annotated[str, Query(max_length=300, description="an id or a part of a name")] = "",
    types: Annotated[list[EventType] | None, Query(alias="type", description="such as AGREE; several are joined by or")] = None,
    source: Annotated[str, Query(max_length=300, description="a part of the outlet's name, - for what names none")] = "",
    modality: Annotated[Modality | Literal[""], Query(description="how the claim is told")] = "",
    status: Annotated[Status | Literal[""], Query(description="how it stands after the decisions")] = "",
    document: Annotated[str, Query(max_length=80, description="a document's id")] = "",
    language: Annotated[str, Query(max_length=8, description="a language's code, such as fr")] = "",
) -> Filters:
    return Filters(text, start, end, actor, place, tuple(dict.fromkeys(types or ())), source, modality, status, document, language)


def _language(lang: Annotated[str, Query(max_length=8, description="of sentences and names, such as fr")] = ENGLISH) -> str:
    if lang not in wording.languages():
        raise QueryError(f"lang {lang!r}: expected one of {', '.join(wording.languages())}")
    return lang


Asked = Annotated[Filters, Depends(_filters)]
Case = Annotated[Store, Depends(_case)]
Language = Annotated[str, Depends(_language)]
Here = Annotated[Server, Depends(_server)]
Asker = Annotated[User, Depends(_user)]
Reviewer = Annotated[User, Depends(_reviewer)]
Limit = Annotated[int, Query(ge=1, le=500)]
Cursor = Annotated[str, Query(max_length=2000, description="`next` of the page before")]
