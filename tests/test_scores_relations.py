"""Relations: the measures against figures reckoned by hand."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparlers import codebook
from pourparlers.errors import InputError
from pourparlers.scores import RelationPair, score_relations
from pourparlers.scores.labels import QUAD_NAMES, QUADS, YIELD
from pourparlers.scores.relations import score_labels

LABELS = st.sampled_from(list(QUADS))
# A busy machine is no failure.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_accuracy_and_f1_by_label():
    found = score_labels(
        ["AID", "AID", "AID", "REJECT", "REJECT", "COERCE"], ["AID", "AID", "REJECT", "REJECT", "ASSAULT", "PROTEST"]
    )
    assert (found.n, found.accuracy) == (6, 3 / 6)
    aid, reject, coerce = (found.labels[label] for label in ("AID", "REJECT", "COERCE"))
    assert (aid.asked, aid.given, aid.right, aid.precision, aid.recall, aid.f1) == (3, 2, 2, 1.0, 2 / 3, 0.8)
    assert (reject.precision, reject.recall, reject.f1) == (1 / 2, 1 / 2, 1 / 2)
    assert (coerce.asked, coerce.given, coerce.f1) == (1, 0, 0.0)
    # Labels that were answered but never asked for are shown, and stay out of the mean.
    assert found.labels["PROTEST"].asked == found.labels["ASSAULT"].asked == 0
    assert found.macro_f1 == pytest.approx((0.8 + 0.5 + 0.0) / 3)
    assert list(found.labels) == ["AID", "REJECT", "PROTEST", "COERCE", "ASSAULT"]
    assert found.confusion == {
        "AID": {"AID": 2, "REJECT": 1},
        "REJECT": {"REJECT": 1, "ASSAULT": 1},
        "COERCE": {"PROTEST": 1},
    }


def test_quads_forgive_what_labels_do_not():
    found = score_labels(["REQUEST", "THREATEN", "COOPERATE", "AGREE"], ["ACCUSE", "REJECT", "AID", "AID"])
    assert (found.accuracy, found.macro_f1) == (0.0, 0.0)
    assert found.quad_accuracy == 3 / 4
    assert found.quads["verbal conflict"].f1 == 1.0
    assert found.quads["material cooperation"].f1 == pytest.approx(2 / 3)
    assert found.quad_macro_f1 == pytest.approx((1 + 2 / 3 + 0) / 3)


@pytest.mark.parametrize("gold", [YIELD, "CONCEDE", "RETREAT"])
@pytest.mark.parametrize("answer", [YIELD, "CONCEDE", "RETREAT"])
def test_yielding_is_one_label_on_either_side(gold, answer):
    found = score_labels([gold], [answer])
    assert (found.accuracy, list(found.labels), list(found.quads)) == (1.0, [YIELD], ["material cooperation"])


def test_the_sixteen_types_keep_it_apart():
    found = score_labels(["CONCEDE", "RETREAT", "RETREAT"], ["RETREAT", "RETREAT", "AID"], plover=True)
    assert found.accuracy == 1 / 3
    assert list(found.labels) == ["CONCEDE", "AID", "RETREAT"]
    # RETREAT is material cooperation, as AID is.
    assert found.quad_accuracy == 2 / 3


@pytest.mark.parametrize(("gold", "answer"), [(YIELD, "CONCEDE"), ("CONCEDE", YIELD)])
def test_the_sixteen_types_have_no_yield(gold, answer):
    with pytest.raises(InputError, match="YIELD is CONCEDE and RETREAT in one"):
        score_labels([gold], [answer], plover=True)


def test_an_unknown_type_is_told():
    with pytest.raises(InputError, match="no event type 'FIGHT': give one of AGREE, CONSULT"):
        score_labels(["FIGHT"], ["ASSAULT"])


def test_reliability_in_bins_closed_above():
    found = score_relations(
        RelationPair("AID", "AID" if right else "REJECT", confidence)
        for confidence, right in [(0.9, True), (0.9, False), (0.95, True), (1.0, True), (0.0, False), (0.3, True)]
    ).calibration
    assert found is not None
    assert [(row.low, row.high, row.n, row.right) for row in found.bins] == [
        (0.0, 0.1, 1, 0.0), (0.2, 0.3, 1, 1.0), (0.8, 0.9, 2, 0.5), (0.9, 1.0, 2, 1.0),
    ]  # fmt: skip
    assert found.bins[-1].confidence == pytest.approx(0.975)
    gaps = 1 * 0.0 + 1 * 0.7 + 2 * 0.4 + 2 * 0.025
    assert found.error == pytest.approx(gaps / 6)


def test_reliability_counts_the_answers_that_give_a_confidence():
    pairs = [RelationPair("AID", "AID", 0.8), RelationPair("AID", "REJECT")]
    found = score_relations(pairs)
    assert found.n == 2 and found.calibration is not None and found.calibration.n == 1
    assert found.calibration.error == pytest.approx(0.2)
    assert score_relations(pairs[1:]).calibration is None


def test_nothing_scores_nothing():
    assert score_labels([], []).accuracy == 0.0 == score_labels([], []).macro_f1


@UNHURRIED
@given(st.lists(LABELS, min_size=1))
def test_right_answers_score_one(labels):
    found = score_labels(labels, labels)
    assert found.accuracy == found.macro_f1 == found.quad_accuracy == found.quad_macro_f1 == 1.0


@UNHURRIED
@given(st.lists(st.tuples(LABELS, LABELS), min_size=1))
def test_counts_agree_with_each_other(pairs):
    found = score_relations(RelationPair(*pair) for pair in pairs)
    for measures in (found.labels, found.quads):
        assert sum(m.asked for m in measures.values()) == sum(m.given for m in measures.values()) == found.n
    assert sum(m.right for m in found.labels.values()) / found.n == found.accuracy
    assert found.quad_accuracy >= found.accuracy
    for label, measure in found.labels.items():
        row = found.confusion.get(label, {})
        assert (sum(row.values()), row.get(label, 0)) == (measure.asked, measure.right)


def test_quads_are_those_of_the_codebook():
    book = codebook.load()
    assert {name: quad for name, quad in QUADS.items() if name != YIELD} == {
        name: event.quad for name, event in book.events.items()
    }
    assert book.quads == QUAD_NAMES
