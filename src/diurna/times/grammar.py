"""The grammar: what a time expression looks like, as patterns over class letters (see `lexicon.CLASSES` and `scan`).

Alternatives are tried in order at each place, so longer and surer ones stand first. Every repeat is bounded:
reading takes time linear in the text.
"""

from __future__ import annotations

import re

UNIT = "[DOYU]"
NUM = "(?:N(?:[-c]?N)?|[dn](?:-[dn])?)"
MONTH = "(?:a?Ob?a?)?M"
YEAR = r"(?:[.,]?\n?[bi]?a?(?:Yb?)?yY?\.?B?(?!s|[:h]))"
LATER_YEAR = f"(?:{YEAR}|,?b?[nd]B|,?[bi]?a?[RY]R?Y(?!y)|,?[bi]?YR)"
WEEKDAY = r"(?:W\.?,?[ai]?K?|R?[KD])?"
# What may not follow a day number that stands after a month: it counts or clocks something.
NO_COUNT = r"(?!9?(?:[-c]?[DYOUC%hk:]|\.?M|[.,-][dn]))"
DAY = r"(?:[do]9?\.?\n?|N(?=ba?M))"
STOP = r"\.[*)]?\n?¶?"
# "Of the two presidents": a group that ends at the stop without room for a verb, so no sentence of its own. What follows a
# day, and counts nothing: a comma, a preposition, a pronoun.
GROUP = "(?:ba?[NodRV]{0,2}~?[~C]|a[NodRV]{1,2}[~C])"
AFTER_DAY = "(?=[,0i]|t(?![dnN]))"

PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?:W,?)?I"),
    ("han", r"(?:yY|R?Y|R)?(?:dO|M)(?:\.?[dn]D)?(?:,yY)?"),
    # Dates cut at a full stop.
    ("cut", rf"(?:W,?)?(?<![d9o])a?(?:{MONTH})O?\n?a?{STOP}\n?(?:ia(?=d9?\.?[,0a])|[ai])?[KD]?d9?{NO_COUNT}{YEAR}?"),
    ("cut_far", rf"(?:a?O(?:ba?)?|a)M\.?(?:{GROUP}|[ab~*']{{1,5}}?){STOP}[ai]?d9?{NO_COUNT}{YEAR}?"),
    ("cut_part", rf"(?:(?<=[Qx])|(?<=[Qx]b))M\.?(?:ba?|a)[Nd][~C]{STOP}d9?{NO_COUNT}{YEAR}?"),
    ("cut_noun", rf"(?<=b)M\.?{GROUP}{STOP}d9?{AFTER_DAY}{YEAR}?"),
    ("cut_bare", rf"(?<=i)M(?:{GROUP}|[ab~']{{1,3}}){STOP}d9?{AFTER_DAY}{YEAR}?"),
    ("cut_year", rf"{WEEKDAY}[do]9?\.?b?{MONTH}{STOP}yY?(?![C~DOU])"),
    ("cut_month_year", rf"(?:a?Ob?)?MyY?{STOP}d9?{NO_COUNT}"),
    # Whole dates.
    ("days_month", rf"{WEEKDAY}[do]9?\.?(?:[,c-][do]9?\.?){{0,4}}(?:[t-]|c|,c?)a?b?(?={WEEKDAY}[do]9?\.?(?:b?{MONTH}))"),
    ("day_month", rf"{WEEKDAY}{DAY}b?a?{MONTH}(?:R(?!{UNIT}))?\.?{LATER_YEAR}?"),
    ("day_stop_month", rf"{WEEKDAY}(?<![-n~*h])d9?{STOP}[ai]{{0,2}}b?{MONTH}{LATER_YEAR}?"),
    ("month_days", rf"(?:{MONTH})\.?d9?(?:[t-]|c)d9?(?![.,:]?[kh:]|[.]?M|C|%){LATER_YEAR}?"),
    ("year_month_day", rf"(?<=[ia])y,?{MONTH}\.?d9?{NO_COUNT}(?!,?y)"),
    ("month_day", rf"{WEEKDAY}(?:{MONTH})[.,]?a?K?d9?{NO_COUNT}(?:[.,]?{LATER_YEAR})?"),
    ("month_year", rf"yY?b?M(?![.,]?[dy])|{MONTH}\.?R?{LATER_YEAR}"),
    ("decade", r"[ZY]'?[ydn](?:s|b?Ub?y)?|[yd]-?s(?![~])B?|nsB?"),
    ("century", r"U[rdo](?:B)?|(?:[ordNn]9?\.?-?)U(?:B)?"),
    ("years_span", r"y[-/](?:d|n)(?![.,:/-]?[dhk:])|y[-/]y"),
    ("era", r"[ynd]-[ynd]B|(?:[ynd])[.]?B|A[ynd]"),
    ("part_year", rf"R?[oN]9?U(?:b?a?R?(?:{YEAR}|Y))?R?|R?UR?[od](?:{YEAR})|o9?[DW]b?a?S"),
    ("season", rf"yY?b?S|R?S(?:R(?!{UNIT}))?\.?{LATER_YEAR}?"),
    ("holiday", rf"R?HR?(?:{LATER_YEAR})?"),
    ("years", r"Za?yY?"),
    # Counted from somewhere.
    ("ago", rf"Gq?(?:{NUM}|a)?{UNIT}g?|q?{NUM}-?{UNIT}g|{UNIT}g"),
    ("later", rf"J(?:{NUM}|q)?q?{UNIT}|q?(?:{NUM}-?)?{UNIT}(?:[lL])|j(?:{NUM}){UNIT}(?:[lL])?"),
    ("ahead", rf"f(?:q?{NUM}){UNIT}"),
    ("narrative", r"7P?"),
    ("span_relative", rf"R{NUM}{UNIT}|{NUM}R{UNIT}|{NUM}{UNIT}R"),
    ("relative_part", r"RP(?!P)|RWP"),
    ("weekday", r"(?:eW)|R?W\.?(?:R(?!b?a?[DOYU]))?,?P?|5"),
    ("deictic", r"F(?:,?W)?(?:[ai]?Qb?)?P?|6"),
    ("every", rf"e[oNd]?{UNIT}|e[SPW]|e[od]W|E"),
    ("relative", rf"R{UNIT}R?|{UNIT}R(?!{UNIT})"),
    # Times of day.
    ("clock", r"[dn]h(?:[dn](?![DOYUM]))?p?|kh?p?|κ[hpU]|κ(?=[-t]a?κ[hp])|dp|T"),
    ("set_rate", rf"e{UNIT}"),
    ("half", r"1"),
    ("duration", rf"q?{NUM}-?{UNIT}(?!b?a?M)"),
    ("vague", rf"q{UNIT}"),
    ("event", r"[KD](?:b[a~]?'?[a~R]?|a~?|~)~"),
    ("event_upon", r"(?<=[0xb3])[a~]?~"),
    ("day_alone", rf"R?[KD]d{NO_COUNT}(?![~])"),
    ("day_start", r"(?<=[.¶\n])ad(?=,)"),
    ("part_of", r"Q[ab]{0,2}[YO](?![bNdyR])"),
    ("month", rf"R?{MONTH}R?"),
    ("year", r"(?:aY|Y)b?yY?B?(?!s)|yY?B?(?![s:h%])"),
    ("part", r"(?<=[ai])P"),
    ("reference", r"V|R(?=~)"),
)
GRAMMAR = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in PATTERNS))
EACH = tuple((name, re.compile(pattern)) for name, pattern in PATTERNS)
