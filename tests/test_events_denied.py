"""What did not take place is told as such: denied nouns and subjects, talks put off, reports said to be untrue."""

from __future__ import annotations

import pytest

from pourparlers.coder import code_batch
from pourparlers.record import Document, Event

NOT_SO = [
    ("en", "There were no talks between Sergei Lavrov and Antony Blinken."),
    ("en", "Neither Sergei Lavrov nor Antony Blinken met Olaf Scholz."),
    ("en", "No Russian official met Antony Blinken."),
    ("en", "Reports that Sergei Lavrov met Antony Blinken are false."),
    ("en", "It is not true that Sergei Lavrov met Antony Blinken."),
    ("en", "It is untrue that Russia bombed Georgia."),
    ("en", "The meeting between Sergei Lavrov and Antony Blinken was postponed."),
    ("en", "The meeting between Sergei Lavrov and Antony Blinken was cancelled."),
    ("en", "Sergei Lavrov postponed his talks with Antony Blinken."),
    ("fr", "Ni Sergueï Lavrov ni Antony Blinken n'ont rencontré Olaf Scholz."),
    ("fr", "Aucun responsable russe n'a rencontré Antony Blinken."),
    ("fr", "Il n'y a eu aucun entretien entre Sergueï Lavrov et Antony Blinken."),
    ("fr", "Il n'y a pas eu d'entretien entre Sergueï Lavrov et Antony Blinken."),
    ("fr", "Il est faux que Sergueï Lavrov ait rencontré Antony Blinken."),
    ("fr", "Il n'est pas vrai que Sergueï Lavrov ait rencontré Antony Blinken."),
    ("fr", "Les informations selon lesquelles Sergueï Lavrov a rencontré Antony Blinken sont fausses."),
    ("fr", "La rencontre entre Sergueï Lavrov et Antony Blinken a été reportée."),
    ("fr", "Sergueï Lavrov a reporté ses entretiens avec Antony Blinken."),
]
SO = [
    ("en", "It is true that Sergei Lavrov met Antony Blinken."),
    ("en", "Reports that Sergei Lavrov met Antony Blinken caused anger."),
    ("en", "Sergei Lavrov met Antony Blinken, but neither side spoke of peace."),
    ("en", "Sergei Lavrov met Antony Blinken and no agreement was signed."),
    ("en", "There was no doubt that Sergei Lavrov met Antony Blinken."),
    ("en", "No doubt Sergei Lavrov met Antony Blinken."),
    ("en", "The meeting between Sergei Lavrov and Antony Blinken was not cancelled."),
    ("en", "Sergei Lavrov held talks with Antony Blinken, no breakthrough was announced."),
    ("fr", "Sergueï Lavrov a rencontré Antony Blinken, aucun accord n'a été signé."),
    ("fr", "Nul doute que Sergueï Lavrov a rencontré Antony Blinken."),
    ("fr", "La rencontre entre Sergueï Lavrov et Antony Blinken n'a pas été annulée."),
]


# The type of an event that is told (its own, not that of an announcement or refusal), and how: a fact, denied, open.
TOLD = [
    ("en", "No sanctions were imposed on Iran by Germany.", "SANCTION", "denied"),
    ("en", "France sent no weapons to Ukraine.", "AID", "denied"),
    ("en", "Germany gave Ukraine no weapons.", "AID", "denied"),
    ("en", "China abstained from condemning Russia.", "ACCUSE", "denied"),
    ("en", "France was unable to condemn Russia.", "ACCUSE", "denied"),
    ("en", "There was no Russian attack on Ukraine.", "ASSAULT", "denied"),
    ("en", "Russia not only attacked Ukraine but also threatened Moldova.", "ASSAULT", "fact"),
    ("en", "Russia has not stopped bombing Ukraine.", "ASSAULT", "fact"),
    ("en", "Russia has not stopped bombing Ukraine.", "RETREAT", "denied"),
    ("en", "Russia did not fail to condemn France.", "ACCUSE", "fact"),
    ("en", "Russia did not hesitate to attack Ukraine.", "ASSAULT", "fact"),
    ("en", "France lost no time in condemning Russia.", "ACCUSE", "fact"),
    ("en", "Russia had no choice but to attack Ukraine.", "ASSAULT", "open"),
    ("en", "France made no attempt to condemn Russia.", "ACCUSE", "denied"),
    ("fr", "La Russie n'a pas hésité à attaquer l'Ukraine.", "ASSAULT", "fact"),
    ("fr", "La France n'a envoyé aucune arme à l'Ukraine.", "AID", "denied"),
    ("fr", "Aucune sanction n'a été prise par l'Allemagne contre l'Iran.", "SANCTION", "denied"),
    ("fr", "Personne à Moscou n'a accusé la France.", "ACCUSE", "denied"),
    ("fr", "Il n'y a pas eu d'attaque russe contre l'Ukraine.", "ASSAULT", "denied"),
    ("fr", "La Russie n'a pas seulement attaqué l'Ukraine, elle a menacé la Moldavie.", "ASSAULT", "fact"),
    ("fr", "La Russie n'a cessé de bombarder l'Ukraine.", "ASSAULT", "fact"),
    ("fr", "La Russie n'a cessé de bombarder l'Ukraine.", "RETREAT", "denied"),
    ("fr", "La France a été incapable de condamner la Russie.", "ACCUSE", "denied"),
]


def events(language: str, text: str) -> list[Event]:
    (record,) = code_batch([Document(text=text, date="2022-05-13", language=language)], ask=None)
    return record.events


def facts(language: str, text: str) -> list[str]:
    """The types of the events that the text tells as facts, without talk about them (promises, refusals)."""
    real = [e for e in events(language, text) if not (e.negated or e.hypothetical or e.tense == "future")]
    return [event.event for event in real if event.event in ("CONSULT", "ASSAULT")]


@pytest.mark.parametrize(("language", "text"), NOT_SO)
def test_what_did_not_take_place_is_no_fact(language: str, text: str) -> None:
    assert facts(language, text) == []


@pytest.mark.parametrize(("language", "text"), SO)
def test_what_took_place_stays_a_fact_beside_a_denial(language: str, text: str) -> None:
    assert facts(language, text) == ["CONSULT"]


@pytest.mark.parametrize(("language", "text", "kind", "told"), TOLD)
def test_denial_of_a_part_denies_the_event_and_only_then(language: str, text: str, kind: str, told: str) -> None:
    found = [event for event in events(language, text) if event.event == kind]
    assert [("denied" if event.negated else "open" if event.hypothetical else "fact") for event in found] == [told]
