"""`diurna add` with the reader of these tests, as a process of its own: python tests/run/fast_add.py ARGUMENTS OF ADD."""

from __future__ import annotations

import sys

import fast_reader

from diurna.cli import main

if __name__ == "__main__":
    sys.exit(main(["add", *sys.argv[1:]], reader=fast_reader.read))
