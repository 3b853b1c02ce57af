"""Events: types and triples, sides without a country, two-sided events."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparlers.record import Entity, Event, Record
from pourparlers.scores import score_events
from pourparlers.scores.events import Told, line_of, told
from pourparlers.scores.labels import QUADS


def _told(text):
    """``FRA,- CONSULT RUS``: codes of the actors, type, codes of the recipients; - is a party without a code."""
    actor, event, *recipient = text.split(" ")
    return Told(event, _side(actor), _side(*recipient))


def _side(codes=""):
    return tuple(None if code == "-" else code for code in codes.split(",") if code)


def _triples(gold, answer):
    found = score_events([([_told(e) for e in gold], [_told(e) for e in answer])]).triples
    return found.asked, found.given, found.right


def test_types_are_a_multiset_of_each_document():
    found = score_events(
        [
            ([_told("FRA CONSULT DEU"), _told("FRA CONSULT ITA"), _told("FRA AID MLI")], [_told("ITA CONSULT FRA")]),
            ([], [_told("FRA AID MLI")]),
        ]
    )
    assert (found.documents, found.types.asked, found.types.given, found.types.right) == (2, 3, 2, 1)
    assert (found.types.precision, found.types.recall) == (1 / 2, 1 / 3)
    assert list(found.types_by_type) == ["CONSULT", "AID"]
    assert found.types_by_type["AID"].right == 0


def test_a_triple_is_every_actor_with_every_recipient():
    assert _triples(["FRA,DEU ACCUSE RUS,BLR"], ["FRA ACCUSE RUS"]) == (4, 1, 1)
    assert _triples(["FRA ACCUSE RUS"], ["RUS ACCUSE FRA"]) == (1, 1, 0)
    assert _triples(["FRA ACCUSE RUS"], ["FRA REJECT RUS"]) == (1, 1, 0)
    # Two parties of one country are one triple; two events are two.
    assert _triples(["FRA,FRA ACCUSE RUS"], ["FRA ACCUSE RUS"]) == (1, 1, 1)
    assert _triples(["FRA ACCUSE RUS", "FRA ACCUSE RUS"], ["FRA ACCUSE RUS"]) == (2, 1, 1)


@pytest.mark.parametrize("gold", ["RUS COERCE", "RUS COERCE -", "RUS COERCE -,-"])
@pytest.mark.parametrize("answer", ["RUS COERCE", "RUS COERCE -", "RUS COERCE -,-"])
def test_a_side_without_a_country_is_none(gold, answer):
    assert _triples([gold], [answer]) == (1, 1, 1)


def test_a_party_without_a_country_beside_one_with_is_no_side_of_its_own():
    assert _triples(["RUS COERCE -,BLR"], ["RUS COERCE BLR"]) == (1, 1, 1)
    assert _triples(["RUS COERCE -"], ["RUS COERCE BLR"]) == (1, 1, 0)
    assert _triples(["- ASSAULT MLI"], [" ASSAULT MLI"]) == (1, 1, 1)


@pytest.mark.parametrize("answer", ["NOR CONSULT CHL", "CHL CONSULT NOR", "CHL,NOR CONSULT", "NOR,- CONSULT CHL"])
def test_a_two_sided_event_is_met_however_its_parties_are_split(answer):
    assert _triples(["NOR,CHL CONSULT"], [answer]) == (1, 1, 1)


def test_a_two_sided_event_is_one_set_of_parties():
    assert _triples(["NOR,CHL,PER CONSULT"], ["NOR CONSULT CHL,PER"]) == (1, 1, 1)
    assert _triples(["NOR,CHL,PER CONSULT"], ["NOR CONSULT CHL"]) == (1, 1, 0)
    assert _triples(["NOR,CHL CONSULT"], ["NOR CONSULT"]) == (1, 1, 0)
    assert _triples(["NOR,CHL CONSULT"], ["NOR AGREE CHL"]) == (1, 1, 0)
    # One of two meetings is found; a second answer to the same one is one too many.
    assert _triples(["NOR,CHL CONSULT", "NOR,PER CONSULT"], ["CHL CONSULT NOR", "NOR CONSULT CHL"]) == (2, 2, 1)


def test_two_sides_of_one_country_or_of_none():
    assert _triples(["SDN,SDN ASSAULT"], ["SDN ASSAULT SDN"]) == (1, 1, 1)
    assert _triples(["SDN,SDN ASSAULT"], ["SDN ASSAULT"]) == (1, 1, 0)
    assert _triples(["SDN,- ASSAULT"], ["- ASSAULT SDN"]) == (1, 1, 1)
    assert _triples(["-,- AGREE"], ["- AGREE"]) == (1, 1, 1)


def test_who_is_who_matters_where_the_gold_says_so():
    assert _triples(["NOR CONSULT CHL"], ["NOR,CHL CONSULT"]) == (1, 1, 0)
    # Two who accuse nobody named are not two sides.
    assert _triples(["NOR,CHL ACCUSE"], ["NOR ACCUSE CHL"]) == (2, 1, 0)
    assert _triples(["NOR,CHL ACCUSE"], ["CHL,NOR ACCUSE"]) == (2, 2, 2)


@pytest.mark.parametrize("turned", [False, True])
def test_an_answer_is_left_for_the_gold_event_that_it_alone_meets(turned):
    answers = ["CHL CONSULT NOR", "NOR CONSULT CHL"]
    assert _triples(["NOR,CHL CONSULT", "NOR CONSULT CHL"], answers[::-1] if turned else answers) == (2, 2, 2)


def test_yield_anywhere_takes_concede_and_retreat_together():
    assert _triples(["PER YIELD CHL"], ["PER CONCEDE CHL"]) == (1, 1, 1)
    assert _triples(["PER RETREAT CHL"], ["PER YIELD CHL"]) == (1, 1, 1)
    assert _triples(["PER RETREAT CHL"], ["PER CONCEDE CHL"]) == (1, 1, 0)
    found = score_events([([_told("PER YIELD CHL")], []), ([_told("PER RETREAT CHL")], [_told("PER CONCEDE CHL")])])
    assert list(found.types_by_type) == ["YIELD"] and found.types.right == 1


def test_a_record_is_a_line():
    def party(country):
        return Entity(text="x", spans=[(0, 1)], name="x", kind="state", country=country)

    events = [
        Event(id="e1", event="AID", actor=[party("FRA")], recipient=[party(None)], tense="future", historical=True),
        Event(id="e2", event="AID", actor=[party("FRA")], negated=True),
        Event(id="e3", event="AID", actor=[party("FRA")], hypothetical=True),
    ]
    record = Record(id="a", language="fr", text="x", events=events)
    assert told(line_of(record)) == [Told("AID", ("FRA",), (None,))]
    assert line_of(msgspec.to_builtins(record)) == line_of(record)


@pytest.mark.parametrize(
    ("party", "code"),
    [
        ({"code": "FRA"}, "FRA"), ({"country": "FRA"}, "FRA"), ({"code": None, "sector": "EDU"}, None),
        ({"code": ""}, None), ({"code": "XKX"}, "KOS"),
        ({"code": "IGO", "sector": "EEU"}, "EUR"), ({"code": "IGO", "sector": "EEUGOV"}, "EUR"),
        ({"code": "IGO", "sector": "UNO"}, "UNO"), ({"code": "IGO", "sector": "AFR"}, "IGO"), ({"code": "IGO"}, "IGO"),
    ],
)  # fmt: skip
def test_codes_of_parties(party, code):
    (event,) = told(line_of({"id": "a", "events": [{"event": "AID", "actor": [party]}]}))
    assert event == Told("AID", (code,), ())


@pytest.mark.parametrize(
    "value", [None, 5, "a", [], {}, {"id": "a"}, {"id": "a", "events": [{"event": "AID"}]},
              {"id": 1, "events": []}, {"id": "a", "events": [{"event": "AID", "actor": [{"name": "France"}]}]}],
)  # fmt: skip
def test_what_is_no_line_is_refused(value):
    with pytest.raises(msgspec.ValidationError):
        line_of(value)


CODES = st.lists(st.sampled_from(["FRA", "RUS", "UNO", None]), max_size=3).map(tuple)
# A busy machine is no failure.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
EVENTS = st.lists(st.builds(Told, st.sampled_from(list(QUADS)), CODES, CODES), max_size=4)


@UNHURRIED
@given(st.lists(EVENTS, max_size=4))
def test_gold_answers_itself(documents):
    found = score_events((events, events) for events in documents)
    assert found.types.right == found.types.asked == found.types.given
    assert found.triples.right == found.triples.asked == found.triples.given


@UNHURRIED
@given(st.lists(st.tuples(EVENTS, EVENTS), max_size=4))
def test_the_whole_is_the_sum_of_its_types(documents):
    found = score_events(documents)
    for whole, parts in ((found.types, found.types_by_type), (found.triples, found.triples_by_type)):
        for count in ("asked", "given", "right"):
            assert getattr(whole, count) == sum(getattr(part, count) for part in parts.values())
        assert whole.right <= min(whole.asked, whole.given)
