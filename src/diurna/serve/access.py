"""Access: who may ask, and for what.

On loopback, whoever has the token that `diurna serve` prints opens a session with it, once. In a team, people sign in by name and
password. A session is a cookie that scripts cannot read; what changes a case must come from the app's own pages.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from diurna.errors import AccessError, TooManyError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

Role = Literal["reader", "reviewer", "admin"]
_IDLE, _LONGEST = 12 * 3600.0, 7 * 24 * 3600.0  # seconds a session lasts unused, and at most
_TRIES, _WINDOW = 10, 300.0  # sign-ins that fail, from one address, in so many seconds
_MOST_ADDRESSES = 10_000  # that are remembered for having failed


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who has signed in: the name under which decisions go into the log, and what they may do."""

    name: str
    role: Role

    @property
    def reviews(self) -> bool:
        """Whether they may decide."""
        return self.role != "reader"


@dataclass(slots=True)
class _Session:
    user: User
    begun: float
    seen: float


@dataclass(slots=True)
class Access:
    """The sessions of one server.

    `token` opens one session for `owner`, then it is spent; "" for a team. `users` are (role, argon2 hash) by name.
    """

    token: str = ""
    owner: str = "owner"
    users: dict[str, tuple[Role, str]] = field(default_factory=dict)
    _sessions: dict[str, _Session] = field(default_factory=dict)
    _failures: dict[str, deque[float]] = field(default_factory=dict)
    _one: threading.Lock = field(default_factory=threading.Lock)

    @property
    def how(self) -> str:
        """What somebody is told who has not signed in."""
        return f"nobody is signed in; {'sign in by name and password' if self.users else 'open the address that `diurna serve` printed'}"

    def spend(self, token: str) -> str:
        """Return the key of a new session for the printed token; AccessError when it is not that, or was used."""
        with self._one:
            if not self.token or not hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode()):
                raise AccessError("this address was opened already, or is another server's; start `diurna serve` again for a new one")
            self.token = ""
        return self._begin(User(self.owner, "admin"))

    def sign_in(self, name: str, password: str, address: str) -> str:
        """Return the key of a new session for a name and a password.

        Raises:
            AccessError: they do not go together.
            TooManyError: too many tries from this address have failed.
        """
        with self._one:  # one at a time: a hash takes much memory, and each failure must count before the next try
            now = time.monotonic()
            self._forget(now)
            tries = self._failures.get(address) or deque(maxlen=_TRIES)
            if len(tries) == _TRIES:
                raise TooManyError(f"{_TRIES} tries have failed; wait {_WINDOW - (now - tries[0]):.0f} seconds")
            role, known = self.users.get(name, ("reader", _NOBODY))
            if not _matches(known, password) or name not in self.users:
                tries.append(now)
                self._failures[address] = tries
                raise AccessError("name and password do not go together")
            return self._begin(User(name, role))

    def _forget(self, now: float) -> None:
        """Drop the sessions that have run out, and failures that are old, or more than can be remembered."""
        for key in [key for key, one in self._sessions.items() if now - one.seen > _IDLE or now - one.begun > _LONGEST]:
            self._sessions.pop(key, None)
        for address, tries in list(self._failures.items()):
            while tries and now - tries[0] >= _WINDOW:
                tries.popleft()
            if not tries or len(self._failures) > _MOST_ADDRESSES:
                del self._failures[address]

    def user(self, key: str) -> User | None:
        """Return whose session a cookie's value is; None when there is none, or it has run out."""
        session = self._sessions.get(key)
        now = time.monotonic()
        if session is None or now - session.seen > _IDLE or now - session.begun > _LONGEST:
            self._sessions.pop(key, None)
            return None
        session.seen = now
        return session.user

    def end(self, key: str) -> None:
        """End a session."""
        self._sessions.pop(key, None)

    def _begin(self, user: User) -> str:
        key = secrets.token_urlsafe(32)
        now = time.monotonic()
        self._sessions[key] = _Session(user, now, now)
        return key


def cookie(request: Request) -> str:
    """Return the name of the cookie: of its own for each port, since browsers do not keep those of ports apart."""
    port = request.headers.get("host", "").rpartition("]")[2].rpartition(":")[2] if ":" in request.headers.get("host", "") else ""
    return f"{'__Host-' if request.url.scheme == 'https' else ''}diurna{port}"


def remember(request: Request, response: Response, key: str) -> None:
    """Let the browser keep the key of a session."""
    secure = request.url.scheme == "https"
    response.set_cookie(cookie(request), key, httponly=True, samesite="strict", secure=secure, max_age=int(_LONGEST))


def forget(request: Request, response: Response) -> None:
    """Let the browser drop the key of a session."""
    response.delete_cookie(cookie(request), httponly=True, samesite="strict", secure=request.url.scheme == "https")


def hashed(password: str) -> str:
    """Return the argon2 hash of a password, as the file of a team holds it."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - a team alone needs it

    return PasswordHasher().hash(password)


# Compared with where a name is not known, so that the answer takes as long.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$3LVhVIp1yKQCjRxvSkHDLHq4nUmyTVbzz0AWfFUjmdc"


def _matches(known: str, password: str) -> bool:
    from argon2 import PasswordHasher  # noqa: PLC0415 - a team alone needs it
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415

    try:
        return PasswordHasher().verify(known, password)
    except (VerificationError, InvalidHashError):
        return False
