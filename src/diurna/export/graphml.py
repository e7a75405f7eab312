"""GraphML: who acts towards whom, for networkx, igraph, yEd and Cytoscape."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from diurna.export import _graph
from diurna.export._left_out import counted

if TYPE_CHECKING:
    from diurna.export._edition import Edition

SUFFIX = ".graphml"
LOSSES = (
    *_graph.LOSSES,
    "GraphML knows no time: `first_day`, `last_day` and `when` (EDTF) are plain text, the days empty for an open end or no date",
)

_EDGE = ("reciprocal", "first_day", "last_day", *_graph.EDGE)


def render(edition: Edition) -> str:
    """Write the graph as GraphML, directed, each value a typed attribute."""
    told = _graph.graph(edition)
    root = ET.Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    _declared(root, "graph", ("case", "filters", "as_of"))
    _declared(root, "node", ("label", *_graph.NODE))
    _declared(root, "edge", _EDGE)
    graph = ET.SubElement(root, "graph", {"id": "G", "edgedefault": "directed"})
    _valued(graph, "graph", {"case": edition.case, "filters": edition.filters, "as_of": edition.as_of})
    for actor in told.nodes:
        node = ET.SubElement(graph, "node", {"id": _graph.xml(actor.id)})
        _valued(node, "node", {"label": actor.name, "kind": actor.kind.name, "country": actor.country})
    for edge in told.edges:
        ends = {"id": edge.id, "source": _graph.xml(edge.source), "target": _graph.xml(edge.target)}
        both = "true" if edge.reciprocal else "false"
        values = {"reciprocal": both, "first_day": edge.start, "last_day": edge.end, **dict(edge.values)}
        _valued(ET.SubElement(graph, "edge", ends), "edge", values)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode").join(('<?xml version="1.0" encoding="UTF-8"?>\n', "\n"))


def lost(edition: Edition) -> tuple[str, ...]:
    """Count the claims that are no edge."""
    return counted(edition, _graph.why)


def _declared(root: ET.Element, of: str, names: tuple[str, ...]) -> None:
    for name in names:
        kind = "boolean" if name == "reciprocal" else "string"
        ET.SubElement(root, "key", {"id": f"{of}-{name}", "for": of, "attr.name": name, "attr.type": kind})


def _valued(element: ET.Element, of: str, values: dict[str, str]) -> None:
    for name, value in values.items():
        if value:
            ET.SubElement(element, "data", {"key": f"{of}-{name}"}).text = _graph.xml(value)
