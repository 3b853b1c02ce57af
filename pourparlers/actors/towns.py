"""Towns and regions, for the country of whoever belongs to one: "the mayor of Kharkiv", « la police de Lyon ».

Their names are those of the gazetteer (``places/data``): the table is read here, the stage that finds places is not.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from ..languages.folding import fold
from .lists import Name
from .tables import lexicon, split, table

# A name that two countries share means the larger place when it is so many times as large as the next.
_LARGER = 4


@cache
def load_towns(language: str) -> dict[str, Name]:
    """Towns and regions by folded name in ``language``; a name that could be in either of two countries is left out."""
    folder = files(__package__.rpartition(".")[0]) / "places" / "data"
    hand = tomllib.loads((folder / "hand.toml").read_text(encoding="utf-8"))
    places: dict[str, list[tuple[int, str, str]]] = {}

    dependent = lexicon("lexicon.toml")["dependencies"]
    owners = {code: state for state, codes in dependent.items() for code in codes.split()}

    def add(names: list[str], country: str, population: int) -> None:
        country = owners.get(country, country)
        shown = next((name for name in names if name), "")
        for name in names:
            key = fold(name)
            if len(key) > 2 and country:
                places.setdefault(key, []).append((population, country, shown))

    for line in (folder / "cities.tsv").read_text(encoding="utf-8").splitlines():
        english, french, others, country, _, _, population, _, _ = line.split("\t")
        own = [french, english] if language == "fr" else [english, french]
        add([*own, *others.split("|")], country, int(population))
    for english, french, others, country, _, _, population in hand["cities"]:
        add([*([french, english] if language == "fr" else [english, french]), *others], country, population)
    for english, english_names, french_names, country, _, _ in hand["regions"]:
        add([*french_names, english] if language == "fr" else [english, *english_names], country, 10**9)
    for row in table("regions.csv"):
        own = split(row[language])
        add([*own, *split(row["en"])], row["country"], 10**9)
    words = lexicon("lexicon.toml")["not_towns"].split()
    for word in [*hand["ambiguous"], *words]:
        places.pop(fold(word), None)
    towns: dict[str, Name] = {}
    for key, found in places.items():
        largest = max(found)
        rivals = [population for population, country, _ in found if country != largest[1]]
        if not rivals or largest[0] >= _LARGER * max(rivals):
            towns[key] = Name(
                phrase=largest[2], name=largest[2], kind="state", country=largest[1], is_place=True, town=True
            )
    return towns
