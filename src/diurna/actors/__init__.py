"""Actors: who is meant by the words that name, describe or point to somebody.

Adds `actors` to a reading; needs its mentions, frames and sentences (times and quotations where there are); never invents an actor,
never takes a private person for somebody known, never says a speaker's label in the record's own voice.
Example: "le ministère biélorusse de l'Intérieur" and "МВД Беларуси" are both `office:BLR:interior-ministry`.
"""

from diurna.actors.resolve import resolve

__all__ = ["resolve"]
