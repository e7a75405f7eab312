"""Access: who may ask, and for what.

On loopback, whoever has the token that `diurna serve` prints opens a session with it, once. In a team, people sign in by name and
password. A session is a cookie that scripts cannot read; what changes a case must come from the app's own pages.
"""

from __future__ import annotations

import hmac
import secrets
import time
import tomllib
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from diurna.errors import AccessError, InputError

if TYPE_CHECKING:
    from pathlib import Path

Role = Literal["reader", "reviewer", "admin"]
COOKIE = "diurna"
_IDLE, _LONGEST = 12 * 3600.0, 7 * 24 * 3600.0  # seconds a session lasts unused, and at most
_TRIES, _WINDOW = 10, 300.0  # sign-ins that fail, from one address, in so many seconds


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

    def spend(self, token: str) -> str:
        """Return the key of a new session for the printed token; AccessError when it is not that, or was used."""
        if not self.token or not hmac.compare_digest(token.encode(), self.token.encode()):
            raise AccessError("this address was opened already, or is another server's; start `diurna serve` again for a new one")
        self.token = ""
        return self._begin(User(self.owner, "admin"))

    def sign_in(self, name: str, password: str, address: str) -> str:
        """Return the key of a new session for a name and a password.

        Raises:
            AccessError: they do not go together, or too many tries from this address have failed.
        """
        tries = self._failures.setdefault(address, deque(maxlen=_TRIES))
        now = time.monotonic()
        if len(tries) == _TRIES and now - tries[0] < _WINDOW:
            raise AccessError(f"{_TRIES} tries have failed; wait {_WINDOW - (now - tries[0]):.0f} seconds")
        role, known = self.users.get(name, ("reader", _NOBODY))
        if not _matches(known, password) or name not in self.users:
            tries.append(now)
            raise AccessError("name and password do not go together")
        return self._begin(User(name, role))

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


def users(path: Path) -> dict[str, tuple[Role, str]]:
    """Read the people of a team: a TOML table for each name, with `role` and `password`, an argon2 hash.

    Raises:
        InputError: the file is missing, no TOML, or one of its tables lacks something.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read as TOML: {error}") from error
    found: dict[str, tuple[Role, str]] = {}
    for name, row in told.items():
        role, password = (row.get("role"), row.get("password")) if isinstance(row, dict) else (None, None)
        known: Role | None = next((one for one in get_args(Role) if one == role), None)
        if known is None or not isinstance(password, str) or not password.startswith("$argon2"):
            raise InputError(f'{path}: [{name}]: expected role = "reader", "reviewer" or "admin", and password = "$argon2…"')
        found[name] = (known, password)
    if not found:
        raise InputError(f"{path}: nobody is in it; expected a table for each name")
    return found


def hashed(password: str) -> str:
    """Return the argon2 hash of a password, as the file of a team holds it."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - a team alone needs it

    return PasswordHasher().hash(password)


# Compared with where a name is not known, so that the answer takes as long.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$3LVhVIp1yKQCjRxvSkHDLHq4nUmyTVbzz0AWfFUjmdc"


def _matches(known: str, password: str) -> bool:
    from argon2 import PasswordHasher  # noqa: PLC0415
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415

    try:
        return PasswordHasher().verify(known, password)
    except (VerificationError, InvalidHashError):
        return False
