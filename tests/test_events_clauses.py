"""Clauses: who is the subject, in which voice, and whether the act is real; on sentences written for these tests."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pourparlers import actors, events, times
from pourparlers.coder import code_batch
from pourparlers.languages import parse
from pourparlers.record import Document, Entity, Event, Record

DATE = "2023-04-12"


def sides(entities: list[Entity]) -> str:
    return "+".join(entity.country or "?" for entity in entities) or "0"


def told(event: Event) -> str:
    """An event in short: "AGREE ARG>BRA future"; "?" stands for an actor without country, "0" for nobody."""
    marks = [mark for mark in ("negated", "hypothetical", "historical") if getattr(event, mark)]
    future = ["future"] if event.tense == "future" else []
    return " ".join([event.event, f"{sides(event.actor)}>{sides(event.recipient)}", *future, *marks])


SUBJECTS = [
    ("fr", "La Croatie et la Slovénie ont condamné la Serbie.", ["ACCUSE HRV+SVN>SRB"]),
    ("fr", "La Croatie, la Slovénie et la Hongrie ont condamné la Serbie.", ["ACCUSE HRV+SVN+HUN>SRB"]),
    ("en", "Croatia, Slovenia and Hungary condemned Serbia.", ["ACCUSE HRV+SVN+HUN>SRB"]),
    (
        "fr",
        "Le président français et le chancelier allemand ont rencontré la première ministre finlandaise à Oslo.",
        ["CONSULT FRA+DEU>FIN"],
    ),
    (
        "en",
        "The French president and the German chancellor met the Finnish prime minister in Oslo.",
        ["CONSULT FRA+DEU>FIN"],
    ),
    # several verbs, one subject
    (
        "fr",
        "Le président péruvien a rencontré le roi d'Espagne, a visité le Chili et a condamné le Venezuela.",
        ["CONSULT PER>ESP", "CONSULT PER>CHL", "ACCUSE PER>VEN"],
    ),
    (
        "en",
        "The Peruvian president met the king of Spain, visited Chile and condemned Venezuela.",
        ["CONSULT PER>ESP", "CONSULT PER>CHL", "ACCUSE PER>VEN"],
    ),
    # relative clauses
    (
        "fr",
        "L'armée polonaise, qui avait bombardé la Biélorussie, a attaqué la Lituanie.",
        ["ASSAULT POL>BLR", "ASSAULT POL>LTU"],
    ),
    (
        "en",
        "The Polish army, which had bombed Belarus, attacked Lithuania.",
        ["ASSAULT POL>BLR", "ASSAULT POL>LTU"],
    ),
    (
        "en",
        "The Canadian minister, who had met the Chilean president, condemned Venezuela.",
        ["CONSULT CAN>CHL", "ACCUSE CAN>VEN"],
    ),
    # asides between commas
    ("fr", "La Suède, selon le ministre danois, a expulsé trois diplomates iraniens.", ["SANCTION SWE>IRN"]),
    ("en", "Sweden, according to the Danish minister, expelled three Iranian diplomats.", ["SANCTION SWE>IRN"]),
    (
        "fr",
        "La Suède, membre de l'Union européenne depuis 1995, a expulsé trois diplomates iraniens.",
        ["SANCTION SWE>IRN"],
    ),
    ("en", "Sweden, a member of the European Union since 1995, expelled two Iranian diplomats.", ["SANCTION SWE>IRN"]),
    # control: the subject of the governed verb
    ("fr", "La Turquie veut attaquer la Syrie.", ["ASSAULT TUR>SYR hypothetical"]),
    ("en", "Turkey wants to attack Syria.", ["ASSAULT TUR>SYR hypothetical"]),
    (
        "fr",
        "L'Arménie a empêché le Kosovo d'attaquer la Serbie.",
        ["COERCE ARM>KOS", "ASSAULT KOS>SRB negated hypothetical"],
    ),
    # a plan is carried out by whose plan it is
    (
        "en",
        "Ontario's premier challenged a White House plan to expel Venezuela's ambassador.",
        ["SANCTION USA>VEN hypothetical"],
    ),
    ("fr", "La ministre belge a déclaré que le Mali avait attaqué le Niger.", ["ASSAULT MLI>NER"]),
    ("en", "The Belgian minister said that Mali had attacked Niger.", ["ASSAULT MLI>NER"]),
]

PASSIVES = [
    ("fr", "Le Venezuela a été condamné par le Brésil.", ["ACCUSE BRA>VEN"]),
    ("en", "Venezuela was condemned by Brazil.", ["ACCUSE BRA>VEN"]),
    ("fr", "Deux diplomates iraniens ont été expulsés par le Danemark.", ["SANCTION DNK>IRN"]),
    ("en", "Two Iranian diplomats were expelled by Denmark.", ["SANCTION DNK>IRN"]),
    ("fr", "L'Iran a été accusé par Israël d'avoir attaqué un navire.", ["ACCUSE ISR>IRN"]),
    ("en", "Iran was accused by Israel of attacking a ship.", ["ACCUSE ISR>IRN"]),
    # the visitor is the actor, in either voice
    ("fr", "Le président péruvien a été reçu par le roi d'Espagne.", ["CONSULT PER>ESP"]),
    ("en", "The Peruvian president has been received by the king of Spain.", ["CONSULT PER>ESP"]),
    ("fr", "Le roi d'Espagne a reçu le président péruvien.", ["CONSULT PER>ESP"]),
    # « être » makes no passive of a verb of motion
    ("fr", "Le président péruvien est arrivé au Chili.", ["CONSULT PER>CHL"]),
]

DENIED = [
    ("fr", "Le ministre grec n'a pas rencontré son homologue turc.", ["CONSULT GRC>TUR negated"]),
    ("en", "The Greek minister did not meet his Turkish counterpart.", ["CONSULT GRC>TUR negated"]),
    ("fr", "Le ministre grec n'a jamais téléphoné au président turc.", ["CONSULT GRC>TUR negated"]),
    ("en", "The Greek president has never spoken with the Turkish president.", ["CONSULT GRC>TUR negated"]),
    ("fr", "Le président finlandais n'a pas encore rencontré le président serbe.", ["CONSULT FIN>SRB negated"]),
    ("en", "The Finnish president has not yet met the Serbian president.", ["CONSULT FIN>SRB negated"]),
    ("fr", "Le Mali n'a plus fourni d'armes au Niger.", ["AID MLI>NER negated"]),
    ("fr", "La Suède n'a expulsé aucun diplomate iranien.", ["SANCTION SWE>IRN negated"]),
    ("en", "Sweden did not expel any Iranian diplomats.", ["SANCTION SWE>IRN negated"]),
    # tried in vain
    ("fr", "Le ministre grec a échoué à rencontrer le président turc.", ["CONSULT GRC>TUR negated"]),
    ("en", "The Greek minister failed to meet the Turkish president.", ["CONSULT GRC>TUR negated"]),
    ("fr", "La Turquie a renoncé à attaquer la Syrie.", ["CONCEDE TUR>SYR"]),
    # an expletive « ne » denies nothing
    (
        "fr",
        "Le roi de Jordanie s'est entretenu avec le président égyptien avant que le Soudan n'attaque l'Éthiopie.",
        ["CONSULT JOR>EGY", "ASSAULT SDN>ETH"],
    ),
    ("fr", "La Pologne craint que la Biélorussie n'attaque la Lituanie.", ["ASSAULT BLR>LTU hypothetical"]),
    # what is denied is that clause alone
    ("fr", "Sans consulter la France, l'Italie a expulsé deux diplomates russes.", ["SANCTION ITA>RUS"]),
]

TO_COME = [
    ("fr", "Le président argentin rencontrera le président brésilien.", ["AGREE ARG>BRA future"]),
    ("en", "The Argentine president will meet the Brazilian president.", ["AGREE ARG>BRA future"]),
    ("fr", "Le président argentin va rencontrer le président brésilien vendredi.", ["AGREE ARG>BRA future"]),
    ("fr", "La Norvège fournira des armes à la Moldavie.", ["AGREE NOR>MDA future"]),
    ("en", "Norway will provide weapons to Moldova.", ["AGREE NOR>MDA future"]),
    ("fr", "La Norvège a promis d'aider la Moldavie.", ["AGREE NOR>MDA"]),
    ("en", "Norway promised to help Moldova.", ["AGREE NOR>MDA"]),
    ("fr", "Une rencontre entre le roi du Maroc et le président turc est prévue lundi.", ["AGREE MAR+TUR>0 future"]),
    ("en", "Turkey plans to attack Syria.", ["ASSAULT TUR>SYR future"]),  # no cooperation: it keeps its type
    # what will not come is refused
    ("fr", "Le président argentin ne rencontrera pas le président brésilien.", ["REJECT ARG>BRA future"]),
    ("en", "The Argentine president will not meet the Brazilian president.", ["REJECT ARG>BRA future"]),
    ("en", "Norway won't provide weapons to Moldova.", ["REJECT NOR>MDA future"]),
    ("en", "Ethiopia will not withdraw its troops from Somalia.", ["REJECT ETH>SOM future"]),
    ("fr", "La Géorgie a refusé de libérer les prisonniers russes.", ["REJECT GEO>RUS"]),
    ("en", "Georgia refused to release the Russian prisoners.", ["REJECT GEO>RUS"]),
    # a retreat promised or to come is a concession
    ("fr", "L'Éthiopie a promis de retirer ses troupes de Somalie.", ["CONCEDE ETH>SOM"]),
    ("en", "Ethiopia promised to withdraw its troops from Somalia.", ["CONCEDE ETH>SOM"]),
    ("fr", "L'Éthiopie retirera ses troupes de Somalie.", ["CONCEDE ETH>SOM future"]),
    ("en", "Ethiopia will withdraw its troops from Somalia.", ["CONCEDE ETH>SOM future"]),
    ("fr", "L'Italie a promis de libérer les prisonniers libyens.", ["CONCEDE ITA>LBY"]),
]

HYPOTHETICAL = [
    ("fr", "Le président argentin pourrait rencontrer le président brésilien.", ["CONSULT ARG>BRA hypothetical"]),
    ("en", "The Argentine president could meet the Brazilian president.", ["CONSULT ARG>BRA hypothetical"]),
    ("fr", "Le président grec aurait rencontré le président turc.", ["CONSULT GRC>TUR hypothetical"]),
    ("en", "The Greek president may have met the Turkish president.", ["CONSULT GRC>TUR hypothetical"]),
    ("fr", "Le président grec espère rencontrer le président turc.", ["CONSULT GRC>TUR hypothetical"]),
    ("en", "The Greek president is trying to meet the Turkish president.", ["CONSULT GRC>TUR hypothetical"]),
    ("fr", "La Turquie poursuit ses efforts pour rencontrer la Syrie.", ["CONSULT TUR>SYR hypothetical"]),
    ("fr", "La Turquie a pour objectif de rencontrer la Syrie.", ["CONSULT TUR>SYR hypothetical"]),
    (
        "fr",
        "Si le Soudan attaque l'Éthiopie, le Kenya enverra des soldats.",
        ["ASSAULT SDN>ETH hypothetical", "MOBILIZE KEN>0 future"],
    ),
    (
        "en",
        "If Sudan attacks Ethiopia, Kenya will send soldiers.",
        ["ASSAULT SDN>ETH hypothetical", "MOBILIZE KEN>0 future"],
    ),
]

NOTHING = [
    ("fr", "La France a attaqué la France.", []),
    ("en", "Mali condemned Mali.", []),
    ("fr", "Le président français s'est entretenu avec lui-même.", []),
    ("fr", "Rencontrer le président brésilien est utile.", []),
    ("en", "A meeting took place on Monday.", []),
    ("fr", "Une bombe a explosé lundi.", []),
]

CASES = [*SUBJECTS, *PASSIVES, *DENIED, *TO_COME, *HYPOTHETICAL, *NOTHING]


@pytest.fixture(scope="module")
def records() -> Mapping[tuple[str, str], Record]:
    keys = sorted({(language, text) for language, text, _ in CASES})
    documents = [Document(text=text, language=language, date=DATE) for language, text in keys]
    return dict(zip(keys, code_batch(documents), strict=True))


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_sentence_yields_exactly_its_events(language: str, text: str, expected: list[str], records) -> None:
    assert [told(event) for event in records[language, text].events] == expected


UNREAL = [case[:2] for case in CASES if case[2] and all(("negated" in e or "hypothetical" in e) for e in case[2])]


@pytest.mark.parametrize(("language", "text"), UNREAL)
def test_unreal_talks_are_no_contacts(language: str, text: str, records) -> None:
    assert records[language, text].contacts == []


@pytest.mark.parametrize(("language", "text"), [(language, text) for language, text, _ in TO_COME])
def test_future_events_are_not_dated_by_publication(language: str, text: str, records) -> None:
    for event in records[language, text].events:
        assert event.tense != "future" or event.date_from != "publication"
    assert records[language, text].contacts == []


@pytest.mark.parametrize(("language", "text"), [case[:2] for case in CASES])
def test_no_event_is_without_actor_nor_turned_on_itself(language: str, text: str, records) -> None:
    for event in records[language, text].events:
        assert event.actor
        assert not {entity.name for entity in event.actor} & {entity.name for entity in event.recipient}


@pytest.mark.parametrize("wrong", ["obl:mod", "dep", "obj", "nmod"])
@pytest.mark.parametrize(
    ("language", "text", "subject", "expected"),
    [
        ("fr", "La Tunisie a condamné la Libye.", "Tunisie", "ACCUSE TUN>LBY"),
        ("fr", "Le Pérou a vu le Chili et a exhorté la Bolivie à libérer les otages.", "Pérou", "REQUEST PER>BOL"),
        ("en", "Tunisia condemned Libya.", "Tunisia", "ACCUSE TUN>LBY"),
        ("en", "Peru met Chile and urged Bolivia to release the hostages.", "Peru", "REQUEST PER>BOL"),
    ],
)
def test_wrong_subject_arc_is_repaired_by_word_order(
    language: str, text: str, subject: str, expected: str, wrong: str
) -> None:
    parsed = parse(text, language)
    token = next(token for token in parsed.sentences[0].tokens if token.text == subject)
    assert token.dep.startswith("nsubj")
    token.dep = wrong
    found, _ = events.code(parsed, actors.find(parsed, DATE), times.tag(parsed, DATE), [], [], DATE)
    assert expected in [told(event) for event in found]
