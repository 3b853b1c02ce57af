"""Time expressions: the examples beside the rules, missing dates, tenses, and what must never break."""

from __future__ import annotations

import time as clock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers import times
from pourparlers.errors import InputError, LanguageError
from pourparlers.languages.tokens import Parse, Sentence, Token
from pourparlers.times.rules import Example, load
from pourparlers.times.values import MAKERS

EXAMPLES = [
    pytest.param(language, example, id=f"{language}-{rule.name}-{number}")
    for language in ("fr", "en")
    for rule in load(language).file.rule
    for number, example in enumerate(rule.examples)
]


def found(text: str, language: str, date: str | None = "2022-05-13") -> list[tuple[str, str, str | None]]:
    return [(text[t.span[0] : t.span[1]], t.type, t.value) for t in times.tag_text(text, language, date)]


@pytest.mark.parametrize(("language", "example"), EXAMPLES)
def test_rule_example_is_found(language: str, example: Example) -> None:
    assert found(example.text, language, example.date)[0] == (example.span, example.type, example.value)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_rule_has_an_example_and_a_known_maker(language: str) -> None:
    for rule in load(language).file.rule:
        assert rule.make in MAKERS, rule.name
        assert rule.examples or rule.make == "none", rule.name


@pytest.mark.parametrize(
    ("language", "text", "want"),
    [
        ("fr", "Le vote, prévu le 30 juin, est reporté.", "2022-06-30"),
        ("fr", "Il était venu le 11 décembre.", "2021-12-11"),
        ("en", "The vote is due on June 30.", "2022-06-30"),
        ("en", "He came on December 11.", "2021-12-11"),
    ],
)
def test_day_and_month_take_the_nearest_year_that_is_not_far_ahead(language: str, text: str, want: str) -> None:
    assert found(text, language)[0][2] == want


def test_without_a_date_only_whole_dates_and_durations_have_values() -> None:
    text = "Vendredi, puis le 18 février et la semaine dernière ; le 3 mai 2020, pendant deux jours."
    assert [value for _, _, value in found(text, "fr", None)] == [None, None, None, "2020-05-03", "P2D"]


def test_warnings_name_the_expressions_without_a_value() -> None:
    text = "He left on Friday after two days."
    lines = times.warnings(times.tag_text(text, "en", None), text)
    assert len(lines) == 1
    assert "Friday" in lines[0]
    assert "two days" not in lines[0]
    assert times.warnings(times.tag_text(text, "en", "2022-05-13"), text) == []


def test_offset_in_apposition_dates_what_follows() -> None:
    french = found("Ils se parlèrent le 18 février, six jours avant que la guerre ne commence.", "fr")
    assert french == [("18 février", "DATE", "2022-02-18"), ("six jours", "DATE", "2022-02-24")]
    english = found("They spoke on March 10, three days after the city fell.", "en")
    assert english == [("March 10", "DATE", "2022-03-10"), ("three days", "DATE", "2022-03-07")]


def test_offset_before_a_date_is_one_expression() -> None:
    assert found("Ils partirent trois jours avant le 9 mai 2022.", "fr") == [
        ("trois jours avant le 9 mai 2022", "DATE", "2022-05-06")
    ]
    assert found("They left two days after May 9, 2022.", "en") == [
        ("two days after May 9, 2022", "DATE", "2022-05-11")
    ]


def test_day_and_time_of_day_are_one_expression() -> None:
    assert found("Ils se sont vus vendredi à 15 h 30.", "fr") == [("vendredi à 15 h 30", "TIME", "2022-05-13T15:30")]
    assert found("They met at 9 a.m. Friday.", "en") == [("9 a.m. Friday", "TIME", "2022-05-13T09:00")]


def test_a_range_gives_two_times() -> None:
    assert [value for _, _, value in found("Le sommet a lieu du 3 au 5 mai.", "fr")] == ["2022-05-03", "2022-05-05"]


def test_modal_may_and_ages_and_counts_are_no_times() -> None:
    assert found("He may march in with 2000 soldiers, a man aged 45 years.", "en") == []
    assert found("Une femme âgée de 45 ans commande 2000 soldats.", "fr") == []


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("fr", "Ils ont négocié jeudi et vendredi.", ["2022-05-05", "2022-05-06"]),
        ("fr", "Ils négocieront vendredi, samedi et dimanche.", ["2022-05-13", "2022-05-14", "2022-05-15"]),
        ("en", "They will talk from Monday through Friday.", ["2022-05-16", "2022-05-20"]),
        ("en", "They talked on Thursday and Friday.", ["2022-05-05", "2022-05-06"]),
    ],
)
def test_days_of_a_series_follow_each_other(language: str, text: str, values: list[str]) -> None:
    assert [value for _, _, value in found(text, language, "2022-05-12")] == values


@pytest.mark.parametrize(
    ("language", "phrase", "value"),
    [
        ("fr", "lundi", "2022-05-16"),
        ("fr", "vendredi vers 18 h", "2022-05-20T18:00"),
        ("fr", "le 5 mai", "2023-05-05"),
        ("fr", "le 2", "2022-06-02"),
        ("fr", "Noël", "2022-12-25"),
        ("en", "Monday", "2022-05-16"),
        ("en", "on May 5", "2023-05-05"),
        ("en", "at Christmas", "2022-12-25"),
    ],
)
def test_a_phrase_that_is_nothing_but_a_time_looks_ahead(language: str, phrase: str, value: str) -> None:
    assert [v for _, _, v in found(phrase, language)] == [value]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fr", "En 1990, il partit. Cinq ans plus tard, il revint.", "1995"),
        ("fr", "En juin 1998, il partit. Le mois suivant, il revint.", "1998-07"),
        ("en", "He left in 1990. Five years later he was back.", "1995"),
        ("en", "He left in June 1998 and was back later that year.", "1998"),
        ("en", "Trade rose in March from the previous month.", "2022-02"),
    ],
)
def test_months_and_years_are_reckoned_from_those_named_before(language: str, text: str, value: str) -> None:
    assert found(text, language)[-1][2] == value


def test_winter_bears_the_year_of_its_beginning() -> None:
    assert found("Ils se sont battus cet hiver.", "fr", "2023-01-20")[0][2] == "2022-WI"
    assert found("The talks failed last winter.", "en", "2023-05-20")[0][2] == "2022-WI"


def test_impossible_days_are_no_times() -> None:
    assert found("Le 31 avril 2022.", "fr") == [] or found("Le 31 avril 2022.", "fr")[0][2] == "2022-04"
    assert all(value != "2022-02-30" for _, _, value in found("On February 30, 2022.", "en"))


def test_bad_date_and_language_say_what_to_give() -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        times.tag_text("vendredi", "fr", "13 mai")
    with pytest.raises(LanguageError):
        times.tag_text("viernes", "es", None)


def sentence_of(words: list[tuple[str, str, str, int]]) -> Parse:
    """A hand-made parse: (word, part of speech, dependency, head); words are parted by one blank."""
    tokens, offset = [], 0
    for i, (word, pos, dep, head) in enumerate(words):
        tokens.append(Token(i, offset, offset + len(word), word, word.lower(), word.lower(), pos, dep, head, {}))
        offset += len(word) + 1
    text = " ".join(word for word, *_ in words)
    children = [[t.i for t in tokens if t.head == i and t.i != i] for i in range(len(tokens))]
    return Parse(text, "en", [Sentence(0, 0, 0, len(text), tokens, children)], [(0, len(text))])


OFFSET = sentence_of(
    [
        ("They", "PRON", "nsubj", 1), ("spoke", "VERB", "ROOT", 1), ("on", "ADP", "prep", 1),
        ("February", "PROPN", "pobj", 2),
        ("18", "NUM", "nummod", 3), (",", "PUNCT", "punct", 1), ("six", "NUM", "nummod", 7),
        ("days", "NOUN", "npadvmod", 11),
        ("before", "SCONJ", "mark", 11), ("the", "DET", "det", 10), ("army", "NOUN", "nsubj", 11),
        ("attacked", "VERB", "advcl", 1),
        (",", "PUNCT", "punct", 1), ("and", "CCONJ", "cc", 1), ("parted", "VERB", "conj", 1),
        (".", "PUNCT", "punct", 1),
    ]
)  # fmt: skip


PLANS = {
    "agreed": [
        ("They", "PRON", "nsubj", 1, ""), ("agreed", "VERB", "ROOT", 1, "Fin Past"), ("to", "PART", "aux", 3, ""),
        ("meet", "VERB", "xcomp", 1, "Inf"), ("Monday", "PROPN", "npadvmod", 3, ""),
    ],
    "failed": [
        ("They", "PRON", "nsubj", 1, ""), ("failed", "VERB", "ROOT", 1, "Fin Past"), ("to", "PART", "aux", 3, ""),
        ("meet", "VERB", "xcomp", 1, "Inf"), ("Monday", "PROPN", "npadvmod", 3, ""),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("verb", "value"), [("agreed", "2022-05-16"), ("failed", "2022-05-09")])
def test_a_day_in_a_plan_is_ahead(verb: str, value: str) -> None:
    parse = sentence_of([word[:4] for word in PLANS[verb]])
    lemmas = {"agreed": "agree", "failed": "fail"}
    for token, word in zip(parse.sentences[0].tokens, PLANS[verb], strict=True):
        form, _, tense = word[4].partition(" ")
        token.morph = {name: told for name, told in (("VerbForm", form), ("Tense", tense)) if told}
        token.lemma = lemmas.get(token.lemma, token.lemma)
    assert [time.value for time in times.tag(parse, "2022-05-13")] == [value]


def test_anchor_dates_the_clause_of_a_word() -> None:
    found_times = times.tag(OFFSET, "2022-05-13")
    stated = times.anchor(found_times, OFFSET, 0, 1)
    assert stated is not None
    assert (stated.value, stated.computed) == ("2022-02-18", False)
    computed = times.anchor(found_times, OFFSET, 0, 11)
    assert computed is not None
    assert (computed.value, computed.computed) == ("2022-02-24", True)
    assert [OFFSET.text[s:e] for s, e in computed.spans] == ["February 18", "six days"]


def test_a_limit_anchors_no_clause() -> None:
    parse = sentence_of(
        [
            ("It", "PRON", "nsubj", 1),
            ("lasted", "VERB", "ROOT", 1),
            ("until", "ADP", "prep", 1),
            ("Friday", "PROPN", "pobj", 2),
        ]
    )
    assert times.anchor(times.tag(parse, "2022-05-13"), parse, 0, 1) is None


PIECES = st.sampled_from(
    ["vendredi", "18 février", "Friday", "May", "13", ",", " ", "\n\n", "2022", "à", "15 h", "trois jours", "avant",
     "six days",
     "before", "next", "week", "il y a", "9999", "x" * 50, "une ", "vingt ", "İ", "ß",
     "’", "99/99/99", "xxxviii", "siècle", "p.m."]
)  # fmt: skip
DATES = st.none() | st.dates().map(lambda day: day.isoformat())


@settings(max_examples=150, deadline=None)
@given(st.text() | st.lists(PIECES).map(" ".join), st.sampled_from(["fr", "en"]), DATES)
def test_any_text_gives_sorted_spans_within_bounds(text: str, language: str, date: str | None) -> None:
    end = 0
    for time in times.tag_text(text, language, date):
        assert end <= time.span[0] < time.span[1] <= len(text)
        end = time.span[1]


@pytest.mark.parametrize(
    "piece", ["vingt ", "a hundred and ", "« le ", "12:", "mai-", "trois ", " ", "\n", "1/", "ce "]
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_long_hostile_text_takes_linear_time(language: str, piece: str) -> None:
    times.tag_text("warm", language, None)
    start = clock.perf_counter()
    times.tag_text(piece * (100_000 // len(piece)), language, "2022-05-13")
    assert clock.perf_counter() - start < 30
