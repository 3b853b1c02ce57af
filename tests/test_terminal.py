"""The pages: what they say, that they fit the terminal, and that no report can act on it."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from pourparlers import terminal
from pourparlers.ledger import shapes
from pourparlers.record import Contact, Entity, Event, Insertion, Place, Record, Sequence, Statement, Time
from pourparlers.terminal import books
from pourparlers.terminal.marks import marked, spans_of
from pourparlers.terminal.safe import one_line, visible

TEXT = (
    "Le ministre Renard a téléphoné lundi à son homologue Wolf.\n\n"
    "« Nous voulons la trêve », a dit [Renard], qui ajoute que Wolf a promis « d'y réfléchir » à Genève."
)


def _span(words, skip=0):
    at = -1
    for _ in range(skip + 1):
        at = TEXT.index(words, at + 1)
    return (at, at + len(words))


def _record(**changes):
    renard = Entity(
        text="Renard", spans=[_span("Renard")], name="Jean Renard", kind="person", country="FRA", sector="GOV",
        other_sectors=["MIL"], office="minister of defence",
    )  # fmt: skip
    wolf = Entity(text="Wolf", spans=[_span("Wolf")], name="Anna Wolf", kind="person", country="DEU")
    sentence = (0, _span("Wolf.")[1])
    call = Event(
        id="e1", event="CONSULT", mode=["phone"], context=["military"], actor=[renard], recipient=[wolf],
        date="2021-03-01", date_from="stated", trigger=[_span("téléphoné")], sentence=sentence, evidence=[sentence],
        confidence=0.93, why="consult.phone",
    )  # fmt: skip
    wish = Event(
        id="e2", event="REQUEST", mode=["yield"], actor=[renard], hypothetical=True, negated=True, historical=True,
        tense="future", trigger=[_span("voulons")], statement="s1", why="request.want",
    )  # fmt: skip
    values = {
        "id": "doc-1",
        "language": "fr",
        "text": TEXT,
        "date": "2021-03-02",
        "title": "Un [bold]appel[/bold]",
        "events": [call, wish],
        "contacts": [
            Contact(
                event="e1", channel="phone", parties=[renard, wolf], initiator=0, level="minister", field="defence",
                date="2021-03-01", sequence=Sequence(kind="first_since", since="2021-01-05", span=_span("lundi")),
            )
        ],
        "statements": [
            Statement(
                id="s1", content=[_span("Nous voulons la trêve")], kind="direct", speaker=renard, medium="speech"
            ),
            Statement(
                id="s2", within="s1", content=[_span("Wolf a promis « d'y réfléchir »")], kind="mixed", speaker=wolf,
                addressee=renard, insertions=[Insertion(span=(0, 1), text="Renard")],
            ),
        ],
        "times": [Time(span=_span("lundi"), type="DATE", value="2021-03-01"), Time(span=(0, 2), type="SET")],
        "places": [Place(span=_span("Genève"), name="Genève", country="CHE", lat=46.2, lon=6.15, precision="city")],
        "warnings": ["nothing \x1b[2J to see"],
    }  # fmt: skip
    return Record(**{**values, **changes})


def _shown(show, *values, width=80):
    out = io.StringIO()
    show(terminal.make_console(out, width=width), *values)
    return out.getvalue()


def _words(page):
    return " ".join(page.split())


def test_page_shows_all_that_was_read():
    page = _words(_shown(terminal.show_record, _record()))
    for words in (
        "Un [bold]appel[/bold]",
        "2021-03-02 · French · id doc-1",
        "Le ministre ‹Renard› a *téléphoné* lundi à son homologue ‹Wolf›.",
        "« ⌈Nous *voulons* la trêve⌋ »",
        "PHONE · 2021-03-01 (stated) · level minister · field defence",
        "initiator Jean Renard (FRA, minister of defence, GOV MIL)",
        "first since 2021-01-05 « lundi »",
        "CONSULT/phone Jean Renard (FRA, minister of defence, GOV MIL) → Anna Wolf (DEU)",
        "REQUEST/yield [negated] [hypothetical] [historical] [future]",
        "date unknown · as told by Jean Renard",
        "why consult.phone id doc-1#e1 · confidence 0.93",
        "Anna Wolf (DEU) → Jean Renard",
        "[Renard] put in by the editor",
        "« lundi » 2021-03-01 date",
        "without a value set",
        "Genève (CHE, city, 46.20 6.15)",
        "! nothing ␛[2J to see",
    ):
        assert words in page


def test_nested_statements_are_indented():
    rows = _shown(terminal.show_record, _record()).splitlines()
    outer = next(row for row in rows if row.lstrip().startswith("« Nous voulons la trêve"))
    inner = next(row for row in rows if row.lstrip().startswith("« Wolf a promis"))
    assert len(inner) - len(inner.lstrip()) > len(outer) - len(outer.lstrip())


def test_statements_in_a_ring_are_all_shown_once():
    ring = [
        Statement(id="a", within="b", content=[(0, 2)], kind="direct"),
        Statement(id="b", within="a", content=[(3, 11)], kind="direct"),
        Statement(id="c", within="c", content=[(12, 18)], kind="direct"),
    ]
    page = _shown(terminal.show_record, _record(statements=ring, events=[], contacts=[]))
    assert page.count("speaker unknown") == 3


@pytest.mark.parametrize("width", [40, 80, 132])
def test_page_fits_the_width(width):
    page = _shown(terminal.show_record, _record(title="mot " * 60), width=width)
    assert max(map(len, page.splitlines())) <= width


@pytest.mark.parametrize("width", range(26, 60, 3))
def test_guillemets_stay_with_their_words(width):
    rows = _shown(terminal.show_record, _record(), width=width).splitlines()
    assert not [row for row in rows if row.strip() in ("«", "»") or row.endswith("«") or row.lstrip().startswith("»")]


def test_a_very_wide_terminal_gets_readable_lines():
    page = _shown(terminal.show_record, _record(title="mot " * 60), width=400)
    assert 80 < max(map(len, page.splitlines())) <= 120


def test_what_is_shown_once_is_counted_once():
    place = Place(span=_span("Genève"), name="Genève")
    page = _shown(terminal.show_record, _record(places=[place, place]))
    assert "PLACES (1, 2 MENTIONS)" in page and page.count("Genève (not resolved)") == 1


def test_no_terminal_no_escape_codes():
    assert "\x1b" not in _shown(terminal.show_record, _record())


def test_an_empty_record_is_a_page():
    page = _shown(terminal.show_record, Record(id="x", language="en", text="Nothing."))
    assert page.count("none found") == 5
    assert "(no title)" in page


def test_styles_mark_the_same_words_as_signs():
    record = _record()
    styled = list(marked(record, plain=False))
    assert "".join(part.plain for part in styled) == TEXT.replace("\n", "")
    words = {(str(span.style), part.plain[span.start : span.end]) for part in styled for span in part.spans}
    assert {("actor", "Renard"), ("trigger", "téléphoné"), ("statement", "Nous voulons la trêve")} <= words


@given(st.lists(st.tuples(st.integers(-5, 250), st.integers(-5, 250))), st.text(max_size=200))
def test_any_spans_on_any_text_are_shown(spans, text):
    statement = Statement(id="s", content=spans, kind="direct")
    event = Event(id="e", event="AID", trigger=spans, sentence=spans[0] if spans else (0, 0), evidence=spans)
    record = Record(id="x", language="fr", text=text, statements=[statement], events=[event])
    for start, end in spans_of(record)["trigger"]:
        assert 0 <= start < end <= len(text)
    _shown(terminal.show_record, record)


@given(st.text())
def test_visible_keeps_every_offset(text):
    assert len(visible(text)) == len(text)


@given(st.text(st.characters()))
def test_nothing_that_acts_on_a_terminal_is_shown(text):
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", visible(text))
    assert "\n" not in one_line(text)


def test_one_line_is_cut_at_a_word():
    assert one_line("un deux trois quatre", 12) == "un deux…"
    assert len(one_line("x" * 500, 50)) == 50


def _line():
    contacts = [
        shapes.LineContact(
            date=date, channel="phone", level="minister", parties=["Jean Renard", "Anna Wolf"],
            documents=["doc-1", "doc-2"], countries=["FRA", None], initiator="Jean Renard", field="defence",
            happening="h", events=["doc-1#e1"],
            sequence=[shapes.LineSequence(kind="first_since", since="2021-01-05", document="doc-1")] if date else [],
        )
        for date in ("2021-01-05", "2021-03-01", None)
    ]  # fmt: skip
    silences = [shapes.Silence(since="2021-01-05", until="2021-03-01", days=55)]
    return shapes.Line(pair=["DEU", "FRA"], contacts=contacts, last="2021-03-01", silences=silences)


def test_line_shows_contacts_silences_and_claims():
    page = _words(_shown(terminal.show_lines, [_line()]))
    assert "DEU – FRA · 3 contacts · last 2021-03-01" in page
    assert "● 2021-03-01 phone · level minister · defence" in page
    assert "Jean Renard (FRA) – Anna Wolf; initiated by Jean Renard" in page
    assert "first since 2021-01-05, says doc-1" in page
    assert "2 documents: doc-1, doc-2" in page
    assert page.count("55 days of silence") == 1
    assert page.index("2021-01-05") < page.index("55 days") < page.index("● 2021-03-01")
    assert "● date unknown" in page


def test_lists_show_their_rows():
    record = _record()
    event = shapes.EventRow(
        id="doc-1#e1", document="doc-1", publisher="Le Journal", happening="h", event=record.events[0],
        words="Le [b]mot",
    )  # fmt: skip
    page = _words(_shown(terminal.show_events, [event]))
    assert "2021-03-01 CONSULT/phone Jean Renard" in page and "« Le [b]mot »" in page
    assert "id doc-1#e1 · document doc-1 · Le Journal" in page and page.endswith("1 event")
    said = shapes.StatementRow(id="s", document="doc-1", publisher=None, statement=record.statements[1], words="mots")
    assert "Anna Wolf (DEU) → Jean Renard" in _words(_shown(terminal.show_statements, [said]))
    document = shapes.DocumentRow(
        id="doc-1", title=None, date=None, language="fr", publisher=None, url=None, events=2, contacts=1, statements=0
    )
    assert "date unknown (no title) 2 events, 1 contact, 0 statements · fr" in _words(
        _shown(terminal.show_documents, [document])
    )
    happening = shapes.Happening(id="h", event="CONSULT", date=None, key="k", documents=["doc-1"])
    account = shapes.EventAccount(
        row=event, document=document, triggers=["téléphoné"], evidence=["Le mot."], happening=happening,
        siblings=[event], merged="same parties, same day",
    )  # fmt: skip
    why = _words(_shown(terminal.show_why, account))
    assert "decided by: consult.phone, confidence 0.93" in why and "one happening: same parties, same day" in why
    assert "on the words: « téléphoné »" in why
    row = shapes.RegisterRow(
        entry=shapes.RegisterEntry(name="Anna Wolf", country="DEU", office="chancellor"),
        first_stated="2021-03-01",
        last_stated="2021-03-02",
        evidence=[shapes.Evidence(document="doc-1", date=None, spans=[])],
    )
    who = _words(_shown(terminal.show_who, [row]))
    assert "Anna Wolf (DEU, chancellor)" in who and "stated 2021-03-01 to 2021-03-02 in doc-1" in who


def test_nothing_found_says_how_much_was_searched():
    searched = shapes.Searched(
        documents=3, undated=1, first_date="2021-03-01", last_date="2021-04-01", publishers=[], languages=["en", "fr"]
    )
    said = terminal.nothing_found("event", searched)
    assert said == "no event found in 3 documents, dated 2021-03-01 to 2021-04-01, 1 without a date, in en, fr"
    empty = shapes.Searched(documents=0, undated=0, first_date=None, last_date=None, publishers=[], languages=[])
    assert "no document yet" in terminal.nothing_found("event", empty)


@pytest.mark.parametrize("on_terminal", [True, False])
def test_a_codebook_entry_is_broken_for_terminals_only(monkeypatch, on_terminal):
    out = io.StringIO()
    console = Console(file=out, width=30, force_terminal=on_terminal, color_system=None, markup=False)
    monkeypatch.setattr(books, "make_console", lambda: console)
    books.show_entry("Head\n\n  words: " + "mot · " * 20)
    rows = out.getvalue().splitlines()
    assert rows[:2] == ["Head", ""]
    assert (max(map(len, rows)) <= 30) is on_terminal and (len(rows) > 3) is on_terminal
    assert all(row.startswith("      ") for row in rows[3:])
