"""Every state of the table is known by its adjective and its name; whoever serves an office has the name behind it."""

from __future__ import annotations

import pytest

from pourparlers.actors import find
from pourparlers.actors.tables import split, table
from pourparlers.languages import parse, parse_batch

WORDING = {
    ("en", "demonym"): "The {} government condemned the attack.",
    ("fr", "demonym"): "Le gouvernement {} a condamné l'attaque.",
    ("en", "name"): "The president of {} condemned the attack.",
}


def _words(row: dict[str, str], language: str, kind: str) -> list[str]:
    """The words of a state in a language, without the marks of the table."""
    cell = row[language if kind == "name" else f"{language}_demonym"]
    return [word.rstrip("!").split("/")[0] for word in split(cell)[:2]]


@pytest.mark.parametrize(("language", "kind"), WORDING)
def test_adjective_and_name_of_every_state_tell_the_country(language: str, kind: str) -> None:
    states = [row for row in table("countries.csv") if "part" not in row["flags"].split("|")]
    asked = [(row["code"], word) for row in states for word in _words(row, language, kind)]
    # The long form of Brunei's name holds a comma.
    asked = [(code, word) for code, word in asked if "," not in word]
    assert len(asked) > 190
    parses = parse_batch([WORDING[language, kind].format(word) for _, word in asked], language)
    missed = [
        (code, word)
        for (code, word), parsed in zip(asked, parses, strict=True)
        if code not in {actor.country for actor in find(parsed, "2022-05-13").actors}
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("language", "text", "name", "office", "country"),
    [
        ("en", "Adviser to the President of Ukraine Orest Halko met Olaf Scholz.", "Orest Halko", "official", "UKR"),
        ("en", "The aide to the Russian President Ilya Bortnik called Olaf Scholz.", "Ilya Bortnik", "official", "RUS"),
        ("en", "The spokesman for the Prime Minister of Peru Andrés Quilca spoke.", "Andrés Quilca", "spoke", "PER"),
        ("en", "Special Envoy of the President of Chile Lucía Barrán met Olaf Scholz.", "Lucía Barrán", "envoy", "CHL"),
        ("fr", "Le porte-parole du président russe Ilya Bortnik a parlé.", "Ilya Bortnik", "spoke", "RUS"),
        ("fr", "L'envoyée du président du Chili Lucía Barrán a vu Olaf Scholz.", "Lucía Barrán", "envoy", "CHL"),
    ],
)
def test_name_behind_a_masters_office_is_the_servants(
    language: str, text: str, name: str, office: str, country: str
) -> None:
    cast = find(parse(text, language), "2022-05-13")
    (person,) = [actor for actor in cast.actors if actor.name == name]
    assert office in (person.office or "")
    assert person.country == country
    assert person.level not in ("head", "minister")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The spokesman for the President of France Emmanuel Macron spoke.", "Emmanuel Macron"),
        ("The spokesman for President Tibor Halm spoke.", "Tibor Halm"),
    ],
)
def test_name_of_a_known_head_or_behind_a_bare_title_is_the_masters(text: str, name: str) -> None:
    cast = find(parse(text, "en"), "2022-05-13")
    assert [actor.level for actor in cast.actors if actor.name == name] == ["head"]


@pytest.mark.parametrize("text", ["A spokesman in Kyiv met Olaf Scholz.", "An adviser in Washington met Olaf Scholz."])
def test_place_of_a_servant_is_not_whom_he_serves(text: str) -> None:
    (person,) = [actor for actor in find(parse(text, "en"), "2022-05-13").actors if actor.name.startswith("A")]
    assert person.country is None
