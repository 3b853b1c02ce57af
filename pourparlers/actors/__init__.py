"""Actors: who is meant by the words of a report. See :func:`find`."""

from .casting import describe, find
from .mentions import Actor, Cast, Mention
from .register import Register, RegisterEntry

__all__ = ["Actor", "Cast", "Mention", "Register", "RegisterEntry", "describe", "find"]
