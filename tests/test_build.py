"""The build hook: the web app where Node is there, a clear word where it is not."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def hook(tmp_path, monkeypatch):
    """A hook over a folder of its own, on a PATH of its own; what it says is in `said`, what ran in `ran.log`."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "web" / "src").mkdir(parents=True)
    (tmp_path / "web" / "package-lock.json").write_text("{}", "utf-8")
    (tmp_path / "web" / "src" / "main.ts").write_text("", "utf-8")
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("DIURNA_WEB", raising=False)
    made = module.WebApp(str(tmp_path), {}, None, None, str(tmp_path), "wheel")
    said = []
    monkeypatch.setattr(module.WebApp, "app", SimpleNamespace(display_warning=said.append))
    made.said = said
    return made


def tools(hook, version="v20.1.0", npx="exit 0"):
    folder = Path(hook.root)
    for name, script in {"node": f"echo {version}", "npm": f'echo "npm $*" >> {folder}/ran.log', "npx": npx}.items():
        made = folder / "bin" / name
        made.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        made.chmod(0o755)


def ran(hook):
    log = Path(hook.root) / "ran.log"
    return log.read_text("utf-8").splitlines() if log.exists() else []


def test_without_node_it_is_said_and_built_without(hook):
    hook.initialize("standard", {})
    assert len(hook.said) == 1
    assert "without the web app: Node 20 or later is needed to build it, and was not found" in hook.said[0]


def test_an_old_node_is_told(hook):
    tools(hook, "v18.20.4")
    hook.initialize("standard", {})
    assert "this is v18.20.4" in hook.said[0]
    assert ran(hook) == []


def test_where_the_app_is_wanted_a_missing_node_stops_the_build(hook, monkeypatch):
    monkeypatch.setenv("DIURNA_WEB", "yes")
    with pytest.raises(RuntimeError, match="Node 20 or later"):
        hook.initialize("standard", {})


def test_packages_are_installed_once_and_pages_built_when_sources_are_newer(hook):
    folder = Path(hook.root)
    tools(hook, npx=f'echo "npx $*" >> {folder}/ran.log')
    hook.initialize("standard", {})
    assert ran(hook) == ["npm ci --ignore-scripts --no-audit --no-fund", "npx vite build"]
    (folder / "web" / "node_modules").mkdir()
    shutil.copy(folder / "web" / "package-lock.json", folder / "web" / "node_modules" / ".package-lock.json")
    hook.initialize("editable", {})
    assert ran(hook)[2:] == ["npx vite build"]
    pages = folder / "src" / "diurna" / "serve" / "pages"
    pages.mkdir(parents=True)
    (pages / "index.html").write_text("", "utf-8")
    hook.initialize("standard", {})
    assert len(ran(hook)) == 3
    os.utime(folder / "web" / "src" / "main.ts", (4e9, 4e9))
    hook.initialize("standard", {})
    assert len(ran(hook)) == 4
    assert hook.said == []


def test_a_build_that_fails_is_no_build_without(hook):
    tools(hook, npx="echo broken >&2; exit 3")
    with pytest.raises(RuntimeError, match=r"status 3; DIURNA_WEB=no builds without(?s:.*)broken"):
        hook.initialize("standard", {})


def test_it_can_be_left_out(hook, monkeypatch):
    tools(hook)
    monkeypatch.setenv("DIURNA_WEB", "no")
    hook.initialize("standard", {})
    assert ran(hook) == hook.said == []
