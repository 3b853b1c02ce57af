"""``pourparlers load``: what `code` wrote goes into a ledger, and nothing else does."""

import copy
import io
import json
import os
import sqlite3
import subprocess
import sys
import types
from pathlib import Path

import pytest

from pourparlers import cli
from pourparlers.ledger import Ledger, loading
from pourparlers.ledger.ledger import Writer
from pourparlers.record import Contact, Entity, Event, Place, Record, Statement, Time, encode
from pourparlers.soundness import spans, unsound

ROOT = str(Path(__file__).resolve().parent.parent)
TEXT = "Nadia Ferrand a reçu lundi Pavel Orlik à Oslo."


def record(name="r1", date="2021-03-01"):
    """A record with a span in each place that can hold one."""
    ferrand = Entity(text="Nadia Ferrand", spans=[(0, 13)], name="Nadia Ferrand", kind="person", country="FRA")
    orlik = Entity(text="Pavel Orlik", spans=[(27, 38)], name="Pavel Orlik", kind="person", country="CZE")
    oslo = Place(span=(41, 45), name="Oslo", country="NOR")
    met = Event(
        id="e0", event="CONSULT", mode=["visit"], actor=[ferrand], recipient=[orlik], date=date, event_loc=oslo,
        trigger=[(16, 20)], sentence=(0, 46), evidence=[(0, 46)], statement="s0",
    )  # fmt: skip
    return Record(
        id=name, language="fr", text=f"{TEXT} {name}.", date=date, events=[met],
        contacts=[Contact(event="e0", channel="meeting", parties=[ferrand, orlik], initiator=0, date=date)],
        statements=[Statement(id="s0", content=[(0, 20)], cue=[(16, 20)], kind="indirect", speaker=ferrand)],
        times=[Time(span=(21, 26), type="DATE", value=date)], places=[oslo],
    )  # fmt: skip


def told(name="r1", **changes):
    """A line for the record, with the fields at some paths changed: ``events_0_sentence=[0, 1]``."""
    value = json.loads(encode(record(name)))
    for path, new in changes.items():
        inner = value
        *outer, last = [int(step) if step.isdigit() else step for step in path.split("__")]
        for step in outer:
            inner = inner[step]
        if new is ...:
            del inner[last]
        else:
            inner[last] = new
    return value


def write(name, *lines):
    Path(name).write_bytes(b"".join((x if isinstance(x, bytes) else json.dumps(x).encode()) + b"\n" for x in lines))


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capfdbinary):
    """Runs ``pourparlers load … --ledger l.sqlite``: (exit status, the lines of standard error)."""

    def running(source, *arguments):
        status = cli.main(["load", source, *(arguments or ("--ledger", "l.sqlite"))])
        out, err = capfdbinary.readouterr()
        assert out == b""
        return status, err.decode().splitlines()

    return running


def ids(path="l.sqlite"):
    with Ledger(path, readonly=True) as ledger:
        return [kept.id for kept in ledger.records()]


def test_load_keeps_what_code_wrote(run):
    write("in.jsonl", *(encode(record(f"r{n}", f"2021-03-{9 - n:02}")) for n in range(5)))
    assert run("in.jsonl") == (0, ["5 records kept in l.sqlite: 5 new, 0 changed, 0 already there"])
    with Ledger("l.sqlite", readonly=True) as ledger:
        assert list(ledger.records()) == [record(f"r{n}", f"2021-03-{9 - n:02}") for n in range(5)]
        assert len(ledger.lines("FRA", "CZE")[0].contacts) == 5


def test_loading_again_changes_nothing(run):
    write("in.jsonl", told("a"), told("b"))
    run("in.jsonl")
    before = Path("l.sqlite").read_bytes()
    assert run("in.jsonl") == (0, ["2 records kept in l.sqlite: 0 new, 0 changed, 2 already there"])
    assert Path("l.sqlite").read_bytes() == before
    write("in.jsonl", told("a"), told("b", title="Un titre"), told("c"))
    assert run("in.jsonl") == (0, ["3 records kept in l.sqlite: 1 new, 1 changed, 1 already there"])


def test_load_reads_a_pipe_into_the_default_ledger(run, monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(encode(record()))))
    monkeypatch.setenv("POURPARLERS_LEDGER", "mine.sqlite")
    monkeypatch.setattr(sys, "argv", ["pourparlers", "load", "-"])
    assert cli.main() == 0
    assert ids("mine.sqlite") == ["r1"]


def test_bad_lines_are_told_by_number_and_lose_no_other(run, monkeypatch):
    monkeypatch.setattr(loading, "MAX_RECORDS", 3)
    alien = told("x")
    alien["contacts"][0]["event"] = "e7"
    write(
        "in.jsonl", told("a"), b"{bad", b"", told("b"), alien, told("c", text=3), told("d"), told("e"),
        told("f", places__0__geonameid=2**80), told("g"),
    )  # fmt: skip
    status, lines = run("in.jsonl")
    assert status == 1
    *faults, kept, last = lines
    assert sorted(fault.split(":")[0] for fault in faults) == ["line 2", "line 5", "line 6", "line 9"]
    assert "contact of event 'e7'" in "".join(fault for fault in faults if fault.startswith("line 5"))
    assert kept == "5 records kept in l.sqlite: 5 new, 0 changed, 0 already there"
    assert last == "4 lines skipped; the records of the others are complete"
    assert ids() == ["a", "b", "d", "e", "g"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"events__0__sentence": [0, 900]}, "span [0, 900] is none of a text of 51 code points"),
        ({"events__0__trigger": [[20, 16]]}, "span [20, 16]"),
        ({"events__0__evidence": [[-1, 3]]}, "span [-1, 3]"),
        ({"events__0__actor__0__spans": [[0, 99]]}, "span [0, 99]"),
        ({"events__0__event_loc__span": [41, 2**64]}, "code points"),
        ({"contacts__0__parties__1__spans": [[52, 53]]}, "span [52, 53]"),
        ({"contacts__0__sequence": {"kind": "first_ever", "span": [9, 8]}}, "span [9, 8]"),
        ({"contacts__0__initiator": 2}, "initiator 2 is none of the 2 parties"),
        ({"contacts__0__date": "2021-02-30"}, "no day 2021-02-30"),
        ({"statements__0__content": [[0, 52]]}, "span [0, 52]"),
        ({"statements__0__cue": [[-2, -1]]}, "span [-2, -1]"),
        ({"statements__0__speaker__spans": [[3, 2]]}, "span [3, 2]"),
        ({"statements__0__insertions": [{"span": [0, 77], "text": "x"}]}, "span [0, 77]"),
        ({"times__0__span": [60, 61]}, "span [60, 61]"),
        ({"places__0__span": [1, 0]}, "span [1, 0]"),
        ({"places__0__span": [0]}, "length 2"),
        ({"events__0__date": "0000-01-01"}, "no day 0000-01-01"),
        ({"date": "hier"}, "YYYY-MM-DD"),
        ({"id": ""}, "without an id"),
        ({"id": 7}, "does not fit"),
        ({"text": ...}, "does not fit"),
        ({"events__0__confidence": "sure"}, "does not fit"),
        ({"contacts__0__channel": "pigeon"}, "does not fit"),
        ({"events": {}}, "does not fit"),
    ],
)  # fmt: skip
def test_a_record_that_does_not_hold_together_is_refused(run, changes, reason):
    write("in.jsonl", told("good"), told("bad", **changes))
    status, lines = run("in.jsonl")
    assert status == 1
    assert lines[0].startswith("line 2: ") and reason in lines[0]
    assert ids() == ["good"]


@pytest.mark.parametrize("value", [3, "text", None, [], [told()]])
def test_a_line_that_is_no_object_is_refused(run, value):
    write("in.jsonl", value)
    status, lines = run("in.jsonl")
    assert status == 1 and lines[0].startswith("line 1: the line does not fit")
    assert "a record as `pourparlers code` writes it" in lines[0]


@pytest.mark.parametrize("extra", [{}, {"id": "a", "language": "fr", "date": "2021-03-01"}])
def test_a_document_is_to_be_coded_first(run, extra):
    write("in.jsonl", {"text": TEXT, **extra})
    assert run("in.jsonl") == (
        1,
        [
            "line 1: this is a document, not a record: code it first, with `pourparlers code`",
            "1 line skipped, so there is no record at all",
        ],
    )
    assert os.listdir() == ["in.jsonl"], "no ledger is made for nothing"


@pytest.mark.parametrize(("name", "said"), [("none.jsonl", "none.jsonl"), (".", "."), ("empty.jsonl", "no record")])
def test_an_input_without_lines_is_one_line_and_makes_no_ledger(run, name, said):
    Path("empty.jsonl").write_bytes(b"\n \n")
    status, lines = run(name)
    assert status == 2 and len(lines) == 1 and lines[0].startswith("pourparlers: ") and said in lines[0]
    assert os.listdir() == ["empty.jsonl"]


def test_a_file_that_is_no_ledger_is_left_alone(run):
    write("in.jsonl", told())
    before = Path("in.jsonl").read_bytes()
    status, lines = run("in.jsonl", "--ledger", "in.jsonl")
    assert status == 2 and lines == ["pourparlers: in.jsonl is not a ledger of pourparlers: give another --ledger"]
    assert Path("in.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("error", "status"), [(KeyboardInterrupt(), 130), (sqlite3.OperationalError("disk is full"), 2)]
)
def test_what_was_broken_off_goes_on_when_run_again(run, monkeypatch, error, status):
    write("in.jsonl", *(told(f"r{n}") for n in range(10)))
    whole, put = [f"r{n}" for n in range(10)], Writer.put

    def broken(writer, new, encoded):
        if new.id == "r6":
            raise error
        return put(writer, new, encoded)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(loading, "MAX_RECORDS", 4)
        meanwhile.setattr(Writer, "put", broken)
        assert run("in.jsonl")[0] == status
    assert ids() == whole[:4]
    assert run("in.jsonl") == (0, ["10 records kept in l.sqlite: 6 new, 0 changed, 4 already there"])
    assert ids() == whole


def test_progress_is_shown_on_a_terminal_only(run):
    write("in.jsonl", told("a"), b"{bad", told("b"))
    command = [sys.executable, "-m", "pourparlers.cli", "load", "in.jsonl", "--ledger", "l.sqlite"]
    parent, child = os.openpty()
    done = subprocess.run(command, stderr=child, stdout=child, env={**os.environ, "PYTHONPATH": ROOT, "TERM": "xterm"})
    os.close(child)
    shown = os.read(parent, 100_000).decode()
    os.close(parent)
    assert done.returncode == 1
    assert "loading" in shown and "0/3" in shown
    assert "line 2: the line is not valid JSON" in shown


def test_spans_of_a_record_are_all_its_spans():
    """Every field that is a span in the JSON is one that is looked at."""
    given = record()
    found = []

    def walk(value):
        if isinstance(value, list) and len(value) == 2 and all(type(part) is int for part in value):
            found.append(tuple(value))
        elif isinstance(value, (list, dict)):
            for inner in value.values() if isinstance(value, dict) else value:
                walk(inner)

    walk(json.loads(encode(given)))
    assert sorted(spans(given)) == sorted(found) and len(found) > 10
    assert unsound(given) is None


def test_an_empty_span_within_the_text_is_sound():
    given = copy.deepcopy(record())
    given.events[0].sentence = (0, 0)
    given.times[0].span = (len(given.text), len(given.text))
    assert unsound(given) is None
