"""The frame engine: clauses that news wording bends, in both languages; on sentences written for these tests."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pourparlers import actors, events, times
from pourparlers.coder import code_batch
from pourparlers.events.grammar import load_grammar
from pourparlers.events.view import View
from pourparlers.languages import parse_batch
from pourparlers.record import Document, Event

from .test_events_clauses import told

DATE = "2023-04-12"

TWO_SIDES = [
    ("en", "Peru and Bolivia broke off diplomatic relations.", "SANCTION PER+BOL>0"),
    ("fr", "Le Pérou et la Bolivie ont rompu leurs relations diplomatiques.", "SANCTION PER+BOL>0"),
    ("en", "Peru broke off relations with Bolivia.", "SANCTION PER>BOL"),
    ("en", "Peru and Bolivia clashed along the border.", "ASSAULT PER+BOL>0"),
    ("en", "Kenyan and Somali troops traded fire near the border.", "ASSAULT KEN+SOM>0"),
    ("fr", "Des soldats kényans et somaliens ont échangé des tirs.", "ASSAULT KEN+SOM>0"),
    ("en", "Kenya, together with Uganda, condemned Rwanda.", "ACCUSE KEN+UGA>RWA"),
    ("en", "Kenya along with Uganda condemned Rwanda.", "ACCUSE KEN+UGA>RWA"),
    ("fr", "Le Kenya, avec l'Ouganda, a condamné le Rwanda.", "ACCUSE KEN+UGA>RWA"),
    ("fr", "Le Kenya ainsi que l'Ouganda ont condamné le Rwanda.", "ACCUSE KEN+UGA>RWA"),
]

RECEIVED = [
    ("en", "The Kenyan president received a call from the Ugandan president.", "CONSULT UGA>KEN"),
    ("fr", "Le président kényan a reçu un appel du président ougandais.", "CONSULT UGA>KEN"),
    ("fr", "Le président kényan a reçu lundi un appel téléphonique de son homologue ougandais.", "CONSULT UGA>KEN"),
    ("en", "Chile was visited by the Peruvian president.", "CONSULT PER>CHL"),
    ("fr", "Le Chili a été visité par le président péruvien.", "CONSULT PER>CHL"),
    ("en", "The Chilean president hosted his Peruvian counterpart in Santiago.", "CONSULT PER>CHL"),
]

STILL_TO_COME = [
    ("en", "Norway said it would provide weapons to Latvia.", "AGREE NOR>LVA future"),
    ("en", "Norway's prime minister said his government would send aid to Latvia.", "AGREE NOR>LVA future"),
    ("fr", "La Norvège a déclaré qu'elle fournirait des armes à la Lettonie.", "AGREE NOR>LVA future"),
    (
        "fr",
        "Le premier ministre norvégien a déclaré que son pays enverrait une aide à la Lettonie.",
        "AGREE NOR>LVA future",
    ),
    ("en", "Turkey would meet Greece next week, the minister said.", "AGREE TUR>GRC future"),
    ("en", "The Peruvian president is due to meet the Chilean president on Friday.", "AGREE PER>CHL future"),
    ("en", "The Peruvian minister is expected to hold talks with his Chilean counterpart.", "AGREE PER>CHL future"),
    ("fr", "Le président péruvien doit rencontrer vendredi son homologue chilien.", "AGREE PER>CHL future"),
    ("fr", "Le Kenya est prêt à retirer ses troupes de Somalie.", "CONCEDE KEN>SOM future"),
]

UNREAL = [
    ("en", "Turkey would attack Syria if it had the means.", "ASSAULT TUR>SYR hypothetical"),
    ("fr", "La Turquie attaquerait la Syrie si elle le pouvait.", "ASSAULT TUR>SYR hypothetical"),
    ("fr", "La Turquie aurait attaqué la Syrie.", "ASSAULT TUR>SYR hypothetical"),
]

OWNED_NOUNS = [
    ("en", "Peru's refusal to meet Chile angered neighbours.", "REJECT PER>CHL"),
    ("fr", "Le refus du Pérou de rencontrer le Chili a surpris.", "REJECT PER>CHL"),
    ("en", "Peru's decision to expel two Chilean diplomats surprised observers.", "SANCTION PER>CHL future"),
    ("fr", "La décision du Pérou d'expulser deux diplomates chiliens a surpris.", "SANCTION PER>CHL future"),
    ("en", "Peru's rejection of Chile's offer surprised diplomats.", "REJECT PER>CHL"),
]

ADDRESSED = [
    ("en", "The Kenyan president asked the Ugandan president to meet the Rwandan president.", "REQUEST KEN>UGA"),
    ("en", "Kenya urged Uganda to hold talks with Rwanda.", "REQUEST KEN>UGA"),
    ("en", "Kenya called on Uganda to withdraw its troops from Rwanda.", "REQUEST KEN>UGA"),
    (
        "fr",
        "Le président kényan a demandé au président ougandais de rencontrer le président rwandais.",
        "REQUEST KEN>UGA",
    ),
]

HEADLINES = [
    ("en", "Israel strikes Gaza", "ASSAULT ISR>PSE"),
    ("en", "Kenyan president meets Ugandan counterpart", "CONSULT KEN>UGA"),
    ("en", "Talks between Peru and Chile", "CONSULT PER+CHL>0"),
    ("fr", "Le Kenya expulse deux diplomates ougandais", "SANCTION KEN>UGA"),
    ("fr", "Frappe israélienne sur Damas", "ASSAULT ISR>SYR"),
]

DATELINES = [
    ("en", "BERLIN (Reuters) – Germany condemned Belarus on Monday.", "ACCUSE DEU>BLR"),
    ("en", "LAGOS, April 11 -- Nigeria condemned Chad on Monday.", "ACCUSE NGA>TCD"),
    (
        "en",
        "KYIV, April 11 (Xinhua) - Finnish Prime Minister Sanna Marin met Polish Prime Minister Donald Tusk.",
        "CONSULT FIN>POL",
    ),
    ("en", "MANILA - The Kenyan army attacked Somalia.", "ASSAULT KEN>SOM"),
    ("fr", "PARIS, 11 avril (AFP) – La Suède a expulsé deux diplomates russes.", "SANCTION SWE>RUS"),
    ("fr", "NAIROBI — La Somalie a condamné l'Ouganda.", "ACCUSE SOM>UGA"),
]

PARTICIPLES = [
    ("en", "Iran, accused by Israel of attacking a ship, denied the charges.", "ACCUSE ISR>IRN"),
    ("fr", "L'Iran, accusé par Israël d'avoir attaqué un navire, a démenti.", "ACCUSE ISR>IRN"),
    ("en", "Two Syrian journalists, arrested by Turkish police, were released.", "COERCE TUR>SYR"),
    ("fr", "Deux journalistes syriens, arrêtés par la police turque, ont été libérés.", "COERCE TUR>SYR"),
    ("en", "Sudan, which has shelled Chad, denied the accusations.", "ASSAULT SDN>TCD"),
    ("fr", "Le Kenya a riposté en expulsant deux diplomates ougandais.", "SANCTION KEN>UGA"),
    ("en", "Kenya recalled its envoy, accusing Uganda of torture.", "ACCUSE KEN>UGA"),
    ("en", "Turkey sent troops to fight Syria.", "ASSAULT TUR>SYR hypothetical"),
    ("fr", "La Turquie a envoyé des troupes pour combattre la Syrie.", "ASSAULT TUR>SYR hypothetical"),
]

SHARED_OBJECTS = [
    ("en", "Turkey arrested and deported three Syrian journalists.", "COERCE TUR>SYR"),
    ("fr", "La Turquie a arrêté et expulsé trois journalistes syriens.", "COERCE TUR>SYR"),
    ("fr", "La Turquie a condamné puis attaqué la Syrie.", "ACCUSE TUR>SYR"),
    ("en", "Turkey condemned and expelled the Syrian ambassador.", "ACCUSE TUR>SYR"),
]

OWNED_OBJECTS = [
    ("en", "Kenya criticised Uganda's handling of the crisis.", "ACCUSE KEN>UGA"),
    ("fr", "Le Kenya a critiqué la décision ougandaise.", "ACCUSE KEN>UGA"),
    ("fr", "Le Kenya a critiqué la politique de l'Ouganda.", "ACCUSE KEN>UGA"),
]

Reading = Mapping[tuple[str, str], list[Event]]


@pytest.fixture(scope="module")
def readings() -> Reading:
    """What the frames alone read, without the relation model."""
    texts = {case[:2] for group in GROUPS.values() for case in group}
    texts |= {("en", "Iran rejected talk of a coup."), ("en", "The minister died of a heart attack in Iran.")}
    found: dict[tuple[str, str], list[Event]] = {}
    for language in ("en", "fr"):
        own = sorted(text for of, text in texts if of == language)
        for text, parsed in zip(own, parse_batch(own, language), strict=True):
            cast, when = actors.find(parsed, DATE), times.tag(parsed, DATE)
            found[language, text], _ = events.code(parsed, cast, when, [], [], DATE, ask=None)
    return found


GROUPS = {
    "two_sides": TWO_SIDES,
    "received": RECEIVED,
    "still_to_come": STILL_TO_COME,
    "unreal": UNREAL,
    "owned_nouns": OWNED_NOUNS,
    "addressed": ADDRESSED,
    "headlines": HEADLINES,
    "datelines": DATELINES,
    "participles": PARTICIPLES,
    "shared_objects": SHARED_OBJECTS,
    "owned_objects": OWNED_OBJECTS,
}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [pytest.param(*case, id=f"{name}-{case[1]}") for name, group in GROUPS.items() for case in group],
)
def test_clause_of_news_wording_yields_its_event(language: str, text: str, expected: str, readings: Reading) -> None:
    assert expected in [told(event) for event in readings[language, text]]


@pytest.mark.parametrize(("language", "text", "expected"), STILL_TO_COME)
def test_announced_event_is_not_dated_by_publication(
    language: str, text: str, expected: str, readings: Reading
) -> None:
    assert all(event.date_from != "publication" for event in readings[language, text] if event.tense == "future")


@pytest.mark.parametrize(("language", "text", "expected"), [*DATELINES, *ADDRESSED])
def test_dateline_and_third_party_are_no_party(language: str, text: str, expected: str, readings: Reading) -> None:
    assert [told(event) for event in readings[language, text]] == [expected]


def test_talk_of_something_is_no_talk(readings: Reading) -> None:
    assert all("meet" not in event.mode for event in readings["en", "Iran rejected talk of a coup."])


def test_heart_attack_is_no_assault(readings: Reading) -> None:
    assert readings["en", "The minister died of a heart attack in Iran."] == []


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("LAGOS, May 3 (Reuters) -- Nigeria condemned Chad.", "Nigeria"),
        ("Iran – accused by Israel – condemned Chad.", "Iran"),
        ("NATO – Russia talks resumed.", "NATO"),
        ("Iran: US sanctions are unacceptable.", "Iran"),
    ],
)
def test_dateline_ends_where_the_report_begins(text: str, opening: str) -> None:
    (parsed,) = parse_batch([text], "en")
    sentence = parsed.sentences[0]
    cast, when = actors.find(parsed, DATE), times.tag(parsed, DATE)
    view = View(sentence, cast.by_sentence.get(0, []), load_grammar("en"), {}, when)
    assert sentence.tokens[view.opening].text == opening


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Sweden imposed \u0301  "),
        ("fr", "La Suède a lancé \u0301 \u00a0\u00a0"),
        ("en", "Norway launched \n\t "),
    ],
)
def test_tokens_that_fold_to_nothing_do_no_harm(language: str, text: str) -> None:
    (record,) = code_batch([Document(text=text, language=language)], ask=None)
    assert record.events == []
