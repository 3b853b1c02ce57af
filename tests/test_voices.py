"""Voices: who reports whom, what each does by speaking, and which events they perform, claim or deny."""

from __future__ import annotations

import pytest

from pourparlers.coder import code_batch
from pourparlers.record import Document, Record

# Each with its statements – id, the one that reports it, speaker, act, addressee – and its events with their statement.
LAYERS = [
    (
        "en",
        "Kremlin spokesman Dmitry Peskov said that President Vladimir Putin had rejected Ukraine's "
        "accusation that Russian troops had bombed the school.",
        ["s1 Dmitry Peskov state", "s2<s1 Vladimir Putin reject", "s3<s2 Ukraine accuse"],
        ["REJECT s2", "ASSAULT s3 hypothetical"],
    ),
    (
        "en",
        "German government spokesman Steffen Hebestreit said that Chancellor Olaf Scholz had rejected "
        "Turkey's claim that Germany was arming the rebels.",
        ["s1 Steffen Hebestreit state", "s2<s1 Olaf Scholz reject", "s3<s2 Turkey state"],
        ["REJECT s2", "MOBILIZE s3 hypothetical"],
    ),
    (
        "en",
        "Iran's foreign minister told reporters that President Ebrahim Raisi denied Israel's allegation that "
        "Iran had attacked the tanker.",
        ["s1 Iran's foreign minister state → reporters", "s2<s1 Ebrahim Raisi deny", "s3<s2 Israel accuse"],
        ["REJECT s2", "ASSAULT s3 hypothetical"],
    ),
    (
        "en",
        "A spokesman for the French president said that Emmanuel Macron had urged Vladimir Putin to release "
        "the prisoners.",
        ["s1 A spokesman for the French president state", "s2<s1 Emmanuel Macron demand → Vladimir Putin"],
        ["REQUEST s2"],
    ),
    (
        "en",
        "White House spokesman John Kirby said that President Joe Biden had accused Russia of bombing civilians.",
        ["s1 John Kirby state", "s2<s1 Joe Biden accuse"],
        ["ACCUSE s2"],
    ),
    (
        "en",
        "Turkish presidential spokesman Ibrahim Kalin said that Recep Tayyip Erdogan had warned Sweden that "
        "Turkey would block its bid.",
        ["s1 Ibrahim Kalin state", "s2<s1 Recep Tayyip Erdogan warn → Sweden"],
        ["THREATEN s2"],
    ),
    (
        "en",
        "The Pentagon said that Lloyd Austin demanded that China withdraw its ships.",
        ["s1 Pentagon state", "s2<s1 Lloyd Austin demand"],
        ["REQUEST s2"],
    ),
    (
        "en",
        '"Russia accused Ukraine of shelling the plant," said the French foreign minister.',
        ["s1 the French foreign minister state", "s2<s1 Russia accuse"],
        ["ACCUSE s2"],
    ),
    (
        "en",
        "According to Reuters, Polish Prime Minister Donald Tusk rejected Hungary's accusation that Poland "
        "was blocking the pipeline.",
        ["s1 Reuters state", "s2<s1 Donald Tusk reject", "s3<s2 Hungary accuse"],
        ["REJECT s2"],
    ),
    (
        "en",
        "Venezuela rejected accusations that it had arrested American citizens.",
        ["s1 Venezuela reject", "s2<s1 ? accuse"],
        ["REJECT s1"],
    ),
    (
        "fr",
        "Le porte-parole du gouvernement allemand Steffen Hebestreit a déclaré que le chancelier Olaf Scholz "
        "avait rejeté l'accusation de la Turquie selon laquelle l'Allemagne armait les rebelles.",
        ["s1 Steffen Hebestreit state", "s2<s1 Olaf Scholz reject", "s3<s2 Turquie accuse"],
        ["REJECT s2", "MOBILIZE s3 hypothetical"],
    ),
    (
        "fr",
        "Le porte-parole du Kremlin, Dmitri Peskov, a affirmé que Vladimir Poutine avait démenti "
        "l'accusation de l'Ukraine selon laquelle la Russie avait bombardé l'école.",
        ["s1 Dmitri Peskov state", "s2<s1 Vladimir Poutine deny", "s3<s2 Ukraine accuse"],
        ["REJECT s2", "ASSAULT s3 hypothetical"],
    ),
    (
        "fr",
        "Le ministre iranien des Affaires étrangères a dit que le président Ebrahim Raïssi démentait "
        "l'allégation d'Israël selon laquelle l'Iran avait attaqué le pétrolier.",
        ["s1 Le ministre iranien des Affaires étrangères state", "s2<s1 Ebrahim Raïssi deny", "s3<s2 Israël accuse"],
        ["REJECT s2", "ASSAULT s3 hypothetical"],
    ),
    (
        "fr",
        "L'Élysée a indiqué qu'Emmanuel Macron avait exhorté Vladimir Poutine à libérer les prisonniers.",
        ["s1 Élysée state", "s2<s1 Emmanuel Macron demand → Vladimir Poutine"],
        ["REQUEST s2"],
    ),
    (
        "fr",
        "Le porte-parole de la Maison Blanche John Kirby a déclaré que Joe Biden avait accusé la Russie de "
        "bombarder des civils.",
        ["s1 John Kirby state", "s2<s1 Joe Biden accuse"],
        ["ACCUSE s2"],
    ),
    (
        "fr",
        "Le porte-parole turc Ibrahim Kalin a dit que Recep Tayyip Erdogan avait averti la Suède que la "
        "Turquie attaquerait son navire.",
        ["s1 Ibrahim Kalin state", "s2<s1 Recep Tayyip Erdogan warn → Suède"],
        ["THREATEN s2", "ASSAULT s2 hypothetical"],
    ),
    (
        "fr",
        "Le Pentagone a indiqué que Lloyd Austin avait exigé que la Chine retire ses navires.",
        ["s1 Pentagone state", "s2<s1 Lloyd Austin demand"],
        ["REQUEST s2"],
    ),
    (
        "fr",
        "« La Russie a accusé l'Ukraine de bombarder la centrale », a dit le ministre français des Affaires "
        "étrangères.",
        ["s1 le ministre français des Affaires étrangères state", "s2<s1 Russie accuse"],
        ["ACCUSE s2"],
    ),
    (
        "fr",
        "Selon Ankara, le Premier ministre grec Kyriakos Mitsotakis a promis à Recep Tayyip Erdogan de "
        "retirer ses navires.",
        ["s1 Turquie state", "s2<s1 Kyriakos Mitsotakis promise → Recep Tayyip Erdogan"],
        ["CONCEDE s2"],
    ),
    (
        "fr",
        "Le Venezuela a rejeté les accusations selon lesquelles il avait arrêté des citoyens américains.",
        ["s1 Venezuela reject", "s2<s1 ? accuse"],
        ["REJECT s1", "COERCE s2 hypothetical"],
    ),
]

CLAIMS = [
    (
        "en",
        "Iran denied reports that Iran had attacked the tanker.",
        ["s1 Iran deny", "s2<s1 ? state"],
        ["REJECT s1", "ASSAULT s2 hypothetical"],
    ),
    (
        "en",
        "Ukraine rejected Russia's statement that Kyiv had shelled Belgorod.",
        ["s1 Ukraine reject", "s2<s1 Russia state"],
        ["REJECT s1", "ASSAULT s2 hypothetical"],
    ),
    (
        "en",
        "Russia's statement that Kyiv had shelled Belgorod was rejected by Ukraine.",
        ["s1 Ukraine reject", "s2<s1 Russia state"],
        ["REJECT s1", "ASSAULT s2 hypothetical"],
    ),
    (
        "en",
        "Iran rejected the demand that it release the sailors.",
        ["s1 Iran reject", "s2<s1 ? demand"],
        ["REJECT s1"],
    ),
    (
        "fr",
        "L'Égypte a démenti les informations selon lesquelles l'Égypte avait attaqué le Soudan.",
        ["s1 Égypte deny", "s2<s1 ? state"],
        ["REJECT s1", "ASSAULT s2 hypothetical"],
    ),
]

DENIALS = [
    (
        "en",
        "Turkey denied that a meeting between Turkish and Syrian ministers had taken place.",
        ["s1 Turkey deny"],
        ["REJECT s1", "CONSULT s1 negated"],
    ),
    (
        "en",
        "Iran denied any attack by its forces on Iraq and any talks with Israel.",
        ["s1 Iran deny"],
        ["REJECT s1", "CONSULT s1 negated"],
    ),
    ("en", "Iran refuted that Iraq had expelled its ambassador.", ["s1 Iran deny"], ["SANCTION s1 negated"]),
    ("en", "Iran dismissed that Iraq had expelled its ambassador.", ["s1 Iran deny"], ["SANCTION s1 negated"]),
    (
        "en",
        '"Ukraine bombed its own port," Sergei Lavrov denied.',
        ["s1 Sergei Lavrov deny"],
        ["ASSAULT s1", "REJECT s1"],
    ),
    (
        "fr",
        "La Turquie a démenti qu'une rencontre entre les ministres turc et syrien ait eu lieu.",
        ["s1 Turquie deny"],
        ["REJECT s1", "CONSULT s1 negated"],
    ),
    (
        "fr",
        "L'Iran a démenti des frappes israéliennes contre l'Irak.",
        ["s1 Iran deny"],
        ["REJECT s1"],
    ),
    ("fr", "Le Tchad a exclu que la France retire ses troupes.", ["s1 Tchad deny"], ["RETREAT s1 negated"]),
    ("fr", "L'Iran conteste avoir attaqué l'Irak.", ["s1 Iran deny"], ["ASSAULT s1 negated"]),
    (
        "fr",
        "« L'Ukraine a bombardé le port », a nié Sergueï Lavrov.",
        ["s1 Sergueï Lavrov deny"],
        ["ASSAULT s1", "REJECT s1"],
    ),
]

PERFORMED = [
    (
        "en",
        "Emmanuel Macron demanded an immediate ceasefire from Russia.",
        ["s1 Emmanuel Macron demand → Russia"],
        ["REQUEST s1"],
    ),
    (
        "en",
        "Olaf Scholz called on Russia to withdraw its troops in a phone call with Vladimir Putin.",
        ["s1 Olaf Scholz demand → Russia"],
        ["REQUEST s1"],
    ),
    ("en", "Iran threatened Israel with retaliation.", ["s1 Iran threaten → Israel"], ["THREATEN s1"]),
    ("en", "Japan condemned North Korea's missile launch.", ["s1 Japan criticise"], ["ACCUSE s1"]),
    ("en", "India rejected China's proposal to demarcate the border.", ["s1 India reject"], ["REJECT s1"]),
    ("en", "Spain agreed to send tanks to Ukraine.", ["s1 Spain agree"], ["AGREE s1"]),
    (
        "fr",
        "Olaf Scholz a appelé la Russie à retirer ses troupes lors d'un entretien téléphonique avec Vladimir Poutine.",
        ["s1 Olaf Scholz demand → Russie"],
        ["REQUEST s1"],
    ),
    ("fr", "L'Inde a rejeté la proposition de la Chine de délimiter la frontière.", ["s1 Inde reject"], ["REJECT s1"]),
    ("fr", "L'Espagne a promis de livrer des chars à l'Ukraine.", ["s1 Espagne promise"], ["AGREE s1"]),
    (
        "fr",
        "La Pologne a averti la Biélorussie que la patience avait des limites.",
        ["s1 Pologne warn → Biélorussie"],
        ["THREATEN s1"],
    ),
    ("fr", "Le Mali a accusé la France de soutenir les djihadistes.", ["s1 Mali accuse"], ["ACCUSE s1"]),
]


def record_of(text: str, language: str) -> Record:
    (record,) = code_batch([Document(text=text, language=language, date="2024-03-12")], ask=None)
    return record


def told(text: str, language: str) -> tuple[list[str], list[str]]:
    record = record_of(text, language)
    voices = []
    for statement in record.statements:
        within = f"<{statement.within}" if statement.within else ""
        speaker = statement.speaker.name if statement.speaker else "?"
        addressee = f" → {statement.addressee.name}" if statement.addressee else ""
        voices.append(f"{statement.id}{within} {speaker} {statement.act}{addressee}")
    events = []
    for event in record.events:
        flags = [flag for flag in ("negated", "hypothetical") if getattr(event, flag)]
        events.append(" ".join([event.event, event.statement or "-", *flags]))
    return voices, events


@pytest.mark.parametrize(("language", "text", "voices", "events"), LAYERS)
def test_each_voice_has_its_speaker_and_act(language: str, text: str, voices: list[str], events: list[str]) -> None:
    assert told(text, language) == (voices, events)


@pytest.mark.parametrize(("language", "text", "voices", "events"), CLAIMS)
def test_a_claim_that_another_denies_is_neither_fact_nor_denied(
    language: str, text: str, voices: list[str], events: list[str]
) -> None:
    assert told(text, language) == (voices, events)


@pytest.mark.parametrize(("language", "text", "voices", "events"), DENIALS)
def test_what_is_denied_is_not_told_as_a_fact(language: str, text: str, voices: list[str], events: list[str]) -> None:
    assert told(text, language) == (voices, events)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_denied_meeting_is_no_contact(language: str) -> None:
    text = next(text for found, text, *_ in DENIALS if found == language and "syri" in text.lower())
    assert record_of(text, language).contacts == []


@pytest.mark.parametrize(("language", "text", "voices", "events"), PERFORMED)
def test_an_event_that_is_speech_has_the_id_of_the_speech(
    language: str, text: str, voices: list[str], events: list[str]
) -> None:
    assert told(text, language) == (voices, events)
