"""Fusion: claims of many documents → links, with reasons, and the events that they make.

Needs claims with people's corrections laid over them; adds links, clusters, origins and views of events; never changes or merges a
claim, never overrules a person.

>>> quad("PROTEST")
'material conflict'
"""

from diurna.fuse.account import account, keys, said
from diurna.fuse.brief import alone, brief
from diurna.fuse.cluster import clusters
from diurna.fuse.identity import renamed
from diurna.fuse.origins import Tie, grouped, meeting, needs, origins, ties
from diurna.fuse.parallel import beside
from diurna.fuse.score import link
from diurna.fuse.sketch import Sketch, sketch
from diurna.fuse.told import Reported, told
from diurna.fuse.weights import quad

__all__ = [
    "Reported",
    "Sketch",
    "Tie",
    "account",
    "alone",
    "beside",
    "brief",
    "clusters",
    "grouped",
    "keys",
    "link",
    "meeting",
    "needs",
    "origins",
    "quad",
    "renamed",
    "said",
    "sketch",
    "ties",
    "told",
]
