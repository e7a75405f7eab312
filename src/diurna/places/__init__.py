"""Places: words to entries of the gazetteer with precision, reason, candidates and confidence.

Adds `places` to a reading; needs its text, language and mentions.
Never pins what is ambiguous or unknown: such a place stays, without coordinates and with the reason.
Example: "в Минске" gives geonames:625144, Minsk, 53.90 N 27.57 E, "capital of Belarus, only town of this name in the gazetteer".
"""

from diurna.places.gazetteer import gazetteer, notes, units
from diurna.places.resolve import lookup, resolve

__all__ = ["gazetteer", "lookup", "notes", "resolve", "units"]
