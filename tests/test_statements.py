"""Statements: who said what to whom, in both languages, on sentences written for these tests."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers import coder
from pourparlers.actors.mentions import Actor, Cast, Mention
from pourparlers.languages import parse
from pourparlers.languages.tokens import Parse
from pourparlers.record import Statement, Time
from pourparlers.statements import find
from pourparlers.statements.lexicon import load_lexicon
from pourparlers.statements.marks import find_quotes

PEOPLE = {
    "fr": ["Paul Durand", "Anne Petit", "Marc Leroy", "Luc Arnaud", "Jean Morel"],
    "en": ["Paul Dunn", "Anne Reed", "Mark Lowe", "Luke Arnold"],
}
GENDER = {"Anne Petit": "f", "Anne Reed": "f"}
PRONOUNS = ("il", "elle", "he", "she")


def cast_of(parsed: Parse) -> Cast:
    """A small cast made by hand: full names and surnames; a pronoun is the last person named."""
    actors = {name: Actor(name=name, kind="person", gender=GENDER.get(name, "m")) for name in PEOPLE[parsed.language]}
    mentions: list[Mention] = []
    last: Actor | None = None
    for sentence in parsed.sentences:
        words = [token.text for token in sentence.tokens]
        i = 0
        while i < len(words):
            actor, size, form = None, 1, "name"
            for name, candidate in actors.items():
                if words[i : i + 2] == name.split():
                    actor, size = candidate, 2
                elif words[i] == name.split()[1]:
                    actor = candidate
            if actor is None and words[i].lower() in PRONOUNS and last is not None:
                actor, form = last, "pronoun"
            if actor is not None:
                span = (sentence.tokens[i].start, sentence.tokens[i + size - 1].end)
                text = parsed.text[span[0] : span[1]]
                mentions.append(Mention(sentence.index, i, i + size, i, [span], text, form, actor))
                last = actor
            i += size
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    return Cast(list(actors.values()), mentions, by_sentence)


def read(text: str, language: str, times: list[Time] | None = None, date: str | None = None) -> list[Statement]:
    parsed = parse(text, language)
    return find(parsed, cast_of(parsed), times or [], date)


def said(text: str, statement: Statement) -> list[str]:
    return [text[start:end] for start, end in statement.content]


def who(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker else None


def examples(kind: str) -> list[tuple[str, object]]:
    return [(language, entry) for language in ("fr", "en") for entry in getattr(load_lexicon(language).wording, kind)]


@pytest.mark.parametrize(("language", "entry"), [*examples("verbs"), *examples("nouns"), *examples("prepositions")])
def test_wording_examples_yield_their_content(language: str, entry) -> None:
    found = read(entry.example, language)
    assert [entry.content] in [said(entry.example, statement) for statement in found]
    assert all(statement.speaker is not None for statement in found)


@pytest.mark.parametrize(("language", "entry"), examples("media"))
def test_media_examples_yield_their_medium(language: str, entry) -> None:
    assert entry.name in [statement.medium for statement in read(entry.example, language)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_wording_holds_at_least_150_verbs(language: str) -> None:
    assert len(load_lexicon(language).verbs) >= 150


@pytest.mark.parametrize(
    ("language", "text", "speaker", "content"),
    [
        ("fr", "« Nous partirons lundi », a déclaré Paul Durand.", "Paul Durand", ["Nous partirons lundi"]),
        ("fr", "« Nous partirons lundi », a-t-il déclaré à Paul Durand.", None, ["Nous partirons lundi"]),
        ("fr", "Paul Durand a déclaré : « Nous partirons lundi. »", "Paul Durand", ["Nous partirons lundi."]),
        ("fr", "« Non, répond Anne Petit, nous resterons ici. »", "Anne Petit", ["Non", "nous resterons ici."]),
        ("en", '"We leave on Monday," said Anne Reed.', "Anne Reed", ["We leave on Monday"]),
        ("en", '"We leave," Anne Reed said. "It is late."', "Anne Reed", ["We leave", "It is late."]),
        ("en", "Anne Reed said: “We leave. It is late.”", "Anne Reed", ["We leave. It is late."]),
        ("en", '"We leave," Anne Reed, a doctor from the coast, said.', "Anne Reed", ["We leave"]),
    ],
)
def test_direct_speech_is_found_with_its_speaker(language, text, speaker, content) -> None:
    (statement,) = read(text, language)
    assert (statement.kind, who(statement), said(text, statement)) == ("direct", speaker, content)


@pytest.mark.parametrize(
    ("language", "text", "speaker", "content"),
    [
        ("fr", "Le pont est fermé, a indiqué Jean Morel.", "Jean Morel", "Le pont est fermé"),
        ("en", "The bridge is closed, Anne Reed said on Monday.", "Anne Reed", "The bridge is closed"),
        ("en", "Anne Reed said the bridge was closed.", "Anne Reed", "the bridge was closed"),
        ("en", "The bridge is closed, according to Anne Reed.", "Anne Reed", "The bridge is closed"),
    ],
)
def test_indirect_speech_is_found_with_its_speaker(language: str, text: str, speaker: str, content: str) -> None:
    (statement,) = read(text, language)
    assert (statement.kind, who(statement), said(text, statement)) == ("indirect", speaker, [content])


def test_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "Paul Durand a écrit sur Twitter : « La route est libre. Venez tous.\n\nLe vent est tombé dans la nuit."
    (statement,) = read(text, "fr")
    assert said(text, statement) == ["La route est libre. Venez tous."]
    assert statement.medium == "twitter"


def test_quotation_opened_again_goes_on_in_the_next_paragraph() -> None:
    text = "“The road is open.\n\n“Come soon,” said Anne Reed."
    (statement,) = read(text, "en")
    assert said(text, statement) == ["The road is open.", "Come soon"]
    assert who(statement) == "Anne Reed"


def test_reporter_quoting_another_nests_the_statements() -> None:
    text = "Jean Morel a déclaré que Paul Durand avait exhorté Marc Leroy à libérer les otages."
    outer, inner = read(text, "fr")
    assert (who(outer), outer.within) == ("Jean Morel", None)
    assert (who(inner), inner.within, inner.kind) == ("Paul Durand", outer.id, "indirect")
    assert inner.addressee is not None
    assert inner.addressee.name == "Marc Leroy"
    assert said(text, inner) == ["à libérer les otages"]


def test_quoted_predicate_is_the_reporting_speakers() -> None:
    text = (
        "Jean Morel a affirmé que la réunion avait été utile. "
        "Paul Durand « a rappelé [Leroy] que le port reste ouvert » ce matin."
    )
    _, outer, inner = read(text, "fr")
    assert (outer.kind, who(outer), outer.cue) == ("mixed", "Jean Morel", [])
    assert [insertion.text for insertion in outer.insertions] == ["Leroy"]
    assert (who(inner), inner.within) == ("Paul Durand", outer.id)
    assert inner.addressee is not None
    assert inner.addressee.name == "Marc Leroy"


def test_indirect_clause_with_quoted_words_is_mixed() -> None:
    text = 'Anne Reed said that the plan was "a very bad idea" for the town.'
    (statement,) = read(text, "en")
    assert statement.kind == "mixed"
    assert said(text, statement) == ['that the plan was "a very bad idea" for the town']


def test_insertion_is_the_words_between_the_brackets() -> None:
    text = "« Il [le général] a menti [...] hier », a dit Anne Petit."
    (statement,) = read(text, "fr")
    assert [(text[slice(*i.span)], i.text) for i in statement.insertions] == [("[le général]", "le général")]


def test_pronoun_speaker_is_resolved_and_keeps_its_words() -> None:
    text = "Anne Reed came home. She said that the road was open."
    (statement,) = read(text, "en")
    assert statement.speaker is not None
    assert (statement.speaker.text, statement.speaker.name) == ("She", "Anne Reed")


def test_coordinated_demand_takes_the_first_subject() -> None:
    text = "Paul Durand s'est entretenu avec Marc Leroy et a demandé à Anne Petit de revenir."
    (statement,) = read(text, "fr")
    assert who(statement) == "Paul Durand"
    assert statement.addressee is not None
    assert statement.addressee.name == "Anne Petit"


def test_human_speaker_outside_the_cast_keeps_only_words() -> None:
    text = "An analyst said that the market was calm."
    (statement,) = read(text, "en")
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.speaker.country) == ("An analyst", None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le village a fêté le « printemps des arts » avec Paul Durand."),
        ("fr", "Paul Durand n'a pas déclaré que la route était libre."),
        ("fr", "Paul Durand et Marc Leroy ont parlé de la moisson."),
        ("en", 'The town opened its "harbour of hope" with Anne Reed.'),
        ("en", "Anne Reed did not say that the road was open."),
        ("en", "Anne Reed will announce the closure of the port."),
    ],
)
def test_what_is_not_said_yields_nothing(language: str, text: str) -> None:
    assert read(text, language) == []


def test_date_is_the_clauses_else_the_documents() -> None:
    text = "Paul Durand a déclaré vendredi que la route était libre. Anne Petit a affirmé que le pont tenait."
    start = text.index("vendredi")
    times = [Time(span=(start, start + 8), type="DATE", value="2021-03-05")]
    first, second = read(text, "fr", times, "2021-03-06")
    assert (first.date, second.date) == ("2021-03-05", "2021-03-06")


def test_apostrophes_are_no_quotation_marks() -> None:
    assert find_quotes("The workers' rights weren't in the '90s plan, it's said.", [(0, 56)]) == []


def test_nested_marks_keep_their_levels() -> None:
    text = "« Il a dit “viens” et « pars » hier »"
    assert [quote.level for quote in find_quotes(text, [(0, len(text))])] == [0, 1, 1]


MARKS = ["«", "»", "“", "”", '"', "'", "’", "[", "]", ":", ",", ".", "?", "(", ")", ";", "—", "😀", "\xa0", "''", "``"]
WORDS = ["Paul Durand", "Anne Reed", "a déclaré", "said", "que", "that", "selon", "according to", "il", "she", "et"]
CLAUSES = ["le port est fermé", "the port is closed", "dit", "-il", "Twitter", "qui", "\n\n"]


@pytest.mark.parametrize(
    ("text", "language"),
    [("according to : 😀 »", "en"), ("selon : 😀 »", "fr"), ("according to : the talks ended »", "en")],
)
def test_source_phrase_that_names_nobody_is_no_cue(text: str, language: str) -> None:
    for statement in read(text, language):
        assert not statement.cue or statement.cue[0][0] > text.index(":")


PIECES = st.sampled_from([*MARKS, *WORDS, *CLAUSES])


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=30), st.sampled_from(["fr", "en"]))
def test_any_text_yields_valid_spans(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    found = read(text, language)
    assert [statement.id for statement in found] == [f"s{n}" for n in range(1, len(found) + 1)]
    assert len({tuple(statement.content) for statement in found}) == len(found)
    ids = {statement.id for statement in found}
    for statement in found:
        assert statement.content
        assert statement.within is None or (statement.within in ids and statement.within != statement.id)
        for start, end in (*statement.content, *statement.cue, *(i.span for i in statement.insertions)):
            assert 0 <= start < end <= len(text)
        for content in statement.content:
            assert not any(content[0] < end and start < content[1] for start, end in statement.cue)
            assert text[content[0] : content[1]].strip() == text[content[0] : content[1]]
        if statement.speaker is not None:
            assert [text[start:end] for start, end in statement.speaker.spans] == [statement.speaker.text]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="«»“”„\"'‘’`[]ab \n.,", max_size=80))
def test_marks_give_spans_inside_the_text(text: str) -> None:
    middle = len(text) // 2
    for quote in find_quotes(text, [(0, middle), (middle, len(text))]):
        assert 0 <= quote.start < quote.end <= len(text)
        assert all(quote.start <= start <= end <= quote.end for start, end in quote.parts)


HOSTILE = [
    "« ",
    "said that ",
    '"a" ',
    "selon X, ",
    "a déclaré que « ",
    "(selon X ",
    "qui dit que X, ",
    '""a ',
    '"Oui." ',
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_marks_and_statements_grow_linearly(unit: str) -> None:
    def calls(count: int) -> int:
        """Function calls made: work that does not depend on how busy the machine is."""
        parsed = parse(unit * count, "fr")
        cast = cast_of(parsed)
        made = 0

        def tally(frame: object, event: str, argument: object) -> None:
            nonlocal made
            made += event in ("call", "c_call")

        sys.setprofile(tally)
        try:
            find(parsed, cast, [], None)
        finally:
            sys.setprofile(None)
        return made

    small, large = calls(150), calls(1200)
    assert large < 12 * small, (small, large)


def test_report_within_a_report_does_not_cut_it_at_a_comma() -> None:
    text = "The ministry said that Togo, for its part, had accused Ghana of breaking the pact."
    record = coder.read(text, language="en")
    contents = [record.text[slice(*statement.content[0])] for statement in record.statements]
    assert contents[0] == "that Togo, for its part, had accused Ghana of breaking the pact"


def test_attacks_are_no_words() -> None:
    assert coder.read("The army of Togo has turned its attacks on the port.", language="en").statements == []
