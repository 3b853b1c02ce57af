"""Actors: who is meant by the words of a report. See :func:`find`."""

from .alone import stands_for
from .casting import describe, find
from .codes import codes_of
from .mentions import Actor, Cast, Mention
from .register import Register, RegisterEntry

__all__ = ["Actor", "Cast", "Mention", "Register", "RegisterEntry", "codes_of", "describe", "find", "stands_for"]
