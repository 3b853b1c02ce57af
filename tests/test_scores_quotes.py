"""Quotations: contents by half and exactly, cues, speakers, kinds, on lines made by hand."""

import msgspec
import pytest

from pourparlers.record import Entity, Record, Statement
from pourparlers.scores.quotes import KindScore, QuoteLine, line_of, score_quotes

TEXT = "Ann said that the river is high. « Partez », a dit Luc à Zoé."


def _spans(words, text=TEXT):
    """Spans of pieces of the text, written with | between them."""
    return [(text.index(piece), text.index(piece) + len(piece)) for piece in words.split("|")] if words else []


def _quote(content, source="", cue="", kind=None):
    return {"content": _spans(content), "source": _spans(source), "cue": _spans(cue), "kind": kind}


def _line(*quotes):
    return line_of({"id": "a", "quotes": list(quotes)})


def _score(gold, answer, text=TEXT):
    return score_quotes([(text, _line(*gold), _line(*answer))])


RIVER = _quote("that the river is high", "Ann", "said", "indirect")
LEAVE = _quote("Partez", "Luc", "a dit", "direct")


def test_the_gold_itself_is_all_right():
    found = _score([RIVER, LEAVE], [LEAVE, RIVER])
    assert (found.content.f1, found.exact.f1, found.cue.f1, found.speaker, found.kind) == (1, 1, 1, 1, 1)
    assert found.kinds == {"direct": KindScore(1, 1, 1.0, 1.0), "indirect": KindScore(1, 1, 1.0, 1.0)}
    assert list(found.kinds) == ["direct", "indirect"]


def test_counts_and_shares_are_those_reckoned_by_hand():
    answer = [_quote("the river is high", "Zoé", "said", "mixed"), _quote("Zoé", "Luc", "dit", "direct")]
    found = _score([RIVER, LEAVE], answer)
    assert (found.content.asked, found.content.given, found.content.right) == (2, 2, 1)
    assert (found.content.precision, found.content.recall, found.content.f1) == (1 / 2, 1 / 2, 1 / 2)
    assert (found.exact.right, found.cue.right, found.found, found.speaker, found.kind) == (1, 2, 1, 0, 0)
    assert found.kinds == {"direct": KindScore(1, 0, 0.0, 0.0), "indirect": KindScore(1, 1, 1.0, 0.0)}


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("the river", 0),  # 9 of the 22 characters of the gold
        ("the river is", 1),  # 12 of 22
        ("Ann said that the river is high. « Partez », a dit", 0),  # 22 of 50
        ("Ann said that the river is high. « Partez »", 1),  # 22 of 43
        ("Partez", 0),
    ],
)
def test_a_content_is_found_by_half_of_both(answer, right):
    assert _score([RIVER], [_quote(answer)]).content.right == right


def test_each_content_is_matched_once():
    found = _score([RIVER], [_quote("the river is high"), _quote("that the river is high")])
    assert (found.content.given, found.content.right, found.exact.given, found.exact.right) == (2, 1, 2, 1)


def test_a_content_in_pieces_reaches_from_first_to_last():
    pieces = _quote("Partez|Zoé")
    assert _score([pieces], [_quote("Partez », a dit Luc à Zoé")]).content.right == 1
    assert _score([pieces], [_quote("Partez », a dit Luc à Zoé")]).exact.right == 0
    assert _score([pieces], [pieces]).exact.right == 1


@pytest.mark.parametrize("answer", ["« Partez »", "Partez », ", " « Partez", "Partez"])
def test_outer_marks_are_no_part_of_the_words(answer):
    assert _score([LEAVE], [_quote(answer)]).exact.right == 1


@pytest.mark.parametrize(
    ("text", "gold", "answer", "right"),
    [
        ("He said that all is well", "that all is well", "all is well", 1),
        ("Il dit que tout va", "tout va", "que tout va", 1),
        ("Il dit qu'il va", "il va", "qu'il va", 1),
        ("Il dit qu’“il va”", "“il va”", "qu’“il va”", 1),
        ("He said thatch burns", "thatch burns", "burns", 0),
        ("He said that all is well", "that all is well", "that all is", 0),
    ],
)
def test_a_leading_that_is_no_part_of_the_words(text, gold, answer, right):
    lines = [_line({"content": _spans(words, text)}) for words in (gold, answer)]
    assert score_quotes([(text, *lines)]).exact.right == right


def test_speaker_overlaps_by_any_of_its_words():
    answer = {**LEAVE, "source": _spans("Zoé|Luc à")}
    assert _score([LEAVE], [answer]).speaker == 1
    assert _score([LEAVE], [{**LEAVE, "source": []}]).speaker == 0


def test_a_source_left_open_by_the_gold_is_counted_apart():
    found = _score([RIVER, {**LEAVE, "source": []}], [RIVER, LEAVE])
    assert (found.found, found.speaker, found.named, found.speaker_named) == (2, 1 / 2, 1, 1)


def test_a_cue_of_two_statements_is_one():
    gold = [RIVER, LEAVE]
    answer = [RIVER, {**_quote("Ann"), "cue": _spans("said")}, {**_quote("Zoé"), "cue": _spans("river")}]
    found = _score(gold, answer).cue
    assert (found.asked, found.given, found.right) == (2, 2, 1)


def test_quotes_without_content_and_empty_documents_are_passed_over():
    found = _score([{"content": [], "cue": _spans("said")}], [])
    assert (found.content.asked, found.cue.asked, found.kinds) == (0, 1, {})
    assert score_quotes([]).content.f1 == 0


def test_spans_outside_the_text_are_no_words():
    assert _score([RIVER], [{"content": [(5, 9_000)]}]).exact.right == 0
    assert _score([{"content": [(9_000, 9_001)]}], []).content.asked == 1


def test_a_record_and_its_json_are_lines():
    speaker = Entity(text="Luc", spans=_spans("Luc"), name="Luc", kind="person")
    statement = Statement(id="s1", content=_spans("Partez"), kind="direct", speaker=speaker, cue=_spans("a dit"))
    record = Record(id="a", language="fr", text=TEXT, statements=[statement])
    line = line_of(record)
    assert line == _line(LEAVE) == line_of(msgspec.json.decode(msgspec.json.encode(record)))
    assert isinstance(line, QuoteLine)


@pytest.mark.parametrize("value", [{"id": "a"}, {"quotes": []}, 5, {"id": "a", "quotes": [{"cue": []}]},
                                   {"id": "a", "quotes": [{"content": [[1, 2]], "kind": "loud"}]}])  # fmt: skip
def test_what_is_no_line_is_refused(value):
    with pytest.raises(msgspec.ValidationError):
        line_of(value)
