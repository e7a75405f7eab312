"""Resolution on the Local-Global Lexicon, its toponyms given: accuracy within 161 km, exact country, and how often a pin is right.

    python evals/places_lgl.py PATH/lgl.xml [--errors N]

The set (GPL-3 repository, news text) is not part of the project; without it the script says so and stops.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import Counter
from pathlib import Path

from lxml import etree

from diurna.places import resolve
from diurna.record import Document, Mention, Quote, Reading


def distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    lat1, lon1, lat2, lon2 = map(math.radians, (lat1, lon1, lat2, lon2))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


def read(article) -> tuple[Reading, list[dict]]:
    text = article.findtext("text")
    mentions, gold = [], []
    for toponym in article.iter("toponym"):
        start, end, phrase = int(toponym.findtext("start")), int(toponym.findtext("end")), toponym.findtext("phrase")
        if text[start:end] != phrase:
            near = min((m.start() for m in re.finditer(re.escape(phrase), text)), key=lambda at: abs(at - start), default=None)
            if near is None:
                continue
            start, end = near, near + len(phrase)
        mentions.append(Mention(Quote(start, end, phrase), "place", 0, 1.0))
        tag = toponym.find("gaztag")
        if tag is not None and tag.findtext("lat"):
            gold.append(
                {"start": start, "phrase": phrase, "lat": float(tag.findtext("lat")), "lon": float(tag.findtext("lon"))}
                | {"country": tag.findtext("country") or "", "id": tag.get("geonameid"), "code": tag.findtext("fcode")}
                | {"name": tag.findtext("name"), "unit": tag.findtext("admin1")},
            )
    document = Document(article.get("docid"), text, "")
    return resolve(Reading(document, text, "en", mentions=tuple(mentions))), gold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print the N most frequent errors")
    options = parser.parse_args()
    if not options.path.is_file():
        sys.exit(f"{options.path}: no such file; the set is not part of the project, nothing was measured")
    count, errors = Counter(), Counter()
    nations: dict[str, Counter] = {}
    answers = []
    for article in etree.parse(str(options.path)).getroot():
        reading, gold = read(article)
        at = {quote.start: place for place in reading.places for quote in place.mentions}
        for item in gold:
            answers.append((item, at.get(item["start"])))
            place = at.get(item["start"])
            if place is not None and place.lat is not None:
                nations.setdefault(item["country"], Counter())[place.country] += 1
    code = {name: seen.most_common(1)[0][0] for name, seen in nations.items()}  # the set names countries, the record gives codes
    for item, place in answers:
        count["all"] += 1
        if place is None or place.lat is None:
            count["no pin"] += 1
            kind = "missing" if place is None else place.kind
            errors[f"{kind}: {item['phrase']} = {item['name']}, {item['unit']}, {item['country']} ({item['code']})"] += 1
            count["right country"] += place is not None and place.country != "" and place.country == code.get(item["country"])
            continue
        count["right country"] += place.country == code.get(item["country"])
        if distance(place.lat, place.lon, item["lat"], item["lon"]) <= 161:
            count["within 161 km"] += 1
        else:
            told = f"{place.name}, {place.country}, {place.id}"
            errors[f"{item['phrase']} = {item['name']}, {item['unit']}, {item['country']} ({item['code']}); said {told}"] += 1
    pins = count["all"] - count["no pin"]
    print(f"toponyms {count['all']}, pinned {pins}")
    print(f"accuracy within 161 km {count['within 161 km'] / count['all']:.3f}; of the pinned {count['within 161 km'] / max(pins, 1):.3f}")
    print(f"exact country {count['right country'] / count['all']:.3f}")
    for told, times in errors.most_common(options.errors):
        print(f"{times:4d}  {told}")


if __name__ == "__main__":
    main()
