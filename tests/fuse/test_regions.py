"""A region and its town are no two places: not in what is compared, not in a cluster, not in what is told of an event."""

import dataclasses

import papers

from diurna.fuse import account, clusters, keys, link, told
from diurna.record import Place, Quote
from diurna.wording import worded

UNITS = {"geonames:1": ("geonames:20", "geonames:30"), "geonames:2": ("geonames:30",), "geonames:20": ("geonames:30",)}
NAMES = {"geonames:1": "Sfax", "geonames:2": "Gabès", "geonames:30": "the south"}


def accounts(*places, document=""):
    """Return one account for each place, of a document each unless one is named."""
    made = []
    for n, place in enumerate(places):
        paper = papers.Paper(document or f"d-{n}", "2021-03-06")
        paper.say(f"c{n}", "PROTEST", f"Dockers marched there {n * 'again and '}again.", ("state:TUN",), when="2021-03-05")
        where = Place(place, place, "", "TUN", None, None, "region", (Quote(0, 1, ""),), "", 0.9)
        reading = paper.reading()
        made.append(account(dataclasses.replace(reading.claims[0], where=where), reading, lambda one: UNITS.get(one, ())))
    return made


def test_a_place_lies_in_its_units_and_its_country():
    held = [one.within for one in accounts("geonames:1", "geonames:2", "geonames:30", "iso:TUN")]
    assert held == [("geonames:20", "geonames:30", "iso:TUN"), ("geonames:30", "iso:TUN"), ("iso:TUN",), ()]


def test_units_add_no_blocks():
    (one,) = accounts("geonames:1")
    assert keys(one, None) == keys(one._replace(within=("iso:TUN",)), None)


def test_a_link_says_which_place_lies_in_which():
    town, region, other = accounts("geonames:1", "geonames:30", "geonames:2")
    assert ("lies in", ("name", "geonames:1"), ("name", "geonames:30")) in link(town, region).reasons
    assert ("lies in", ("name", "geonames:1"), ("name", "geonames:30")) in link(region, town).reasons
    assert not any(reason[0] == "lies in" for reason in link(town, other).reasons)


def test_one_document_may_tell_of_a_town_and_its_region_but_not_of_two_towns_in_one_event():
    for places, events in ((("geonames:1", "geonames:30"), 1), (("geonames:1", "geonames:2"), 2)):
        made = {one.claim: one for one in accounts(*places, document="d-1")}
        found = link(*made.values())
        assert len(clusters(made, [dataclasses.replace(found, score=9.0)])) == events


def test_a_region_and_its_town_do_not_disagree_and_the_town_is_shown():
    event = told("e-1", accounts("geonames:30", "geonames:1"), (), documents={}, names=NAMES)
    assert event.disagreements == ()
    assert [(one.name, one.why) for one in event.told if one.part == "where" and one.shown] == [("Sfax", ("more precise",))]
    (differs,) = told("e-1", accounts("geonames:1", "geonames:2"), (), documents={}, names=NAMES).disagreements
    assert worded(differs) == "place: Sfax (d-0) or Gabès (d-1)"
