"""Errors that a user can act on.

Every message is one line that says what is wrong and what to do next. The command prints it on stderr and
exits with status 2; from Python it is an ordinary exception.
"""


class PourparlersError(Exception):
    """Base of all errors whose message is meant for the user."""


class InputError(PourparlersError):
    """A document, file, address or option cannot be used; the message says what to give instead."""


class LanguageError(InputError):
    """The text is in a language that no language pack reads."""


class LedgerError(PourparlersError):
    """The ledger file cannot be opened, read or written; it has been left as it was."""


class CodebookError(PourparlersError):
    """An entry of the codebook is malformed; the message names the file and the entry."""
