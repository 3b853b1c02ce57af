"""Statements in the ledger: who demanded what of whom, in whose words – and ledgers from before acts were kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pourparlers import cli
from pourparlers.coder import code_batch
from pourparlers.ledger import Ledger
from pourparlers.ledger.opening import connect
from pourparlers.ledger.shapes import StatementRow
from pourparlers.record import Document

from .old_ledgers import make_old

TEXTS = {
    "a": ("en", "2024-03-01", "Emmanuel Macron demanded an immediate ceasefire from Russia."),
    "b": ("fr", "2024-03-02", "Lors d'un appel, Olaf Scholz a exhorté Vladimir Poutine à accepter un cessez-le-feu."),
    "c": (
        "en",
        "2024-03-03",
        'Kremlin spokesman Dmitry Peskov said that Vladimir Putin had accused Ukraine of breaking the "ceasefire".',
    ),
    "d": ("fr", "2024-04-01", "« L'été sera décisif », a déclaré Olaf Scholz dans un communiqué."),
    "f": ("en", "2024-03-20", "Keir Starmer thinks that the harvest will be good. Keir Starmer hopes for rain."),
    "e": ("en", None, 'The Danish foreign minister said on Telegram that the ceasefire was "a trap".'),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("ledger") / "l.sqlite"
    documents = [Document(id=id, language=lang, date=date, text=text) for id, (lang, date, text) in TEXTS.items()]
    with Ledger(place) as ledger:
        for record in code_batch(documents, ask=None):
            ledger.add(record)
    return place


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger(path, readonly=True) as store:
        yield store


@pytest.fixture
def run(path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., tuple[int, str, str]]:
    """Runs ``pourparlers statements`` on the ledger: (exit status, standard output, standard error)."""

    def running(*arguments: str) -> tuple[int, str, str]:
        status = cli.main(["statements", *arguments, "--ledger", str(path)])
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return running


def ids(rows: list[StatementRow]) -> list[str]:
    return [row.id for row in rows]


def test_who_demanded_a_ceasefire_of_whom_is_one_question(run) -> None:
    status, out, err = run("--about", "ceasefire", "--act", "demand")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "Emmanuel Macron (FRA, president, GOV) → Russia (RUS)",
        "  demand · indirect · 2024-03-01",
        "  « an immediate ceasefire »",
        "  document a",
        "1 statement",
    ]


def test_the_other_language_asks_with_its_own_words(run) -> None:
    out = run("--about", "cessez-le-feu", "--act", "DEMAND")[1].splitlines()
    assert out[0].startswith("Olaf Scholz") and "→ Vladimir Poutine (RUS" in out[0]
    assert out[1] == "  demand · indirect · phone call · 2024-03-02"


def test_who_reports_the_words_is_told(run) -> None:
    out = run("--act", "accuse")[1]
    assert "Vladimir Putin (RUS, president, GOV) → Ukraine (UKR)\n" in out
    assert "\n  reported by Dmitry Peskov (RUS" in out and "\n  accuse · mixed · 2024-03-03\n" in out


def test_json_gives_whom_it_is_directed_at_and_the_events(run) -> None:
    (row,) = json.loads(run("--act", "demand", "--language", "en", "--json")[1])
    assert (row["document"], row["events"], row["reported_by"]) == ("a", ["a#e1"], None)
    assert (row["statement"]["addressee"]["country"], row["towards"]) == ("RUS", [])
    assert row["statement"]["act"] == "demand" and row["words"] == "an immediate ceasefire"
    (row,) = json.loads(run("--act", "accuse", "--json")[1])
    assert row["statement"].get("addressee") is None
    assert [(entity["name"], entity["country"]) for entity in row["towards"]] == [("Ukraine", "UKR")]


def test_filters_select(ledger: Ledger) -> None:
    assert ids(ledger.statements(addressee="RUS")) == ["a#s1", "b#s1"]
    assert ids(ledger.statements(addressee="Putin")) == ["b#s1"]
    assert ids(ledger.statements(addressee="UKR")) == ["c#s2"]
    assert ids(ledger.statements(speaker="Scholz")) == ["b#s1", "d#s1"]
    assert ids(ledger.statements(speaker="Scholz", kind="direct")) == ["d#s1"]
    assert ids(ledger.statements(about="ETE decisif")) == ["d#s1"]
    assert ids(ledger.statements(about="cessez le feu")) == ["b#s1"]
    assert ids(ledger.statements(about="ceasefire", since="2024-03-02")) == ["c#s1", "c#s2"]
    assert ids(ledger.statements(until="2024-03-01")) == ["a#s1"]
    assert ids(ledger.statements(since="2024-04", until="2024")) == ["d#s1"]
    assert ids(ledger.statements(act="deny")) == []
    assert ids(ledger.statements(kind="mixed", act="state", about="trap")) == ["e#s1"]
    assert ids(ledger.statements(limit=2)) == ["a#s1", "b#s1"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--since", "2024-13-01"), "'2024-13-01' is no date: write YYYY-MM-DD, YYYY-MM or YYYY"),
        (("--until", "yesterday"), "'yesterday' is no date"),
        (("--since", "2024-05", "--until", "2024-04"), "since 2024-05 is after until 2024-04"),
        (("--kind", "loud"), "'loud' is not one of 'direct', 'indirect', 'mixed'"),
        (("--act", "shout"), "there is no act shout: give one of accuse, admit"),
        (("--language", "de"), "'de' is not one of 'fr', 'en'"),
        (("--limit", "0"), "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_asked_is_told(run, arguments: tuple[str, ...], reason: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("pourparlers: ") and err.count("\n") == 1 and reason in err


def test_nothing_found_says_what_was_searched(run) -> None:
    status, out, err = run("--about", "armistice")
    assert (status, out) == (0, "") and err.startswith(
        "no statement found in 6 documents, dated 2024-03-01 to 2024-04-01"
    )


def test_beliefs_and_hopes_are_marked_and_can_be_left_out(run, ledger: Ledger) -> None:
    assert [row.statement.act for row in ledger.statements(speaker="Starmer")] == ["believe", "hope"]
    out = run("--speaker", "Starmer")[1].splitlines()
    assert (out[1], out[5]) == (
        "  believe, not said · indirect · 2024-03-20",
        "  hope, not said · indirect · 2024-03-20",
    )
    assert ledger.statements(speaker="Starmer", said=True) == []
    assert len(ledger.statements(said=True)) == len(ledger.statements()) - 2
    assert run("--said", "--act", "demand")[1].endswith("2 statements\n")


def test_the_view_names_act_and_sides(path: Path) -> None:
    connection = sqlite3.connect(path)
    columns = "id, act, speaker_name, addressee_name, towards_names"
    rows = connection.execute(
        f"SELECT {columns} FROM statement_rows WHERE act IN ('demand', 'accuse') ORDER BY id"
    ).fetchall()
    connection.close()
    assert rows == [
        ("a#s1", "demand", "Emmanuel Macron", "Russia", None),
        ("b#s1", "demand", "Olaf Scholz", "Vladimir Poutine", None),
        ("c#s2", "accuse", "Vladimir Putin", None, "Ukraine"),
    ]


def test_a_ledger_of_the_second_schema_is_brought_up(path: Path, tmp_path: Path) -> None:
    old, text = tmp_path / "old.sqlite", TEXTS["a"][2]
    document = Document(id="a", language="en", date="2024-03-01", text=text)
    (record,) = code_batch([document], ask=None)
    bare = code_batch([document], ask=None)
    (before,) = bare
    before.statements[0].act = None
    before.events[0].statement = None
    with Ledger(old) as ledger:
        ledger.add(before)
    connection = connect(old, readonly=False)
    make_old(connection, 2)
    connection.close()
    with Ledger(old) as ledger:
        assert [row.statement.act for row in ledger.statements()] == [None]
        assert ledger.statements(act="demand") == []
        ledger.add(record)  # read again
        assert ids(ledger.statements(act="demand", addressee="RUS")) == ["a#s1"]
    shapes = []
    for file in (old, path):
        connection = sqlite3.connect(file)
        shapes.append(sorted(tuple(row) for row in connection.execute("SELECT type, name FROM sqlite_master")))
        shapes.append([row[1] for row in connection.execute("PRAGMA table_info(statement_rows)")])
        shapes.append([row[1] for row in connection.execute("PRAGMA table_info(statements)")])
        connection.close()
    assert shapes[:3] == shapes[3:]
