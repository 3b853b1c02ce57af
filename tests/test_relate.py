"""`pourparlers relate`: marked pairs in, one answer a line out, by the model that ships."""

from __future__ import annotations

import json

import pytest

from pourparlers import cli
from pourparlers.events.relation import ask_model
from pourparlers.events.relation.labels import LABELS, TYPES
from pourparlers.relating import Pair, relate


def question(id: str, marked: str, language: str = "en") -> dict[str, object]:
    """A line from a text with [A: actor] and [R: recipient]."""
    text, spans = "", {"A": [], "R": []}
    for part in marked.split("["):
        if part[:3] in ("A: ", "R: "):
            words, _, rest = part[3:].partition("]")
            spans[part[0]].append([len(text), len(text) + len(words)])
            text += words + rest
        else:
            text += part
    return {"id": id, "language": language, "text": text, "actor": spans["A"], "recipient": spans["R"]}


QUESTIONS = [
    question("q1", "On Monday [A: Ghanaian police] arrested [R: nine opposition activists] in Kumasi."),
    question("q2", "[A: Le Chili] a rompu ses relations diplomatiques avec [R: le Honduras].", "fr"),
    question("q3", "[A: The rebels] freed [R: fourteen captured soldiers] near the Ugandan border."),
    question("q4", "[A: La présidente moldave] s'est entretenue par téléphone avec [R: son homologue polonais].", "fr"),
    question("q5", "[A: Norway] donated 30 million dollars in food aid to [R: Malawi] after the floods."),
]
EXPECTED = ["COERCE", "SANCTION", "YIELD", "CONSULT", "AID"]


@pytest.fixture
def run(capfd):
    """The command's status, output and errors."""

    def running(*arguments):
        status = cli.main([str(argument) for argument in arguments])
        return status, *capfd.readouterr()

    return running


def lines(path, *values) -> object:
    """``path`` with one JSON value (or raw text) a line."""
    path.write_text("".join((v if isinstance(v, str) else json.dumps(v)) + "\n" for v in values), encoding="utf-8")
    return path


def test_relate_answers_every_line_in_order_in_both_languages(run, tmp_path) -> None:
    status, _, errors = run("relate", lines(tmp_path / "in.jsonl", *QUESTIONS), "-o", tmp_path / "out.jsonl")
    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert (status, errors) == (0, "")
    assert [answer["id"] for answer in answers] == ["q1", "q2", "q3", "q4", "q5"]
    assert [answer["event"] for answer in answers] == EXPECTED
    assert all(set(answer) == {"id", "event", "mode", "confidence", "why"} for answer in answers)
    assert all(0 < answer["confidence"] <= 1 and "model" in answer["why"] for answer in answers)
    assert answers[0]["mode"] == "arrest"


def test_answers_keep_their_pairs_over_many_batches() -> None:
    # Batches go by length and run side by side: each answer must still stand at its own pair.
    sides = ("actor", "recipient")
    pairs = [
        Pair(str(q["text"]) + " It rained." * n, *(tuple(map(tuple, q[s])) for s in sides))
        for q in QUESTIONS
        for n in range(9)
    ]
    events = [label for label in EXPECTED for _ in range(9)]
    assert [answer.label for answer in ask_model(pairs)] == events
    assert [answer.label for answer in ask_model(pairs[::-1])] == events[::-1]


def test_relate_plover_gives_the_sixteen_types(run, tmp_path) -> None:
    run("relate", lines(tmp_path / "in.jsonl", *QUESTIONS), "--plover", "-o", tmp_path / "out.jsonl")
    events = [json.loads(line)["event"] for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert events[2] == "RETREAT" and set(events) <= set(TYPES)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ('{"id": "x"', "not valid JSON"),
        ({"id": "x", "text": "A met B"}, "not a marked pair"),
        ({"id": "x", "text": "A met B", "actor": [[0, 1]], "recipient": [[6, 9]]}, "[6, 9]"),
        ({"id": "x", "text": "A met B", "actor": [[1, 1]], "recipient": []}, "[1, 1]"),
        ({"id": "x", "text": "A met B", "actor": [], "recipient": []}, "marks nobody"),
        ({"id": 7, "text": "A met B", "actor": [[0, 1]], "recipient": []}, "not a marked pair"),
    ],
)
def test_relate_tells_a_bad_line_and_answers_the_others(run, tmp_path, bad, reason) -> None:
    source = lines(tmp_path / "in.jsonl", QUESTIONS[0], bad, QUESTIONS[1])
    status, _, errors = run("relate", source, "-o", tmp_path / "out.jsonl")
    assert status == 1
    assert "line 2: " in errors and reason in errors and "Traceback" not in errors
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 2


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_relate_without_a_line_says_so_and_makes_no_file(run, tmp_path, content) -> None:
    (tmp_path / "in.jsonl").write_text(content)
    status, _, errors = run("relate", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl")
    assert status == 2 and "holds no line" in errors
    assert not (tmp_path / "out.jsonl").exists()


def test_relate_gives_one_type_whatever_else_is_asked() -> None:
    pairs = [
        Pair(str(q["text"]), *(tuple(map(tuple, q[side])) for side in ("actor", "recipient")), str(q["language"]))
        for q in QUESTIONS
    ]
    together = relate(pairs)
    alone = [relate([pair])[0] for pair in pairs]
    assert [answer.label for answer in alone] == [answer.label for answer in together] == EXPECTED
    assert all(abs(a.confidence - b.confidence) < 0.1 for a, b in zip(alone, together, strict=True))
    assert all(answer.label in LABELS for answer in together)


def test_relate_of_nothing_is_nothing() -> None:
    assert relate([]) == []
