"""Export: write a case, or what filters show of it, in one of the formats."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from dataclasses import replace as changed
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diurna import store
from diurna.case import Filters
from diurna.cli._filters import case_argument, filter_arguments, filters
from diurna.cli._terminal import FAILED, FINE, USAGE, log, many, out, replace
from diurna.export import file_name, formats, grid, losses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.export import Edition, Format
    from diurna.store import Store

EXAMPLES = """\
examples:
  diurna export news.diurna xlsx
  diurna export news.diurna geojson --place Geneva -o geneva.geojson
  diurna export news.diurna report --from 2021 --status accepted
  diurna export news.diurna csv --as-of 2026-11-24 -o - | head
  diurna export --list

"""

_STDOUT = "-"
# What is no view of claims: the whole file, and the log of decisions.
_WHOLE = {
    "case": (".diurna", ("nothing is lost; originals, texts and the names of private persons are in it, nobody is masked",)),
    "decisions": (".jsonl", ("claims and documents are not in it", "names that people typed in are not masked")),
}


class _List(argparse.Action):
    """Print the formats and leave."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        rows = [(name, module.SUFFIX, "\n".join(f"– {loss}" for loss in module.LOSSES)) for name, module in formats("export").items()]
        rows += [(name, suffix, "\n".join(f"– {loss}" for loss in lost)) for name, (suffix, lost) in _WHOLE.items()]
        width = min(max(shutil.get_terminal_size((100, 24)).columns, 40), 160)
        out(grid(("format", "file", "what it cannot hold"), rows, width=width, colour=False))
        parser.exit()


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take a case, a format, where to write, filters and a moment."""
    case_argument(parser)
    parser.add_argument("format", choices=[*formats("export"), *_WHOLE], metavar="FORMAT", help="a name that --list prints")
    parser.add_argument("--list", action=_List, nargs=0, help="print the formats, and what each cannot hold")
    parser.add_argument("-o", "--output", metavar="FILE", help="a file, a folder, or - for standard output (default: a name that says all)")
    filter_arguments(parser, text=False)
    parser.add_argument("--as-of", metavar="WHEN", help="as it was at the end of a day YYYY-MM-DD, or after a decision by its number")
    parser.add_argument("--base", default="", metavar="URL", help="the address that links are put behind (default: links within the case)")
    parser.add_argument("--raw", action="store_true", help="for machines: no apostrophe before what a spreadsheet would run")
    parser.add_argument("--redacted", action="store_true", help="refuse what cannot be masked; every view of claims is masked anyway")


def run(args: argparse.Namespace) -> int:
    """Write the file whole or not at all; what was written, and what is not in it, is told on stderr."""
    if args.format in _WHOLE:
        return _whole(args)
    from diurna.run import views  # noqa: PLC0415 - `--help` must not wait for it

    module = formats("export")[args.format]
    with store.open(args.case, write=False) as case:
        edition = changed(views.edition(case, filters(args), args.as_of), raw=args.raw, base=args.base)
    content = module.render(edition)
    target = _target(args, "chronology" if f".{args.format}" == module.SUFFIX else args.format, module.SUFFIX, redacted=True)
    if target is None:
        out(content)
    elif not (_is_free(args, target) and _written(target, content) and _beside(module, edition, target)):
        return FAILED
    _tell(args, module, edition, target)
    return FINE


def _tell(args: argparse.Namespace, module: Format, edition: Edition, target: Path | None) -> None:
    claims = sum(len(reading.claims or ()) for reading in edition.readings)
    log(f"{'written' if target is None else f'wrote {target}'} from {many(claims, 'claim')} of {many(len(edition.readings), 'document')}")
    log(f"filters: {edition.filters or 'none, the whole case'}" + (f"; as of {edition.as_of}" if args.as_of else ""))
    for issue in edition.failed:
        log(f"{issue.what}, not in it: {issue.where}: {issue.why}")
    log("private persons are masked where the reading knows them; look through the file before you give it away")
    _lost(losses(module, edition))


def _whole(args: argparse.Namespace) -> int:
    """Copy the case, or write the log of decisions."""
    if args.redacted:
        log(
            f"{args.format}: cannot be masked: it holds originals and texts as they were received, and what people typed; "
            "leave --redacted out to write it as it is, or export a view of the claims, such as xlsx or report"
        )
        return FAILED
    if filters(args) != Filters() or (args.as_of and args.format == "case"):
        log(f"diurna export: {args.format} is written whole; leave the filters out\nsee diurna export --help")
        return USAGE
    suffix, lost = _WHOLE[args.format]
    target = _target(args, args.format, suffix, redacted=False)
    if target is not None and not _is_free(args, target):
        return FAILED
    with store.open(args.case, write=False) as case:
        told = _copied(case, target) if args.format == "case" else _log(case, args.as_of, target)
    if not told:
        return FAILED
    log(f"{'written' if target is None else f'wrote {target}'}: {told}")
    _lost(lost)
    return FINE


def _lost(told: Sequence[str]) -> None:
    log("what it cannot hold:")
    for loss in told:
        log(f"– {loss}")


def _copied(case: Store, target: Path | None) -> str:
    if target is not None:
        case.copy(target)
    else:
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder, "case")
            case.copy(made)
            with made.open("rb") as handle:
                while block := handle.read(1 << 20):
                    out(block)
    return "the whole case"


def _log(case: Store, as_of: str | None, target: Path | None) -> str:
    from diurna.run import exchange, views  # noqa: PLC0415

    log_ = tuple(case.decisions())
    counted = log_ if as_of is None else views.moment(log_, as_of)[0]
    content = "".join(exchange.lines(counted))
    if target is None:
        out(content)
    elif not _written(target, content):
        return ""
    return many(len(counted), "decision")


def _target(args: argparse.Namespace, view: str, suffix: str, *, redacted: bool) -> Path | None:
    """Return where to write, None for standard output."""
    from diurna.run import views  # noqa: PLC0415

    if args.output == _STDOUT:
        return None
    told = Path(args.output or ".")
    if args.output and not told.is_dir():
        return told
    return told / file_name(args.case.name, view, views.today(), suffix, redacted=redacted)


def _is_free(args: argparse.Namespace, target: Path) -> bool:
    """Tell whether a file may be written: one that was named may be replaced, but a name of ours may be that of a sheet being edited."""
    if target.exists() and (not args.output or Path(args.output).is_dir()):
        log(f"{target}: is there already, perhaps edited since; name it with -o to replace it, or another file")
        return False
    if target.exists() and target.samefile(args.case):
        log(f"{target}: is the case itself; name another file")
        return False
    return True


def _beside(module: Format, edition: Edition, target: Path) -> bool:
    """Write the second file of a format that has one."""
    made = getattr(module, "sidecar", None)
    if made is None:
        return True
    suffix: str = module.SIDECAR  # type: ignore[attr-defined] # goes with `sidecar`
    return _written(target.with_name(target.name.removesuffix(module.SUFFIX) + suffix), made(edition))


def _written(target: Path, content: str | bytes) -> bool:
    try:
        replace(target, content)
    except OSError as error:
        log(f"{target}: not written: {error.strerror or error}")
        return False
    return True
