"""``pourparlers score``: gold and answers from files or from us, the pages, and what is refused."""

import io
import json
import sys
import types
from pathlib import Path

import pytest

import pourparlers
from pourparlers import cli
from pourparlers.errors import LanguageError
from pourparlers.record import Entity, Event, Record, Statement, encode
from pourparlers.scores.labels import QUADS
from pourparlers.scores.relations import score_labels
from pourparlers.terminal.console import make_console
from pourparlers.terminal.score_page import show_scores

TEXT = "Oslo a rejeté la demande de Lima."
GOLD = [
    {"id": "a", "language": "fr", "text": TEXT, "actor": [[0, 4]], "recipient": [[28, 32]], "event": "REJECT"},
    {"id": "b", "language": "fr", "text": TEXT, "actor": [[28, 32]], "recipient": [[0, 4]], "event": "REQUEST"},
    {"id": "c", "language": "fr", "text": TEXT, "actor": [], "recipient": [[0, 4]], "event": "YIELD"},
]
ANSWERS = [
    {"id": "c", "event": "RETREAT", "mode": None, "confidence": 0.4, "why": "…"},
    {"id": "a", "event": "REJECT", "confidence": 0.9},
    {"id": "b", "event": "REJECT", "confidence": 0.6},
]
EVENTS = [
    {"id": "a", "language": "fr", "date": None, "text": TEXT, "events": [
        {"event": "REJECT", "actor": [{"text": "Oslo", "code": "NOR", "sector": None}], "recipient": [{"code": "PER"}],
         "text": [], "mode": None, "context": []}]},
    {"id": "b", "language": "fr", "date": "2021-03-01", "text": f"{TEXT} Encore.", "events": []},
]  # fmt: skip


def _write(name, *values):
    Path(name).write_text("".join(f"{v if isinstance(v, str) else json.dumps(v)}\n" for v in values), encoding="utf-8")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    _write("gold.jsonl", *GOLD)
    _write("out.jsonl", *ANSWERS)
    _write("events.jsonl", *EVENTS)


@pytest.fixture
def run(capfdbinary):
    """Runs ``pourparlers score``: (exit status, standard output, standard error)."""

    def running(*arguments):
        status = cli.main(["score", *arguments])
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return running


@pytest.fixture
def model(monkeypatch):
    """A relation model that says CONCEDE of everything; ``asked`` holds how many pairs it was given at a time."""
    fake = types.ModuleType("pourparlers.relating")

    def relate(pairs):
        fake.asked.append(len(pairs))
        fake.pairs += pairs
        return [types.SimpleNamespace(event="CONCEDE", label="YIELD", confidence=0.5) for _ in pairs]

    fake.asked, fake.pairs, fake.relate = [], [], relate
    fake.Pair = lambda *given: given
    monkeypatch.setitem(sys.modules, "pourparlers.relating", fake)
    relating = sys.modules.pop("pourparlers.terminal.relating", None)
    yield fake
    sys.modules.pop("pourparlers.terminal.relating", None)
    if relating is not None:
        sys.modules["pourparlers.terminal.relating"] = relating


@pytest.fixture
def coder(monkeypatch):
    """A coder that finds in every text that Norway rejects Peru."""
    fake = types.ModuleType("pourparlers.coder")

    def check(document):
        if "Deutsch" in document.text:
            raise LanguageError("the text seems to be German (de)")
        return document.language or "fr"

    def party(country):
        return Entity(text="x", spans=[(0, 1)], name="x", kind="state", country=country)

    def code_batch(documents, ask=...):
        for document in documents:
            event = Event(id="e1", event="REJECT", actor=[party("NOR")], recipient=[party("PER")])
            said = Statement(id="s1", content=[(0, 4)], kind="direct", cue=[(5, 6)])
            yield Record(
                id=document.id, language=document.language, text=document.text, events=[event], statements=[said]
            )

    fake.check, fake.code_batch = check, code_batch
    monkeypatch.setitem(sys.modules, "pourparlers.coder", fake)
    monkeypatch.setattr(pourparlers, "coder", fake, raising=False)


def _refused(outcome):
    status, out, err = outcome
    assert (status, out) == (2, "")
    assert err.startswith("pourparlers: ") and err.count("\n") == 1
    return err


def test_answers_of_a_file_in_any_order(run):
    status, out, err = run("relations", "gold.jsonl", "--answers", "out.jsonl", "--json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert (found["n"], found["accuracy"], found["quad_accuracy"]) == (3, 2 / 3, 1.0)
    assert found["confusion"]["REQUEST"] == {"REJECT": 1}
    assert found["calibration"]["n"] == 3


def test_the_page_of_relations(run):
    status, out, err = run("relations", "gold.jsonl", "--answers", "out.jsonl")
    assert (status, err) == (0, "") and "\x1b" not in out
    lines = out.splitlines()
    assert lines[0] == "Relations · 3 lines"
    assert "3 labels     0.667     0.556" in lines
    assert lines[lines.index("        YIE REQ REJ") :][1:4] == [
        "YIELD     1   ·   ·", "REQUEST   ·   ·   1", "REJECT    ·   ·   1",
    ]  # fmt: skip
    assert "expected calibration error 0.433 over 3 answers" in out


def test_gold_lines_are_answered_by_us(run, model):
    found = json.loads(run("relations", "gold.jsonl", "--json")[1])
    assert found["confusion"]["YIELD"] == {"YIELD": 1} and found["accuracy"] == 1 / 3
    assert model.pairs[0] == (TEXT, ((0, 4),), ((28, 32),), "fr")
    _write("plover.jsonl", {**GOLD[2], "event": "CONCEDE"}, {**GOLD[0], "event": "RETREAT"})
    found = json.loads(run("relations", "plover.jsonl", "--plover", "--json")[1])
    assert found["confusion"] == {"CONCEDE": {"CONCEDE": 1}, "RETREAT": {"CONCEDE": 1}}


def test_many_gold_lines_are_answered_in_parts(run, model):
    _write("many.jsonl", *({**GOLD[0], "id": str(n)} for n in range(600)))
    assert json.loads(run("relations", "many.jsonl", "--json")[1])["n"] == 600
    assert sum(model.asked) == 600 and len(model.asked) == 2


def test_events_are_coded_by_us(run, coder):
    found = json.loads(run("events", "events.jsonl", "--json")[1])
    assert found["documents"] == 2
    assert found["types"]["precision"] == 1 / 2 and found["triples"]["recall"] == 1.0


def test_events_of_a_file_of_records(run):
    record = Record(id="a", language="fr", text=TEXT)
    _write("records.jsonl", json.loads(encode(record)), {"id": "b", "events": EVENTS[0]["events"]})
    found = json.loads(run("events", "events.jsonl", "--answers", "records.jsonl", "--json")[1])
    assert (found["types"]["asked"], found["types"]["given"], found["types"]["right"]) == (1, 1, 0)


def test_the_page_of_events(run, coder):
    out = run("events", "events.jsonl")[1].splitlines()
    assert out[0] == "Events · 2 documents"
    assert [line.split() for line in out if line.startswith(("all", "REJECT"))] == [
        [name, "1", "2", "1", "0.500", "1.000", "0.667"] for name in ("all", "REJECT", "all", "REJECT")
    ]


QUOTES = {"id": "a", "text": TEXT, "language": "fr", "quotes": [
    {"source": [[8, 14]], "cue": [[5, 6]], "content": [[0, 4]], "kind": "direct"}]}  # fmt: skip


def test_quotes_are_read_by_us_or_given(run, coder):
    _write("quotes.jsonl", QUOTES)
    _write("out.jsonl", {"id": "a", "quotes": []})
    found = json.loads(run("quotes", "quotes.jsonl", "--json")[1])
    assert (found["content"]["right"], found["cue"]["right"], found["speaker"]) == (1, 1, 0.0)
    found = json.loads(run("quotes", "quotes.jsonl", "--answers", "out.jsonl", "--json")[1])
    assert (found["content"]["asked"], found["content"]["given"]) == (1, 0)
    record = Record(id="a", language="fr", text=TEXT, statements=[Statement(id="s", content=[(0, 4)], kind="direct")])
    _write("out.jsonl", json.loads(encode(record)))
    assert json.loads(run("quotes", "quotes.jsonl", "--answers", "out.jsonl", "--json")[1])["exact"]["f1"] == 1.0


def test_the_page_of_quotes(run, coder):
    _write("quotes.jsonl", QUOTES)
    out = [line.split() for line in run("quotes", "quotes.jsonl")[1].splitlines()]
    assert out[0] == ["Quotes", "·", "1", "document"]
    assert ["content", "(half)", "1", "1", "1", "1.000", "1.000", "1.000"] in out
    assert ["speaker", "1", "0.000"] in out and ["direct", "1", "1", "1.000", "0.000"] in out


def test_bad_quotes_are_told(run):
    for line, reason in (({"id": "a", "text": TEXT}, "field `quotes`"), ({**QUOTES, "text": " "}, "no text"),
                         ({"id": "a", "text": TEXT, "quotes": [{"cue": []}]}, "field `content`")):  # fmt: skip
        _write("quotes.jsonl", line)
        err = _refused(run("quotes", "quotes.jsonl", "--answers", "out.jsonl"))
        assert err.startswith("pourparlers: quotes.jsonl, line 1: ") and reason in err


def test_gold_may_come_through_a_pipe(run, monkeypatch):
    gold = io.BytesIO(Path("gold.jsonl").read_bytes())
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=gold))
    assert run("relations", "-", "--answers", "out.jsonl")[0] == 0
    assert "both come from standard input" in _refused(run("relations", "-", "--answers", "-"))


def test_answers_to_other_lines_are_told(run):
    _write("gold.jsonl", GOLD[0])
    status, _, err = run("relations", "gold.jsonl", "--answers", "out.jsonl")
    assert (status, err) == (0, "2 answers to no line of the gold left out\n")


def test_lines_without_an_answer_are_told(run):
    _write("out.jsonl", ANSWERS[1])
    err = _refused(run("relations", "gold.jsonl", "--answers", "out.jsonl"))
    assert "out.jsonl has no answer for 2 of the 3 lines of gold.jsonl, first for the id 'b'" in err


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{bad", "line 2: the line is not valid JSON"),
        ("5", "line 2: the line does not fit (Expected `object`, got `int`)"),
        ({"id": "b"}, "line 2: the line does not fit (Object missing required field `event`)"),
        ({"event": "AID"}, "missing required field `id`"),
        ({"id": "b", "event": "CHAT"}, "line 2: there is no event type 'CHAT': give one of AGREE, CONSULT"),
        ({"id": "a", "event": "AID"}, "line 2: the id 'a' stands on an earlier line too"),
        ({"id": "\x1b[31m", "event": "\x1b[31m"}, "no event type '\\x1b[31m'"),
    ],
)
def test_a_bad_gold_line_is_told_with_its_number(run, line, reason):
    _write("gold.jsonl", GOLD[0], line)
    err = _refused(run("relations", "gold.jsonl", "--answers", "out.jsonl"))
    assert err.startswith("pourparlers: gold.jsonl, line 2: ") and reason in err and "\x1b" not in err


@pytest.mark.parametrize("confidence", [1.5, -0.1, "high"])
def test_a_bad_answer_is_told_with_its_number(run, confidence):
    _write("out.jsonl", "", ANSWERS[0], {**ANSWERS[1], "confidence": confidence})
    err = _refused(run("relations", "gold.jsonl", "--answers", "out.jsonl"))
    assert err.startswith("pourparlers: out.jsonl, line 3: the line does not fit (Expected ") and "$.confidence" in err


def test_yield_has_no_place_among_the_sixteen_types(run):
    err = _refused(run("relations", "gold.jsonl", "--answers", "out.jsonl", "--plover"))
    assert "gold.jsonl, line 3: YIELD is CONCEDE and RETREAT in one" in err
    assert "--plover is for relations" in _refused(run("events", "events.jsonl", "--plover"))


def test_what_we_cannot_answer_is_told_with_its_number(run, model, coder):
    _write("gold.jsonl", GOLD[0], {**GOLD[1], "actor": [[30, 90]]})
    assert "gold.jsonl, line 2: the span [30, 90]" in _refused(run("relations", "gold.jsonl"))
    assert model.asked == []
    _write("gold.jsonl", GOLD[0], {"id": "b", "event": "AID"})
    assert "gold.jsonl, line 2: " in _refused(run("relations", "gold.jsonl"))
    for line, reason in (
        ({"text": "Deutsch."}, "seems to be German"), ({"text": " "}, "no text"), ({}, 'no "text"'),
        ({"text": TEXT, "date": "2021-02-30"}, "not a real day"), ({"text": TEXT, "language": "de"}, "is given as de"),
    ):  # fmt: skip
        _write("events.jsonl", EVENTS[0], {"id": "b", "events": [], **line})
        err = _refused(run("events", "events.jsonl"))
        assert err.startswith("pourparlers: events.jsonl, line 2: ") and reason in err


def test_bad_events_are_told(run):
    wrong = [({"event": "CHAT", "actor": []}, "no event type 'CHAT'"), ({"event": "AID"}, "field `actor`"),
             ({"event": "AID", "actor": [{}]}, "field `code` or `country`"), (7, "$.events[0]")]  # fmt: skip
    for event, reason in wrong:
        _write("records.jsonl", {"id": "a", "events": [event]})
        err = _refused(run("events", "events.jsonl", "--answers", "records.jsonl"))
        assert err.startswith("pourparlers: records.jsonl, line 1: ") and reason in err


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_empty_and_missing_files(run, content):
    Path("empty.jsonl").write_text(content)
    assert "empty.jsonl holds no line" in _refused(run("relations", "empty.jsonl", "--answers", "out.jsonl"))
    assert "empty.jsonl holds no line" in _refused(run("relations", "gold.jsonl", "--answers", "empty.jsonl"))
    assert "no file none.jsonl" in _refused(run("events", "none.jsonl"))
    _refused(run("places", "gold.jsonl"))


def _page(scores, width):
    file = io.StringIO()
    show_scores(make_console(file, width), scores)
    return file.getvalue().splitlines()


def _scores(each):
    types_ = [label for label in QUADS if label != "YIELD"]
    pairs = [(gold, answer) for gold in types_ for answer in types_ for _ in range(each)]
    return score_labels([gold for gold, _ in pairs], [answer for _, answer in pairs], plover=True)


def test_sixteen_types_fit_eighty_columns():
    page = _page(_scores(2), 80)
    assert max(map(len, page)) <= 80
    (head,) = [line for line in page if " AGR " in line]
    assert len(set(head.split())) == 16


def test_a_confusion_table_that_is_too_wide_becomes_a_list():
    page = _page(_scores(2), 60)
    assert max(map(len, page)) <= 60
    assert "    2  ACCUSE → AGREE" in page and "(the 20 most frequent of 240; --json gives all)" in page
    labels = ["AID", "AGREE", "REJECT", "REQUEST"]
    assert "none" in _page(score_labels(labels, labels), 20)


def test_counts_of_five_figures_widen_the_table():
    page = _page(score_labels(["AID"] * 12_345, ["AID"] * 12_345), 80)
    assert page[page.index("      AID") + 1] == "AID 12345"
