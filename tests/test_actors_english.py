"""Actors in English: the same rules as in French, on sentences written for these tests."""

import pytest

from pourparlers.actors import Cast, Mention, RegisterEntry, find
from pourparlers.languages import parse

REPORT = """Washington opens a channel to Russia's defense minister

U.S. Defense Secretary Lloyd Austin asked for a truce in Ukraine when he reached his Russian counterpart, \
Sergei Shoigu, while Western allies kept in touch with Moscow.

Austin's exchange with Shoigu followed a call in which German Chancellor Olaf Scholz pressed Vladimir Putin to \
negotiate. Scholz asked the Russian president to stop the fighting.

U.S. and Russian defense officials have spoken to avoid an incident between the two powers.

Scholz's spokesman, Steffen Hebestreit, said that the German chancellor had called Putin. He added that the \
two leaders had discussed wheat. "Russia will pay for the Russian war," the chancellor told Putin.

Pentagon spokesman John Kirby had nothing to add.
"""


@pytest.fixture(scope="module")
def cast() -> Cast:
    return find(parse(REPORT, "en"), "2022-05-13")


def one(cast: Cast, words: str) -> Mention:
    found = [m for m in cast.mentions if m.text == words]
    assert found, f"{words!r} is none of {[m.text for m in cast.mentions]}"
    return found[0]


def test_english_report_gives_the_same_parties_as_the_french(cast: Cast) -> None:
    persons = {(a.name, a.country, a.level, a.field) for a in cast.actors if a.kind == "person"}
    assert {
        ("Lloyd Austin", "USA", "minister", "defence"),
        ("Sergei Shoigu", "RUS", "minister", "defence"),
        ("Olaf Scholz", "DEU", "head", None),
        ("Vladimir Putin", "RUS", "head", None),
    } <= persons
    assert {"Steffen Hebestreit", "John Kirby"} <= {name for name, _, level, _ in persons if level == "spokesperson"}
    assert len(persons) == 6


def test_counterpart_between_commas_is_one_mention(cast: Cast) -> None:
    counterpart = one(cast, "his Russian counterpart, Sergei Shoigu")
    assert counterpart.actor is one(cast, "Shoigu").actor is one(cast, "Russia's defense minister").actor


def test_possessive_owner_stays_a_nested_mention(cast: Cast) -> None:
    spokesman = one(cast, "Scholz's spokesman, Steffen Hebestreit")
    assert spokesman.actor.country == "DEU"
    assert cast.covering(spokesman.sentence, spokesman.first) is spokesman


def test_roles_and_pronouns_point_back(cast: Cast) -> None:
    assert one(cast, "the Russian president").actor is one(cast, "Vladimir Putin").actor
    assert one(cast, "the German chancellor").actor is one(cast, "Scholz").actor
    assert one(cast, "He").actor.name == "Steffen Hebestreit"
    assert one(cast, "he").actor.name == "Lloyd Austin"
    assert [a.name for a in one(cast, "the two leaders").actor.members] == ["Olaf Scholz", "Vladimir Putin"]


def test_coordinated_modifiers_make_two_actors(cast: Cast) -> None:
    group = one(cast, "U.S. and Russian defense officials").actor
    assert [(a.country, a.sector, a.other_sectors) for a in group.members] == [
        ("USA", "GOV", ["MIL"]),
        ("RUS", "GOV", ["MIL"]),
    ]
    assert [a.country for a in one(cast, "the two powers").actor.members] == ["USA", "RUS"]


def test_allies_have_no_country_and_in_marks_a_place(cast: Cast) -> None:
    assert one(cast, "Western allies").actor.country is None
    assert one(cast, "Ukraine").place_only
    assert not one(cast, "Moscow").place_only


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("He travelled to Kyiv.", "Kyiv", True),
        ("They sent weapons to Ukraine.", "Ukraine", False),
        ("Fighting broke out in eastern Ukraine.", "Ukraine", True),
        ("The army attacked Ukraine.", "Ukraine", False),
        ("They met in Poland and Romania.", "Romania", True),
    ],
)
def test_place_names_are_places_only_where_the_words_say_so(text: str, words: str, place: bool) -> None:
    assert one(find(parse(text, "en"), None), words).place_only is place


def test_state_behind_the_office_reaches_the_name() -> None:
    cast = find(parse("The minister met Prime Minister of the Republic of Malta Joseph Zammit.", "en"), None)
    assert ("Joseph Zammit", "MLT", "head") in {(a.name, a.country, a.level) for a in cast.actors}


def test_missing_date_leaves_the_unknown_unknown() -> None:
    cast = find(parse("Karen Whitlock spoke to reporters.", "en"), None)
    assert [m.actor.country for m in cast.mentions if m.actor.name == "Karen Whitlock"] == [None]


def test_register_tells_what_an_earlier_document_stated() -> None:
    class Remembered:
        def lookup(self, name: str, date: str | None) -> list[RegisterEntry]:
            entry = RegisterEntry(name="Karen Whitlock", country="NZL", office="envoy", sector="GOV", level="envoy")
            return [entry] if name == "Karen Whitlock" and date == "2022-05-13" else []

    parsed = parse("Karen Whitlock spoke to reporters. Whitlock then left.", "en")
    cast = find(parsed, "2022-05-13", Remembered())
    assert {(m.actor.country, m.actor.level) for m in cast.mentions if "Whitlock" in m.text} == {("NZL", "envoy")}


def test_text_is_believed_before_lists_and_register() -> None:
    class Wrong:
        def lookup(self, name: str, date: str | None) -> list[RegisterEntry]:
            return [RegisterEntry(name="Karen Whitlock", country="NZL")]

    cast = find(parse("Canadian Foreign Minister Karen Whitlock spoke.", "en"), "2022-05-13", Wrong())
    assert [(a.country, a.field) for a in cast.actors if a.kind == "person"] == [("CAN", "foreign")]


def test_they_at_the_head_of_a_sentence_are_the_two_of_the_one_before() -> None:
    text = "The two ministers had talked. Peru's president phoned the king of Morocco. They spoke for an hour."
    cast = find(parse(text, "en"), "2022-05-13")
    they = next(mention for mention in cast.mentions if mention.text == "They")
    assert {member.country for member in they.actor.members} == {"PER", "MAR"}
