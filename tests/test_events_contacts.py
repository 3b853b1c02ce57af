"""Contacts: which talks are one, by what channel, who began, on what level, and what a report claims about the series.

All names and reports are invented for these tests.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pourparlers.coder import code_batch, read
from pourparlers.record import Contact, Document, Record

DATE = "2023-04-12"  # a Wednesday

CHANNELS = [
    ("fr", "La ministre norvégienne a téléphoné à son homologue danois.", "phone", 0),
    ("fr", "La ministre norvégienne s'est entretenue par téléphone avec son homologue danois.", "phone", None),
    ("fr", "La ministre norvégienne s'est entretenue par visioconférence avec son homologue danois.", "video", None),
    ("fr", "La ministre norvégienne a adressé une lettre à son homologue danois.", "letter", None),
    ("fr", "La ministre norvégienne a rencontré son homologue danois.", "meeting", None),
    ("fr", "La ministre norvégienne a reçu son homologue danois.", "meeting", None),
    ("fr", "La ministre norvégienne s'est rendue au Danemark.", "visit", 0),
    ("fr", "La ministre norvégienne s'est entretenue avec son homologue danois.", "unknown", None),
    ("fr", "L'entretien téléphonique entre le président kényan et le roi du Maroc a duré une heure.", "phone", None),
    ("fr", "Le roi du Maroc a appelé à un cessez-le-feu lors de son appel avec le président kényan.", "phone", 0),
    ("en", "The Norwegian minister called her Danish counterpart.", "phone", 0),
    ("en", "The Norwegian minister spoke by phone with her Danish counterpart.", "phone", None),
    ("en", "The Norwegian minister spoke by video link with her Danish counterpart.", "video", None),
    ("en", "The Norwegian minister held a video call with her Danish counterpart.", "video", None),
    ("en", "The Norwegian minister sent a letter to her Danish counterpart.", "letter", None),
    ("en", "The Norwegian minister wrote to her Danish counterpart.", "letter", 0),
    ("en", "The Norwegian minister met her Danish counterpart.", "meeting", None),
    ("en", "The Norwegian minister visited Denmark.", "visit", 0),
    ("en", "The Norwegian minister spoke with her Danish counterpart.", "unknown", None),
    ("en", "The phone call between the Kenyan president and the king of Morocco lasted an hour.", "phone", None),
    ("en", "The Norwegian minister spoke with her Danish counterpart about a meeting of experts.", "unknown", None),
]

# The lower of the two sides' levels; a field where the offices agree on one.
LEVELS = [
    ("fr", "Le président kényan a rencontré le roi du Maroc.", "head", None),
    ("en", "The Kenyan president met the king of Morocco.", "head", None),
    ("fr", "Le président kényan a reçu le ministre soudanais de la Défense.", "minister", "defence"),
    ("en", "The Kenyan president received the Sudanese defence minister.", "minister", "defence"),
    ("fr", "Le ministre kényan de la Défense a rencontré le ministre soudanais de la Défense.", "minister", "defence"),
    ("en", "The Kenyan foreign minister met the Sudanese foreign minister.", "minister", "foreign"),
    (
        "fr",
        "Le ministre kényan des Affaires étrangères a rencontré le ministre malien de la Défense.",
        "minister",
        None,
    ),
    ("fr", "Le ministre kényan des Affaires étrangères a rencontré l'ambassadeur soudanais.", "envoy", "foreign"),
    ("en", "The Kenyan foreign minister met the Sudanese ambassador.", "envoy", "foreign"),
    ("fr", "Les pourparlers entre la Grèce et la Turquie ont repris.", "other", None),
]

# The words of the claim and the date that it names, None where it names none.
CLAIMS = [
    (
        "fr",
        "Le ministre kényan a téléphoné à son homologue soudanais, leur premier échange depuis le 3 janvier.",
        "premier échange depuis le 3 janvier",
        "2023-01-03",
    ),
    (
        "en",
        "The Kenyan defence minister phoned his Sudanese counterpart, their first contact since January 3.",
        "first contact since January 3",
        "2023-01-03",
    ),
    (
        "fr",
        "Le président kényan a rencontré le président soudanais pour la première fois depuis mars 2021.",
        "première fois depuis mars 2021",
        "2021-03",
    ),
    (
        "en",
        "The Kenyan president met the Sudanese president for the first time since March 2021.",
        "first time since March 2021",
        "2021-03",
    ),
    (
        "fr",
        "Le président kényan a rencontré le président soudanais pour la première fois depuis la guerre.",
        "première fois depuis la guerre",
        None,
    ),
    (
        "en",
        "The Kenyan president met the Sudanese president for the first time since the war.",
        "first time since the war",
        None,
    ),
]

# Reports, and the contacts in them as (channel, date, names).
CALL = ("phone", "2023-04-11", ["Anna Bakke", "Peter Lund"])
MERGED = [
    # headline, verb and further clauses tell one call
    (
        "fr",
        "Appel entre la Norvège et le Danemark\nLa ministre norvégienne Anna Bakke a téléphoné à son homologue danois "
        "Peter Lund mardi. Mme Bakke s'est entretenue avec M. Lund de la pêche.",
        [CALL],
    ),
    (
        "en",
        "Norway and Denmark hold phone talks\nNorwegian minister Anna Bakke phoned her Danish counterpart Peter Lund "
        "on Tuesday. Bakke spoke with Lund about fishing.",
        [CALL],
    ),
    # a plural points back
    (
        "fr",
        "La ministre norvégienne Anna Bakke a téléphoné mardi à son homologue danois Peter Lund. Les deux ministres "
        "ont discuté de la pêche.",
        [CALL],
    ),
    (
        "en",
        "Norwegian minister Anna Bakke phoned her Danish counterpart Peter Lund on Tuesday. The two ministers "
        "discussed fishing.",
        [CALL],
    ),
]
APART = [
    # other persons, other call, on the same day and for the same countries
    (
        "fr",
        "Le président kényan Daniel Odera a téléphoné au président soudanais Omar Fadel mardi. La ministre kényane "
        "Grace Wanja a téléphoné au ministre soudanais Hassan Amin mardi.",
        [
            ("phone", "2023-04-11", ["Daniel Odera", "Omar Fadel"]),
            ("phone", "2023-04-11", ["Grace Wanja", "Hassan Amin"]),
        ],
    ),
    (
        "en",
        "Kenyan president Daniel Odera phoned Sudanese president Omar Fadel on Tuesday. Kenyan foreign minister Grace "
        "Wanja phoned Sudanese foreign minister Hassan Amin on Tuesday.",
        [
            ("phone", "2023-04-11", ["Daniel Odera", "Omar Fadel"]),
            ("phone", "2023-04-11", ["Grace Wanja", "Hassan Amin"]),
        ],
    ),
    # other days
    (
        "fr",
        "Le président kényan Daniel Odera a téléphoné au président soudanais Omar Fadel lundi. Daniel Odera a "
        "téléphoné à Omar Fadel mardi.",
        [
            ("phone", "2023-04-10", ["Daniel Odera", "Omar Fadel"]),
            ("phone", "2023-04-11", ["Daniel Odera", "Omar Fadel"]),
        ],
    ),
    # other channels, other countries
    (
        "en",
        "Norwegian minister Anna Bakke phoned Danish minister Peter Lund. Bakke met Lund in Oslo.",
        [("phone", DATE, ["Anna Bakke", "Peter Lund"]), ("meeting", DATE, ["Anna Bakke", "Peter Lund"])],
    ),
    (
        "fr",
        "La ministre norvégienne Anna Bakke a téléphoné à son homologue danois Peter Lund. Elle a ensuite rencontré "
        "son homologue suédois Nils Ek.",
        [("phone", DATE, ["Anna Bakke", "Peter Lund"]), ("meeting", DATE, ["Anna Bakke", "Nils Ek"])],
    ),
]

# Told, but no contact between officials of two countries.
NONE = [
    ("fr", "Le président kényan rencontrera le roi du Maroc."),
    ("en", "The Kenyan president will meet the king of Morocco on Friday."),
    ("fr", "Le président kényan n'a pas rencontré le roi du Maroc."),
    ("en", "The Kenyan president could meet the king of Morocco."),
    ("fr", "Le président kényan a rencontré le roi du Maroc le 2 janvier 2021."),
    ("en", "The Kenyan president met the king of Morocco in 2019."),
    ("en", "The Kenyan president spoke with the Kenyan minister."),
    ("en", "The Kenyan minister met with rebels."),
    ("en", "The Norwegian minister met fishermen."),
    ("fr", "Le Kenya a condamné le Soudan."),
]

TEXTS = sorted({(case[0], case[1]) for case in [*CHANNELS, *LEVELS, *CLAIMS, *MERGED, *APART, *NONE]})


@pytest.fixture(scope="module")
def records() -> Mapping[tuple[str, str], Record]:
    documents = [Document(text=text, language=language, date=DATE) for language, text in TEXTS]
    return dict(zip(TEXTS, code_batch(documents), strict=True))


def only(records: Mapping[tuple[str, str], Record], language: str, text: str) -> Contact:
    (contact,) = records[language, text].contacts
    return contact


@pytest.mark.parametrize(("language", "text", "channel", "initiator"), CHANNELS)
def test_channel_and_initiator_come_from_the_words(language: str, text: str, channel: str, initiator, records) -> None:
    contact = only(records, language, text)
    assert (contact.channel, contact.initiator) == (channel, initiator)


@pytest.mark.parametrize(("language", "text", "level", "field"), LEVELS)
def test_level_is_the_lower_of_the_two_sides(language: str, text: str, level: str, field: str | None, records) -> None:
    contact = only(records, language, text)
    assert (contact.level, contact.field) == (level, field)


@pytest.mark.parametrize(("language", "text", "words", "since"), CLAIMS)
def test_first_since_is_kept_as_claimed(language: str, text: str, words: str, since: str | None, records) -> None:
    contact = only(records, language, text)
    assert contact.sequence is not None and contact.sequence.kind == "first_since"
    assert (text[slice(*contact.sequence.span)], contact.sequence.since) == (words, since)
    assert contact.date == DATE  # the date of the claim is not the date of the contact


@pytest.mark.parametrize(("language", "text"), [case[:2] for case in CHANNELS])
def test_no_claim_is_made_where_the_report_makes_none(language: str, text: str, records) -> None:
    assert only(records, language, text).sequence is None


@pytest.mark.parametrize(("language", "text", "expected"), [*MERGED, *APART])
def test_contacts_are_merged_or_kept_apart_as_told(language: str, text: str, expected: list[object], records) -> None:
    found = records[language, text].contacts
    assert [(c.channel, c.date, [party.name for party in c.parties]) for c in found] == expected


@pytest.mark.parametrize(("language", "text"), [case[:2] for case in MERGED])
def test_merged_contact_keeps_its_caller_and_every_evidence(language: str, text: str, records) -> None:
    record = records[language, text]
    (event,) = record.events
    assert len(event.evidence) >= 2 and len(event.trigger) >= 2
    assert record.contacts[0].initiator == 0


@pytest.mark.parametrize(("language", "text"), NONE)
def test_no_contact_is_made_of_what_is_not_one(language: str, text: str, records) -> None:
    assert records[language, text].events
    assert records[language, text].contacts == []


def test_two_sided_contact_names_each_party_once_with_its_country(records) -> None:
    for record in records.values():
        for contact in record.contacts:
            names = [party.name for party in contact.parties]
            assert len(names) == len(set(names)) and len({party.country for party in contact.parties}) > 1
            assert contact.initiator is None or contact.initiator < len(contact.parties)


@pytest.mark.parametrize(
    ("title", "channel"),
    [
        ("Readout of the phone call with Danish minister Peter Lund", "phone"),
        ("Danish minister Peter Lund", "unknown"),
    ],
)
def test_title_tells_the_channel_that_the_text_leaves_out(title: str, channel: str) -> None:
    text = "Anna Bakke, the Norwegian minister, spoke with Danish minister Peter Lund."
    (record,) = code_batch([Document(text=text, language="en", date=DATE, title=title)])
    assert [contact.channel for contact in record.contacts] == [channel]


def test_two_men_join_their_own_talk_and_not_the_last_one_told() -> None:
    text = (
        "Le chancelier autrichien Karl Weiss s'est entretenu avec le président serbe Ivan Petrov. "
        "L'appel entre le ministre grec Nikos Doukas et le ministre turc Emre Kaya a duré une heure. "
        "Le chancelier et le président serbe ont parlé du blé."
    )
    record = read(text, date="2023-04-12", language="fr")
    told = {
        tuple(sorted(p.country or "" for p in contact.parties)): next(
            len(event.evidence) for event in record.events if event.id == contact.event
        )
        for contact in record.contacts
    }
    assert told == {("AUT", "SRB"): 2, ("GRC", "TUR"): 1}


def test_own_forces_are_no_recipient_and_a_failed_aim_is_no_place() -> None:
    text = "La Russie a concentré ses forces après avoir échoué à capturer Kiev."
    record = read(text, date="2022-05-13", language="fr")
    (mobilised,) = [event for event in record.events if event.event == "MOBILIZE"]
    assert mobilised.recipient == [] and mobilised.event_loc is None


def _told(text: str, language: str) -> list[tuple[str, str | None, list[str]]]:
    record = read(text, date=DATE, language=language)
    return sorted((c.channel, c.date, sorted(p.country or "" for p in c.parties)) for c in record.contacts)


def test_calls_told_one_by_one_take_over_the_channel() -> None:
    text = (
        "Norwegian minister Anna Bakke today had four separate calls with leaders from NATO. "
        "Anna Bakke spoke individually with: Prime Minister Peter Lund of Denmark; Prime Minister Maija Salo of "
        "Finland; "
        "Prime Minister Karl Weiss of Austria; and Prime Minister Nikos Doukas of Greece."
    )
    told = _told(text, "en")
    assert [(channel, countries) for channel, _, countries in told] == [
        ("phone", ["AUT", "NOR"]), ("phone", ["DNK", "NOR"]), ("phone", ["FIN", "NOR"]), ("phone", ["GRC", "NOR"]),
    ]  # fmt: skip


def test_talks_on_the_one_hand_and_on_the_other_are_two() -> None:
    text = (
        "La ministre norvégienne Anna Bakke a évoqué la pêche lors d'entretiens téléphoniques avec le ministre danois "
        "Peter Lund, d'une part, et avec le ministre grec Nikos Doukas, d'autre part."
    )
    assert [countries for _, _, countries in _told(text, "fr")] == [["DNK", "NOR"], ["GRC", "NOR"]]


def test_leaders_after_a_list_are_all_of_it() -> None:
    text = (
        "The Norwegian prime minister, Anna Bakke, phoned Chancellor Karl Weiss of Austria, President Ivan Petrov of "
        "Serbia and Prime Minister Nikos Doukas of Greece on Tuesday. The leaders discussed grain."
    )
    assert _told(text, "en") == [("phone", "2023-04-11", ["AUT", "GRC", "NOR", "SRB"])]


def test_recent_talks_are_not_given_the_date_of_the_report() -> None:
    for language, text in (
        ("en", "Norway's minister spoke in the wake of the recent Greek-Turkish talks between Greece and Turkey."),
        ("fr", "La ministre norvégienne a parlé après les récents pourparlers entre la Grèce et la Turquie."),
    ):
        assert all(date is None for _, date, countries in _told(text, language) if "TUR" in countries)
        record = read(text, date=DATE, language=language)
        assert any(event.event == "CONSULT" and event.date is None for event in record.events)


def test_received_in_a_palace_is_no_office_of_the_palace() -> None:
    text = "Last night the Russian president received in the Kremlin President of Finland Maija Salo."
    record = read(text, date=DATE, language="en")
    assert [sorted(p.country or "" for p in c.parties) for c in record.contacts] == [["FIN", "RUS"]]


@pytest.mark.parametrize(
    ("language", "text", "earlier"),
    [
        (
            "en",
            "The Kenyan president had a telephone conversation with the king of Morocco. Further to the talks "
            "held in Rabat on March 2, 2023, the leaders discussed a railway.",
            ("meeting", "2023-03-02"),
        ),
        (
            "en",
            "In follow up to talks held in Rabat the day before, the Kenyan president had a phone call with the king "
            "of Morocco.",
            ("meeting", "2023-04-11"),
        ),
        (
            "en",
            "The Kenyan president spoke by phone with the king of Morocco. They praised the agreement reached during "
            "the April 3 videoconference.",
            ("video", "2023-04-03"),
        ),
        (
            "fr",
            "Au lendemain de leur rencontre à Rabat, le président kényan s'est entretenu par téléphone avec le roi du "
            "Maroc.",
            ("meeting", "2023-04-11"),
        ),
        (
            "fr",
            "Après leurs pourparlers du 2 avril à Rabat, le président kényan et le roi du Maroc se sont parlé au "
            "téléphone.",
            ("meeting", "2023-04-02"),
        ),
    ],
)
def test_earlier_talks_of_the_same_parties_are_recalled_with_their_day(
    language: str, text: str, earlier: tuple[str, str]
) -> None:
    contacts = read(text, language=language, date=DATE).contacts
    found = {(c.channel, c.date): {p.country for p in c.parties} for c in contacts}
    assert found == {earlier: {"KEN", "MAR"}, ("phone", DATE): {"KEN", "MAR"}}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Kenyan president rang the king of Morocco after the summit of April 3 in Rabat failed."),
        ("en", "The Kenyan president spoke by phone with the king of Morocco. Talks will be held in Rabat on May 3."),
        ("fr", "Le président kényan a téléphoné au roi du Maroc après les pourparlers entre l'Égypte et le Soudan."),
    ],
)
def test_talks_of_others_are_not_recalled_as_theirs(language: str, text: str) -> None:
    contacts = read(text, language=language, date=DATE).contacts
    theirs = [c for c in contacts if {party.country for party in c.parties} == {"KEN", "MAR"}]
    assert [(contact.channel, contact.date) for contact in theirs] == [("phone", DATE)]


@pytest.mark.parametrize(
    ("language", "text", "countries"),
    [
        ("en", "The Irish president held a call with the G7 leaders.", "IRL CAN DEU FRA GBR ITA JPN USA"),
        ("en", "The Polish president received the Nordic ministers.", "POL DNK FIN ISL NOR SWE"),
        ("fr", "Le président polonais a reçu les présidents baltes.", "POL EST LVA LTU"),
        ("fr", "Le chancelier autrichien a rencontré les dirigeants du G7.", "AUT CAN DEU FRA GBR ITA JPN USA"),
    ],
)
def test_format_without_an_organ_stands_for_its_members(language: str, text: str, countries: str) -> None:
    (contact,) = read(text, language=language, date=DATE).contacts
    assert {party.country for party in contact.parties} == set(countries.split())


def test_plan_for_a_visit_is_no_talk_held() -> None:
    record = read("During the visit, the Kenyan president and the king of Morocco plan to discuss trade.", date=DATE)
    assert record.contacts == []


def test_relative_clause_before_a_talk_does_not_take_it() -> None:
    text = (
        "Le président kényan a évoqué la crise en Somalie, qui s'aggrave chaque jour, lors d'entretiens téléphoniques "
        "avec le roi du Maroc et le président égyptien."
    )
    assert {frozenset(p.country for p in c.parties) for c in read(text, language="fr", date=DATE).contacts} == {
        frozenset({"KEN", "MAR"}),
        frozenset({"KEN", "EGY"}),
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Kenyan president informed his cabinet on the course of talks with Morocco."),
        ("en", "The Kenyan president underlined the importance of quickly opening talks with Morocco."),
        ("en", "The cabinet noted the recent talks between Kenya and Morocco."),
        ("fr", "Le président kényan a insisté sur la nécessité d'ouvrir des pourparlers avec le Maroc."),
        ("fr", "Le ministre kényan a exposé aux députés l'avancement des pourparlers avec le Maroc."),
    ],
)
def test_talks_that_go_on_or_are_called_for_are_no_contact_of_a_day(language: str, text: str) -> None:
    assert read(text, language=language, date=DATE).contacts == []


def test_counterparts_are_those_who_took_part() -> None:
    text = (
        "The Kenyan foreign minister spoke with her counterparts on Tuesday. "
        "Countries participating in the call were Togo, Ghana and Benin."
    )
    (contact,) = read(text, language="en", date=DATE).contacts
    assert {party.country for party in contact.parties} == {"KEN", "TGO", "GHA", "BEN"}


def test_participants_behind_their_verb_are_listed() -> None:
    text = (
        "Le président kényan a organisé mardi une conférence téléphonique avec les alliés du Kenya. "
        "Ont pris part à l'appel le roi du Maroc, le président ghanéen et le président togolais."
    )
    (contact,) = read(text, language="fr", date=DATE).contacts
    assert (contact.channel, {p.country for p in contact.parties}) == ("phone", {"KEN", "MAR", "GHA", "TGO"})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Kenyan minister met with the Moroccan minister and separately with the Ghanaian minister."),
        ("fr", "La ministre kényane a rencontré le ministre marocain, puis, séparément, la ministre ghanéenne."),
    ],
)
def test_those_met_separately_are_met_apart(language: str, text: str) -> None:
    contacts = read(text, language=language, date=DATE).contacts
    assert [{p.country for p in c.parties} for c in contacts] == [{"KEN", "MAR"}, {"KEN", "GHA"}]


def test_talks_between_others_are_not_those_told_before() -> None:
    text = (
        "The Kenyan president spoke by phone with the king of Morocco. They discussed the latest round of talks "
        "between Sudanese and Ethiopian representatives in Cairo."
    )
    contacts = read(text, language="en", date=DATE).contacts
    assert [{p.country for p in c.parties} for c in contacts] == [{"KEN", "MAR"}, {"SDN", "ETH"}]
