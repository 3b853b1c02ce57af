"""The codebook as data: complete, sound, and refusing what is not."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from pourparlers.codebook import LANGUAGES, load, parse_pattern
from pourparlers.codebook.check import cases, run
from pourparlers.codebook.show import names, show
from pourparlers.errors import CodebookError, InputError
from pourparlers.languages.folding import fold
from pourparlers.record import Entity, Event, Record

FOLDER = Path(__file__).parents[1] / "pourparlers" / "codebook"
QUADS = {
    1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    2: {"COOPERATE", "AID", "RETREAT"},
    3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    4: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}
SCORES = {
    "AGREE": 2.5, "CONSULT": 2.5, "SUPPORT": 5.0, "CONCEDE": 4.5, "COOPERATE": 9.5, "AID": 10.0, "RETREAT": 6.5,
    "REQUEST": 0.0, "ACCUSE": -3.0, "REJECT": -2.0, "THREATEN": -3.5, "PROTEST": -5.0, "SANCTION": -6.0,
    "MOBILIZE": -5.5, "COERCE": -7.0, "ASSAULT": -9.0,
}  # fmt: skip
MODES = {
    "CONSULT": {"visit": 4.0, "third-party": 1.0, "multilateral": 4.0, "phone": 1.5},
    "RETREAT": {"withdraw": 8.0, "release": 6.5, "disarm": 10.0, "ceasefire": 7.5, "access": 6.5, "resign": 4.5},
    "REQUEST": {"assist": 0.5, "change": -1.0, "yield": -1.0, "meet": 0.0},
    "ACCUSE": {"disapprove": -2.0, "investigate": -3.5, "allege": -3.5},
    "REJECT": {"assist": -1.5, "change": -2.0, "yield": -2.0, "meet": -2.0},
    "THREATEN": {
        "restrict": -3.0, "arrest": -3.5, "relations": -3.5, "expel": -3.5, "territory": -4.0, "violence": -3.5,
    },
    "SANCTION": {"convict": -6.0, "expel": -5.5, "withdraw": -6.0, "discontinue": -6.0},
    "MOBILIZE": {"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6.0},
    "COERCE": {
        "seize": -7.0, "restrict": -7.0, "censor": -6.5, "curfew": -6.5, "martial-law": -7.5, "arrest": -7.0,
        "deport": -7.0, "withhold": -7.0, "misinformation": -6.5, "cyber": -7.0,
    },
    "ASSAULT": {
        "abduct": -8.5, "beat": -7.5, "torture": -8.5, "sexual": -8.5, "targeted": -9.5, "destroy": -8.5,
        "primitive": -8.0, "firearms": -9.0, "explosives": -9.0, "suicide-attack": -9.5, "aerial": -9.5,
        "drone": -9.5, "heavy-weapons": -9.5, "crowd-control": -7.5, "unconventional": -10.0,
    },
}  # fmt: skip
PROTEST = {"demo": -5.0, "riot": -7.0, "strike": -5.0, "hunger": -4.5, "boycott": -4.5, "obstruct": -4.5}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the codebook that a test may spoil."""
    for name in ("contexts.toml", "words.toml", "words_conflict.toml"):
        if (FOLDER / name).exists():
            shutil.copy(FOLDER / name, tmp_path / name)
    shutil.copytree(FOLDER / "events", tmp_path / "events")
    return tmp_path


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_ontology_is_complete() -> None:
    book = load()
    assert set(book.events) == set(SCORES)
    assert len(book.contexts) == 37
    assert sum(len(kind.mode) for kind in book.events.values()) == 67
    assert set(book.auxiliary) == {"historical", "future", "hypothetical", "negation"}
    assert set(book.quads) == {1, 2, 3, 4}


def test_scores_and_quads_are_those_of_plover() -> None:
    book = load()
    assert {name: kind.score for name, kind in book.events.items()} == SCORES
    for quad, types in QUADS.items():
        assert {name for name, kind in book.events.items() if kind.quad == quad} == types
    for event, kind in book.events.items():
        found = {mode.name: mode.score for mode in kind.mode}
        if event == "PROTEST":
            assert found.pop("vandalize") < 0
            assert found == PROTEST
        else:
            assert found == MODES.get(event, {})


def test_recipient_is_required_where_plover_asks_for_one() -> None:
    book = load()
    assert {n for n, kind in book.events.items() if kind.recipient == "required"} == {"COOPERATE", "AID", "SANCTION"}
    assert book.events["ASSAULT"].recipient == "one-sided"


def test_contradictions_of_the_manual_are_noted() -> None:
    book = load()
    for event in ("ACCUSE", "SANCTION"):
        assert book.events[event].note
    vandalize = next(mode for mode in book.events["PROTEST"].mode if mode.name == "vandalize")
    assert vandalize.note or book.events["PROTEST"].note


def test_every_entry_has_examples_in_both_languages() -> None:
    book = load()
    entries = [*book.frames(), *book.contexts.values(), *(m for kind in book.events.values() for m in kind.mode)]
    for entry in entries:
        assert {e.language for e in entry.example if not e.absent} == set(LANGUAGES), entry


def test_examples_are_unique_sentences() -> None:
    # A counter-example may reuse the sentence that another type claims: the contrast is its point.
    texts = [case.example.text for case in cases(load()) if not case.example.absent]
    assert len(texts) > 500
    assert [text for text, count in Counter(texts).items() if count > 1] == []
    assert all(text[-1] in '.!?»”"' for text in texts)


def test_every_type_has_wording_in_both_languages() -> None:
    book = load()
    for kind in book.events.values():
        for language in LANGUAGES:
            assert sum(len(frame.wording(language)) for frame in kind.frame) >= 15, (kind.event, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_patterns_parse(language: str) -> None:
    found = load().patterns(language)
    assert len(found) > 1000
    for frame, pattern in found:
        slots = {element.value for element in pattern.elements if element.kind == "slot"}
        assert pattern.subject != pattern.object and pattern.subject not in slots, frame.id


def test_parse_pattern_reads_roles_and_prepositions() -> None:
    host = parse_pattern("Y accueillir X", "fr")
    assert (host.verb, host.subject, host.object, host.elements) == ("accueillir", "Y", "X", ())
    talks = parse_pattern("s'entretenir (de {talks}) avec|contre Y", "fr")
    assert talks.reflexive and talks.verb == "entretenir" and talks.object is None
    assert [(e.kind, e.value, e.prepositions, e.optional) for e in talks.elements] == [
        ("class", "talks", ("de",), True),
        ("slot", "Y", ("avec", "contre"), False),
    ]
    call = parse_pattern("appeler Y à V", "fr")
    assert call.object == "Y" and [(e.kind, e.prepositions) for e in call.elements] == [("clause", ("a",))]
    assert parse_pattern("turn down Y", "en").object == "Y"
    assert parse_pattern("mettre fin à l'embargo", "fr").elements[1].prepositions == ("a",)
    assert parse_pattern("refuse (Y)", "en").object_optional


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("X", "fr"),
        ("exhorte Y", "fr"),
        ("urge (Y", "en"),
        ("urge Y) to V", "en"),
        ("urge Y with Y", "en"),
        ("X meet X", "en"),
        ("tenir {pourparlers avec Y", "fr"),
        ("urge 3", "en"),
        ("big|small Y", "en"),
        ("meet Y", "de"),
    ],
)
def test_malformed_pattern_raises(text: str, language: str) -> None:
    with pytest.raises(CodebookError, match="pattern"):
        parse_pattern(text, language)


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("events/consult.toml", "quad = 1", "quad = ", "consult.toml"),
        ("events/consult.toml", "quad = 1\n", "", "quad"),
        ("events/consult.toml", "quad = 1\n", "quad = 7\n", "quad is 7"),
        ("events/consult.toml", "score = 2.5\n", "", "score"),
        ("events/consult.toml", "{talks} avec Y", "{tlaks} avec Y", "consult.speak.*tlaks"),
        ("events/consult.toml", 'id = "consult.negotiate"', 'id = "consult.meet"', "consult.meet"),
        ("events/consult.toml", 'id = "consult.negotiate"', 'id = "meet"', "meet"),
        ("events/consult.toml", 'gloss = "negotiates with another"', 'glos = "x"', "consult.negotiate"),
        ("events/consult.toml", '"négocier avec Y"', '"négocie avec Y"', "consult.negotiate.*infinitive"),
        ("events/request.toml", 'mode = "change"\nfr', 'mode = "chnage"\nfr', "request.must_go.*chnage"),
        ("events/request.toml", '{ language = "en", text = "Hungary put', '{ language = "fr", text = "Hungary put',
         "request.pressure.*no example in en"),
        ("words.toml", "[talks]", "[truce]", "words.toml"),
        ("words.toml", 'gloss = "an end or pause of fighting"', "", "gloss"),
        ("contexts.toml", 'name = "health"', 'name = "economic"', "economic"),
    ],
)  # fmt: skip
def test_unsound_file_raises_error_naming_it(folder: Path, name: str, old: str, new: str, told: str) -> None:
    spoil(folder, name, old, new)
    with pytest.raises(CodebookError, match=told) as caught:
        load(folder)
    assert "\n" not in str(caught.value).strip() or "TOML" in str(caught.value)


def test_missing_file_raises_error_naming_it(folder: Path) -> None:
    (folder / "contexts.toml").unlink()
    with pytest.raises(CodebookError, match=r"contexts\.toml"):
        load(folder)


def test_fold_is_tolerant_of_case_accents_and_hyphens() -> None:
    assert fold("Cessez-le-Feu") == "cessez le feu"
    assert fold("l’État") == "l etat"
    assert fold("ŒUVRER") == "oeuvrer"


def test_score_is_the_extreme_of_the_modes() -> None:
    book = load()
    assert book.score("CONSULT") == 2.5
    assert book.score("CONSULT", ["phone"]) == 1.5
    assert book.score("CONSULT", ["phone", "multilateral"]) == 4.0
    assert book.quad("SANCTION") == 4


def test_show_tells_every_entry() -> None:
    for name in names():
        assert show(name).strip()
    told = show("consult")
    assert "verbal cooperation" in told and "phone" in told and "s'entretenir avec Y" in told
    with pytest.raises(InputError, match="no entry"):
        show("nothing of the kind")


def _record(text: str, *events: Event) -> Record:
    return Record(id="x", language="en", text=text, events=list(events))


def _side(country: str) -> list[Entity]:
    return [Entity(text=country, spans=[(0, 1)], name=country, kind="state", country=country)]


def test_check_reports_what_a_reader_misses() -> None:
    problems = run(lambda text, language: _record(text), only="consult.phone")
    assert {problem.language for problem in problems} == {"fr", "en"}
    assert all("no CONSULT" in problem.message for problem in problems)


def test_check_accepts_what_the_example_promises_and_nothing_else() -> None:
    def reader(text: str, language: str) -> Record:
        recipient = "ARG" if language == "fr" else "CHL"
        return _record(
            text, Event(id="e", event="CONSULT", mode=["phone"], actor=_side("BRA"), recipient=_side(recipient))
        )

    problems = run(reader, only="consult.phone")
    assert [problem.language for problem in problems] == ["en"]
    assert "BRA → ARG expected" in problems[0].message


def test_check_of_unknown_entry_raises() -> None:
    with pytest.raises(InputError, match="no entry"):
        run(lambda text, language: _record(text), only="consult.nonsense")
