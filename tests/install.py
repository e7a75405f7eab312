"""Builds the wheel, installs it into a fresh environment and runs the command there, away from the checkout.

Run by `make test`; needs an index to install from. Fails when the installation is larger than MOST or brings a forbidden package.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST = 300_000_000  # bytes of the environment beyond an empty one
FORBIDDEN = {"torch", "spacy", "tensorflow", "transformers"}
ARTICLE = "France and Germany signed a treaty in Paris on 22 January 2019, the French Foreign Ministry said.\n"


def run(*command: str | Path, cwd: Path, given: str | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run([*map(str, command)], cwd=cwd, input=given, capture_output=True, text=True, check=False, env=environment)  # noqa: S603
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def size(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())


def shown(command: Path, away: Path) -> str:
    """Serve a case as a newcomer would, and look at what the first page is."""
    run(command, "add", "news.diurna", "article.txt", "--quiet", cwd=away)
    with subprocess.Popen([command, "serve", "news.diurna", "--port", "0"], cwd=away, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        try:
            address = (server.stdout.readline() if server.stdout else "").strip()
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            built = os.environ.get("DIURNA_WEB") == "yes" or bool(
                list((away / "env").glob("lib/*/site-packages/diurna/serve/pages/index.html"))
            )
            try:
                page = opener.open(address, timeout=60).read().decode()
            except urllib.error.HTTPError as error:
                page = error.read().decode()
            case = json.load(opener.open(address.partition("?")[0] + "api/v1/case", timeout=60))
            if case["counts"]["documents"] != 1 or ('id="app"' if built else "no pages") not in page:
                sys.exit(f"the installed server answers badly: {case} {page[:300]}")
        finally:
            server.terminate()
    return "serves the web app" if built else "serves the API (Node was missing, so there is no web app)"


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        away = Path(made)
        venv.create(away / "env", with_pip=True)
        python = away / "env" / "bin" / "python"
        empty = size(away / "env")
        run(python, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", away, ROOT, cwd=away)
        (wheel,) = away.glob("diurna-*.whl")
        run(python, "-m", "pip", "install", "--quiet", wheel, cwd=away)
        grown = size(away / "env") - empty
        if grown > MOST:
            sys.exit(f"the installation takes {grown / 1e6:.0f} MB, at most {MOST / 1e6:.0f} MB are allowed")
        installed = {package["name"].lower() for package in json.loads(run(python, "-m", "pip", "list", "--format=json", cwd=away))}
        if installed & FORBIDDEN:
            sys.exit(f"the installation brings {', '.join(sorted(installed & FORBIDDEN))}")
        command = python.with_name("diurna")
        (away / "article.txt").write_text(ARTICLE, encoding="utf-8")
        reading = json.loads(run(command, "read", "--json", "--published", "2019-01-23", "article.txt", cwd=away))
        if [time["edtf"] for time in reading["times"]] != ["2019-01-22"] or not reading["claims"]:
            sys.exit(f"the installed command reads badly: {reading}")
        run(command, "read", "-", "--html", "page.html", cwd=away, given=ARTICLE)
        run(command, "languages", cwd=away)
        told = shown(command, away)
        print(f"wheel {wheel.stat().st_size / 1e6:.1f} MB, installed {grown / 1e6:.0f} MB, reads, {told}")  # noqa: T201


if __name__ == "__main__":
    main()
