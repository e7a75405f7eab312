"""Serve: show a case in the browser, on this machine alone."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from pathlib import Path
from typing import TYPE_CHECKING

from diurna import store
from diurna.cli._filters import case_argument
from diurna.cli._terminal import FINE, USAGE, log, out
from diurna.cli._who import who, who_argument

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
examples:
  diurna serve news.diurna
  diurna serve news.diurna --read-only --port 8100
  diurna serve news.diurna --team people.toml --host 10.0.0.5

"""

_PORT = 8021


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take a case, where to listen, who may come in."""
    case_argument(parser)
    who_argument(parser)
    parser.add_argument(
        "--port", type=int, default=_PORT, metavar="N", help=f"the port, 0 for any that is free ({_PORT}, or the next free one)"
    )
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="the address to listen at; another than loopback needs --team"
    )
    parser.add_argument("--read-only", action="store_true", help="refuse every decision")
    parser.add_argument("--team", type=Path, metavar="FILE", help="people who sign in by name and password, a TOML table each")


def run(args: argparse.Namespace) -> int:
    """Serve until it is interrupted; the address goes to stdout."""
    if args.team is None and not _loopback(args.host):
        log(f"diurna serve: {args.host} can be reached by others; name the people who may come in with --team\nsee diurna serve --help")
        return USAGE
    with store.open(args.case, write=not args.read_only, verb="serve"):
        pass  # brings an older case forward, and tells at once what is wrong with it
    serve(args.case, who=who(args), host=args.host, port=args.port, read_only=args.read_only, team=args.team)
    return FINE


def serve(  # noqa: PLR0913 - the options of the verb
    case: Path, *, who: str, host: str = "127.0.0.1", port: int = _PORT, read_only: bool = False, team: Path | None = None
) -> None:
    """Serve a case until it is interrupted.

    Args:
        case: the file.
        who: the name under which decisions go into the log, where no team signs in.
        host: where to listen.
        port: 0 for any; one that is taken leads to the next free one.
        read_only: refuse every decision.
        team: the file of the people who may sign in.
    """
    import uvicorn  # noqa: PLC0415 - `--help` must not wait for it

    from diurna.serve import app  # noqa: PLC0415
    from diurna.serve.access import Access, users  # noqa: PLC0415

    taken = _listening(host, port)
    port = taken.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    token = "" if team else secrets.token_urlsafe(24)
    hosts = () if team else (f"{shown}:{port}", f"localhost:{port}")
    access = Access(token=token, owner=who, users=users(team) if team else {})
    out(f"http://{shown}:{port}/{f'?token={token}' if token else ''}\n")
    log("open this address; it works once. Interrupt with Ctrl+C" if token else "Interrupt with Ctrl+C")
    config = uvicorn.Config(
        app(case, access, hosts=hosts, read_only=read_only), log_level="warning", server_header=False, timeout_keep_alive=10
    )
    uvicorn.Server(config).run(sockets=[taken])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for tried in (*range(port, port + 20), 0):
        taken = socket.socket(family)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((host, tried))
        except OSError:
            taken.close()
        else:
            taken.listen(128)
            return taken
    raise OSError(f"{host}: no port can be listened at")


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
