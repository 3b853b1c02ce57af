"""Place names in French and English: coordinates, country, precision and use, from a gazetteer that is data."""

from .entries import country_ids
from .tagger import claims, tag

__all__ = ["claims", "country_ids", "tag"]
