"""Holds over whatever is on disk."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import diurna
from diurna import export, ingest

ROOMS = sorted(module.name for module in pkgutil.iter_modules(diurna.__path__) if module.ispkg)


@pytest.mark.parametrize("room", ROOMS)
def test_examples_in_a_room_hold(room):
    assert doctest.testmod(importlib.import_module(f"diurna.{room}")).failed == 0


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_it_adds_needs_and_never_does(room):
    told = importlib.import_module(f"diurna.{room}").__doc__ or ""
    assert "never" in told.lower()


@pytest.mark.parametrize("name", sorted(export.formats()))
def test_an_output_format_renders_and_ends_its_last_line(name, reading):
    module = export.formats()[name]
    text = module.render(export.Edition((reading,)))
    assert module.SUFFIX.startswith(".")
    assert isinstance(text, bytes) or text.endswith("\n")
    assert module.render(export.Edition((reading,))) == text


@pytest.mark.parametrize("name", sorted(ingest.formats()))
def test_an_input_format_has_suffixes_of_its_own(name):
    others = [suffix for other, module in ingest.formats().items() if other != name for suffix in module.SUFFIXES]
    assert not set(ingest.formats()[name].SUFFIXES) & set(others)
