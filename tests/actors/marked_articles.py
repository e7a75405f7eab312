"""Readings from marked text: `{words:kind:role}`, one sentence a line; `a2` is of the sentence's second frame.

Kind "" is a role without a mention. A line's frames are of type AGREE, or of the type before it: "ACCUSE> {He::a} blamed …".
"""

import re

from diurna.record import Document, Frame, Mention, Quote, Reading, Sentence

_MARK = re.compile(r"\{([^{}:]*):(\w*):?([arsq0-9]*)\}")
_TYPE = re.compile(r"^([A-Z]+)> ", re.MULTILINE)
_QUOTATION = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|「[^」]*」")


def reading(language, marked, published=None):
    text, quotes, at = "", [], 0
    lines = marked.strip().split("\n")
    types = [m[1] if (m := _TYPE.match(line)) else "AGREE" for line in lines]
    marked = _TYPE.sub("", marked.strip())
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        quotes.append((Quote(len(text), len(text) + len(mark[1]), mark[1]), mark[2], mark[3]))
        text += mark[1]
        at = mark.end()
    text += marked[at:]
    sentences, start = [], 0
    for number, line in enumerate(text.split("\n")):
        sentences.append(Sentence(start, start + len(line), number))
        start += len(line) + 1
    index = {q: next(i for i, s in enumerate(sentences) if s.start <= q.start < s.end) for q, _, _ in quotes}
    return Reading(
        Document("case", text, "0" * 64, published=published),
        text,
        language,
        sentences=tuple(sentences),
        quotations=tuple(m.span() for m in _QUOTATION.finditer(text)),
        mentions=tuple(Mention(q, kind, index[q], 0.9) for q, kind, _ in quotes if kind),
        frames=tuple(_frame(sentence, types[i], n, quotes, index) for i, sentence in enumerate(sentences) for n in ("", "2")),
    )


def _frame(sentence, type_, which, quotes, index):
    number = sentence.paragraph
    roles = {r: tuple(q for q, _, given in quotes if given == r + which and index[q] == number) for r in "ars"}
    trigger = Quote(sentence.start, sentence.start, "")
    return Frame(trigger, type_, "asserted", number, 0.9, actors=roles["a"], recipients=roles["r"], according_to=roles["s"])
