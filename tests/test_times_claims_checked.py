"""Claims held against the ledger: confirmed, contradicted (by which document) or unknown, and where they are shown."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from pourparlers import cli
from pourparlers.ledger import Ledger, LineContact, LineSequence
from pourparlers.ledger.claims import check, days_of
from pourparlers.record import Contact, Entity, Event, Record, Sequence
from pourparlers.terminal import show_lines, show_why
from pourparlers.terminal.console import make_console

AUSTIN = Entity(text="A", spans=[(0, 1)], name="Lloyd Austin", kind="person", country="USA")
SHOIGU = Entity(text="B", spans=[(0, 1)], name="Sergei Shoigu", kind="person", country="RUS")


def contact(
    date: str | None, *documents: str, channel: str = "phone", level: str = "minister", field: str | None = None
):
    return LineContact(
        date=date, channel=channel, level=level, parties=["United States", "Russia"], documents=list(documents),
        countries=["USA", "RUS"], initiator=None, field=field, sequence=[], happening=f"h{date}{documents}", events=[],
    )  # fmt: skip


def claim(kind: str, since: str | None) -> LineSequence:
    return LineSequence(kind=kind, since=since, document="told")


NOW = contact("2022-05-13", "told")


@pytest.mark.parametrize(
    ("kind", "since", "others", "verdict", "documents"),
    [
        ("first_since", "2022-02-18", [contact("2022-02-18", "a")], "confirmed", ["a"]),
        ("first_since", "2022-02", [contact("2022-02-18", "a")], "confirmed", ["a"]),
        ("first_since", "2022-02-18", [contact("2022-02-18", "a"), contact("2022-03-20", "b")], "contradicted", ["b"]),
        ("first_since", "2022-02-18", [contact("2022-01-05", "a")], "unknown", []),
        ("first_since", "2022-02-18", [contact("2022-05-20", "later")], "unknown", []),
        ("first_since", "2022-02-18", [contact(None, "undated"), contact("2022", "vague")], "unknown", []),
        ("first_since", None, [contact("2022-03-20", "b")], "unknown", []),
        ("second_since", "2022-05-06", [contact("2022-05-09", "a")], "confirmed", ["a"]),
        ("second_since", "2022-05", [contact("2022-06-01", "a"), contact("2022-06-02", "b")], "unknown", []),
        ("second_in", "2022-05", [contact("2022-05-02", "a"), contact("2022-05-03", "b")], "contradicted", ["a", "b"]),
        ("third_in", "2022-05", [contact("2022-05-02", "a"), contact("2022-05-09", "b")], "confirmed", ["a", "b"]),
        ("third_in", "2022-05", [contact("2022-05-02", "a"), contact("2022-04-30", "b")], "unknown", []),
        ("first_in", "2022", [contact("2022-03-20", "b")], "contradicted", ["b"]),
        ("first_in", "2022", [], "unknown", []),
        ("first_ever", None, [contact("2014-03-20", "b")], "contradicted", ["b"]),
        ("first_ever", None, [], "unknown", []),
        ("last_on", "2022-02-18", [contact("2022-02-18", "a")], "confirmed", ["a"]),
        ("last_on", "2022-02-18", [contact("2022-03-20", "b")], "contradicted", ["b"]),
        ("last_on", "2022-02-18", [], "unknown", []),
        ("hearsay", "2022-02-18", [contact("2022-03-20", "b")], "unknown", []),
    ],
)  # fmt: skip
def test_claims_are_held_against_the_other_contacts(kind, since, others, verdict, documents) -> None:
    assert check(claim(kind, since), NOW, others, "2022-05-14") == (verdict, documents)


@pytest.mark.parametrize(
    ("told", "other"),
    [
        (contact("2022-05-13", "told", channel="meeting"), contact("2022-03-20", "b", channel="phone")),
        (contact("2022-05-13", "told", channel="phone"), contact("2022-03-20", "b", channel="unknown")),
        (contact("2022-05-13", "told", level="minister"), contact("2022-03-20", "b", level="head")),
        (contact("2022-05-13", "told", field="defence"), contact("2022-03-20", "b", field="foreign")),
    ],
)
def test_a_contact_of_another_series_contradicts_nothing(told: LineContact, other: LineContact) -> None:
    assert check(claim("first_since", "2022-02-18"), told, [other]) == ("unknown", [])


def test_a_visit_contradicts_a_first_meeting_and_persons_outweigh_their_level() -> None:
    told, other = (
        contact("2022-05-13", "told", channel="meeting"),
        contact("2022-03-20", "b", channel="visit", level="head"),
    )
    told.parties, other.parties = ["Lloyd Austin", "Sergei Shoigu"], ["Austin", "Sergueï Choïgou"]
    assert check(claim("first_since", "2022-02-18"), told, [other]) == ("contradicted", ["b"])


def test_the_last_talk_itself_is_confirmed_by_others_and_leaves_room_for_the_news() -> None:
    last = contact("2022-02-18", "told", "a")
    news, between = contact("2022-05-13", "told"), contact("2022-03-20", "b")
    assert check(claim("last_on", "2022-02-18"), last, [news], "2022-05-14") == ("confirmed", ["a"])
    assert check(claim("last_on", "2022-02-18"), last, [news, between], "2022-05-14") == ("contradicted", ["b"])


def test_days_of_dates_of_every_grain() -> None:
    assert [str(day) for day in days_of("2024-02") or ()] == ["2024-02-01", "2024-02-29"]
    assert [str(day) for day in days_of("2022-12") or ()] == ["2022-12-01", "2022-12-31"]
    assert [str(day) for day in days_of("2022") or ()] == ["2022-01-01", "2022-12-31"]
    assert [str(day) for day in days_of("2022-W19") or ()] == ["2022-05-09", "2022-05-15"]
    assert days_of("2022-02-30") is days_of("199X") is days_of(None) is None


def record(id: str, date: str, sequence: Sequence | None = None) -> Record:
    event = Event(id="e0", event="CONSULT", actor=[AUSTIN], recipient=[SHOIGU], date=date)
    told = Contact(
        event="e0", channel="phone", parties=[AUSTIN, SHOIGU], level="minister", date=date, sequence=sequence
    )
    return Record(id=id, language="fr", text=f"Texte {id}.", date=date, events=[event], contacts=[told])


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add_many(
            [
                record("before", "2022-02-18"),
                record("told", "2022-05-13", Sequence(kind="first_since", span=(0, 5), since="2022-02-18")),
            ]
        )
        yield ledger


def test_lines_tell_the_verdict_and_a_later_document_changes_it(ledger: Ledger) -> None:
    (claimed,) = ledger.lines("USA", "RUS")[0].contacts[1].sequence
    assert (claimed.verdict, claimed.checked) == ("confirmed", ["before"])
    ledger.add(record("between", "2022-03-20"))
    (claimed,) = ledger.lines("USA", "RUS")[0].contacts[2].sequence
    assert (claimed.verdict, claimed.checked) == ("contradicted", ["between"])


def test_a_verdict_does_not_hang_on_what_is_asked_for(ledger: Ledger) -> None:
    ledger.add(record("between", "2022-03-20"))
    (line,) = ledger.lines("USA", "RUS", since="2022-05-01")
    assert [(c.verdict, c.checked) for c in line.contacts[0].sequence] == [("contradicted", ["between"])]


def test_a_document_and_an_event_tell_their_claims(ledger: Ledger) -> None:
    assert [claim.verdict for claim in ledger.claims("told")] == ["confirmed"]
    assert ledger.claims("before") == []
    account = ledger.event("told#e0")
    assert account is not None
    assert [(claim.document, claim.checked) for claim in account.claims] == [("told", ["before"])]


def test_pages_show_the_verdict(ledger: Ledger) -> None:
    page = io.StringIO()
    console = make_console(page)
    show_lines(console, ledger.lines("USA", "RUS"))
    account = ledger.event("told#e0")
    assert account is not None
    show_why(console, account)
    words = " ".join(page.getvalue().split())
    assert words.count("first since 2022-02-18, says told: confirmed by before") == 2


def test_pages_keep_the_words_of_a_claim_that_counts_from_no_date(ledger: Ledger) -> None:
    ledger.add(record("vague", "2022-05-20", Sequence(kind="first_since", span=(0, 11))))
    page = io.StringIO()
    show_lines(make_console(page), ledger.lines("USA", "RUS"))
    words = " ".join(page.getvalue().split())
    assert "first since « Texte vague », says vague: unknown, it counts from no date" in words


def test_reading_tells_what_the_ledger_knows(tmp_path: Path, monkeypatch, capfd) -> None:
    monkeypatch.chdir(tmp_path)
    texts = {
        "2022-02-18": "US Defense Secretary Lloyd Austin spoke by phone with his Russian counterpart Sergei Shoigu.",
        "2022-05-13": "US Defense Secretary Lloyd Austin spoke by phone with his Russian counterpart Sergei Shoigu"
        " for the first time since February 18.",
    }
    for date, text in texts.items():
        Path("report.txt").write_text(text, encoding="utf-8")
        assert cli.main(["read", "report.txt", "--date", date, "--language", "en", "--ledger", "l.sqlite"]) == 0
    out = " ".join(capfd.readouterr().out.split())
    assert "CLAIMS, CHECKED AGAINST THE LEDGER (1)" in out
    assert "first since 2022-02-18" in out and ": confirmed by " in out
