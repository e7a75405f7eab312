"""A reader for tests that cannot load its model."""

from __future__ import annotations

import os

import fast_reader


def warm():
    os._exit(3)


def read(document, *, language="", issues=()):
    return fast_reader.read(document, language=language, issues=issues)
