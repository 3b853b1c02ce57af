"""Marked pairs as token ids, with a tokenizer small enough to see through."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from pourparlers.encoder import Symbols
from pourparlers.events.relation.marking import LIMIT, Marker, Pair

SYMBOLS = Symbols(start=0, end=1, pad=2, actor=300, actor_end=301, recipient=302, recipient_end=303)
MARKS = {300, 301, 302, 303}


def byte_marker() -> Marker:
    """Each byte a token: ids 4 to 259."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE({character: number + 4 for number, character in enumerate(alphabet)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    return Marker(tokenizer, SYMBOLS)


MARKER = byte_marker()


@st.composite
def marked(draw: st.DrawFn) -> Pair:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=2, max_size=400))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=4)))
    spans = [(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    return Pair(text, (spans[0],), tuple(spans[1:]))


@given(marked())
@settings(deadline=None)
def test_encode_keeps_every_mark_and_the_limit_for_any_text(pair: Pair) -> None:
    (ids,) = MARKER.encode([pair])
    assert ids[0] == SYMBOLS.start and ids[-1] == SYMBOLS.end
    assert len(ids) <= LIMIT
    assert ids.count(SYMBOLS.actor) == ids.count(SYMBOLS.actor_end) == len(pair.actor)
    assert ids.count(SYMBOLS.recipient) == ids.count(SYMBOLS.recipient_end) == len(pair.recipient)
    assert ids.index(SYMBOLS.actor) < ids.index(SYMBOLS.actor_end)


def test_encode_puts_marks_where_the_spans_are() -> None:
    pair = Pair("ab cd", ((0, 2),), ((3, 5),))
    (ids,) = MARKER.encode([pair])
    plain = MARKER._tokenizer.encode("ab cd").ids
    assert [i for i in ids if i not in MARKS][1:-1] == plain
    assert ids[1] == SYMBOLS.actor and ids[4] == SYMBOLS.actor_end
    assert ids[6] == SYMBOLS.recipient and ids[9] == SYMBOLS.recipient_end


def test_encode_takes_neighbouring_parties_in_their_order() -> None:
    (ids,) = MARKER.encode([Pair("ab", ((0, 1),), ((1, 2),))])
    assert [i for i in ids if i in MARKS] == [300, 301, 302, 303]


def test_encode_shortens_a_long_text_far_from_the_parties_first() -> None:
    text = "x" * 250 + "ab cd" + "y" * 250
    (ids,) = MARKER.encode([Pair(text, ((250, 252),), ((253, 255),))])
    inside = MARKER._tokenizer.encode("ab cd").ids
    at = ids.index(SYMBOLS.actor)
    assert [i for i in ids[at:] if i not in MARKS][:5] == inside
    assert len(ids) == LIMIT


def test_encode_knows_no_mark_in_the_text_itself() -> None:
    (ids,) = MARKER.encode([Pair("[A: x] <s> </s> <pad>", ((4, 5),), ())])
    assert [i for i in ids if i in MARKS] == [300, 301]
    assert ids.count(SYMBOLS.start) == ids.count(SYMBOLS.end) == 1 and SYMBOLS.pad not in ids
