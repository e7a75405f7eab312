"""GEXF: who acts towards whom over time, for Gephi (GEXF 1.3, directed, dynamic)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from diurna.export import _graph
from diurna.export._left_out import counted

if TYPE_CHECKING:
    from diurna.export._edition import Edition

SUFFIX = ".gexf"
LOSSES = (
    *_graph.LOSSES,
    "an edge begins and ends with the days that its date can mean: one that lasted and one that is not sure look alike but for `when`",
    "an edge without a date has neither start nor end: Gephi takes it as always there, unless null values are filtered",
)

_SPACE = "http://gexf.net/1.3"


def render(edition: Edition) -> str:
    """Write the graph as GEXF; an open end is an attribute that is not there."""
    told = _graph.graph(edition)
    root = ET.Element("gexf", {"xmlns": _SPACE, "version": "1.3"})
    meta = ET.SubElement(root, "meta", {"lastmodifieddate": edition.as_of[:10]} if edition.as_of else {})
    ET.SubElement(meta, "creator").text = "Diurna"
    ET.SubElement(meta, "description").text = _graph.xml("; ".join(part for part in (edition.case, edition.filters) if part))
    dynamic = {"mode": "dynamic", "defaultedgetype": "directed", "timeformat": "date", "timerepresentation": "interval"}
    graph = ET.SubElement(root, "graph", dynamic)
    _declared(graph, "node", _graph.NODE)
    _declared(graph, "edge", ("reciprocal", *_graph.EDGE))
    nodes = ET.SubElement(graph, "nodes")
    for actor in told.nodes:
        node = ET.SubElement(nodes, "node", {"id": _graph.xml(actor.id), "label": _graph.xml(actor.name)})
        _valued(node, {"kind": actor.kind.name, "country": actor.country})
    edges = ET.SubElement(graph, "edges")
    for edge in told.edges:
        _edge(edges, edge)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode").join(('<?xml version="1.0" encoding="UTF-8"?>\n', "\n"))


def lost(edition: Edition) -> tuple[str, ...]:
    """Count the claims that are no edge."""
    return counted(edition, _graph.why)


def _declared(graph: ET.Element, of: str, names: tuple[str, ...]) -> None:
    declared = ET.SubElement(graph, "attributes", {"class": of, "mode": "static"})
    for name in names:
        ET.SubElement(declared, "attribute", {"id": name, "title": name, "type": "boolean" if name == "reciprocal" else "string"})


def _edge(edges: ET.Element, edge: _graph.Edge) -> None:
    values = dict(edge.values)
    ends = {name: day for name, day in (("start", edge.start), ("end", edge.end)) if day}
    named = {"id": edge.id, "source": _graph.xml(edge.source), "target": _graph.xml(edge.target), "label": values["type"]}
    # Gephi keeps parallel edges apart by their kind.
    made = ET.SubElement(edges, "edge", {**named, "kind": values["type"], "weight": "1", **ends})
    _valued(made, {"reciprocal": "true" if edge.reciprocal else "false", **values})


def _valued(element: ET.Element, values: dict[str, str]) -> None:
    found = ET.SubElement(element, "attvalues")
    for name, value in values.items():
        if value:
            ET.SubElement(found, "attvalue", {"for": name, "value": _graph.xml(value)})
