"""Places in whole sentences written for this project, parsed for real: names, countries, precision, use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers import actors, places
from pourparlers.languages import parse_batch
from pourparlers.record import Place

DATA = Path(__file__).parent / "data" / "places"
# So many of the names and so many of the details of those found must be right: the parser errs now and then.
FOUND, RIGHT = 0.95, 0.95


def sentences(language: str) -> list[dict]:
    return [json.loads(line) for line in (DATA / f"sentences.{language}.jsonl").open(encoding="utf-8")]


def tagged(texts: list[str], language: str, date: str | None = None) -> list[list[Place]]:
    return [places.tag(parse, actors.find(parse, date), date) for parse in parse_batch(texts, language)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_places_of_own_sentences_are_found_and_right(language: str) -> None:
    gold = sentences(language)
    asked = given_ = met = right = 0
    wrong = []
    for line, found in zip(gold, tagged([g["text"] for g in gold], language), strict=True):
        text = line["text"]
        by_words = {text[slice(*place.span)]: place for place in found}
        asked, given_ = asked + len(line["places"]), given_ + len(found)
        expected = {wanted["words"] for wanted in line["places"]}
        wrong += [(text, place) for words, place in by_words.items() if words not in expected]
        for wanted in line["places"]:
            place = by_words.get(wanted["words"])
            if place is None:
                wrong.append((text, wanted))
                continue
            met += 1
            same = place.country == wanted["country"] and place.use == wanted["use"]
            same = same and wanted["precision"] in (None, place.precision)
            right += same
            if not same:
                wrong.append((text, place))
    assert 2 * met / (asked + given_) >= FOUND, wrong
    assert right / met >= RIGHT, wrong


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([g["text"] for g in sentences("fr")]), min_size=1, max_size=4), st.text(max_size=8))
def test_spans_are_those_of_the_text_as_given(texts: list[str], between: str) -> None:
    text = between.replace("\x00", " ").join(texts)
    (found,) = tagged([text], "fr")
    end = 0
    for place in found:
        assert end <= place.span[0] < place.span[1] <= len(text)
        end = place.span[1]
        words = text[slice(*place.span)]
        assert words == words.strip() and (place.lat is None) == (place.lon is None)
        assert place.precision is None or place.lat is not None


def test_a_disputed_place_is_that_of_most_states_on_the_day() -> None:
    text = ["Des soldats sont morts au Soudan du Sud."]
    assert tagged(text, "fr", "2012-01-01")[0][0].country == "SSD"
    assert tagged(text, "fr", "2005-01-01")[0][0].country == "SDN"
    assert tagged(["Il est né en Crimée."], "fr", "2020-01-01")[0][0].country == "UKR"


def test_claims_tell_whose_view_from_when() -> None:
    assert [(c.country, c.viewpoint) for c in places.claims("Crimea", "2013-01-01")] == [("UKR", "most")]
    assert ("RUS", "RUS") in [(c.country, c.viewpoint) for c in places.claims("Crimea", "2015-01-01")]
    assert places.claims("Paris") == []


def test_a_small_namesake_of_a_strange_country_keeps_its_words_only() -> None:
    (found,) = tagged(["Des coups de feu ont été tirés à Strasbourg et à Ballina."], "fr")
    assert [place.name for place in found if place.lat is not None] == ["Strasbourg"]


def test_no_event_takes_place_in_what_is_no_place() -> None:
    from pourparlers.coder import read

    record = read("Turkish troops attacked Syrian soldiers.", date="2019-10-10", language="en")
    assert {place.use for place in record.places} == {"adjective"}
    assert [event.event_loc for event in record.events if event.event_loc is not None] == []
