"""The ledger in the field's own formats: what goes out comes back, and what a file says of itself is true."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pyarrow.parquet
import pytest

from bench.soak.reports import reports
from pourparlers import __version__, cli, codebook
from pourparlers.errors import InputError
from pourparlers.exports import FORMATS, Options, Outcome
from pourparlers.exports.counting import TYPES
from pourparlers.exports.ical import folded
from pourparlers.exports.plover_check import faults
from pourparlers.exports.tabular import cell
from pourparlers.ledger import Ledger
from pourparlers.record import Contact, Entity, Event, Place, Record, Statement

# What breaks tables and calendars that are not careful.
HOSTILE = 'Ann\t"O\'Hara", a;\nb; c\u2028d\r\x00\x1b[31m <&>'


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("exports") / "l.sqlite"
    with Ledger(found) as ledger:
        ledger.add_many(reports(150, 7, days=20))
        ledger.add_many([hostile(), nameless()])
    return found


def hostile() -> Record:
    one = Entity(text=HOSTILE, spans=[(0, 3)], name=HOSTILE, kind="person", country="ALD", sector="GOV", office="x")
    other = Entity(text="B", spans=[(4, 5)], name="Bo Berg", kind="person", country="BRU", other_sectors=["MIL"])
    place = Place(span=(0, 3), name=HOSTILE, geonameid=9, lat=-1.5, lon=179.0, precision="city", country="ALD")
    event = Event(id="e1", event="CONSULT", actor=[one], recipient=[other], date="2022-05-13", event_loc=place,
                  trigger=[(0, 3)], sentence=(0, 20), quad_code=1, event_scale=1.5, confidence=0.5)  # fmt: skip
    country = Place(span=(0, 3), name="Aldland", geonameid=1, lat=5.0, lon=6.0, precision="country", country="ALD")
    raid = Event(id="e2", event="ASSAULT", actor=[one], recipient=[other], date="2022-05-14", event_loc=country,
                 quad_code=4, event_scale=-9.0)  # fmt: skip
    denied = Event(id="e3", event="ASSAULT", actor=[one], recipient=[other], date="2022-05-14", negated=True,
                   quad_code=4, event_scale=-9.0)  # fmt: skip
    said = Statement(id="s1", content=[(0, 20)], kind="direct", speaker=one, act="deny", date="2022-05-13")
    return Record(
        id="hostile",
        language="en",
        text=HOSTILE * 3,
        date="2022-05-13",
        title=HOSTILE,
        publisher=HOSTILE,
        url="https://h.example/1",
        events=[event, raid, denied],
        contacts=[Contact(event="e1", channel="phone", parties=[one, other], initiator=1, level="head")],
        statements=[said],
    )


def nameless() -> Record:
    """An event without a day, and one without an actor."""
    some = Entity(text="A", spans=[(0, 1)], name="Aldland", kind="state", country="ALD")
    undated = Event(id="e1", event="PROTEST", actor=[some], quad_code=3)
    nobody = Event(id="e2", event="PROTEST", recipient=[some], date="2022-05-13", quad_code=3)
    return Record(id="nameless", language="en", text="Nobody came.", events=[undated, nobody])


def write(path: Path, name: str, **options: str) -> tuple[bytes, Outcome]:
    target = io.BytesIO()
    with Ledger(path, readonly=True) as ledger:
        outcome = FORMATS[name].write(ledger, target, Options(**options))  # type: ignore[arg-type]
    return target.getvalue(), outcome


def rows(path: Path, name: str, **options: str) -> list[dict[str, str]]:
    data, outcome = write(path, name, **options)
    found = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert len(found) == outcome.rows
    return found


@pytest.mark.parametrize("name", ["events-csv", "dyad-day", "dyad-month", "quotes-csv"])
def test_tables_have_no_stray_tabs_or_line_breaks(path: Path, name: str) -> None:
    data, outcome = write(path, name)
    lines = data.decode().split("\n")
    assert len(lines) == outcome.rows + 2 and lines[-1] == ""
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", data.decode())
    head = next(csv.reader([lines[0]]))
    assert head == [field.name for field in FORMATS[name].fields]
    assert {len(row) for row in csv.reader(lines[:-1])} == {len(head)}


def test_events_come_back_one_row_a_happening_or_a_report(path: Path) -> None:
    happenings, told = rows(path, "events-csv"), rows(path, "events-csv", per="report")
    with Ledger(path, readonly=True) as ledger:
        assert {row["id"] for row in told} == {event.id for event in ledger.events()}
        assert {row["id"] for row in happenings} == {event.happening for event in ledger.events()}
        for row in told:
            account = ledger.event(row["id"])
            assert account is not None
            event = account.row.event
            assert (row["event"], row["date_from"]) == (event.event, event.date_from or "")
            assert row["actor_countries"] == "; ".join(dict.fromkeys(e.country for e in event.actor if e.country))
            assert (row["negated"], float(row["event_scale"])) == (str(int(event.negated)), event.event_scale)
            assert int(row["reports"]) == len(account.happening.documents)
    assert sum(int(row["reports"]) for row in happenings) == sum(
        len(row["documents"].split("; ")) for row in happenings
    )
    assert any(int(row["reports"]) > 2 for row in happenings)
    chosen = rows(path, "events-csv", type="CONSULT", since="2020-01-03", until="2020-01-05")
    assert chosen and {row["event"] for row in chosen} == {"CONSULT"}
    assert all("2020-01-03" <= row["date"] <= "2020-01-05" for row in chosen)


def test_a_country_is_never_a_point(path: Path) -> None:
    (raid,) = [row for row in rows(path, "events-csv") if row["place"] == "Aldland"]
    assert (raid["latitude"], raid["longitude"], raid["precision"]) == ("", "", "country")
    features = json.loads(write(path, "geojson")[0])["features"]
    (feature,) = [f for f in features if f["properties"]["place"] == "Aldland"]
    assert feature["geometry"] is None


def test_geojson_is_sound(path: Path) -> None:
    data, outcome = write(path, "geojson")
    found = json.loads(data)
    assert found["type"] == "FeatureCollection" and len(found["features"]) == outcome.rows
    assert outcome.left_out["without a place"] > 0
    for feature in found["features"]:
        assert feature["type"] == "Feature"
        assert set(feature["properties"]) == {field.name for field in FORMATS["geojson"].fields}
        if feature["geometry"] is not None:
            east, north = feature["geometry"]["coordinates"]
            assert -180 <= east <= 180 and -90 <= north <= 90
    (point,) = [f for f in found["features"] if f["properties"]["geonameid"] == 9]
    assert point["geometry"]["coordinates"] == [179.0, -1.5]


def test_plover_lines_follow_the_field_table(path: Path) -> None:
    for per in ("happening", "report"):
        data, outcome = write(path, "plover", per=per)
        lines = [json.loads(line) for line in data.splitlines()]
        assert len(lines) == outcome.rows > 100
        assert [faults(line) for line in lines if faults(line)] == []
        assert len({line["id"] for line in lines}) == len(lines)
        assert outcome.left_out == {"date: missing": 1, "actor: nobody is told": 1}
    (call,) = [line for line in lines if line["cite_info"]["citation"] == "hostile" and line["event"] == ["CONSULT"]]
    assert [entity["identifier_text"] for entity in call["actor"]] == ["Bo Berg"]
    assert [entity["code"] for entity in call["recipient"]] == ["ALD"]
    assert call["event_loc"]["resolution"] == 4
    assert call["cite_info"]["codebook"].startswith("plover-2.0+")
    mutual = [line for line in lines if line.get("channel") and "initiator" not in line]
    assert all("recipient" not in line for line in mutual)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"id": None}, "id: no string"),
        ({"date": "2022-02-30"}, "date: no date"),
        ({"actor": {}}, "actor: no list"),
        ({"actor": []}, "actor: nobody is told"),
        ({"event": "AID"}, "event: no list"),
        ({"event": []}, "event: no type"),
        ({"quad_code": 5}, "quad_code: out of range"),
        ({"quad_code": True}, "quad_code: no integer"),
        ({"event_scale": -11}, "event_scale: out of range"),
        ({"actor": [{"code": "usa"}]}, "actor[0].code: no code"),
        ({"actor": [{"sector": "GOVM"}]}, "actor[0].sector: no sector"),
        ({"event_loc": {"resolution": 6}}, "event_loc.resolution: out of range"),
        ({"cite_info": {"language": "french"}}, "cite_info.language: no language"),
    ],
)
def test_what_is_no_plover_event_is_told(change: dict[str, object], fault: str) -> None:
    smallest = {"id": "x", "date": "2016-07-24", "actor": [{"code": "USA"}], "event": ["CONSULT"]}
    assert faults(smallest) == []
    assert faults({**smallest, "more": 1}) == []
    assert faults({**smallest, **change}) == [fault]
    assert faults({k: v for k, v in smallest.items() if k != "actor"}) == ["actor: missing"]
    assert faults([]) == ["event: no object"]


def test_dyads_count_happenings_and_add_up(path: Path) -> None:
    days, months = rows(path, "dyad-day"), rows(path, "dyad-month")
    assert len({(row["date"], row["source"], row["target"]) for row in days}) == len(days)
    for name in ("events", "reports", "verbal_conflict", *(kind.lower() for kind in TYPES)):
        assert sum(int(row[name]) for row in days) == sum(int(row[name]) for row in months)
    for row in days:
        assert int(row["events"]) == sum(int(row[kind.lower()]) for kind in TYPES)
    on = {(r["date"], r["source"], r["target"]): r for r in days}
    # A contact counts both ways; of the two raids the denied one does not count.
    assert on["2022-05-13", "ALD", "BRU"]["consult"] == on["2022-05-13", "BRU", "ALD"]["consult"] == "1"
    assert on["2022-05-14", "ALD", "BRU"]["assault"] == "1"
    assert ("2022-05-14", "BRU", "ALD") not in on
    (month,) = [r for r in months if (r["month"], r["source"], r["target"]) == ("2022-05", "ALD", "BRU")]
    assert float(month["mean_scale"]) == pytest.approx((1.5 - 9.0) / 2)


def test_the_columns_are_the_types_of_the_codebook() -> None:
    assert sorted(TYPES) == sorted(codebook.load().events)


def test_the_network_is_the_dyads_together(path: Path) -> None:
    data, outcome = write(path, "gexf")
    space = "{http://gexf.net/1.3}"
    root = ElementTree.fromstring(data)
    nodes = {node.get("id") for node in root.iter(f"{space}node")}
    edges = list(root.iter(f"{space}edge"))
    assert len(edges) == outcome.rows
    assert all(edge.get("source") in nodes and edge.get("target") in nodes for edge in edges)
    days = rows(path, "dyad-day")
    titles = {a.get("id"): (a.get("title"), a.get("type")) for a in root.iter(f"{space}attribute")}
    for edge in edges:
        values = {titles[v.get("for")][0]: v.get("value") for v in edge.iter(f"{space}attvalue")}
        pair = (edge.get("source"), edge.get("target"))
        counted = [row for row in days if (row["source"], row["target"]) == pair]
        assert float(edge.get("weight", 0)) == sum(int(row["events"]) for row in counted)
        assert int(values["assault"] or 0) == sum(int(row["assault"]) for row in counted)
        assert values["first_date"] == min(row["date"] for row in counted)


def test_the_calendar_holds_the_contacts(path: Path) -> None:
    data, outcome = write(path, "ical")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    lines = data.replace(b"\r\n ", b"").decode().split("\r\n")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == outcome.rows
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(set(uids)) == len(uids)
    with Ledger(path, readonly=True) as ledger:
        told = {contact.happening for line in ledger.lines() for contact in line.contacts if contact.date}
    assert {uid[4:].removesuffix("@pourparlers") for uid in uids} >= told
    (summary,) = [line for line in lines if "Bo Berg" in line and line.startswith("SUMMARY")]
    assert "\\, a\\; b\\; c d" in summary
    start = lines[lines.index(summary) - 2]
    assert start == "DTSTART;VALUE=DATE:20220513"
    assert datetime.date(2022, 5, 14).strftime("DTEND;VALUE=DATE:%Y%m%d") == lines[lines.index(summary) - 1]


def test_folding_cuts_no_character() -> None:
    line = "SUMMARY:" + "é😀" * 60
    parts = folded(line).split(b"\r\n ")
    assert all(len(part) <= 74 for part in parts[1:]) and len(parts[0]) <= 75
    assert b"".join(parts).decode() == line


def test_quotes_come_back(path: Path) -> None:
    found = {row["id"]: row for row in rows(path, "quotes-csv")}
    with Ledger(path, readonly=True) as ledger:
        said = ledger.statements()
    assert set(found) == {row.id for row in said}
    for row in said:
        assert found[row.id]["content"] == cell(row.words)
        assert found[row.id]["speaker"] == cell(row.statement.speaker.name if row.statement.speaker else None)
    assert found["hostile#s1"]["act"] == "deny"
    with pytest.raises(InputError, match="no event type"):
        write(path, "quotes-csv", type="AID")


@pytest.mark.parametrize("per", ["happening", "report"])
def test_parquet_comes_back_typed(path: Path, per: str) -> None:
    data, outcome = write(path, "parquet", per=per)
    back = pyarrow.parquet.read_table(io.BytesIO(data))
    assert back.num_rows == outcome.rows > 100
    expected = rows(path, "events-csv", per=per)
    for row, there in zip(back.to_pylist(), expected, strict=True):
        for name, value in row.items():
            # A number may be written in more ways than one.
            told = there[name] if not isinstance(value, float) else float(there[name])
            assert told == (value if isinstance(value, float) else cell(value)), name
    types = {field.name: str(back.schema.field(field.name).type) for field in FORMATS["parquet"].fields}
    assert {types[name] for name in ("mode", "documents", "actor_countries")} == {"list<element: string>"}
    assert (types["latitude"], types["geonameid"], types["negated"]) == ("double", "int64", "bool")
    about = back.schema.metadata
    assert json.loads(about[b"provenance"])["code"] == f"pourparlers {__version__}"
    assert json.loads(about[b"data_dictionary"])["level"] == back.schema.field("level").metadata[b"meaning"].decode()


def test_parquet_of_nothing_is_a_table_without_rows(path: Path) -> None:
    data, outcome = write(path, "parquet", since="2030")
    back = pyarrow.parquet.read_table(io.BytesIO(data))
    assert back.num_rows == outcome.rows == 0
    assert back.column_names == [field.name for field in FORMATS["parquet"].fields]


def test_parquet_says_what_it_needs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"pip install 'pourparlers\[tables\]'"):
        write(path, "parquet")


def test_no_other_command_loads_pyarrow() -> None:
    code = "import sys, pourparlers, pourparlers.cli, pourparlers.exports; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.fixture
def run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]):  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)

    def running(*arguments: str) -> tuple[int, str, str]:
        status = cli.main(["export", *arguments, "--ledger", str(path)])
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return running


@pytest.mark.parametrize("name", FORMATS)
def test_the_command_writes_file_and_dictionary(run, name: str) -> None:  # type: ignore[no-untyped-def]
    out = f"out.{name}"
    status, _, err = run(out, "--format", name)
    assert status == 0 and f"{out}.about.json" in err and len(err.splitlines()) == 1
    about = json.loads(Path(f"{out}.about.json").read_text(encoding="utf-8"))
    assert about["provenance"]["code"] == f"pourparlers {__version__}"
    assert set(about["provenance"]) == {
        "code", "codebook", "model", "documents", "first_date", "last_date", "publishers", "curation",
    }  # fmt: skip
    assert [field["name"] for field in about["fields"]] == [field.name for field in FORMATS[name].fields]
    assert all(field["meaning"] for field in about["fields"])
    before = Path(out).read_bytes()
    assert run(out, "--format", name)[0] == 0
    assert Path(out).read_bytes() == before, "the same ledger gives the same file"


def test_the_command_writes_to_a_pipe(run) -> None:  # type: ignore[no-untyped-def]
    status, out, err = run("-", "--format", "dyad-month", "--since", "2022")
    assert status == 0 and out.startswith("month,source,target,")
    assert list(Path().iterdir()) == []
    status, _, err = run("-", "--format", "dyad-month", "--since", "2030")
    assert status == 0 and "no row found in" in err and "0 rows" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("out.x", "--format", "excel"), "there is no format excel: give one of dyad-day"),
        (("out.x", "--format", "gexf", "--per", "report"), "counts happenings"),
        (("out.x", "--format", "plover", "--type", "TEA"), "there is no event type TEA"),
        (("out.x", "--format", "plover", "--since", "soon"), "no date"),
        (("no/out.x", "--format", "plover"), "cannot write no/out.x"),
    ],
)
def test_what_cannot_be_exported_is_told(run, arguments: tuple[str, ...], said: str) -> None:  # type: ignore[no-untyped-def]
    status, _, err = run(*arguments)
    assert status == 2 and said in err and len(err.splitlines()) == 1
    assert list(Path().iterdir()) == []
