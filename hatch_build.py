"""Builds the web app of `web/` into the package, for wheels and editable installs alike.

Node 20 or later is needed. Without it the package is built without the app, and says so: `diurna serve` then has the API alone.
DIURNA_WEB=yes makes a missing Node an error (CI), DIURNA_WEB=no leaves the app out.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LEAST = 20  # of Node
SOURCES = ("src", "public", "index.html", "package-lock.json", "vite.config.ts", "svelte.config.js", "tsconfig.json", "licences.js")


class WebApp(BuildHookInterface[Any]):
    """Puts the pages into src/diurna/serve/pages before the files of the wheel are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch gives them
        """Build the pages, unless they are newer than their sources."""
        root = Path(self.root)
        web, pages = root / "web", root / "src" / "diurna" / "serve" / "pages"
        wanted = os.environ.get("DIURNA_WEB", "")
        if wanted == "no" or not (web / "package-lock.json").is_file() or _fresh(web, pages):
            return
        lacking = _lacking()
        if not lacking:
            self._build(web)
        elif wanted == "yes":
            raise RuntimeError(f"DIURNA_WEB=yes: {lacking}")
        else:
            kept = "with the pages that were built before" if (pages / "index.html").is_file() else "without the web app"
            self.app.display_warning(f"diurna is built {kept}: {lacking}. All else works; install Node and build again to have it.")

    def _build(self, web: Path) -> None:
        """Install what the lock file names, unless it is there, and build."""
        lock, installed = web / "package-lock.json", web / "node_modules" / ".package-lock.json"
        if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
            self._run(web, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        self._run(web, "npx", "vite", "build")

    def _run(self, web: Path, *command: str) -> None:
        tool = shutil.which(command[0]) or command[0]
        done = subprocess.run([tool, *command[1:]], cwd=web, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
        if done.returncode:
            told = f"{done.stdout}{done.stderr}".strip()
            raise RuntimeError(f"{' '.join(command)} in {web}: status {done.returncode}; DIURNA_WEB=no builds without the web app\n{told}")


def _fresh(web: Path, pages: Path) -> bool:
    built = pages / "index.html"
    if not built.is_file():
        return False
    files = [file for name in SOURCES for file in ((web / name).rglob("*") if (web / name).is_dir() else [web / name])]
    return all(file.stat().st_mtime <= built.stat().st_mtime for file in files if file.is_file())


def _lacking() -> str:
    """Return what is missing to build the pages, "" for nothing."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return f"Node {LEAST} or later is needed to build it, and was not found"
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 - fixed words
    found = re.match(r"v(\d+)", told)
    return "" if found and int(found[1]) >= LEAST else f"Node {LEAST} or later is needed to build it, this is {told or 'of unknown age'}"
