"""Questions to the affiliation model, its answers, and what is taken of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers import actors
from pourparlers.actors.affiliation import Affiliation, Candidate, Question, affiliations_of, asking
from pourparlers.actors.affiliation.questions import KINDS, LIMIT, Encoded, candidates_in, encode, question_of
from pourparlers.actors.drafts import Draft
from pourparlers.actors.spots import lexicon, spot
from pourparlers.encoder import HIDDEN, load_encoder
from pourparlers.languages import parse


def person(text: str, name: str, language: str) -> actors.Actor:
    cast = actors.find(parse(text, language), None)
    return next(m.actor for m in cast.mentions if m.actor.kind == "person" and name in m.text)


def encoded(question: Question) -> Encoded:
    encoder = load_encoder()
    return encode([question], encoder.tokenizer, encoder.symbols)[0]


TOLD = [
    ("fr", "Le Lesotho a réclamé des renforts par la voix de sa secrétaire à l'Eau, Palesa Mokoena.", "Mokoena", "LSO"),
    ("fr", "Directeur du port de Pointe-Noire, au Congo, Aimé Loubaki a suspendu les escales.", "Loubaki", "COG"),
    ("en", "Vanuatu has postponed the vote, said electoral commissioner Jerry Natuman Tari.", "Tari", "VUT"),
    ("en", "Elected speaker of the Icelandic parliament, Sigrun Halldorsdottir flew to Oslo.", "Halldorsdottir", "ISL"),
]
UNTOLD = [
    ("fr", "Le maire, Julien Baraquet, a accueilli à la gare trente orphelins venus du Soudan.", "Baraquet"),
    ("fr", "Cent emplois partiront au Maroc, déplore la déléguée syndicale Odile Framont.", "Framont"),
    ("en", "Coffee bought in Ethiopia will cost more, warned the trade minister, Ronald Wexley.", "Wexley"),
    ("en", "Judge Harriet Colwood refused to send the two brothers back to Eritrea.", "Colwood"),
]


@pytest.mark.parametrize(("language", "text", "name", "country"), TOLD)
def test_country_told_around_a_name_is_read(language: str, text: str, name: str, country: str) -> None:
    assert person(text, name, language).country == country


@pytest.mark.parametrize(("language", "text", "name"), UNTOLD)
def test_country_that_a_text_does_not_tell_stays_open(language: str, text: str, name: str) -> None:
    assert person(text, name, language).country is None


def test_answer_points_to_the_words_it_was_read_from() -> None:
    text = "Vanuatu has postponed the vote, said electoral commissioner Jerry Natuman Tari."
    read = parse(text, "en")
    lex = lexicon("en")
    candidates = [candidates_in(sentence, spot(sentence, lex), lex) for sentence in read.sentences]
    start = text.index("Jerry")
    (answer,) = affiliations_of([question_of(read, candidates, 0, (start, start + len("Jerry Natuman Tari")))])
    assert answer.country == "VUT" and 0.5 < answer.country_share <= 1
    assert answer.words is not None and text[slice(*answer.words)] == "Vanuatu"


def test_no_questions_need_no_model() -> None:
    assert affiliations_of([]) == []


def test_question_without_candidates_is_answered_with_no_country() -> None:
    text = "The mayor, Ann Drew, resigned."
    (answer,) = affiliations_of([Question(text, (0, len(text)), (11, 19), ())])
    assert answer.country is None and answer.words is None and answer.country_share == pytest.approx(1)


def test_answers_do_not_depend_on_their_neighbours() -> None:
    text = "Vanuatu has postponed the vote, said electoral commissioner Jerry Natuman Tari."
    start = text.index("Jerry")
    question = Question(text, (0, len(text)), (start, start + 18), (Candidate(0, 7, "VUT", "state"),))
    longer = Question(text * 4, (0, len(text) * 4), (start, start + 18), (Candidate(0, 7, "VUT", "state"),))
    assert affiliations_of([question])[0] == affiliations_of([longer, question])[1]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=900), st.data())
def test_any_text_is_encoded_within_the_limit(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    person = (cuts[0], cuts[1])
    rest = (cuts[2], cuts[3])
    candidates = (Candidate(*rest, "FRA", KINDS[0]),) if rest[0] < rest[1] else ()
    row = encoded(Question(text, (0, len(text)), person, candidates))
    symbols = load_encoder().symbols
    assert len(row.ids) <= LIMIT
    assert row.ids[0] == symbols.start and row.ids[-1] == symbols.end
    assert row.ids[row.mark] == symbols.actor and row.ids.count(symbols.actor) == 1
    for first, last, _ in row.candidates:
        assert 0 < first < last < len(row.ids)


def test_encoder_gives_a_vector_for_each_token() -> None:
    encoder = load_encoder()
    ids = [[encoder.symbols.start, *encoder.tokenizer.encode("Oui.", add_special_tokens=False).ids]]
    assert encoder.states(ids).shape == (1, len(ids[0]), HIDDEN)
    assert encoder.scores(ids).shape[0] == 1


def test_questions_of_a_text_are_bounded_however_many_names_it_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def count(questions: list[Question]) -> list[object]:
        asked.append(len(questions))
        return affiliations_of([]) if not questions else affiliations_of(questions[:1]) * len(questions)

    monkeypatch.setattr(asking, "affiliations_of", count)
    names = ", ".join(f"Ana{chr(97 + n // 26)} Mor{chr(97 + n % 26)}in" for n in range(400))
    actors.find(parse(f"Le ministre malien a vu {names} à Bamako.", "fr"), None)
    assert asked and max(asked) <= asking._MOST


@pytest.mark.parametrize(
    ("sector", "person_share", "expected"),
    [("GOV", 0.9, ("FJI", "GOV")), ("GOV", 0.1, (None, None)), (None, 0.9, (None, None))],
)
def test_country_is_given_to_a_person_of_whom_something_tells_who_it_is(
    sector: str | None, person_share: float, expected: tuple[str | None, str | None]
) -> None:
    actor = actors.Actor(name="Litia Vunabaka", kind="person")
    draft = Draft(0, 0, 2, "name", 1, "ner")
    asking._take(draft, actor, Affiliation("FJI", 0.9, (0, 4), sector, 0.9, person_share), lexicon("en"))
    assert (actor.country, actor.sector) == expected
