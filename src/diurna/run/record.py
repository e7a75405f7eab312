"""The record of one document, as `diurna.read` hands it out."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diurna.errors import MissingPackageError
from diurna.export import csv, json
from diurna.record import Reading

if TYPE_CHECKING:
    from typing import Self

    import pandas as pd


@dataclass(frozen=True, slots=True)
class Record(Reading):
    """A reading that can be turned into plain data: frozen, offsets in the document's text as received."""

    @classmethod
    def of(cls, reading: Reading) -> Self:
        """Return the record of a reading."""
        return cls(**{field.name: getattr(reading, field.name) for field in dataclasses.fields(reading)})

    def to_dict(self) -> dict[str, Any]:
        """Return what `diurna read --json` prints, as plain data."""
        return json.plain(self)

    def to_frame(self) -> pd.DataFrame:
        """Return the claims as a pandas data frame with the columns of `diurna read --csv`, private names unmasked.

        Raises:
            MissingPackageError: pandas is not installed.
        """
        try:
            import pandas as pd  # noqa: PLC0415 - an extra, not a dependency
        except ImportError as error:
            raise MissingPackageError("to_frame() needs pandas; install it with: pip install 'diurna[frame]'") from error
        return pd.DataFrame(csv.rows(self, masked=False), columns=list(csv.COLUMNS))
