"""What speakers do by speaking: the table of acts, in both languages."""

from __future__ import annotations

import pytest

from pourparlers.statements.acts import Entry, load_acts, load_table
from pourparlers.statements.lexicon import load_lexicon
from tests.test_statements import read

ENTRIES = [
    (language, entry, example)
    for entry in load_table().acts
    for language, example in (("fr", entry.fr_example), ("en", entry.en_example))
    if example
]


@pytest.mark.parametrize(("language", "entry", "example"), ENTRIES)
def test_examples_of_the_table_have_its_act(language: str, entry: Entry, example: str) -> None:
    assert entry.act in [statement.act for statement in read(example, language)]


def test_every_entry_has_an_example_for_each_language_of_its_verbs() -> None:
    for entry in load_table().acts:
        assert bool(entry.fr_example) <= bool(entry.fr), entry.act
        assert bool(entry.en_example) <= bool(entry.en), entry.act
        assert entry.fr_example or entry.en_example
    acts = {entry.act for entry in load_table().acts}
    for language, example in (("fr", "fr_example"), ("en", "en_example")):
        shown = {entry.act for entry in load_table().acts if getattr(entry, example)}
        assert shown >= acts - {"agree"}, language


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_group_of_verbs_has_an_act(language: str) -> None:
    groups = load_table().groups
    assert {frame.act for frame in load_lexicon(language).wording.verbs} <= set(groups)


def test_a_verb_that_the_table_lacks_has_the_act_of_its_group() -> None:
    frame = next(frame for frame in load_lexicon("en").wording.verbs if frame.act == "denies")
    assert load_acts("en").verb("gainsay", False, "clause", frame) == "deny"
    assert load_acts("en").verb("gainsay", False, "clause", None) is None


@pytest.mark.parametrize(
    ("language", "text", "acts"),
    [
        ("en", "Anne Reed told Mark Lowe that the dam was dry.", ["state"]),
        ("en", "Anne Reed told Mark Lowe to leave the dam.", ["demand"]),
        ("en", "Anne Reed swore that the dam was dry.", ["state"]),
        ("en", "Anne Reed swore to rebuild the dam.", ["promise"]),
        ("en", '"Will it rain?" Anne Reed said.', ["ask"]),
        ("en", '"It will rain," Anne Reed said.', ["state"]),
        ("en", "Anne Reed believes that the dam is dry.", ["believe"]),
        ("en", '"The dam is dry," Anne Reed believes.', ["opine"]),
        ("en", "Anne Reed knows that the dam is dry.", ["believe"]),
        ("en", "Anne Reed predicted that the dam would be dry.", ["opine"]),
        ("fr", "Anne Petit croit que le barrage est à sec.", ["believe"]),
        ("fr", "« Le barrage est à sec », croit Anne Petit.", ["opine"]),
        ("fr", "Anne Petit estime que le barrage est à sec.", ["opine"]),
        ("fr", "Anne Petit veut que le barrage ferme.", ["hope"]),
        ("en", "According to Anne Reed, the dam was dry.", ["state"]),
        ("en", "Mark Lowe's denial that the dam was dry surprised the town.", ["deny"]),
        ("fr", "Anne Petit a dit que le barrage était à sec.", ["state"]),
        ("fr", "Anne Petit a dit à Marc Leroy de quitter le barrage.", ["demand"]),
        ("fr", "Anne Petit dit avoir vu le barrage.", ["state"]),
        ("fr", "Anne Petit a juré de rebâtir le barrage.", ["promise"]),
        ("fr", "« Pleuvra-t-il ? », a lancé Anne Petit.", ["ask"]),
        ("fr", "Selon Anne Petit, le barrage est à sec.", ["state"]),
        ("fr", "Anne Petit a félicité les maçons.", ["praise"]),
        ("fr", "L'accusation de Marc Leroy selon laquelle Anne Petit a menti a surpris.", ["accuse"]),
    ],
)
def test_the_act_is_told_by_cue_and_content(language: str, text: str, acts: list[str]) -> None:
    assert [statement.act for statement in read(text, language)] == acts


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_quotation_without_a_cue_has_no_act(language: str) -> None:
    text = "« Le barrage est à sec depuis lundi. »" if language == "fr" else '"The dam has been dry since Monday."'
    assert [statement.act for statement in read(text, language)] == [None]
