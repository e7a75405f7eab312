"""Scanning: text to a row of items, each with a class letter, so that the grammar can be plain patterns over letters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diurna.times import misspelt
from diurna.times.lexicon import TOKEN, Lexicon, Value

if TYPE_CHECKING:
    from diurna.times.fold import Folded

# Whole numeric forms, found before words: ISO dates, dates in digits, clock times, grouped and broken numbers.
NUMERIC = re.compile(
    r"(?P<iso>\b[12]\d{3}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])(?:t(?P<clock>\d\d:\d\d)(?::\d\d)?(?:[.,]\d+)?z?)?(?![\d-]))"
    r"|(?P<date>(?<![\d./-])\d{1,4}(?P<sep>[./-])\d{1,2}(?P=sep)\d{2,4}(?![\d/]|[.-]\d))"
    r"|(?P<hm>(?<![\d.,:])(?:[01]?\d|2[0-4])[:.][0-5]\d(?![\d:]|[.,]\d|\s*%))"
    r"|(?P<group>(?<![\d.,])\d{1,3}(?:[ .,]\d{3})+(?![\d])(?:[.,]\d+)?)"
    r"|(?P<broken>(?<!\d)\d+[.,]\d+(?:[.,]\d+)*(?=\D|$))"
)
LAST_DAY, FIRST_YEAR, LAST_YEAR = 31, 1000, 2150
NOT_DATE = re.compile(r"\s?(?:%|°(?:\s?[cf]\b|\d)|€|\$|£|km\b|kg\b|mm\b|cm\b)")
MONEY = re.compile(r"[$€£#№]\s?$")
ROMAN = re.compile(r"([ivx]{1,5})(?:e|eme|er)?$")
ROMAN_VALUE = {"i": 1, "v": 5, "x": 10}
HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "十": 10}


@dataclass(slots=True)
class Items:
    """Parallel rows: class letters, values, and the half-open offsets of each item in the folded text."""

    text: str
    months: frozenset[str] = frozenset()
    letters: list[str] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, letter: str, value: Value, start: int, end: int) -> None:
        """Append one item."""
        self.letters.append(letter)
        self.values.append(value)
        self.starts.append(start)
        self.ends.append(end)

    def row(self) -> str:
        """Return the class letters as one string."""
        return "".join(self.letters)

    def row_slice(self, start: int, length: int) -> str:
        """Return some class letters."""
        return "".join(self.letters[start : start + length])

    def word(self, index: int) -> str:
        """Return the words of one item."""
        return self.text[self.starts[index] : self.ends[index]]


def scan(folded: Folded, lexicon: Lexicon) -> Items:
    """Return the items of folded text."""
    text = folded.text
    items = Items(text, frozenset(name for name, _ in lexicon.months))
    tokens = _tokens(text)
    at = 0
    while at < len(tokens):
        word, start, end, kind = tokens[at]
        if kind:
            _add_numeric(items, word, start, end, kind)
            at += 1
            continue
        if items.letters and items.letters[-1] in "dn" and items.ends[-1] == start and word in lexicon.ordinals:
            items.add("9", None, start, end)
            at += 1
            continue
        entry = _longest(tokens, at, lexicon)
        if entry is not None:
            length = len(entry[0])
            items.add(entry[1], entry[2], start, tokens[at + length - 1][2])
            at += length
            continue
        at += _add_plain(items, tokens, at, lexicon)
    return _settle(items, lexicon, folded)


Tokens = list[tuple[str, int, int, str]]


def _tokens(text: str) -> Tokens:
    tokens: Tokens = []
    at = 0
    for match in NUMERIC.finditer(text):
        kind = match.lastgroup or ""
        kind = "iso" if kind == "clock" else "date" if kind == "sep" else kind
        if kind == "broken" and re.search(r"[.,][12]\d{3}$", match[0]):
            continue
        tokens += [(m[0], m.start(), m.end(), "") for m in TOKEN.finditer(text, at, match.start())]
        tokens.append((match[0], match.start(), match.end(), kind))
        at = match.end()
    tokens += [(m[0], m.start(), m.end(), "") for m in TOKEN.finditer(text, at)]
    return tokens


def _longest(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[tuple[str, ...], str, Value] | None:
    word = tokens[at][0]
    for entry in lexicon.phrases.get(word, ()):
        phrase = entry[0]
        if len(phrase) == 1 or all(at + i < len(tokens) and tokens[at + i][0] == phrase[i] for i in range(1, len(phrase))):
            return entry
    return None


def _add_plain(items: Items, tokens: Tokens, at: int, lexicon: Lexicon) -> int:
    word, start, end, _ = tokens[at]
    if word.isdecimal():
        _add_number(items, word, start, end)
    elif word == "\n":
        newlines = 1
        items.add("¶" if start and items.text[start - 1 : start] == "\n" else "\n", None, start, end)
        return newlines
    elif word in HAN_DIGITS and lexicon.names.order == "ymd":
        return _add_han(items, tokens, at)
    elif word[0].isalpha():
        letter, value, cut = _inside(word, lexicon)
        items.add(letter, value, start + cut, end)
    else:
        items.add(word if word in ".,-/:()'" else "*", None, start, end)
    return 1


def _inside(word: str, lexicon: Lexicon) -> tuple[str, Value, int]:
    """Return class and value of a word with a prefix or suffix written on, and how many characters the prefix takes."""
    for prefix in lexicon.words.prefixes:
        if word.startswith(prefix) and (found := lexicon.phrases.get(word[len(prefix) :])) and len(found[-1][0]) == 1:
            return found[-1][1], found[-1][2], len(prefix)
    for suffix in lexicon.words.suffixes:
        stem = word.removesuffix(suffix)
        if (
            stem != word
            and len(stem) > 1
            and (found := lexicon.phrases.get(stem))
            and len(found[-1][0]) == 1
            and found[-1][1] in "MmWμωDOYUSP5"
        ):
            return found[-1][1], found[-1][2], 0
    if len(word) <= 8 and (roman := ROMAN.match(word)):  # noqa: PLR2004 - "xviiieme"
        return "r", _roman(roman[1]), 0
    return "~", None, 0


def _roman(word: str) -> int:
    total = 0
    for here, after in zip(word, (*word[1:], ""), strict=True):
        value = ROMAN_VALUE[here]
        total += -value if after and ROMAN_VALUE[after] > value else value
    return total


def _add_han(items: Items, tokens: Tokens, at: int) -> int:
    run = at
    while run < len(tokens) and tokens[run][0] in HAN_DIGITS:
        run += 1
    digits = "".join(t[0] for t in tokens[at:run])
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        value = (HAN_DIGITS[tens] if len(tens) == 1 else 1) * 10 + (HAN_DIGITS[ones] if len(ones) == 1 else 0)
    else:
        value = int("".join(str(HAN_DIGITS[d]) for d in digits))
    _add_number(items, str(value), tokens[at][1], tokens[run - 1][2])
    return run - at


def _add_number(items: Items, word: str, start: int, end: int) -> None:
    value = int(word) if len(word) < 12 else 10**12  # noqa: PLR2004 - longer ones are no dates
    text = items.text
    letter = "n"
    if not NOT_DATE.match(text, end) and not MONEY.search(text, max(0, start - 2), start):
        if len(word) <= 2 and 1 <= value <= LAST_DAY:  # noqa: PLR2004 - two digits
            letter = "d"
        elif len(word) == 4 and FIRST_YEAR <= value <= LAST_YEAR:  # noqa: PLR2004 - four digits
            letter = "y"
    items.add(letter, value, start, end)


def _add_numeric(items: Items, word: str, start: int, end: int, kind: str) -> None:
    letters = {"iso": "I", "date": "I", "hm": "k", "group": "n", "broken": "n"}
    value: Value = word
    if kind == "group":
        value = float(re.sub(r"\D", "", word)[:12])
    elif kind == "broken":
        whole, fraction, *rest = re.split("[.,]", word)
        value = 0.0 if rest else float(f"{whole[:12]}.{fraction[:3]}")
    letter = "κ" if kind == "hm" and "." in word else letters[kind]
    items.add(letter, value, start, end)


# Short names ("mar", class m) become names beside a number or before a full stop that a preposition or article
# leads to; whole names that are other words too ("may", class μ) also after a preposition alone.
PROMOTE = (
    (re.compile(r"(?<=[d9])(\.?b?a?)[mμ]"), r"\1M"),
    (re.compile(r"[mμ](?=\.?,?\n?[dy])"), "M"),
    (re.compile(r"(?<=o)(b?a?)μ"), r"\1M"),
    (re.compile(r"(?<=[ixuQRbtaO])m(?=\.)"), "M"),
    (re.compile(r"(?<=[ixuzXvfQRbtO])μ"), "M"),
    (re.compile(r"(?<=a)μ(?=\.)"), "M"),
    (re.compile(r"ς(?=,?b?y)|(?<=R)ς|(?<=a)ς(?!b)"), "S"),
    (re.compile(r"[wω](?=\.?,?a?[do]9?\.?b?M)|[wω](?=\.?,?M)"), "W"),
    (re.compile(r"(?<=[ixuR])ω"), "W"),
)
SMALL, WHOLE = re.compile("μ"), re.compile(r"\.?,?d9?[,.]?y|,?y")
WEAK = str.maketrans("mμwως", "~~~~~")


def _settle(items: Items, lexicon: Lexicon, folded: Folded) -> Items:
    misspelt.mend(items, lexicon)
    if lexicon.names.capitals and folded.source != folded.source.lower():
        _small(items, folded)
    row = items.row()
    for pattern, replacement in PROMOTE:
        row = pattern.sub(replacement, row)
    items.letters = list(row.translate(WEAK))
    for at, letter in enumerate(row):
        if letter in "mμwως":
            items.letters[at], items.values[at] = lexicon.others.get(items.word(at), ("~", None))
    return items


def _small(items: Items, folded: Folded) -> None:
    """In a language that writes months with a capital, take a small "may", "march" for a month only in a whole date."""
    row = items.row()
    for match in SMALL.finditer(row):
        at = match.start()
        if folded.source[folded.offset(items.starts[at])].islower() and not WHOLE.match(row, at + 1):
            items.letters[at] = "~"
