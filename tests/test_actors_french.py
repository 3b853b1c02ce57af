"""Actors in French: detection, codes and coreference on sentences written for these tests."""

import pytest

from pourparlers.actors import Cast, Mention, find
from pourparlers.languages import parse

REPORT = """Les États-Unis renouent le dialogue avec le ministre russe de la Défense

Le secrétaire américain à la Défense Lloyd Austin a réclamé une trêve en Ukraine lors d’un échange avec son homologue \
russe Sergueï Choïgou, tandis que les alliés occidentaux gardaient le contact avec Moscou.

L’échange d’Austin avec Choïgou a suivi un entretien où le chancelier allemand Olaf Scholz a pressé Vladimir Poutine \
de négocier. Scholz a prié le président russe de cesser les combats.

Des responsables américains et russes de la défense se sont parlé pour éviter un incident entre les deux puissances.

Le porte-parole de Scholz, Wolfgang Büchner, a indiqué que la chancelière allemande avait appelé Poutine. Il a \
ajouté que les deux hommes avaient parlé du blé. Le chancelier « a prévenu [Putin] que la Russie paierait la guerre \
russe ».

Le porte-parole du Pentagone, John Kirby, n’a rien dit de plus. Il faut attendre, selon les forces russes.
"""


@pytest.fixture(scope="module")
def cast() -> Cast:
    return find(parse(REPORT, "fr"), "2022-05-13")


def read(text: str, date: str | None = "2022-05-13", **more: object) -> Cast:
    return find(parse(text, "fr"), date, **more)  # type: ignore[arg-type]


def one(cast: Cast, words: str) -> Mention:
    """The mention with exactly these words (the first, if they come twice)."""
    found = [m for m in cast.mentions if m.text == words]
    assert found, f"{words!r} is none of {[m.text for m in cast.mentions]}"
    return found[0]


def test_role_with_demonym_and_name_is_one_mention_with_all_codes(cast: Cast) -> None:
    austin = one(cast, "Le secrétaire américain à la Défense Lloyd Austin").actor
    assert (austin.name, austin.country, austin.sector, austin.other_sectors) == ("Lloyd Austin", "USA", "GOV", ["MIL"])
    assert (austin.office, austin.level, austin.field) == ("secretary of defense", "minister", "defence")


def test_counterpart_takes_the_office_of_the_subject_in_another_country(cast: Cast) -> None:
    choigou = one(cast, "son homologue russe Sergueï Choïgou")
    assert choigou.form == "counterpart"
    assert (choigou.actor.country, choigou.actor.level, choigou.actor.field) == ("RUS", "minister", "defence")
    assert choigou.actor.sector == "GOV" and choigou.actor.other_sectors == ["MIL"]


def test_role_in_the_headline_is_the_person_named_below(cast: Cast) -> None:
    assert one(cast, "le ministre russe de la Défense").actor is one(cast, "Choïgou").actor


def test_role_without_gender_agreement_still_finds_its_holder(cast: Cast) -> None:
    scholz = one(cast, "le chancelier allemand Olaf Scholz").actor
    assert one(cast, "la chancelière allemande").actor is scholz
    assert one(cast, "Le chancelier").actor is scholz
    assert one(cast, "Scholz").actor is scholz


def test_spelling_in_an_editor_s_brackets_is_the_same_person(cast: Cast) -> None:
    putin = one(cast, "Putin").actor
    assert putin is one(cast, "Vladimir Poutine").actor is one(cast, "le président russe").actor
    assert (putin.country, putin.level) == ("RUS", "head")


def test_spokesperson_inherits_country_and_the_principal_stays_a_mention(cast: Cast) -> None:
    spokesman = one(cast, "Le porte-parole de Scholz, Wolfgang Büchner")
    assert (spokesman.actor.name, spokesman.actor.country, spokesman.actor.level) == (
        "Wolfgang Büchner",
        "DEU",
        "spokesperson",
    )
    inner = [m for m in cast.by_sentence[spokesman.sentence] if m.text == "Scholz"]
    assert inner and inner[0].first >= spokesman.first
    assert cast.covering(spokesman.sentence, inner[0].first) is spokesman


def test_spokesperson_of_a_ministry_inherits_its_sectors(cast: Cast) -> None:
    kirby = one(cast, "Le porte-parole du Pentagone, John Kirby").actor
    assert (kirby.country, kirby.sector, kirby.other_sectors, kirby.level) == ("USA", "GOV", ["MIL"], "spokesperson")


def test_subject_pronoun_is_the_last_sentence_s_subject_and_impersonal_il_is_nobody(cast: Cast) -> None:
    pronouns = [m for m in cast.mentions if m.text == "Il"]
    assert [m.actor.name for m in pronouns] == ["Wolfgang Büchner"]


def test_two_men_are_the_two_persons_of_different_countries(cast: Cast) -> None:
    assert [a.name for a in one(cast, "les deux hommes").actor.members] == ["Olaf Scholz", "Vladimir Poutine"]


def test_coordinated_adjectives_make_two_actors(cast: Cast) -> None:
    group = one(cast, "Des responsables américains et russes de la défense").actor
    assert [(a.country, a.sector, a.other_sectors) for a in group.members] == [
        ("USA", "GOV", ["MIL"]),
        ("RUS", "GOV", ["MIL"]),
    ]
    assert [a.country for a in one(cast, "les deux puissances").actor.members] == ["USA", "RUS"]


def test_bloc_without_organisation_has_no_country(cast: Cast) -> None:
    allies = one(cast, "les alliés occidentaux").actor
    assert (allies.kind, allies.country) == ("group", None)


def test_state_after_en_is_a_place_and_after_avec_an_actor(cast: Cast) -> None:
    assert one(cast, "Ukraine").place_only
    assert not one(cast, "Moscou").place_only and one(cast, "Moscou").actor.country == "RUS"


def test_adjective_inside_another_phrase_is_a_demonym_mention(cast: Cast) -> None:
    demonyms = [m for m in cast.mentions if m.form == "demonym"]
    assert [m.text for m in demonyms] == ["russe"]
    assert demonyms[0].actor is one(cast, "la Russie").actor


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("Le ministre s’est rendu à Kiev.", "Kiev", True),
        ("Le ministre a demandé à Kiev de patienter.", "Kiev", False),
        ("Des combats ont éclaté dans l’est de l’Ukraine.", "l’Ukraine", True),
        ("L’armée a attaqué l’Ukraine.", "l’Ukraine", False),
        ("Il voyage aux États-Unis et en Russie.", "États-Unis", True),
        ("La France et l’Allemagne ont signé un accord.", "l’Allemagne", False),
    ],
)
def test_place_names_are_places_only_where_the_words_say_so(text: str, words: str, place: bool) -> None:
    assert one(read(text), words).place_only is place


def test_coordinated_states_are_two_mentions() -> None:
    cast = read("La France et l’Allemagne ont signé un accord.")
    assert [m.actor.country for m in cast.mentions] == ["FRA", "DEU"]


def test_presidents_with_a_demonym_each_are_two_persons() -> None:
    cast = read("Les présidents malien Assimi Touré et guinéen Alpha Konaté ont déjeuné ensemble.")
    assert [(m.actor.name, m.actor.country, m.actor.level) for m in cast.mentions] == [
        ("Assimi Touré", "MLI", "head"),
        ("Alpha Konaté", "GIN", "head"),
    ]


def test_unknown_person_keeps_no_country() -> None:
    cast = read("Bernard Lachaume a dîné avec Julie Montavon.")
    assert {m.actor.country for m in cast.mentions} == {None}


def test_media_and_days_are_no_actors() -> None:
    cast = read("Vendredi, la nouvelle a été publiée sur Twitter dans un communiqué.")
    assert cast.mentions == []


def test_former_minister_is_out_of_government() -> None:
    actor = one(
        read("L’ancien président malien Issa Dembélé est arrivé."), "L’ancien président malien Issa Dembélé"
    ).actor
    assert actor.country == "MLI" and actor.sector == "ELI" and actor.level == "other"


def test_without_a_date_the_text_itself_tells_which_office_is_meant() -> None:
    cast = read("Vladimir Poutine a parlé. Le président russe est ensuite parti.", None)
    assert one(cast, "Le président russe").actor is one(cast, "Vladimir Poutine").actor
