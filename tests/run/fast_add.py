"""`diurna add` with the reader of these tests, as a process of its own: python tests/run/fast_add.py ARGUMENTS OF ADD."""

from __future__ import annotations

import signal
import sys

import fast_reader

from diurna.cli import main

if __name__ == "__main__":
    # A check that was started in the background without job control ignores interrupts, and hands that on to its children.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main(["add", *sys.argv[1:]], reader=fast_reader.read))
