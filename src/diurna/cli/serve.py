"""Serve: show a case in the browser, on this machine alone or to a team."""

from __future__ import annotations

import argparse
import getpass
import ipaddress
import secrets
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from diurna import store
from diurna.cli._filters import case_argument
from diurna.cli._terminal import FAILED, FINE, USAGE, log, out
from diurna.cli._who import who, who_argument

if TYPE_CHECKING:
    from collections.abc import Callable

    from diurna.serve.access import Role

EXAMPLES = """\
examples:
  diurna serve news.diurna
  diurna serve news.diurna --read-only --port 8100
  diurna serve news.diurna --team people.toml --add "Ada Quist" --role reviewer
  diurna serve news.diurna --team people.toml --behind-proxy 127.0.0.1

"""

_PORT = 8021
_ROLES = ("reader", "reviewer", "admin")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take a case, where to listen, who may come in."""
    case_argument(parser)
    who_argument(parser)
    port_argument(parser)
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="the address to listen at; another than loopback needs --team"
    )
    parser.add_argument("--read-only", action="store_true", help="refuse every decision")
    parser.add_argument("--team", type=Path, metavar="FILE", help="people who sign in by name and password, a TOML table each")
    parser.add_argument(
        "--add", metavar="NAME", help="put somebody into the file of the team, with a password that is asked for; serve nothing"
    )
    parser.add_argument("--role", choices=_ROLES, help="what who is added may do (default: reader)")
    parser.add_argument(
        "--behind-proxy",
        type=_network,
        metavar="ADDRESS",
        help="believe the proxy at that address who asks, and whether by https (X-Forwarded-For, X-Forwarded-Proto)",
    )


def port_argument(parser: argparse.ArgumentParser) -> None:
    """Take where to listen."""
    told = f"the port, 0 for any that is free ({_PORT}, or the next free one)"
    parser.add_argument("--port", type=_port, default=_PORT, metavar="N", help=told)


def run(args: argparse.Namespace) -> int:
    """Serve until it is interrupted; the address goes to stdout."""
    wrong = _wrong(args)
    if wrong:
        log(f"diurna serve: {wrong}\nsee diurna serve --help")
        return USAGE
    if args.add is not None:
        return _add(args)
    with store.open(args.case, write=not args.read_only, verb="serve"):
        pass  # brings an older case forward, and tells at once what is wrong with it
    serve(
        args.case, who=who(args), host=args.host, port=args.port, read_only=args.read_only, team=args.team, proxy=args.behind_proxy or ""
    )  # fmt: skip
    return FINE


def serve(  # noqa: PLR0913 - the options of the verb
    case: Path,
    *,
    who: str,
    host: str = "127.0.0.1",
    port: int = _PORT,
    read_only: bool = False,
    team: Path | None = None,
    proxy: str = "",
    opened: Callable[[str], None] | None = None,
) -> None:
    """Serve a case until it is interrupted.

    Args:
        case: the file.
        who: the name under which decisions go into the log, where no team signs in.
        host: where to listen.
        port: 0 for any; one that is taken leads to the next free one.
        read_only: refuse every decision.
        team: the file of the people who may sign in.
        proxy: whose word is taken on who asks; "" for nobody's.
        opened: is given the address as soon as it answers.
    """
    import uvicorn  # noqa: PLC0415 - `--help` must not wait for it

    from diurna.serve import app  # noqa: PLC0415
    from diurna.serve.access import Access  # noqa: PLC0415
    from diurna.serve.app import NO_PAGES, PAGES  # noqa: PLC0415
    from diurna.serve.team import users  # noqa: PLC0415

    people = users(team) if team else {}
    taken = _listening(host, port)
    port = taken.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    token = "" if team else secrets.token_urlsafe(24)
    served = app(case, Access(token=token, owner=who, users=people), hosts=_names(shown, port, any_name=bool(team)), read_only=read_only)
    if not (PAGES / "index.html").is_file():
        log(NO_PAGES)
    address = f"http://{shown}:{port}/{f'?token={token}' if token else ''}"
    out(f"{address}\n")
    log("open this address; it works once. Interrupt with Ctrl+C" if token else "Interrupt with Ctrl+C")
    if opened:
        opened(address)  # the socket listens already: whoever asks now is answered as soon as the server runs
    config = uvicorn.Config(
        served,
        log_level="warning",
        server_header=False,
        timeout_keep_alive=10,
        proxy_headers=bool(proxy),
        forwarded_allow_ips=proxy or None,
    )
    with suppress(KeyboardInterrupt):  # comes again after the server has ended, unless whoever started it ignores it
        uvicorn.Server(config).run(sockets=[taken])
    log("stopped")


def _names(shown: str, port: int, *, any_name: bool) -> tuple[str, ...]:
    """Return under which names the server answers; a team has the names that its network or its proxy gives it."""
    if any_name:
        return ()
    names = (shown, "localhost")
    return tuple(f"{name}:{port}" for name in names) + (names if port == 80 else ())  # noqa: PLR2004 - browsers leave out that of http


def _add(args: argparse.Namespace) -> int:
    """Ask for a password twice and put somebody into the file of the team."""
    from diurna.serve import team  # noqa: PLC0415

    if not sys.stdin.isatty():
        log("diurna serve: --add asks for a password, and needs a terminal for it")
        return FAILED
    role: Role = args.role or "reader"
    password = getpass.getpass(f"password for {args.add} ({role}): ")
    if getpass.getpass("once more: ") != password:
        log("these are two; nothing was written")
        return FAILED
    team.add(args.team, args.add, role, password)
    log(f"{args.team}: {args.add} may sign in as {role} once the server is started anew")
    return FINE


def _wrong(args: argparse.Namespace) -> str:
    """Return which options do not go together, "" for none."""
    if args.team is None and not _loopback(args.host):
        return f"{args.host} can be reached by others; name the people who may come in with --team"
    if args.team is None and (args.add is not None or args.behind_proxy):
        return "--add and --behind-proxy are for a team; say which with --team"
    return "--role goes with --add" if args.role and args.add is None else ""


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for tried in (*range(port, min(port + 20, 65536)), 0):
        taken = socket.socket(family)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((host, tried))
        except OSError:
            taken.close()
        else:
            taken.listen(128)
            return taken
    raise OSError(f"{host}: cannot be listened at; expected an address of this machine")


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _port(told: str) -> int:
    if told.isascii() and told.isdigit() and int(told) < 1 << 16:
        return int(told)
    raise argparse.ArgumentTypeError(f"{told!r} found, a port from 0 to 65535 expected")


def _network(told: str) -> str:
    try:
        return str(ipaddress.ip_network(told)) if "/" in told else str(ipaddress.ip_address(told))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{told!r} found, the address or network of the proxy expected, such as 127.0.0.1") from None
