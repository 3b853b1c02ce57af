"""The command: what goes in, what comes out, and the exit status. Reading itself is a fake here."""

import io
import json
import os
import stat
import subprocess
import sys
import types
from pathlib import Path

import pytest

import pourparlers
from pourparlers import cli
from pourparlers.errors import InputError
from pourparlers.record import Contact, Entity, Event, Record, Statement, decode
from pourparlers.terminal.arguments import default_ledger, side

ROOT = Path(__file__).resolve().parent.parent
TEXT = "Jean Renard a téléphoné lundi à son homologue Anna Wolf."


def _record(document):
    """A record with one call, so that every query of the ledger has something to find."""
    if "BUG" in document.text:
        raise ZeroDivisionError("a fault")
    renard = Entity(text="Jean Renard", spans=[(0, 11)], name="Jean Renard", kind="person", country="FRA")
    wolf = Entity(text="Anna Wolf", spans=[(46, 55)], name="Anna Wolf", kind="person", country="DEU", office="minister")
    call = Event(
        id="e1", event="CONSULT", mode=["phone"], actor=[renard], recipient=[wolf], date=document.date,
        trigger=[(14, 23)], sentence=(0, 56), evidence=[(0, 56)], why="consult.phone", confidence=0.9,
    )  # fmt: skip
    contact = Contact(event="e1", channel="phone", parties=[renard, wolf], initiator=0, date=document.date)
    said = Statement(id="s1", content=[(0, 56)], kind="indirect", speaker=wolf)
    return Record(
        id=document.id or "made", language=document.language, text=document.text, date=document.date,
        title=document.title, events=[call], contacts=[contact], statements=[said],
    )  # fmt: skip


@pytest.fixture(autouse=True)
def coder(monkeypatch, tmp_path):
    """A coder that reads everything the same way, and a data folder of its own."""

    def check(document):
        if "Deutsch" in document.text:
            raise InputError("the text seems to be German (de)")
        return document.language or "fr"

    fake = types.ModuleType("pourparlers.coder")
    fake.check = check
    fake.registers = []
    fake.read_document = lambda document, register=None: fake.registers.append(register) or _record(document)
    fake.code_batch = lambda documents, register=None: (_record(document) for document in documents)
    monkeypatch.setitem(sys.modules, "pourparlers.coder", fake)
    monkeypatch.setattr(pourparlers, "coder", fake, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("POURPARLERS_LEDGER", raising=False)
    return fake


@pytest.fixture
def run(capfdbinary):
    """Runs the command: (exit status, standard output, standard error)."""

    def running(*arguments):
        status = cli.main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return running


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _refused(outcome):
    status, out, err = outcome
    assert status == 2
    assert out == ""
    assert err.startswith("pourparlers: ") and err.count("\n") == 1
    return err


def test_read_shows_the_page_and_keeps_the_record(run, report, tmp_path):
    status, out, err = run("read", report, "--date", "2021-03-01")
    ledger = tmp_path / "data" / "pourparlers" / "ledger.sqlite"
    assert status == 0
    assert "CONTACTS (1)" in out and "\x1b" not in out
    assert err == f"kept in {ledger} as made (new)\n"
    assert "nothing changed" in run("read", report, "--date", "2021-03-01")[2]
    assert len(json.loads(run("documents", "--json")[1])) == 1


def test_read_gives_the_register_of_the_ledger_to_the_coder(run, report, coder):
    run("read", report)
    run("read", report, "--no-ledger")
    assert coder.registers[0] is not None and coder.registers[1] is None


def test_read_json_is_a_record_a_line(run, tmp_path):
    source = tmp_path / "two.json"
    source.write_text(json.dumps([{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT + " Oui."}]), encoding="utf-8")
    status, out, _ = run("read", source, "--json", "--no-ledger")
    assert status == 0
    assert [decode(line).id for line in out.splitlines()] == ["a", "b"]


def test_read_without_a_ledger_makes_none(run, report, tmp_path):
    assert run("read", report, "--no-ledger")[0] == 0
    assert not (tmp_path / "data").exists()


def test_environment_names_the_ledger(monkeypatch, tmp_path):
    assert default_ledger() == tmp_path / "data" / "pourparlers" / "ledger.sqlite"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert default_ledger().is_absolute()
    monkeypatch.setenv("POURPARLERS_LEDGER", "x.sqlite")
    assert default_ledger() == Path("x.sqlite")


@pytest.mark.parametrize(
    "arguments",
    [
        ("none.txt",),
        ("report.txt", "--date", "2022-02-30"),
        ("report.txt", "--ledger", "a.sqlite", "--no-ledger"),
        ("german.txt",),
        ("empty.txt",),
        ("binary.txt",),
        ("broken.txt",),
        ("large.txt",),
        (".",),
    ],
)
def test_bad_input_is_one_line_and_leaves_no_ledger(run, report, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    Path("german.txt").write_text("Deutsch.")
    Path("empty.txt").write_text(" ")
    Path("binary.txt").write_bytes(bytes(200))
    Path("broken.txt").write_bytes(b"\xe9t\xe9")
    with open("large.txt", "wb") as file:
        file.truncate(50_000_000)
    _refused(run("read", *arguments))
    assert not (tmp_path / "data").exists() and not Path("a.sqlite").exists()


def test_an_unreadable_ledger_stops_before_reading(run, report, tmp_path, coder):
    bad = tmp_path / "bad.sqlite"
    bad.write_bytes(b"this is no ledger" * 20)
    _refused(run("read", report, "--ledger", bad))
    assert coder.registers == []
    assert bad.read_bytes() == b"this is no ledger" * 20


def test_queries_need_a_ledger(run):
    for command in (["lines"], ["events"], ["statements"], ["documents"], ["why", "x"]):
        _refused(run(*command))


def test_who_answers_from_the_lists_without_a_ledger(run):
    status, out, err = run("who", "Merkel", "--on", "2019-03-01")
    assert status == 0 and "Angela Merkel (DEU, chancellor, GOV)" in out and err == ""
    status, out, err = run("who", "Zzyzx")
    assert (status, out) == (0, "") and "no office of Zzyzx found" in err


def test_queries_find_what_was_read(run, report):
    run("read", report, "--date", "2021-03-01")
    assert "DEU – FRA · 1 contact" in run("lines", "france", "Allemagne")[1]
    assert json.loads(run("lines", "FRA", "DEU", "--json")[1])[0]["last"] == "2021-03-01"
    assert "CONSULT/phone" in run("events", "--type", "consult", "--actor", "la France")[1]
    assert "Anna Wolf" in run("statements", "--speaker", "wolf", "--about", "homologue")[1]
    assert "1 document" in run("documents", "--text", "téléphoné")[1]
    assert "decided by: consult.phone" in run("why", "made#e1")[1]
    assert json.loads(run("why", "made#e1", "--json")[1])["row"]["id"] == "made#e1"


def test_nothing_found_says_what_was_searched(run, report):
    run("read", report, "--date", "2021-03-01")
    status, out, err = run("lines", "USA", "Chine")
    assert (status, out) == (0, "")
    assert err == "no contact of USA – CHN found in 1 document, dated 2021-03-01, in fr\n"
    assert run("events", "--type", "AID", "--json")[1] == "[]\n"
    assert "office of" in run("who", "Nobody")[2]


def test_an_unknown_event_or_type_is_told(run, report):
    run("read", report)
    assert "no event" in _refused(run("why", "x\x1b[31m"))
    assert "CONSULT" in _refused(run("events", "--type", "CHAT"))
    _refused(run("events", "--since", "hier"))


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("USA", "USA"), ("rus", "RUS"), ("Russie", "RUS"), ("Germany", "DEU"), ("l'Allemagne", "DEU"),
        ("the United States", "USA"), ("États-Unis", "USA"), ("Anna Wolf", "Anna Wolf"), ("  ", None), (None, None),
        ("les États-Unis", "USA"), ("La Russie", "RUS"), ("Le Canada", "CAN"), ("L’Ukraine", "UKR"),
    ],
)  # fmt: skip
def test_a_side_is_a_code_or_a_name(given, meant):
    assert side(given) == meant


def _lines(path, *documents):
    path.write_bytes(b"".join((d if isinstance(d, bytes) else json.dumps(d).encode()) + b"\n" for d in documents))
    return path


def test_code_keeps_the_order_and_tells_bad_lines(run, tmp_path):
    good = [{"id": str(n), "text": f"{TEXT} {n}"} for n in range(40)]
    source = _lines(tmp_path / "in.jsonl", *good[:20], b"{bad", {"id": "d", "text": "Deutsch"}, b"", *good[20:])
    out = tmp_path / "out.jsonl"
    status, _, err = run("code", source, "-o", out)
    assert status == 1
    assert [decode(line).id for line in out.read_bytes().splitlines()] == [str(n) for n in range(40)]
    first, second, last = err.splitlines()
    assert first.startswith("line 21: ") and second.startswith("line 22: ") and "German" in second
    assert last == "2 lines skipped; the records of the others are complete"


def test_code_without_bad_lines_ends_with_zero(run, tmp_path):
    status, _, err = run("code", _lines(tmp_path / "in.jsonl", {"text": TEXT}), "-o", tmp_path / "out.jsonl")
    assert (status, err) == (0, "")
    assert stat.S_IMODE((tmp_path / "out.jsonl").stat().st_mode) & 0o400


def test_a_fault_in_one_report_does_not_lose_the_others(run, tmp_path):
    source = _lines(tmp_path / "in.jsonl", {"id": "a", "text": TEXT}, {"text": "BUG"}, {"id": "b", "text": TEXT})
    status, _, err = run("code", source, "-o", tmp_path / "out.jsonl")
    assert status == 1 and "line 2: a fault in Pourparlers (ZeroDivisionError" in err
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 2


def test_code_works_in_a_pipe(run, monkeypatch):
    lines = io.BytesIO(json.dumps({"id": "a", "text": TEXT}).encode())
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=lines))
    status, out, _ = run("code", "-", "-o", "-")
    assert status == 0 and decode(out).id == "a"


@pytest.mark.parametrize("output", ["none/out.jsonl", ".", "a\x00b"])
def test_an_output_that_cannot_be_written_stops_before_coding(run, tmp_path, monkeypatch, output):
    monkeypatch.chdir(tmp_path)
    source = _lines(tmp_path / "in.jsonl", {"text": TEXT})
    _refused(run("code", source, "-o", output))
    assert os.listdir(tmp_path) == ["in.jsonl"]


def test_a_missing_input_leaves_the_output_alone(run, tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("before")
    _refused(run("code", tmp_path / "none.jsonl", "-o", out))
    assert out.read_text() == "before"


def test_an_interrupted_run_leaves_the_output_alone(run, tmp_path, coder):
    def stop(document):
        raise KeyboardInterrupt

    coder.check = stop
    out = tmp_path / "out.jsonl"
    out.write_text("before")
    assert run("code", _lines(tmp_path / "in.jsonl", {"text": TEXT}), "-o", out)[0] == 130
    assert out.read_text() == "before"
    assert sorted(os.listdir(tmp_path)) == ["in.jsonl", "out.jsonl"]


@pytest.mark.parametrize("name", ["in.jsonl", "link.jsonl"])
def test_input_is_never_written_over(run, tmp_path, name):
    source = _lines(tmp_path / "in.jsonl", {"id": "a", "text": TEXT}, b"no document")
    before = source.read_bytes()
    (tmp_path / "link.jsonl").symlink_to(source)
    assert "is the input itself" in _refused(run("code", source, "-o", tmp_path / name))
    assert source.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"\n  \n"])
def test_an_input_without_documents_is_told_and_makes_no_output(run, tmp_path, content):
    (tmp_path / "in.jsonl").write_bytes(content)
    assert "holds no document" in _refused(run("code", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl"))
    assert os.listdir(tmp_path) == ["in.jsonl"]


def test_no_record_at_all_is_told(run, tmp_path):
    status, out, err = run("code", _lines(tmp_path / "in.jsonl", b"{}"), "-o", "-")
    assert (status, out) == (1, "") and err.endswith("1 line skipped, so there is no record at all\n")


def test_a_language_that_no_pack_reads_is_a_bad_line(run, tmp_path):
    source = _lines(tmp_path / "in.jsonl", {"text": TEXT, "language": "de"}, {"text": TEXT, "id": "b"})
    status, out, err = run("code", source, "-o", "-")
    assert status == 1 and decode(out).id == "b"
    assert err.startswith("line 1: its language is given as de, but Pourparlers reads")


def test_wrong_usage_ends_with_two(run):
    for arguments in ("read", "code x", "nonsense", "read x --language de", "lines --level king", "code x -o"):
        status, out, err = run(*arguments.split())
        assert (status, out, err.count("\n")) == (2, "", 1) and err.startswith("pourparlers: ")
        assert "; see `pourparlers" in err and err.endswith("--help`\n")


def test_nothing_given_shows_the_help(run):
    status, out, err = run()
    assert (status, out) == (2, "") and err.startswith("Usage: pourparlers ") and "codebook" in err


def test_one_bad_document_of_many_is_named_and_none_is_kept(run, tmp_path):
    source, ledger = tmp_path / "in.json", tmp_path / "l.sqlite"
    source.write_text(json.dumps([{"text": TEXT}, {"text": "Deutsch"}]))
    assert _refused(run("read", source, "--ledger", ledger)).startswith("pourparlers: document 2 of 2: the text seems")
    assert not ledger.exists()


@pytest.mark.parametrize("option", [("--mode", "telepathy"), ("--context", "nonsense"), ("--type", "NO\x1b[2J")])
def test_a_filter_that_can_match_nothing_is_told(run, report, option):
    run("read", report)
    err = _refused(run("events", *option))
    assert "give one of" in err and "\x1b" not in err


def test_days_the_wrong_way_round_are_told(run, report):
    run("read", report, "--date", "2021-03-02")
    for command in ("lines", "events", "statements", "documents"):
        assert "swap them" in _refused(run(command, "--since", "2021-04", "--until", "2021-03-31"))
        assert run(command, "--since", "2021-03", "--until", "2021-03-02")[0] == 0


def test_a_document_without_a_title_is_listed_with_its_first_words(run, report):
    run("read", report)
    assert "(no title) Jean Renard a téléphoné lundi" in run("documents")[1]


def test_titles_are_one_line_and_of_reasonable_length(run, report):
    assert json.loads(run("read", report, "--json", "--no-ledger", "--title", "a\n b")[1])["title"] == "a b"
    assert "shorten it" in _refused(run("read", report, "--title", "a" * 2_001))


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_closed_stream_is_no_traceback(tmp_path, closed):
    arguments = ("codebook", "list") if closed else ("read", "-", "--no-ledger")
    done = _command(*arguments, preexec_fn=lambda: os.close(closed))
    assert b"Traceback" not in done.stderr
    assert done.returncode == (0 if closed else 2)


def _command(*arguments, **options):
    command = [sys.executable, "-m", "pourparlers.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, **options)


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from pourparlers import cli; cli.main(['--help']);"
        "print([m for m in ('spacy', 'rich.console', 'trafilatura', 'sqlite3', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_leaves_is_no_error():
    command = f"{sys.executable} -m pourparlers.cli codebook list | head -n 1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


def test_an_ascii_terminal_gets_a_page(tmp_path):
    done = _command("codebook", "show", "CONSULT", env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 0 and b"CONSULT" in done.stdout


def test_codebook_list_and_show(run):
    assert "REQUEST" in run("codebook", "list")[1]
    assert "CONSULT/phone" in run("codebook", "show", "consult/phone")[1]
    _refused(run("codebook", "show", "nonsense"))


def test_codebook_check_tells_what_does_not_hold(run, monkeypatch):
    from pourparlers.codebook import check

    problem = check.Problem("consult.phone", "fr", "Une phrase.", "no CONSULT; found nothing")
    monkeypatch.setattr(check, "summary", lambda only=None: check.Summary(3, [problem] if only is None else []))
    status, out, _ = run("codebook", "check")
    assert status == 1 and "no CONSULT" in out and "2 of 3 examples" in out
    assert run("codebook", "check", "CONSULT")[0] == 0
