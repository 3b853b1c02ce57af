"""Whatever cannot be read as a report is one line that says what to do next."""

import contextlib
import io
import json
import os
import time

import pytest

from pourparlers import documents
from pourparlers.documents.fields import check_date
from pourparlers.documents.web import clean_address
from pourparlers.errors import InputError


def _refusal(source, **options):
    with pytest.raises(InputError) as caught:
        documents.load(str(source), **options)
    message = str(caught.value)
    assert message.isprintable(), message
    return message


def _refused(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return _refusal(path)


@pytest.mark.parametrize("content", [b"", b"  \n\t\n", b"\xef\xbb\xbf", "\u00a0\u2003".encode()])
def test_empty_text_is_refused(tmp_path, content):
    assert "no text" in _refused(tmp_path, "r.txt", content)


@pytest.mark.parametrize(
    "content",
    [b"a\x00b", b"\x7fELF\x02\x01\x01\x00" + bytes(100), b"\x89PNG\r\n\x1a\n\x00\x00", b"\x01\x02\x03\x04\x05 a"],
)
def test_binary_is_refused(tmp_path, content):
    assert "binary" in _refused(tmp_path, "r.txt", content)


def test_a_stray_control_character_is_no_binary(tmp_path):
    path = tmp_path / "r.txt"
    path.write_bytes(b"a\x0cb \x1b[1mc")
    assert documents.load(str(path))[0].text == "a\x0cb \x1b[1mc"


def test_broken_utf8_is_told_with_its_byte(tmp_path):
    message = _refused(tmp_path, "r.txt", "appelé".encode() + "é".encode("latin-1"))
    assert "byte 7" in message and "UTF-8" in message


def test_a_large_file_is_refused_without_being_read(tmp_path):
    path = tmp_path / "r.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    started = time.perf_counter()
    assert "10 MB" in _refusal(path)
    assert time.perf_counter() - started < 10


def test_large_standard_input_is_refused_at_the_limit():
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            assert size > 0, "must not read to the end"
            self.given += size
            return b"a" * size

    endless = Endless()
    assert "10 MB" in _refusal("-", stdin=endless)
    assert endless.given < 20_000_000


def test_a_text_of_over_a_million_characters_is_refused(tmp_path):
    assert "1,000,000" in _refused(tmp_path, "r.txt", "a " * 500_001)


def test_missing_file_is_told(tmp_path):
    assert "no file" in _refusal(tmp_path / "none.txt")


def test_directory_is_told(tmp_path):
    assert "directory" in _refusal(tmp_path)


def test_name_with_terminal_codes_is_escaped(tmp_path):
    assert "\\x1b[31m" in _refusal(tmp_path / "a\x1b[31m.txt")


@pytest.mark.parametrize("source", ["a\x00b", "x" * 5000, "\udcff"])
def test_impossible_names_are_refused(source):
    _refusal(source)


def test_a_device_is_refused():
    assert "device" in _refusal("/dev/null")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path):
    path = tmp_path / "r.txt"
    path.write_text("Un mot.")
    path.chmod(0)
    assert "may not be read" in _refusal(path)


@pytest.mark.parametrize(
    "date",
    ["2022-13-01", "2022-02-30", "20220513", "2022-W19-5", "13/05/2022", "2022-5-3", "", "٢٠٢٢-٠٥-١٣", "0000-01-01"],
)
def test_a_date_that_is_no_day_is_refused(date):
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        check_date(date)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "not valid JSON"),
        ("[" * 100_000, "nested"),
        ("[]", "no document"),
        ("3", "no document"),
        ("{}", '"text"'),
        ('{"text": null}', '"text"'),
        ('{"text": 3}', "a number"),
        ('{"text": ["a"]}', "a list"),
        ('{"text": " "}', "no text"),
        ('{"text": "a", "id": 7}', '"id" is a number'),
        ('{"text": "a", "date": "hier"}', "YYYY-MM-DD"),
        ('{"text": "a", "language": "!"}', "language"),
        ('{"text": "\\ud800"}', "surrogate"),
        ('{"text": "a\\u0000b"}', "binary"),
        ('[{"text": "a"}, 5]', "document 2"),
    ],
)
def test_json_that_is_no_document_is_refused(tmp_path, content, words):
    assert words in _refused(tmp_path, "r.json", content)


def test_a_bad_line_is_told_with_its_number(tmp_path):
    assert "line 2" in _refused(tmp_path, "r.jsonl", '{"text": "a"}\n{"text": \n')


@pytest.mark.parametrize("content", ["---\ntitle: a\ntext", "---\nno key\n---\ntext", "---\ntitle: |\n  a\n---\ntext"])
def test_broken_front_matter_is_refused(tmp_path, content):
    _refused(tmp_path, "r.md", content)


def test_a_title_is_for_one_document(tmp_path):
    path = tmp_path / "r.json"
    path.write_text(json.dumps([{"text": "a"}, {"text": "b"}]))
    assert "--title" in _refusal(path, title="T")


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://host/a", "http://", "http://[::1", "https://u:p@host/", "http://host:99999/"],
)
def test_only_web_addresses_are_fetched(address):
    message = _refusal(address)
    assert "u:p" not in message


def test_an_address_with_accents_is_escaped():
    assert clean_address("http://exämple.org/é t?q=ü#part") == "http://xn--exmple-cua.org/%C3%A9%20t?q=%C3%BC"


@pytest.mark.parametrize("page", ["<div>" * 50_000, "<" * 200_000, "&" * 200_000, "<!--" * 50_000, "<p" * 50_000])
def test_a_hostile_page_is_refused_or_read_in_time(tmp_path, page):
    path = tmp_path / "r.html"
    path.write_text(page)
    started = time.perf_counter()
    with contextlib.suppress(InputError):
        documents.load(str(path))
    assert time.perf_counter() - started < 60
