"""Strings that would be more than text where a page let them, and a case that is made of nothing else.

Each calls `hit()` where it runs. `python tests/serve/hostile.py OUT.diurna` writes the case and prints the strings as JSON.
"""

# ruff: noqa: E501 - strings as they are

from __future__ import annotations

import json
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from diurna import store
from diurna.case import Piece, Taken
from diurna.record import Actor, Claim, Document, Party, Place, Quote, Reading, Time
from diurna.run.link import link

_EVENTS = (
    "load error click focus blur mouseover pointerenter animationstart transitionend toggle beforetoggle begin end scroll wheel copy paste"
)
_TAGS = "img svg body video audio details input select textarea iframe object embed marquee button form a"
_ENDS = (
    "'",
    '"',
    "`",
    "-->",
    "]]>",
    "</title>",
    "</textarea>",
    "</script>",
    "</style>",
    "</option>",
    "</bdi>",
    "</template>",
    "}}",
    "${",
    "\\'",
)

_ALONE = r"""
<script>hit()</script>
<SCRIPT>hit()</SCRIPT>
<script/src=data:,hit()></script>
<script src=//127.0.0.1:9/h.js></script>
<script type=module>hit()</script>
<script type=text/template>hit()</script>
<scr<script>ipt>hit()</scr</script>ipt>
<script>/*</script><script>*/hit()</script>
<noscript><p title="</noscript><img src=x onerror=hit()>">
<img src=x onerror=hit()>
<img src=x onerror="hit()" alt="
<img/src/onerror=hit()>
<img src='x'onerror='hit()'>
<img src=x:x onerror&#61;hit()>
<img srcset=x onerror=hit()>
<image href=x onerror=hit()>
<picture><source srcset=x><img onerror=hit() src=x></picture>
<video><source onerror=hit()></video>
<video poster=javascript:hit()></video>
<audio src onerror=hit()>
<body onload=hit()>
<input autofocus onfocus=hit()>
<details open ontoggle=hit()>
<a href=javascript:hit()>read on</a>
<a href="jav&#x09;ascript:hit()">read on</a>
<a href="JaVaScRiPt:hit()">read on</a>
<a href="&#106;avascript&colon;hit()">read on</a>
<a href="data:text/html,<script>hit()</script>">read on</a>
<area href=javascript:hit()>
<base href=//127.0.0.1:9/>
<link rel=stylesheet href=data:text/css,*{display:none}>
<link rel=import href=//127.0.0.1:9/>
<meta http-equiv=refresh content="0;url=javascript:hit()">
<meta http-equiv=Content-Security-Policy content="script-src 'unsafe-inline'">
<iframe src=javascript:hit()>
<iframe srcdoc="<script>parent.hit()</script>">
<object data=javascript:hit()>
<embed src=javascript:hit()>
<form action=javascript:hit()><button>go
<form><button formaction=javascript:hit()>go
<isindex action=javascript:hit() type=submit>
<keygen autofocus onfocus=hit()>
<template><script>hit()</script></template>
<slot onslotchange=hit()><p></slot>
<custom-element onfocus=hit() tabindex=0 autofocus>
<dialog open onclose=hit()><form method=dialog>
<button popovertarget=x onbeforetoggle=hit()>x</button>
<svg onload=hit()>
<svg><script>hit()</script></svg>
<svg><script href=data:,hit() /></svg>
<svg><animate onbegin=hit() attributeName=x dur=1s>
<svg><set onbegin=hit() attributeName=x to=1>
<svg><a xlink:href=javascript:hit()><text y=9>go
<svg><use href="data:image/svg+xml,<svg id=x onload=hit()>#x">
<svg><foreignObject><body onload=hit()>
<svg><style><img src=x onerror=hit()></style>
<svg><title><img src=x onerror=hit()></title>
<svg><image href=x onerror=hit()>
<svg><discard onbegin=hit()>
<svg><desc><![CDATA[</desc><script>hit()</script>]]>
<math><mi href=javascript:hit()>x
<math><mtext><table><mglyph><style><img src=x onerror=hit()>
<math><annotation-xml encoding="text/html"><img src=x onerror=hit()>
<math><maction actiontype=statusline href=javascript:hit()>x
<table background=javascript:hit()>
<td style="background:url(javascript:hit())">
<p style="animation-name:x" onanimationstart=hit()>
<p style=width:expression(hit())>
<p style="-moz-binding:url(//127.0.0.1:9/x)">
<style>@import'javascript:hit()';</style>
<style>*{background:url(javascript:hit())}</style>
<style>body{display:none!important}</style>
<style>bdi{content:url(//127.0.0.1:9/leak)}</style>
color:red;background:url(javascript:hit())
}*{display:none}
*/;}html{visibility:hidden}/*
{{constructor.constructor('hit()')()}}
{{hit()}}
{hit()}
{@html '<img src=x onerror=hit()>'}
{#if hit()}{/if}
${hit()}
#{hit()}
<%= hit() %>
<?php hit() ?>
[[${hit()}]]
{%raw%}{{hit()}}{%endraw%}
*{hit()}
@{hit()}
$\{hit()}
:javascript hit()
v-on:load=hit()
ng-init=hit()
x-data=hit()
javascript:hit()
JAVASCRIPT:hit()
javascript://%0ahit()
java%0ascript:hit()
vbscript:hit()
data:text/html,<script>hit()</script>
data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==
data:image/svg+xml,<svg onload=hit()>
blob:null/hit()
view-source:javascript:hit()
file:///etc/passwd
//127.0.0.1:9/leak
\\127.0.0.1\leak
http://127.0.0.1:9/leak?<script>hit()</script>
http://a@127.0.0.1:9/leak
mailto:x?body=<script>hit()</script>
&lt;script&gt;hit()&lt;/script&gt;
&#60;script&#62;hit()&#60;/script&#62;
&#x3C;script&#x3E;hit()&#x3C;/script&#x3E;
&amp;lt;script&amp;gt;hit()
%3Cscript%3Ehit()%3C/script%3E
%253Cscript%253Ehit()
\u003cscript\u003ehit()\u003c/script\u003e
\x3cscript\x3ehit()
\74script\76hit()
+ADw-script+AD4-hit()+ADw-/script+AD4-
＜script＞hit()＜/script＞
﹤script﹥hit()﹤/script﹥
‹script›hit()‹/script›
<ſcript>hit()</ſcript>
<ıframe onload=hit()>
\ud800 <script>hit()</script>
=HYPERLINK("javascript:hit()","x")
=cmd|'/c hit'!A1
@SUM(1+1)*hit()
+hit()
-hit()
[x](javascript:hit())
![x](x"onerror="hit())
<javascript:hit()>
__proto__
constructor
toString
hasOwnProperty
null
undefined
NaN
[object Object]
../../../../etc/passwd
..%2f..%2fetc%2fpasswd
a/../../b?c=d#e
?token=hit()
#content" onfocus="hit()
x' OR 1=1 --
'; DROP TABLE claim; --
" onmouseover="hit()
' onmouseover='hit()
` onmouseover=`hit()
x onfocus=hit() autofocus
"><script>hit()</script>
'><script>hit()</script>
--><script>hit()</script><!--
]]><script>hit()</script><![CDATA[
<![CDATA[<script>hit()</script>]]>
<!--<img src="--><img src=x onerror=hit()>">
<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;
<?xml-stylesheet href=javascript:hit()?>
<x xmlns:xlink=x xlink:href=javascript:hit()>
<!-- >
<
>
&
&&amp;&#38;
""
''
\
\\
"""

_STRANGE = (
    "\u202e<script>hit()</script>\u202c",
    "abc\u202egnp.tpircs\u202c.txt",
    "\u2066\u2067\u2068<img src=x onerror=hit()>",
    "\u200b<script>hit()\u200b</script>",
    "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a" * 6,
    "\ufeff<svg onload=hit()>",
    "\u2028hit()\u2029hit()",
    "\u0085<img src=x onerror=hit()>",
    "java\tscript:hit()",
    "<img\u000bsrc=x onerror=hit()>",
    "<img\u00a0src=x onerror=hit()>",
    "<scr\u00adipt>hit()</scr\u00adipt>",
    "\U000e003cscript\U000e003e",
    "\ufdd0\uffff<b>",
    "\ufffd\ufffd<script>hit()</script>",
    "שלום\u202a<script>hit()</script>",
    "مرحبا\u200f<img src=x onerror=hit()>",
    "漢字<script>hit()</script>かな",
    "👩\u200d👩\u200d👧<svg onload=hit()>",
    "<a\x1b[31m onclick=hit()>",
    "\x07\x08<script>hit()</script>",
    "<script>hit()</script>\x7f",
    "<img src=x\x00 onerror=hit()>",
    "<scr\x00ipt>hit()</scr\x00ipt>",
    "java\x00script:hit()",
    "\x00",
    "<" * 60,
    "Z" * 300,
)

STRINGS: tuple[str, ...] = tuple(
    dict.fromkeys(
        (
            *_ALONE.strip("\n").split("\n"),
            *_STRANGE,
            *(f"<{tag} on{event}=hit() tabindex=0>" for tag, event in zip(_TAGS.split(), _EVENTS.split(), strict=False)),
            *(f"{end}<img src=x onerror=hit()>" for end in _ENDS),
            *(f"{end};hit();//" for end in _ENDS),
        )
    )
)


def reading(number: int) -> tuple[str, bytes, Reading]:
    """Return a file name, its bytes and what was read of it; each string comes to stand in every place of one of them."""
    near = [STRINGS[(number + step) % len(STRINGS)] for step in range(10)]
    actor, other, title, source, name, where, thing, condition, url, author = near
    text = f"{actor} signed {thing} with {other} in {where} on 3 March 2021, {author} said, if {condition} holds."
    places, at = {}, 0
    for key, words in (("actor", actor), ("act", "signed"), ("thing", thing), ("other", other), ("where", where), ("when", "3 March 2021"),
                       ("author", author), ("condition", condition)):  # fmt: skip
        start = text.index(words, at)
        places[key] = Quote(start, start + len(words), words)
        at = start + len(words)
    whole = Quote(0, len(text), text)
    kinds = ("AGREE", "COERCE", "PROTEST", "CONSULT")
    actors = tuple(
        Actor(f"org:h{number}-{key}", words, "organisation", "", (places[key],), "same words")
        for key, words in (("actor", actor), ("other", other), ("author", author))
    )
    first, second, speaker = (Party(one.id, one.name, one.mentions[0]) for one in actors)
    when = Time(places["when"], "2021-03-03", "DATE", "2021-03-03", "day", "stated", repaired=False, reason=condition, confidence=0.9)
    place = Place(f"geonames:9{number:06}", where, "town", "AUT", 46.0, 14.0, "town", (places["where"],), thing, 0.9)
    claim = Claim(
        id=f"h{number}", document="", type=kinds[number % 4], mode="", trigger=places["act"], sentence=whole, actors=(first,), recipients=(second,),
        when=when, where=place, where_quote=places["where"], according_to=(speaker,), modality="conditional" if number % 3 else "asserted",
        condition=places["condition"], object=places["thing"], repaired=False, confidence=0.5,
    )  # fmt: skip
    raw = text.encode("utf-8", "surrogatepass")
    document = Document(store.document_id(raw), text, sha256(raw).hexdigest(), title, source, "2021-03-04", "given", "en", author, url)
    return (
        name,
        raw,
        Reading(document, text, "en", actors=actors, times=(when,), places=(place,), claims=(replace(claim, document=document.id),)),
    )


def make(path: Path) -> Path:
    """Make the case."""
    store.create(path, name="<script>hit()</script>")
    with store.open(path, write=True, verb="add") as case:
        for number in range(len(STRINGS)):
            name, raw, made = reading(number)
            case.keep(Taken(Piece(name, raw, "txt"), made, "2026-11-01T08:00:00Z", "txt 1", "m-1", "k-1", "c-1"))
        link(case)
    return path


if __name__ == "__main__":
    make(Path(sys.argv[1]))
    sys.stdout.write(json.dumps(STRINGS))
