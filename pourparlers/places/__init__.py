"""Place names in French and English: coordinates, country and precision, from a gazetteer that is data."""

from .tagger import tag

__all__ = ["tag"]
