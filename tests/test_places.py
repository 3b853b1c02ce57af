"""Place names: precision, namesakes, names in both languages, and what is no place (actors, persons, longer names)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers import places
from pourparlers.actors.mentions import Actor, Cast, Mention
from pourparlers.languages.tokens import Parse, Sentence, Token
from pourparlers.places.entries import countries
from pourparlers.places.gazetteer import fold_name, load
from pourparlers.record import Place

NOBODY = Cast([], [], {})


def parse_of(text: str, language: str, labels: dict[str, str] | None = None) -> Parse:
    """A hand-made parse: words parted at blanks and points, capitalised ones proper nouns, labels by word."""
    tokens: list[Token] = []
    offset = 0
    for piece in text.replace(",", " ").replace(".", " ").split(" "):
        if piece:
            label = (labels or {}).get(piece, "")
            pos = "PROPN" if piece[0].isupper() else "NOUN"
            end = offset + len(piece)
            tokens.append(
                Token(len(tokens), offset, end, piece, piece.lower(), piece.lower(), pos, "dep", 0, {}, label, True)
            )
        offset += len(piece) + 1
    sentence = Sentence(0, 0, 0, len(text), tokens, [[] for _ in tokens])
    return Parse(text, language, [sentence] if tokens else [], [(0, len(text))])


def cast_of(parse: Parse, word: str, actor: Actor, *, place_only: bool = False) -> Cast:
    token = next(t for t in parse.sentences[0].tokens if t.text == word)
    mention = Mention(0, token.i, token.i + 1, token.i, [(token.start, token.end)], word, "name", actor, place_only)
    return Cast([actor], [mention], {0: [mention]})


def only(text: str, language: str, cast: Cast = NOBODY, labels: dict[str, str] | None = None) -> Place:
    found = places.tag(parse_of(text, language, labels), cast)
    assert len(found) == 1, found
    assert text[found[0].span[0] : found[0].span[1]]
    return found[0]


@pytest.mark.parametrize(
    ("text", "language", "words", "country", "precision"),
    [
        ("Les civils fuient Marioupol.", "fr", "Marioupol", "UKR", "city"),
        ("Civilians flee Mariupol.", "en", "Mariupol", "UKR", "city"),
        ("Des fosses ont été trouvées à Boutcha.", "fr", "Boutcha", "UKR", "city"),
        ("Ils se réunissent au Caire.", "fr", "Caire", "EGY", "city"),
        ("Elle vit à Genève.", "fr", "Genève", "CHE", "city"),
        ("Le front du Donbass tient.", "fr", "Donbass", "UKR", "region"),
        ("Life in the West Bank goes on.", "en", "West Bank", "PSE", "region"),
        ("Un convoi est entré dans la bande de Gaza.", "fr", "bande de Gaza", "PSE", "region"),
        ("Une trêve vaut en Arménie.", "fr", "Arménie", "ARM", "country"),
        ("A truce holds in South Korea.", "en", "South Korea", "KOR", "country"),
    ],
)
def test_place_has_country_and_precision(text: str, language: str, words: str, country: str, precision: str) -> None:
    place = only(text, language)
    assert text[place.span[0] : place.span[1]] == words
    assert (place.country, place.precision) == (country, precision)
    assert place.lat is not None


def test_region_of_several_countries_has_no_country() -> None:
    assert only("La violence gagne le Sahel.", "fr").country is None


def test_both_languages_name_the_same_city() -> None:
    french, english = only("Elle est à Varsovie.", "fr"), only("She is in Warsaw.", "en")
    assert (french.name, french.geonameid, french.lat) == (english.name, english.geonameid, english.lat)


def test_namesake_follows_the_countries_of_the_document() -> None:
    assert only("He lives in Tripoli.", "en").country == "LBY"
    parse = parse_of("He lives in Tripoli, Greece.", "en")
    assert [p.country for p in places.tag(parse, NOBODY)] == ["GRC", "GRC"]


def test_capital_that_acts_is_an_actor_and_the_city_a_place() -> None:
    russia = Actor("Russia", "state", "RUS")
    parse = parse_of("Les pourparlers avec Moscou durent.", "fr")
    assert [p.use for p in places.tag(parse, cast_of(parse, "Moscou", russia))] == ["actor"]
    parse = parse_of("Il est reçu à Moscou.", "fr")
    moscow = places.tag(parse, cast_of(parse, "Moscou", russia, place_only=True))[0]
    assert (moscow.precision, moscow.use) == ("city", "place")


def test_object_of_a_verb_of_taking_is_ground() -> None:
    parse = parse_of("Ils voulaient capturer Kiev.", "fr")
    tokens = parse.sentences[0].tokens
    tokens[2].pos, tokens[2].lemma, tokens[3].head = "VERB", "capturer", 2
    assert [p.use for p in places.tag(parse, cast_of(parse, "Kiev", Actor("Ukraine", "state", "UKR")))] == ["place"]


def test_person_is_no_place() -> None:
    parse = parse_of("Then Austin spoke.", "en")
    assert places.tag(parse, cast_of(parse, "Austin", Actor("Lloyd Austin", "person", "USA"))) == []
    assert places.tag(parse_of("Then Jordan Blake spoke.", "en", {"Jordan": "PER", "Blake": "PER"}), NOBODY) == []


def test_place_inside_a_longer_name_is_marked_as_its_part() -> None:
    labels = {"London": "ORG", "Gazette": "ORG"}
    parse = parse_of("The London Gazette wrote it.", "en", labels)
    parse.sentences[0].tokens[2].entity_start = False
    assert [(p.name, p.use) for p in places.tag(parse, NOBODY)] == [("London", "name")]


def test_unknown_name_after_a_preposition_keeps_its_words_only() -> None:
    place = only(
        "Un tir a touché Qwertystan et une école à Zorbagrad.", "fr", labels={"Zorbagrad": "LOC", "Qwertystan": "LOC"}
    )
    assert place == Place(span=place.span, name="Zorbagrad")


@pytest.mark.parametrize("word", ["nice", "tours", "Nice", "Mary"])
def test_common_word_is_no_place(word: str) -> None:
    assert places.tag(parse_of(f"{word} words were said.", "en"), NOBODY) == []


def test_gazetteer_covers_the_capitals_in_both_languages() -> None:
    for language, names in (
        ("fr", ["Londres", "Pékin", "Le Caire", "Kiev", "Bruxelles"]),
        ("en", ["London", "Kyiv", "Cairo"]),
    ):
        for name in names:
            assert any(entry.precision == "city" for entry in load(language).names[fold_name(name)]), name


NAMES = st.sampled_from(
    ["Paris", "bande", "de", "Gaza", "U.S.", "West", "Bank", "İzmir", "-", "’", "Łódź", "Nice", "\n", "à"]
)


@settings(max_examples=100, deadline=None)
@given(st.text() | st.lists(NAMES).map(" ".join), st.sampled_from(["fr", "en"]))
def test_any_text_gives_sorted_spans_within_bounds(text: str, language: str) -> None:
    end = 0
    for place in places.tag(parse_of(text, language), NOBODY):
        assert end <= place.span[0] < place.span[1] <= len(text)
        end = place.span[1]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_country_is_pinned_as_something_smaller(language: str) -> None:
    before = {"fr": "Une trêve vaut près de", "en": "A truce holds near"}[language]
    wrong = []
    for names, _, _ in countries(language):
        if names[0].isascii() and "(" not in names[0]:
            found = places.tag(parse_of(f"{before} {names[0]}", language), NOBODY)
            if [place.precision for place in found] != ["country"]:
                wrong.append((names[0], found))
    assert wrong == []


def test_every_entry_of_the_tables_has_a_real_spot() -> None:
    for language in ("fr", "en"):
        for found in load(language).names.values():
            for entry in found:
                assert entry.lat is not None and -90 <= entry.lat <= 90, entry
                assert entry.lon is not None and -180 <= entry.lon <= 180, entry


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He lives in Springfield, Ill., with her.", [("Springfield", "US.IL"), ("Illinois", "US.IL")]),
        ("He lives in Paris, Texas, with her.", [("Paris", "US.TX"), ("Texas", "US.TX")]),
        ("He lives in Walker County, Ga., with her.", [("Walker County", "US.GA.295"), ("Georgia", "US.GA")]),
    ],
)
def test_a_town_lies_where_the_text_puts_it(text: str, expected: list[tuple[str, str]]) -> None:
    found = places.tag(parse_of(text, "en"), NOBODY)
    known = {entry.geonameid: entry.code for name, _ in expected for entry in load("en").find(fold_name(name))}
    assert [(place.name, known[place.geonameid]) for place in found] == expected


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Turkish forces and many Turks left.", "en", ["Türkiye"]),
        ("Les forces turques et les Turcs sont partis.", "fr", ["Türkiye"]),
    ],
)
def test_nationalities_are_adjectives_and_people_are_not(text: str, language: str, names: list[str]) -> None:
    parse = parse_of(text, language)
    for token in parse.sentences[0].tokens:
        if token.lower in ("turkish", "turques"):
            token.pos = "ADJ"
    found = places.tag(parse, NOBODY)
    assert [(place.name, place.use, place.precision) for place in found] == [(n, "adjective", "country") for n in names]
