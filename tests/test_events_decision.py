"""How frames and the relation model decide together, with a model whose answers the test gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pourparlers.coder import code_batch
from pourparlers.events.relation import Answer, Pair
from pourparlers.events.relation.labels import TYPES
from pourparlers.record import Document, Event


def answer(event: str, confidence: float = 0.95, related: float = 0.95, mode: str | None = None) -> Answer:
    label = "YIELD" if event in ("CONCEDE", "RETREAT") else event
    rest = (1 - confidence) / (len(TYPES) - 1)
    shares = tuple(confidence if kind == event else rest for kind in TYPES)
    return Answer(event, label, mode, confidence, related, ("AID", 0.01), shares)


def model(said: Callable[[str, str], Answer]) -> tuple[Callable[[Sequence[Pair]], list[Answer]], list[tuple[str, str]]]:
    """A model that answers by the words of both parties, and the list of what it was asked."""
    asked: list[tuple[str, str]] = []

    def words(pair: Pair, spans: Sequence[tuple[int, int]]) -> str:
        return " + ".join(pair.text[start:end] for start, end in spans)

    def ask(pairs: Sequence[Pair]) -> list[Answer]:
        sides = [(words(pair, pair.actor), words(pair, pair.recipient)) for pair in pairs]
        asked.extend(sides)
        return [said(*side) for side in sides]

    return ask, asked


def events(text: str, ask: Callable[[Sequence[Pair]], list[Answer]], language: str = "en") -> list[Event]:
    (record,) = code_batch([Document(text=text, language=language, date="2024-03-05")], ask=ask)
    return record.events


def test_clause_that_no_frame_reads_becomes_the_model_s_event() -> None:
    ask, asked = model(lambda actor, recipient: answer("ACCUSE", 0.9, 0.9, "disapprove"))
    (event,) = events("Sweden puzzled Finland on Tuesday.", ask)
    assert asked == [("Sweden", "Finland")]
    assert (event.event, event.mode) == ("ACCUSE", ["disapprove"])
    assert [actor.country for actor in event.actor] == ["SWE"] and [r.country for r in event.recipient] == ["FIN"]
    assert event.why.startswith("relation model: ACCUSE 0.90") and event.confidence == 0.81
    assert "Sweden puzzled Finland on Tuesday."[slice(*event.trigger[0])] == "puzzled"


def test_clause_that_no_frame_reads_stays_without_event_when_the_model_doubts() -> None:
    for doubtful in (answer("ACCUSE", 0.95, 0.2), answer("ACCUSE", 0.4, 0.95)):
        ask, _ = model(lambda actor, recipient, said=doubtful: said)
        assert events("Sweden puzzled Finland on Tuesday.", ask) == []


def test_frame_settles_the_type_against_a_doubtful_model_and_says_so() -> None:
    ask, _ = model(lambda actor, recipient: answer("ACCUSE", 0.7))
    (event,) = events("The United States suspended military aid to Egypt.", ask)
    assert event.event == "SANCTION"
    assert event.why.startswith("codebook sanction.") and "relation model: ACCUSE 0.70" in event.why


def test_model_overrules_a_frame_that_it_holds_for_impossible() -> None:
    ask, _ = model(lambda actor, recipient: answer("RETREAT"))
    (event,) = events("The rebel leader travelled to Mali.", ask)
    assert event.event == "RETREAT"
    assert event.why.startswith("relation model: YIELD 0.95") and "overrules codebook consult." in event.why


def test_firm_frame_stands_against_the_model() -> None:
    ask, _ = model(lambda actor, recipient: answer("ACCUSE"))
    (event,) = events("A Spanish court convicted a Moroccan minister.", ask)
    assert event.event == "SANCTION"


def test_frame_stands_where_the_model_speaks_of_the_other_event_of_the_pair() -> None:
    ask, _ = model(lambda actor, recipient: answer("REQUEST"))
    found = events("The Danish minister phoned his Polish counterpart and urged Poland to release the sailors.", ask)
    assert {event.event for event in found} >= {"CONSULT", "REQUEST"}


def test_agreement_of_frame_and_model_raises_the_confidence() -> None:
    text = "The United States suspended military aid to Egypt."
    agreed = events(text, model(lambda actor, recipient: answer("SANCTION"))[0])
    doubted = events(text, model(lambda actor, recipient: answer("ACCUSE"))[0])
    assert agreed[0].confidence > doubted[0].confidence
    assert "the relation model agrees" in agreed[0].why


def test_model_takes_the_likeliest_recipient_of_a_clause() -> None:
    ask, _ = model(lambda actor, recipient: answer("ACCUSE", 0.9, 0.95 if recipient == "Norway" else 0.7))
    (event,) = events("Sweden puzzled Finland and then also Norway.", ask)
    assert [party.country for party in event.recipient] == ["NOR"]


def test_model_s_event_is_negated_by_the_clause() -> None:
    ask, _ = model(lambda actor, recipient: answer("ACCUSE"))
    (event,) = events("Sweden did not surprise Finland.", ask)
    assert event.negated


def test_model_is_asked_about_the_object_where_the_recipient_is_no_actor() -> None:
    ask, asked = model(lambda actor, recipient: answer("ACCUSE"))
    (event,) = events("Sweden puzzled the hasty decision.", ask)
    assert asked == [("Sweden", "the hasty decision")]
    assert event.recipient == []


def test_passive_clause_is_asked_with_the_agent_as_actor() -> None:
    ask, asked = model(lambda actor, recipient: answer("ACCUSE"))
    (event,) = events("La Finlande a été surprise par la Suède.", ask, "fr")
    assert asked == [("la Suède", "La Finlande")]
    assert [party.country for party in event.actor] == ["SWE"]


def test_frames_decide_alone_without_a_model() -> None:
    (record,) = code_batch(
        [Document(text="Sweden puzzled Finland. Norway condemned Denmark.", language="en")], ask=None
    )
    assert [event.event for event in record.events] == ["ACCUSE"]
    assert "model" not in record.events[0].why


def test_what_is_discussed_is_no_party_to_ask_about() -> None:
    ask, asked = model(lambda actor, recipient: answer("CONSULT", 0.95, 0.95))
    events("President Ruto phoned President Kagame to discuss Burundi.", ask)
    assert len(asked) == 1 and "Burundi" not in asked[0][1]


def test_talks_with_a_person_stay_talks_whatever_the_model_says() -> None:
    ask, _ = model(lambda actor, recipient: answer("SUPPORT", 0.97, 0.97))
    (event,) = events("The Norwegian minister called her Danish counterpart.", ask)
    assert (event.event, event.mode) == ("CONSULT", ["phone"]) and "SUPPORT 0.97" in event.why
