"""The file of a team: who may sign in, as a TOML table for each name with a role and an argon2 hash of the password."""

from __future__ import annotations

import json
import os
import tomllib
from typing import TYPE_CHECKING, get_args

from diurna.errors import InputError
from diurna.serve.access import Role, hashed

if TYPE_CHECKING:
    from pathlib import Path

ROLES: tuple[Role, ...] = get_args(Role)
SHORTEST = 10  # letters of a password


def users(path: Path) -> dict[str, tuple[Role, str]]:
    """Return (role, argon2 hash) by name.

    Raises:
        InputError: the file is missing, no TOML, or one of its tables lacks something.
    """
    found = _read(path)
    if not found:
        raise InputError(f"{path}: nobody is in it; add somebody with --add NAME")
    return found


def add(path: Path, name: str, role: Role, password: str) -> None:
    """Put somebody into the file, which is made where it is not there, for its owner alone to read.

    Raises:
        InputError: the file cannot be read or written, the name is taken or no name, or the password is too short.
    """
    known = _read(path) if path.exists() else {}
    if name in known:
        raise InputError(f"{path}: {name} is in it already; take their table out to give a new password or role")
    if not name or name != " ".join(name.split()) or not name.isprintable() or len(name) > 80:  # noqa: PLR2004 - a name
        raise InputError(f"{name!r}: expected a name of at most 80 letters on one line")
    if len(password) < SHORTEST:
        raise InputError(f"a password of at least {SHORTEST} letters is expected")
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    told = json.dumps(name, ensure_ascii=False)
    text = f"{before.rstrip()}\n\n[{told}]\nrole = {json.dumps(role)}\npassword = {json.dumps(hashed(password))}\n".lstrip()
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123 - takes the mode
            file.write(text)
        part.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, tuple[Role, str]]:
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read as TOML: {error}") from error
    found: dict[str, tuple[Role, str]] = {}
    for name, row in told.items():
        role, password = (row.get("role"), row.get("password")) if isinstance(row, dict) else (None, None)
        known = next((one for one in ROLES if one == role), None)
        if known is None or not isinstance(password, str) or not password.startswith("$argon2"):
            raise InputError(f'{path}: [{name}]: expected role = "reader", "reviewer" or "admin", and password = "$argon2…"')
        found[name] = (known, password)
    return found
