"""Frames: the roles, types, dates and evidence of coded events, on sentences written for these tests."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pourparlers.coder import code_batch, read
from pourparlers.record import Document, Event, Record

from .test_events_clauses import told

DATE = "2023-04-12"

# What is asked for, threatened or refused is the content of that act and no event beside it.
SPOKEN = [
    ("fr", "Le Mexique a demandé au Guatemala de libérer les journalistes.", ["REQUEST MEX>GTM"]),
    ("en", "Mexico asked Guatemala to release the journalists.", ["REQUEST MEX>GTM"]),
    ("fr", "Le Japon a exhorté la Chine à retirer ses navires.", ["REQUEST JPN>CHN"]),
    ("en", "Japan urged China to withdraw its ships.", ["REQUEST JPN>CHN"]),
    ("fr", "Le Pérou exige que la Bolivie libère les otages.", ["REQUEST PER>BOL"]),
    ("en", "Peru demanded that Bolivia release the hostages.", ["REQUEST PER>BOL"]),
    ("en", "The king of Morocco told the Chadian president to release the hostages.", ["REQUEST MAR>TCD"]),
    (
        "fr",
        "Le président kényan a demandé au président soudanais de rencontrer le président tchadien.",
        ["REQUEST KEN>SDN"],
    ),
    ("fr", "Le Mexique menace de bombarder le Guatemala.", ["THREATEN MEX>GTM"]),
    ("en", "Mexico threatened to bomb Guatemala.", ["THREATEN MEX>GTM"]),
    ("fr", "Le Pérou a rejeté la demande de la Bolivie.", ["REJECT PER>BOL"]),
    ("fr", "Le président finlandais a refusé de rencontrer le président serbe.", ["REJECT FIN>SRB"]),
    ("en", "The Peruvian president cancelled his visit to Chile.", ["REJECT PER>CHL"]),
]

# A request made in a talk is addressed to the other party of that talk.
IN_A_TALK = [
    (
        "fr",
        "Le président kényan a appelé à un cessez-le-feu lors de son appel avec le président soudanais.",
        ["REQUEST KEN>SDN", "CONSULT KEN>SDN"],
    ),
    (
        "en",
        "The Kenyan president called for a ceasefire during his call with the Sudanese president.",
        ["REQUEST KEN>SDN", "CONSULT KEN>SDN"],
    ),
    # … unless the clause says to whom
    (
        "fr",
        "Le chancelier autrichien s'est entretenu avec le président égyptien et a exhorté Malte à libérer les otages.",
        ["CONSULT AUT>EGY", "REQUEST AUT>MLT"],
    ),
    (
        "en",
        "The Austrian chancellor spoke with the Egyptian president and urged Malta to release the hostages.",
        ["CONSULT AUT>EGY", "REQUEST AUT>MLT"],
    ),
]

# A group, or a noun without nationality, has no country: never a guess.
GROUPS = [
    ("fr", "Les alliés occidentaux ont condamné la Corée du Nord.", ["ACCUSE ?>PRK"]),
    ("en", "Western allies condemned North Korea.", ["ACCUSE ?>PRK"]),
    ("fr", "Les rebelles ont attaqué le Mali.", ["ASSAULT ?>MLI"]),
    ("en", "The Kenyan minister met with rebels.", ["CONSULT KEN>?"]),
    ("en", "The Norwegian minister met fishermen.", ["CONSULT NOR>?"]),
]

ROLES = [
    ("fr", "Des soldats érythréens ont tué trois civils éthiopiens.", ["ASSAULT ERI>ETH"]),
    ("en", "Eritrean soldiers killed three Ethiopian civilians.", ["ASSAULT ERI>ETH"]),
    ("fr", "La Corée du Nord a tiré deux missiles vers le Japon.", ["ASSAULT PRK>JPN"]),
    ("en", "North Korea fired two missiles towards Japan.", ["ASSAULT PRK>JPN"]),
    ("fr", "Le Canada a imposé des sanctions à la Biélorussie.", ["SANCTION CAN>BLR"]),
    ("en", "Canada imposed sanctions on Belarus.", ["SANCTION CAN>BLR"]),
    # a town stands for its country where the frame takes a place for a party
    ("fr", "Le Kenya a attaqué Mogadiscio.", ["ASSAULT KEN>SOM"]),
    ("en", "Kenya bombed Mogadishu.", ["ASSAULT KEN>SOM"]),
    # event nouns, and verbs whose subject fills both sides
    ("fr", "Les pourparlers entre la Grèce et la Turquie ont repris.", ["CONSULT GRC+TUR>0"]),
    ("en", "Talks between Greece and Turkey resumed.", ["CONSULT GRC+TUR>0"]),
    ("fr", "La rencontre du roi du Maroc avec le président sénégalais a eu lieu lundi.", ["CONSULT MAR>SEN"]),
    ("fr", "Le président turc et son homologue grec ont discuté de la Libye.", ["CONSULT TUR+GRC>0"]),
    ("en", "The Turkish president and his Greek counterpart discussed Libya.", ["CONSULT TUR+GRC>0"]),
    ("en", "The Turkish president discussed Libya with his Greek counterpart.", ["CONSULT TUR>GRC"]),
]

# Text, then (date, where the date comes from, background or not) of each event.
DATED = [
    ("fr", "Le Kenya a attaqué la Somalie.", [(DATE, "publication", False)]),
    ("en", "Kenya attacked Somalia.", [(DATE, "publication", False)]),
    ("fr", "Hier, le Kenya a attaqué la Somalie.", [("2023-04-11", "stated", False)]),
    ("en", "Yesterday, Kenya attacked Somalia.", [("2023-04-11", "stated", False)]),
    ("en", "The Argentine president met the Brazilian president on March 13.", [("2023-03-13", "stated", False)]),
    ("fr", "Le 12 mars, le président argentin a rencontré le président brésilien.", [("2023-03-12", "stated", False)]),
    ("fr", "Le 11 mars, le président argentin a rencontré le président brésilien.", [("2023-03-11", "stated", True)]),
    ("en", "On February 4, the Argentine president met the Brazilian president.", [("2023-02-04", "stated", True)]),
    ("fr", "Le président argentin a rencontré le président brésilien en 2019.", [("2019", "stated", True)]),
    ("en", "The Argentine president met the Brazilian president in 2019.", [("2019", "stated", True)]),
    ("fr", "Le Kenya a attaqué la Somalie il y a trois ans.", [("2020", "stated", True)]),
    ("en", "Kenya attacked Somalia three years ago.", [("2020", "stated", True)]),
    # reckoned from another date of the sentence
    (
        "fr",
        "La ministre norvégienne a reçu son homologue danois le 18 mars, six jours avant que le Soudan n'attaque "
        "l'Éthiopie.",
        [("2023-03-18", "stated", False), ("2023-03-24", "inferred", False)],
    ),
    (
        "en",
        "The Norwegian minister received her Danish counterpart on March 18, six days before Sudan attacked Ethiopia.",
        [("2023-03-18", "stated", False), ("2023-03-24", "inferred", False)],
    ),
    # what is still to come has the date that is stated, or none
    ("fr", "Le président argentin va rencontrer le président brésilien vendredi.", [("2023-04-14", "stated", False)]),
    ("en", "The Argentine president will meet the Brazilian president.", [(None, None, False)]),
    ("fr", "Le président argentin rencontrera le président brésilien.", [(None, None, False)]),
]

FRAMES = [*SPOKEN, *IN_A_TALK, *GROUPS, *ROLES]
TEXTS = sorted({(case[0], case[1]) for case in [*FRAMES, *DATED]})


@pytest.fixture(scope="module")
def records() -> Mapping[tuple[str, str], Record]:
    documents = [Document(text=text, language=language, date=DATE) for language, text in TEXTS]
    return dict(zip(TEXTS, code_batch(documents), strict=True))


@pytest.mark.parametrize(("language", "text", "expected"), FRAMES)
def test_sentence_yields_exactly_its_events(language: str, text: str, expected: list[str], records) -> None:
    assert [told(event) for event in records[language, text].events] == expected


@pytest.mark.parametrize(("language", "text", "expected"), DATED)
def test_event_has_the_date_its_clause_gives(language: str, text: str, expected: list[object], records) -> None:
    found = records[language, text].events
    assert [(event.date, event.date_from, event.historical) for event in found] == expected


OLD = [case for case in DATED if all(entry[2] for entry in case[2])]


@pytest.mark.parametrize(("language", "text"), [case[:2] for case in OLD if len(case[2][0][0]) < 10])
def test_talks_of_long_ago_without_a_day_are_no_contacts(language: str, text: str, records) -> None:
    assert records[language, text].events and records[language, text].contacts == []


@pytest.mark.parametrize(("language", "text"), [case[:2] for case in OLD if len(case[2][0][0]) == 10])
def test_talks_of_a_day_within_the_year_are_contacts_of_that_day(language: str, text: str, records) -> None:
    (event,), (contact,) = records[language, text].events, records[language, text].contacts
    assert event.historical and contact.date == event.date


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("fr", "Le Canada a imposé des sanctions à la Biélorussie.", {"imposé", "sanctions"}),
        ("en", "Canada imposed sanctions on Belarus.", {"imposed", "sanctions"}),
        ("fr", "Les pourparlers entre la Grèce et la Turquie ont repris.", {"pourparlers"}),
        ("en", "Kenya bombed Mogadishu.", {"bombed"}),
    ],
)
def test_trigger_spans_are_the_words_that_decided(language: str, text: str, words: set[str], records) -> None:
    (event,) = records[language, text].events
    assert {word for start, end in event.trigger for word in text[start:end].split()} == words
    assert event.sentence == (0, len(text)) and event.evidence == [event.sentence]


def _only(records: Mapping[tuple[str, str], Record], language: str, text: str) -> Event:
    (event,) = records[language, text].events
    return event


def test_mode_quad_and_scale_are_those_of_the_codebook(records) -> None:
    attack = _only(records, "en", "North Korea fired two missiles towards Japan.")
    assert (attack.mode, attack.quad_code) == (["heavy-weapons"], 4)
    ask = _only(records, "en", "Mexico asked Guatemala to release the journalists.")
    assert (ask.mode, ask.quad_code) == (["yield"], 3)
    talk = _only(records, "fr", "Le président turc et son homologue grec ont discuté de la Libye.")
    assert talk.quad_code == 1
    assert attack.event_scale < ask.event_scale < 0 < talk.event_scale


def test_talk_has_a_place_only_where_people_met(records) -> None:
    talk = _only(records, "en", "The Turkish president discussed Libya with his Greek counterpart.")
    assert talk.event_loc is None
    raid = _only(records, "en", "Kenya bombed Mogadishu.")
    assert raid.event_loc is not None and (raid.event_loc.name, raid.event_loc.country) == ("Mogadishu", "SOM")


def test_why_names_the_codebook_entry(records) -> None:
    event = _only(records, "fr", "Le Japon a exhorté la Chine à retirer ses navires.")
    assert event.why.startswith("codebook request.urge")
    moved = _only(records, "en", "The Argentine president will meet the Brazilian president.")
    assert "CONSULT still to come is AGREE" in moved.why


def test_named_parties_are_more_certain_than_groups_without_country(records) -> None:
    named = _only(records, "en", "Canada imposed sanctions on Belarus.")
    vague = _only(records, "en", "Western allies condemned North Korea.")
    assert 0 < vague.confidence < named.confidence < 1


def test_quoted_event_points_to_the_statement_that_reports_it() -> None:
    text = "« Le Mali a attaqué le Niger », a déclaré le ministre belge Luc Maes. Le Pérou a condamné le Mali."
    (record,) = code_batch([Document(text=text, language="fr", date=DATE)])
    by_type = {event.event: event for event in record.events}
    assert by_type["ASSAULT"].statement in {statement.id for statement in record.statements}
    (condemnation,) = (s for s in record.statements if s.id == by_type["ACCUSE"].statement)
    assert text[slice(*condemnation.cue[0])] == "a condamné"


def test_sentences_without_mention_yield_no_event() -> None:
    (record,) = code_batch([Document(text="Il pleut. Le marché attaque la semaine.", language="fr", date=DATE)])
    assert record.events == [] and record.contacts == []


def test_place_of_several_words_keeps_the_words_of_the_text() -> None:
    record = read("The Syrian army shelled Sharm el Sheikh.", date="2023-04-12", language="en")
    (event,) = record.events
    assert [(r.text, r.country) for r in event.recipient] == [("Sharm el Sheikh", "EGY")]
    assert [record.text[start:end] for start, end in event.recipient[0].spans] == ["Sharm el Sheikh"]
