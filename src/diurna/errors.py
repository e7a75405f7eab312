"""The error tree.

DiurnaError                 anything this package raises on purpose
├── InputError              what was handed in cannot be read: no such file, empty, binary, too large
├── KnowledgeError          a data file of ours is wrong: unknown key, missing key, wrong type
├── ModelError              the model file is missing or does not fit the code
├── QuoteError              a reading quotes words that its text does not hold: a fault of ours
├── ReviewError             a decision that makes no sense: unknown action, impossible value, nothing to undo
├── ExportError             a format cannot hold what it was asked to
├── MissingPackageError     an optional package is not installed
├── AccessError             whoever asks has not signed in
│   ├── ForbiddenError      they have, but may not do that
│   └── TooManyError        too many tries to sign in have failed
├── WorkerError             a reading process cannot be started, or answers what is no answer
└── StoreError              a case cannot be made, opened, written or asked
    ├── NotACaseError       the file is missing, or is no case
    ├── VersionError        the case was written by another version than this one can use
    ├── BusyError           another process is writing to the case; the message says which
    ├── DamagedError        the file is damaged: SQLite or a digest says so
    ├── LedgerError         documents handed in are not all accounted for
    └── QueryError          what was asked cannot be answered: a wrong cursor or day, SQL that is refused or takes too long
        └── UnknownError    the case has nothing of the id that was asked for

A message says where, what was found, what was expected and what to do.
"""


class DiurnaError(Exception):
    """Base of every error this package raises on purpose."""


class InputError(DiurnaError):
    """What was handed in cannot be read."""


class KnowledgeError(DiurnaError):
    """A data file of the package is wrong."""


class ModelError(DiurnaError):
    """The model file is missing or does not fit the code."""


class QuoteError(DiurnaError):
    """A reading quotes words that its text does not hold."""


class ReviewError(DiurnaError):
    """A decision makes no sense: unknown action, impossible value, nothing to undo."""


class ExportError(DiurnaError):
    """A format cannot hold what it was asked to: more claims than a sheet has rows."""


class MissingPackageError(DiurnaError, ImportError):
    """An optional package is not installed."""


class AccessError(DiurnaError):
    """Whoever asks has not signed in."""


class ForbiddenError(AccessError):
    """Whoever asks has signed in, but may not do that."""


class TooManyError(AccessError):
    """Too many tries to sign in have failed; wait."""


class WorkerError(DiurnaError):
    """A reading process cannot be started, or answers what is no answer."""


class StoreError(DiurnaError):
    """A case cannot be made, opened, written or asked."""


class NotACaseError(StoreError):
    """The file is missing, or is no case."""


class VersionError(StoreError):
    """The case was written by another version of the schema than this one can use."""


class BusyError(StoreError):
    """Another process is writing to the case."""


class DamagedError(StoreError):
    """The file of the case is damaged."""


class LedgerError(StoreError):
    """Documents that were handed in are not all accounted for."""


class QueryError(StoreError):
    """What was asked of a case cannot be answered."""


class UnknownError(QueryError):
    """The case has nothing of the id that was asked for."""
