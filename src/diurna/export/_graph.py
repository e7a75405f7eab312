"""The graph of an edition: actors as nodes, each claim as edges from who acts to whom, for GEXF and GraphML."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations, product
from typing import TYPE_CHECKING

from diurna.export._headline import speakers
from diurna.export._kinds import Acting, actors, recipients
from diurna.export._rows import rows
from diurna.export._sheet import legal

if TYPE_CHECKING:
    from diurna.export._edition import Edition
    from diurna.export._rows import Row

LOSSES = (
    "a claim without somebody who acts and somebody to whom is no edge: its actors are nodes, the claim itself is not in it",
    "a claim of several actors or recipients is an edge for each pair, all with the id of the claim",
    "what actors do with one another (an agreement, a meeting that is no visit) is two edges for each pair, marked reciprocal",
    "agreements and commitments with their steps are not in it",
)
EDGE = (
    *("claim", "type", "mode", "modality", "status", "when", "where", "according_to", "condition", "object"),
    *("quote", "sentence", "source", "document", "link", "version"),
)
NODE = ("kind", "country")

_MOST = 40  # parties of a claim; more would be some thousand edges that nobody could read


@dataclass(frozen=True, slots=True)
class Edge:
    """One claim from one actor to another; `start` and `end` are days, "" for an open end or no date."""

    id: str
    source: str
    target: str
    reciprocal: bool
    start: str
    end: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by id, in the order of the chronology, and edges in the same."""

    nodes: tuple[Acting, ...]
    edges: tuple[Edge, ...]


def graph(edition: Edition) -> Graph:
    """Return the graph of an edition; somebody named differently in two documents has the name told first."""
    nodes: dict[str, Acting] = {}
    edges: list[Edge] = []
    for row in rows(edition):
        for party in (*actors(row), *recipients(row)):
            nodes.setdefault(party.id, party)
        edges += () if why(row) else _edges(row)
    return Graph(tuple(nodes.values()), tuple(edges))


def why(row: Row) -> str:
    """Say why a claim is no edge, "" for one that is."""
    who, whom = len(actors(row)), len(recipients(row))
    if who + whom > _MOST:
        return f"more than {_MOST} parties"
    if pairs(row):
        return ""
    return "who acts is not told" if not who else "to whom is not told"


def pairs(row: Row) -> tuple[tuple[Acting, Acting], ...]:
    """Return who acts towards whom: each actor with each recipient, or with each other where they act together."""
    if _reciprocal(row):
        return tuple(permutations(actors(row), 2))
    return tuple(product(actors(row), recipients(row)))


def xml(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return str(legal(text)[0])


def _reciprocal(row: Row) -> bool:
    """Tell whether the parties act with one another: the codebook puts all of them among the actors then."""
    mutual = row.type == "AGREE" or (row.type == "CONSULT" and row.mode != "visit")
    return mutual and not row.recipients and len(actors(row)) > 1


def _edges(row: Row) -> tuple[Edge, ...]:
    told = {**row.text(), "claim": row.id, "according_to": speakers(row)}
    values = tuple((name, xml(told[name])) for name in EDGE if told[name])
    both = _reciprocal(row)
    return tuple(
        Edge(f"{row.id}:{number}", who.id, whom.id, both, row.first, row.last, values) for number, (who, whom) in enumerate(pairs(row), 1)
    )
