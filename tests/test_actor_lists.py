"""The actor lists: what French and English both know, and that every code is one of PLOVER's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.actors.fold import fold_words, sound_key
from pourparlers.actors.lists import Lists, load
from pourparlers.errors import LanguageError
from pourparlers.languages.folding import fold

SECTORS = set(
    [
        "COP",
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "OPP",
        "PRE",
        "REL",
        "SOC",
    ]
)
NOT_STATES = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}


@pytest.fixture(scope="module")
def fr() -> Lists:
    return load("fr")


@pytest.fixture(scope="module")
def en() -> Lists:
    return load("en")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("États-Unis", "etats unis"),
        ("l’Élysée", "l elysee"),
        ("  Côte\u00a0d'Ivoire ", "cote d ivoire"),
        ("Błaszczak", "blaszczak"),
        ("Путин", "putin"),
        ("U.S.", "u.s."),
        ("", ""),
    ],
)
def test_fold_gives_one_key_for_the_ways_of_writing(written: str, key: str) -> None:
    assert fold(written) == key
    assert fold_words(written) == key.split()


@given(st.text())
def test_fold_is_stable_and_never_fails(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert "  " not in fold(text)


@given(st.text())
def test_sound_key_takes_any_text(text: str) -> None:
    assert isinstance(sound_key(text), str)


@pytest.mark.parametrize(
    ("french", "english"),
    [("Choïgou", "Shoigu"), ("Poutine", "Putin"), ("Zelenski", "Zelenskyy"), ("Porochenko", "Poroshenko"),
     ("Loukachenko", "Lukashenko"), ("Pachinian", "Pashinyan"), ("Prigojine", "Prigozhin")],
)  # fmt: skip
def test_sound_key_joins_transliterations(french: str, english: str) -> None:
    assert sound_key(french) == sound_key(english)


def test_sound_key_keeps_different_people_apart() -> None:
    names = ["Merkel", "Macron", "Scholz", "Schulz", "Biden", "Putin", "Petro", "Medvedev", "Modi", "Mursi"]
    assert len({sound_key(name) for name in names}) == len(names)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_codes_are_all_plovers(language: str) -> None:
    lists = load(language)
    countries = set(lists.countries) | NOT_STATES
    assert {n.country for n in lists.names.values()} - {None} <= countries
    assert set(lists.demonyms.values()) <= countries
    sectors = {n.sector for n in lists.names.values()} | {r.sector for r in lists.roles.values()}
    others = {s for n in lists.names.values() for s in n.other_sectors}
    others |= {s for r in lists.roles.values() for s in r.other_sectors}
    assert sectors - {None} <= SECTORS
    assert others <= SECTORS
    for holder in lists.holders:
        assert holder.country in countries, holder
        assert holder.sector is None or holder.sector in SECTORS, holder


def test_states_are_the_same_in_both_languages(fr: Lists, en: Lists) -> None:
    assert set(fr.countries) == set(en.countries)
    assert len(fr.countries) >= 195
    for lists in (fr, en):
        named = {n.country for n in lists.names.values() if n.kind == "state"}
        assert set(lists.countries) <= named


def test_codes_are_iso_alpha_3_but_for_kosovo(en: Lists) -> None:
    assert all(len(code) == 3 and code.isupper() for code in en.countries)
    assert "KOS" in en.countries
    assert not {"UNK", "XKX", "PRI", "ESH", "GUF"} & set(en.countries)


@pytest.mark.parametrize(
    ("form", "country"),
    [("malien", "MLI"), ("maliennes", "MLI"), ("russes", "RUS"), ("grecque", "GRC"), ("turques", "TUR"),
     ("sud-coréenne", "KOR"), ("nigériane", "NGA"), ("nigérienne", "NER"), ("ukrainiens", "UKR"), ("lettonne", "LVA"),
     ("américaines", "USA"), ("émiratie", "ARE"), ("britannique", "GBR"), ("afghanes", "AFG")],
)  # fmt: skip
def test_french_demonyms_cover_gender_and_number(fr: Lists, form: str, country: str) -> None:
    assert fr.demonyms[fold(form)] == country


@pytest.mark.parametrize(
    ("form", "country"),
    [("Russians", "RUS"), ("Frenchmen", "FRA"), ("Polish", "POL"), ("Poles", "POL"), ("Iraqis", "IRQ"),
     ("Chinese", "CHN"), ("Germans", "DEU"), ("Spaniards", "ESP"), ("North Koreans", "PRK"), ("Britons", "GBR")],
)  # fmt: skip
def test_english_demonyms_cover_nouns_and_adjectives(en: Lists, form: str, country: str) -> None:
    assert en.demonyms[fold(form)] == country


@pytest.mark.parametrize(
    ("language", "phrase", "country", "sector", "other"),
    [
        ("fr", "Maison-Blanche", "USA", "GOV", ()),
        ("en", "White House", "USA", "GOV", ()),
        ("fr", "Pentagone", "USA", "GOV", ("MIL",)),
        ("en", "Downing Street", "GBR", "GOV", ()),
        ("fr", "Moscou", "RUS", "GOV", ()),
        ("en", "Beijing", "CHN", "GOV", ()),
        ("fr", "ONU", "UNO", None, ()),
        ("en", "NATO", "IGO", None, ()),
        ("fr", "Cédéao", "IGO", None, ()),
        ("en", "World Health Organization", "UNO", "MED", ()),
        ("fr", "CPI", "IGO", "JUD", ()),
        ("fr", "Commission européenne", "EUR", "GOV", ()),
        ("fr", "groupe Wagner", "RUS", "PRM", ()),
        ("en", "Houthis", "YEM", "REB", ()),
        ("fr", "État islamique", "IMG", "REB", ()),
        ("en", "South Ossetia", "GEO", None, ("PRE",)),
        ("fr", "Sahara occidental", "MAR", None, ("PRE",)),
        ("fr", "Guyane", "FRA", None, ()),
        ("en", "Puerto Rico", "USA", None, ()),
        ("fr", "Sénat", None, "LEG", ()),
    ],
)
def test_names_have_their_codes(
    language: str, phrase: str, country: str | None, sector: str | None, other: tuple[str, ...]
) -> None:
    name = load(language).names[fold(phrase)]
    assert (name.country, name.sector, name.other_sectors) == (country, sector, other)


def test_places_and_metonyms_are_marked(en: Lists) -> None:
    assert en.names["france"].is_place and not en.names["france"].metonym
    assert en.names["moscow"].is_place and en.names["moscow"].metonym
    assert en.names["moscow"].name == "Russia"
    assert not en.names["nato"].is_place


def test_ordinary_words_need_their_capitals(en: Lists, fr: Lists) -> None:
    assert {"polish", "turkey", "chad"} <= en.needs_capital
    assert {"us", "who", "is", "un"} <= en.needs_upper
    assert {"rabat", "lima"} <= fr.needs_capital
    assert not {"nato", "united nations"} & en.needs_upper


@pytest.mark.parametrize(
    ("language", "phrase", "office", "level", "field"),
    [
        ("fr", "chancelière", "chancellor", "head", None),
        ("fr", "premières ministres", "prime minister", "head", None),
        ("fr", "ministre de la Défense", "minister of defence", "minister", "defence"),
        ("fr", "secrétaire à la Défense", "secretary of defense", "minister", "defence"),
        ("fr", "ministres des Affaires étrangères", "minister of foreign affairs", "minister", "foreign"),
        ("fr", "cheffe de la diplomatie", "minister of foreign affairs", "minister", "foreign"),
        ("fr", "porte-parole", "spokesperson", "spokesperson", None),
        ("fr", "envoyées spéciales", "special envoy", "envoy", "foreign"),
        ("en", "Foreign Minister", "minister of foreign affairs", "minister", "foreign"),
        ("en", "defense secretary", "secretary of defense", "minister", "defence"),
        ("en", "ministers of defence", "minister of defence", "minister", "defence"),
        ("en", "spokeswomen", "spokesperson", "spokesperson", None),
        ("en", "secretaries of state", "secretary of state", "minister", "foreign"),
    ],
)
def test_roles_tell_office_level_and_field(
    language: str, phrase: str, office: str, level: str, field: str | None
) -> None:
    role = load(language).roles[fold(phrase)]
    assert (role.office, role.level, role.field) == (office, level, field)
    assert role.person


def test_role_forms_tell_gender_and_number(fr: Lists) -> None:
    assert (fr.roles["chanceliere"].gender, fr.roles["chanceliere"].plural) == ("f", False)
    assert (fr.roles["generaux"].gender, fr.roles["generaux"].plural) == ("m", True)
    assert (fr.roles["armee"].gender, fr.roles["armee"].person) == ("f", False)
    assert fr.roles["troupes"].plural and "troupess" not in fr.roles


@pytest.mark.parametrize(
    ("language", "phrase", "sector"),
    [("fr", "journalistes", "JRN"), ("fr", "réfugiées", "REF"), ("fr", "médecins", "MED"), ("fr", "policière", "COP"),
     ("fr", "manifestantes", "CVL"), ("fr", "ouvriers", "LAB"), ("fr", "juges", "JUD"), ("fr", "rebelles", "REB"),
     ("en", "lawmakers", "LEG"), ("en", "farmers", "AGR"), ("en", "gunmen", "UAF"), ("en", "policemen", "COP")],
)  # fmt: skip
def test_people_have_their_sector(language: str, phrase: str, sector: str) -> None:
    assert load(language).roles[fold(phrase)].sector == sector


def test_holders_are_found_in_either_spelling(fr: Lists) -> None:
    for name in ("Choïgou", "Shoigu", "Sergueï Choïgou", "Sergey Shoygu"):
        assert {h.name for h in fr.holders_named(name, "2022-05-13")} == {"Sergei Shoigu"}, name
    assert {h.identifier for h in fr.holders_named("Poutine")} == {"Q7747"}


def test_holders_are_those_of_the_day(en: Lists) -> None:
    assert [h.office for h in en.holders_named("Putin", "2010-01-01")] == ["prime minister"]
    assert en.holders_named("Trump", "2018-01-01")[0].office == "president"
    assert en.holders_named("Donald Trump", "2022-05-13") == []
    assert [h.office for h in en.holders_named("Scholz", "2022-05-13")] == ["chancellor"]
    assert en.holders_named("Nobody Known") == []


def test_holders_claim_nothing_beyond_what_is_known(en: Lists) -> None:
    holder = en.holders_named("Mishustin", "2023-01-01")[0]
    assert not en.holders_named("Mishustin", "2999-01-01")
    assert holder.end is None and holder.known_until is not None
    assert holder.in_office("2023-01-01") is True
    assert holder.in_office("2019-01-01") is False
    assert holder.in_office("2999-01-01") is None


def test_holders_have_sound_dates(en: Lists) -> None:
    for holder in en.holders:
        known = [day for day in (holder.start, holder.end, holder.known_until) if day is not None]
        assert all(len(day) == 10 for day in known), holder
        assert known == sorted(known), holder
        assert (holder.end is None) == (holder.known_until is not None), holder


def test_closed_classes_are_there_in_both_languages(fr: Lists, en: Lists) -> None:
    assert "homologue" in fr.counterpart and "counterpart" in en.counterpart
    assert fr.plural_pairs["les deux hommes"] == "person" and en.plural_pairs["both sides"] == "any"
    assert fr.pronouns["elle"] == ("f", "s") and en.pronouns["they"] == (None, "p")
    assert "ancien" in fr.former and "former" in en.former
    assert fr.titles[fold("Mme")] == "f" and en.titles[fold("Mr.")] == "m"
    assert fr.ministry_topics["defense"].other_sectors == en.ministry_topics["defence"].other_sectors == ("MIL",)
    assert fr.ministry_heads["ministre"] == en.ministry_heads["minister"] == "minister"


def test_longest_key_is_max_words(fr: Lists, en: Lists) -> None:
    for lists in (fr, en):
        assert all(len(key.split()) <= lists.max_words for key in [*lists.names, *lists.roles, *lists.demonyms])


def test_unknown_language_is_refused_with_advice() -> None:
    with pytest.raises(LanguageError, match="fr, en"):
        load("de")
