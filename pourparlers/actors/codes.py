"""PLOVER's codes for actors: what may stand in the fields country and sector."""

from __future__ import annotations

from ..errors import InputError
from ..languages.folding import fold
from .lists import LANGUAGES, load

# Actors of no state, and the sectors: PLOVER 2.0 manual, chapter "Country Names and Sector Codes".
NOT_STATES = ("UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC")
SECTORS = (
    *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS"),
    *("CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"),
)
# Articles before a country's name, as folding leaves them: "l'Allemagne" becomes "l allemagne".
_ARTICLES = ("", "the ", "l ", "la ", "le ", "les ")


def country_code(given: str) -> str | None:
    """The code of a country given by code or by French or English name; None when there is no such country."""
    folded = fold(given)
    for language in LANGUAGES:
        names = load(language).names
        for article in _ARTICLES:
            name = names.get(folded.removeprefix(article))
            if name is not None and name.kind == "state" and name.country:
                return name.country
    code = given.strip().upper()
    return code if code in load("en").countries or code in NOT_STATES else None


def codes_of(country: str | None, sectors: str | None) -> tuple[str | None, list[str]]:
    """The code of a country and a list of sectors ("GOV,MIL") as somebody writes them; raises InputError."""
    code = country_code(country) if country else None
    if country and code is None:
        raise InputError(f"there is no country {country!r}: give an alpha-3 code such as UKR, or a name")
    chosen = [part.strip().upper() for part in (sectors or "").replace(";", ",").split(",") if part.strip()]
    for sector in chosen:
        if sector not in SECTORS:
            raise InputError(f"there is no sector {sector!r}: give one of {' '.join(SECTORS)}")
    return code, chosen
