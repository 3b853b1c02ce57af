"""One happening, several accounts: who says what, where they differ, and what the two sides called for.

All names and reports are invented for these tests; French and English are read side by side.
"""

from __future__ import annotations

import io
from pathlib import Path

import msgspec
import pytest
from rich.console import Console

from pourparlers import cli, terminal
from pourparlers.coder import code_batch
from pourparlers.ledger import Difference, Ledger
from pourparlers.record import Document

from .test_ledger_happenings import contact_record, load, person

# One call, told by both sides, each in its own language.
SANTIAGO = Document(
    id="cl",
    publisher="Santiago",
    date="2023-03-12",
    language="en",
    text=(
        "President of Chile Ana Rojas spoke by phone with President of Peru Luis Quispe on Sunday. She urged Peru to "
        "pull its troops back from the border."
    ),
)
LIMA = Document(
    id="pe",
    publisher="Lima",
    date="2023-03-12",
    language="fr",
    text=(
        "Le président du Pérou, Luis Quispe, s'est entretenu par visioconférence avec la présidente du Chili, Ana "
        "Rojas, dimanche. Luis Quispe a exhorté Ana Rojas à rouvrir les négociations sur le gaz."
    ),
)
BETWEEN = Document(
    id="an",
    publisher="Andina",
    date="2023-03-20",
    language="fr",
    text="Le Pérou a exhorté le Chili à libérer les pêcheurs.",
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("accounts") / "l.sqlite"
    with Ledger(file) as ledger:
        ledger.add_many(code_batch([SANTIAGO, LIMA, BETWEEN]))
    return file


def found(differences: list[Difference]) -> dict[str, list[tuple[str, list[str]]]]:
    told: dict[str, list[tuple[str, list[str]]]] = {}
    for difference in differences:
        told.setdefault(difference.what, []).extend((version.value, version.documents) for version in difference.told)
    return told


def test_a_contact_of_a_line_has_the_account_of_each_side(path: Path) -> None:
    with Ledger(path, readonly=True) as ledger:
        (line,) = ledger.lines("CHL", "PER")
    (contact,) = line.contacts
    assert [(a.publisher, a.document, a.channel, a.language) for a in contact.accounts] == [
        ("Santiago", "cl", "phone", "en"),
        ("Lima", "pe", "video", "fr"),
    ]
    santiago, lima = contact.accounts
    assert santiago.parties == ["Ana Rojas", "Luis Quispe"]
    assert [(call.by, call.towards) for call in santiago.called_for] == [("Ana Rojas", ["Peru"])]
    assert "troops back" in santiago.called_for[0].words
    assert "rouvrir les négociations" in lima.called_for[0].words
    assert "military" in santiago.topics
    assert "diplomatic" not in santiago.topics + lima.topics


def test_accounts_differ_in_what_only_one_tells(path: Path) -> None:
    with Ledger(path, readonly=True) as ledger:
        (line,) = ledger.lines("CHL", "PER")
    differences = found(line.contacts[0].differences)
    assert differences["channel"] == [("phone", ["cl"]), ("video", ["pe"])]
    assert ("military", ["cl"]) in differences["topic"]
    assert [documents for _, documents in differences["call"]] == [["cl"], ["pe"]]
    assert not {"date", "level", "parties", "initiator"} & differences.keys(), "names are spelt alike or sound alike"


def test_a_line_tells_what_the_sides_called_for_between_contacts(path: Path) -> None:
    with Ledger(path, readonly=True) as ledger:
        (line,) = ledger.lines("CHL", "PER")
        assert [(call.date, call.country, call.documents) for call in line.calls] == [
            ("2023-03-12", "CHL", ["cl"]),
            ("2023-03-12", "PER", ["pe"]),
            ("2023-03-20", "PER", ["an"]),
        ]
        (of_persons,) = ledger.lines("Rojas", "Quispe")
        assert [call.by for call in of_persons.calls] == ["Luis Quispe"], "Peru is not its president"
        assert ledger.lines("CHL", "PER", until="2023-03-12")[0].calls[-1].documents == ["pe"]


def test_why_of_a_happening_shows_its_accounts(path: Path) -> None:
    with Ledger(path, readonly=True) as ledger:
        happening = ledger.lines("CHL", "PER")[0].contacts[0].happening
        told = ledger.happening(happening)
        event = ledger.event("cl#e1")
        assert ledger.happening("h-0") is None
    assert told is not None and event is not None
    assert [account.document for account in told.accounts] == ["cl", "pe"]
    assert told.merged.keys() == {account.event for account in told.accounts}
    assert event.accounts == told.accounts and event.differences == told.differences
    output = io.StringIO()
    terminal.show_happening(Console(file=output, width=200), told)
    page = " ".join(output.getvalue().split())
    assert "CONSULT on 2023-03-12 between CHL-PER" in page
    assert "Santiago · cl, 2023-03-12 phone · level head · 2023-03-12 (stated)" in page
    assert "Ana Rojas called on Peru: « to pull its troops back" in page
    assert "channel phone (Santiago), video (Lima)" in page
    assert "only Santiago speaks of" in page


def test_commands_show_where_accounts_differ(path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["lines", "CHL", "PER", "--ledger", str(path)]) == 0
    page = " ".join(capfdbinary.readouterr().out.decode().split())
    assert "accounts differ: channel phone (Santiago), video (Lima); only" in page
    assert "2023-03-20 Pérou called on Chili" in page
    happening = page.partition("· id ")[2].split()[0]
    assert cli.main(["why", happening, "--ledger", str(path)]) == 0
    assert "THE ACCOUNTS DIFFER" in capfdbinary.readouterr().out.decode()
    assert cli.main(["why", "h-nothing", "--ledger", str(path)]) == 2


def test_reading_tells_who_tells_the_contact_too(
    path: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with Ledger(path, readonly=True) as ledger:
        (told,) = ledger.told_elsewhere("pe")
        assert told.happening.documents == ["cl", "pe"]
        assert ledger.told_elsewhere("an") == []
    ledger_file = tmp_path / "l.sqlite"
    for document in (SANTIAGO, LIMA):
        file = tmp_path / f"{document.id}.json"
        file.write_bytes(msgspec.json.encode(document))
        assert cli.main(["read", str(file), "--ledger", str(ledger_file)]) == 0
        page = " ".join(capfdbinary.readouterr().out.decode().split())
        assert ("CONTACTS THAT OTHER DOCUMENTS TELL TOO (1)" in page) == (document is LIMA)
    assert "Lima, Santiago · id h-" in page and "accounts differ: channel phone (Santiago), video (Lima)" in page


def test_accounts_that_agree_have_no_difference(tmp_path: Path) -> None:
    twin = Document(
        id="twin", publisher="Valparaíso", date="2023-03-12", language="en", text=SANTIAGO.text + " It ended."
    )
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add_many(code_batch([SANTIAGO, twin]))
        (contact,) = ledger.lines("CHL", "PER")[0].contacts
        assert len(contact.accounts) == 2
        assert contact.differences == []


def test_a_later_report_that_recalls_the_call_is_silent_about_nothing(tmp_path: Path) -> None:
    later = Document(
        id="later",
        publisher="Oslo",
        date="2023-03-28",
        language="en",
        text="President of Chile Ana Rojas recalled her telephone conversation with Luis Quispe of Peru on March 12.",
    )
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add_many(code_batch([SANTIAGO, later]))
        (contact,) = ledger.lines("CHL", "PER")[0].contacts
        assert contact.documents == ["cl", "later"]
        assert found(contact.differences).keys() <= {"initiator"}


def test_a_party_that_one_account_leaves_out_is_told(tmp_path: Path) -> None:
    heads = [person("Ana Rojas", "CHL"), person("Luis Quispe", "PER"), person("Kari Moen", "NOR")]
    full = contact_record("full", ([*heads, person("Lars Lind", "SWE")], "video", "head"), date="2023-03-12")
    some = contact_record("some", ([*heads[:2], person("K. Moen", "NOR")], "video", "head"), date="2023-03-12")
    with load(tmp_path / "l.sqlite", full, some) as ledger:
        (contact,) = ledger.lines("NOR", "PER")[0].contacts
        assert contact.documents == ["full", "some"]
        assert found(contact.differences)["parties"] == [("Lars Lind (SWE)", ["full"])]
