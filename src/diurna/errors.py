"""The error tree.

DiurnaError                 anything this package raises on purpose
├── InputError              what was handed in cannot be read: no such file, empty, binary, too large
├── KnowledgeError          a data file of ours is wrong: unknown key, missing key, wrong type
├── ModelError              the model file is missing or does not fit the code
├── QuoteError              a reading quotes words that its text does not hold: a fault of ours
└── MissingPackageError     an optional package is not installed

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


class MissingPackageError(DiurnaError, ImportError):
    """An optional package is not installed."""
