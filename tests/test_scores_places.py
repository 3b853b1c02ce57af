"""Scores of places: names found, distances, countries pinned as something smaller."""

from __future__ import annotations

import io
import json

import pytest

from pourparlers import cli
from pourparlers.record import Place, Record
from pourparlers.scores.places import PlaceMention, kilometres, line_of, score_places
from pourparlers.terminal.console import make_console
from pourparlers.terminal.score_page import show_scores

FRANCE = 3017382


def line(*places: tuple) -> dict:
    names = ("span", "lat", "lon", "geonameid", "precision")
    return {"id": "a", "text": "x", "places": [dict(zip(names, place, strict=False)) for place in places]}


def score(gold: dict, answer: object):
    return score_places([(line_of(gold), line_of(answer))])


def test_the_gold_itself_is_all_right() -> None:
    gold = line(([0, 5], 48.85, 2.35, 2988507), ([9, 15], 46.0, 2.0, FRANCE, "country"))
    found = score(gold, gold)
    assert (found.found.f1, found.exact.f1, found.near, found.mean_error, found.pinned) == (1, 1, 1, 0, 0)
    assert (found.documents, found.countries) == (1, 1)


def test_counts_and_shares_are_those_reckoned_by_hand() -> None:
    gold = line(([0, 5], 48.85, 2.35), ([9, 15], 46.0, 2.0, FRANCE), ([20, 25], 0.0, 0.0))
    answer = line(([0, 7], 45.76, 4.84), ([9, 15], 46.0, 2.0, None, "city"), ([30, 31], 0.0, 0.0), ([40, 41],))
    found = score(gold, answer)
    assert (found.found.asked, found.found.given, found.found.right, found.exact.right) == (3, 4, 2, 1)
    assert found.near == 1 / 2 and found.pinned == 1.0
    assert 190 < found.mean_error < 200  # Paris to Lyon, and nothing


def test_an_answer_without_coordinates_is_not_near() -> None:
    found = score(line(([0, 5], 48.85, 2.35)), line(([0, 5],)))
    assert (found.found.f1, found.near, found.mean_error) == (1.0, 0.0, 0.0)


def test_a_record_is_an_answer() -> None:
    place = Place(span=(0, 5), name="Paris", lat=48.9, lon=2.3, precision="city", use="actor")
    record = Record(id="a", language="fr", text="Paris", places=[place])
    assert score(line(([0, 5], 48.85, 2.35)), record).near == 1.0


def test_distances_are_great_circles() -> None:
    paris, antipode = PlaceMention((0, 1), 48.85, 2.35), PlaceMention((0, 1), -48.85, -177.65)
    assert kilometres(paris, antipode) == pytest.approx(20015, abs=1)
    assert kilometres(paris, PlaceMention((0, 1))) is None


def test_nothing_scores_nothing() -> None:
    found = score_places([])
    assert (found.found.f1, found.near, found.mean_error, found.pinned) == (0, 0, 0, 0)


def test_the_command_scores_a_file_and_tells_bad_lines(tmp_path, capfd) -> None:
    gold, answers = tmp_path / "gold.jsonl", tmp_path / "answers.jsonl"
    gold.write_text(json.dumps({**line(([0, 4], 59.91, 10.75)), "text": "Oslo est calme.", "language": "fr"}))
    answers.write_text(json.dumps(line(([0, 4], 59.9, 10.7))))
    assert cli.main(["score", "places", str(gold), "--answers", str(answers), "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["near"] == 1.0
    answers.write_text('{"id": "a", "places": [{"lat": 1}]}')
    assert cli.main(["score", "places", str(gold), "--answers", str(answers)]) == 2
    assert "field `span`" in capfd.readouterr().err


def test_the_page_shows_names_and_distances() -> None:
    file = io.StringIO()
    show_scores(make_console(file, 80), score(line(([0, 5], 48.85, 2.35)), line(([0, 5], 48.85, 2.35))))
    rows = [row.split() for row in file.getvalue().splitlines()]
    assert rows[0] == ["Places", "·", "1", "document"] and ["within", "161", "km", "1", "1.000"] in rows
