"""The command line: arguments in, exit status out.

Adds nothing of its own; needs a verb, and each verb is a module of this folder.
Never computes: data goes to stdout, everything else to stderr, and nothing is asked twice.
>>> sorted({"languages", "read"} & set(verbs()))
['languages', 'read']
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

from diurna.cli._terminal import FAILED, Parser, log
from diurna.errors import DiurnaError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from diurna.cli._verb import Reader, Verb

__all__ = ["main", "verbs"]

_EXAMPLES = """\
examples:
  diurna demo
  diurna read article.txt --published 2024-05-02
  diurna read page.html --html chronology.html
  diurna read *.txt --csv > claims.csv
  curl -s https://example.org/article | diurna read - --json
  diurna add news.diurna saved/
  diurna query news.diurna "ceasefire talks" --from 2021-03
  diurna review news.diurna
  diurna serve news.diurna
  diurna export news.diurna xlsx
  diurna import news.diurna edited.xlsx
  diurna languages

"""


def main(argv: Sequence[str] | None = None, *, reader: Reader | None = None) -> int:
    """Run the command line.

    Args:
        argv: arguments without the program's name; by default those of the process.
        reader: reads the bytes of one document, as `diurna.run.read_bytes` does; that one by default.

    Returns:
        0 fine, 1 some inputs failed (listed on stderr) or what was asked could not be done, 2 wrong usage.
    """
    known = verbs()
    try:
        args = _parser(known).parse_args(argv)
        args.reader = reader
        return known[args.verb].run(args)
    except SystemExit as stop:
        return int(stop.code or 0)
    except DiurnaError as error:
        log(str(error))
        return FAILED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        log(f"{error.filename or 'input or output'}: {error.strerror or error}; check the path and its permissions")
        return FAILED
    except KeyboardInterrupt:
        log("stopped")
        return 130


def verbs() -> dict[str, Verb]:
    """Return the verbs by name: the modules of this folder, sorted; a leading underscore keeps a module out.

    A verb that Python would take for a word of its own has a trailing underscore in its module's name: `import_.py`.
    """
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    return {name.rstrip("_"): importlib.import_module(f"{__name__}.{name}") for name in names}


def _parser(known: dict[str, Verb]) -> argparse.ArgumentParser:
    parser = Parser(prog="diurna", examples=_EXAMPLES, description="Read news and write the record: who did what to whom, where, when.")
    parser.add_argument("--version", action="version", version=f"diurna {version('diurna')}")
    listed = parser.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=Parser)
    for name, module in known.items():
        told = (module.__doc__ or "").splitlines()[0].partition(": ")[2].rstrip(".")
        module.arguments(listed.add_parser(name, examples=module.EXAMPLES, help=told, description=f"{told[:1].upper()}{told[1:]}."))
    return parser
