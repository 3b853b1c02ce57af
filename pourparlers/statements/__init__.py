"""Who said what: quotations and reported speech with their speaker, addressee, medium and date."""

from .find import find

__all__ = ["find"]
