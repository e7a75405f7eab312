"""Who decides: the name under which a person's decisions go into the log."""

from __future__ import annotations

import getpass
import shutil
import subprocess
from typing import TYPE_CHECKING

from diurna.errors import ReviewError

if TYPE_CHECKING:
    import argparse


def who_argument(parser: argparse.ArgumentParser) -> None:
    """Take the name."""
    parser.add_argument("--who", default="", metavar="NAME", help="who decides (default: git's user.name, else the login name)")


def who(args: argparse.Namespace) -> str:
    """Return the name that was given, else that of git's settings, else the login name.

    Raises:
        ReviewError: there is none.
    """
    name = " ".join((args.who or _of_git() or _of_login()).split())
    if not name:
        raise ReviewError("nobody knows who decides; say it with --who NAME")
    return name


def _of_git() -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    try:
        done = subprocess.run([git, "config", "user.name"], capture_output=True, check=False, timeout=5)  # noqa: S603 - fixed words
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace").strip()


def _of_login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user in the password database
        return ""
