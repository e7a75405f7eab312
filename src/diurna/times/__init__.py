"""Times: words to EDTF dates and intervals with precision, basis, reason and confidence.

Adds `times` to a reading; needs its text and language, and its paragraphs and publication date when they are known.
Never gives a day that the text does not give, and never takes the publication date as a default.
Example: published 2020-11-20, "depuis le 9 août" gives the open interval 2020-08-09/.. with the quote "9 août".
"""

from diurna.times.find import find

__all__ = ["find"]
