"""Claims: adds claims, agreements and commitments to a reading, from its frames, times, places and actors.

Needs those layers. Never adds words of its own: every part is a quote or an id; a speaker's label stays the speaker's.
Example: "Police arrested six people in Minsk on Sunday" gives COERCE, actor police, where Minsk, when that Sunday.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.claims.agreements import agreements
from diurna.claims.assemble import assembled
from diurna.claims.commitments import commitments
from diurna.claims.entered import entered, mentioned
from diurna.claims.scene import Scene

if TYPE_CHECKING:
    from diurna.record import Reading

__all__ = ["build", "entered", "mentioned"]


def build(reading: Reading) -> Reading:
    """Return the reading with its claims, agreements and commitments."""
    scene = Scene(reading)
    told, claims = agreements(scene, assembled(scene))
    return replace(reading, claims=claims, agreements=told, commitments=commitments(scene, claims, told))
