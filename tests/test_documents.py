"""Formats become documents; the text of a document is what the file holds."""

import io
import json

import pytest

from pourparlers import documents
from pourparlers.documents.plain import printable
from pourparlers.errors import InputError

REPORT = "Le ministre a appelé son homologue.\r\nIls ont parlé de la trêve.\n"


def _file(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def _one(source, **options):
    (document,) = documents.load(source, **options)
    return document


def test_text_file_is_taken_as_it_stands(tmp_path):
    document = _one(_file(tmp_path, "r.txt", REPORT))
    assert document.text == REPORT
    assert (document.date, document.title, document.language, document.id) == (None, None, None, None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_tells_the_encoding_and_is_no_text(tmp_path, encoding):
    assert _one(_file(tmp_path, "r.txt", REPORT.encode(encoding))).text == REPORT


def test_unknown_ending_is_text_if_it_decodes(tmp_path):
    assert _one(_file(tmp_path, "r.report", REPORT)).text == REPORT


def test_options_take_the_place_of_what_the_source_says(tmp_path):
    source = _file(tmp_path, "r.json", json.dumps({"text": "Un mot.", "date": "2020-01-01", "title": "A"}))
    document = _one(source, date="2022-05-13", language="fr", title="B")
    assert (document.date, document.language, document.title) == ("2022-05-13", "fr", "B")


def test_front_matter_gives_the_fields_and_the_rest_is_the_text(tmp_path):
    source = _file(
        tmp_path,
        "r.md",
        '---\ntitle: "Un appel : l\'heure"\ndate: 2022-05-13 # jour\nlanguage: fr-FR\ntags:\n  - a\n- b\n'
        "author: X\nid: 'd''1'\n---\n\nPremier.\n\n---\n\nSecond.\n",
    )
    document = _one(source)
    assert document.text == "Premier.\n\n---\n\nSecond."
    assert document.title == "Un appel : l'heure"
    assert (document.date, document.language, document.id) == ("2022-05-13", "fr", "d'1")


def test_markdown_without_front_matter_is_all_text_and_its_heading_the_title(tmp_path):
    document = _one(_file(tmp_path, "r.md", "# Un titre #\n\nUn mot.\n"))
    assert document.title == "Un titre"
    assert document.text == "# Un titre #\n\nUn mot.\n"


def test_a_rule_at_the_start_of_markdown_is_no_front_matter(tmp_path):
    assert _one(_file(tmp_path, "r.md", "---\n\nUn mot.\n")).text == "---\n\nUn mot.\n"


def test_json_holds_one_document_or_several(tmp_path):
    one = {"id": "x", "text": "Un mot.", "other": {"kept": False}, "date": None}
    assert _one(_file(tmp_path, "a.json", json.dumps(one))).id == "x"
    both = documents.load(_file(tmp_path, "b.json", json.dumps([one, {**one, "id": "y"}])))
    assert [document.id for document in both] == ["x", "y"]
    lines = json.dumps(one) + "\n\n" + json.dumps({**one, "id": "y"}) + "\n"
    assert [document.id for document in documents.load(_file(tmp_path, "c.jsonl", lines))] == ["x", "y"]
    assert [document.id for document in documents.load(_file(tmp_path, "d.json", lines))] == ["x", "y"]


def test_standard_input_is_text_or_json():
    assert _one("-", stdin=io.BytesIO(REPORT.encode())).text == REPORT
    assert _one("-", stdin=io.BytesIO(b'{"text": "Un mot.", "id": "x"}')).id == "x"
    assert _one("-", stdin=io.BytesIO(b"{sic} they said.")).text == "{sic} they said."


PAGE = """<!doctype html><html lang="fr"><head><meta charset="{charset}"><title>Un appel - Le Journal</title>
<meta property="og:site_name" content="Le Journal">
<meta property="article:published_time" content="2021-03-04T10:00:00Z">
<meta property="og:title" content="Un appel à Genève"></head><body><nav><a href="/">Accueil</a></nav>
<article><h1>Un appel à Genève</h1><p>La présidente a téléphoné mardi à son homologue pour parler de la trêve signée
à Genève, selon son porte-parole, qui n'a pas donné de détails sur la teneur de l'échange.</p><p>Les deux dirigeantes se
reverront à l'été, a-t-il ajouté, sans préciser la date ni le lieu de cette rencontre attendue depuis longtemps.</p>
</article><footer>© 1999</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_page_gives_its_article(tmp_path, charset):
    page = PAGE.format(charset=charset).replace("\n", " ").encode("cp1252" if charset != "utf-8" else charset)
    document = _one(_file(tmp_path, "r.html", page))
    assert "a téléphoné mardi à son homologue" in document.text
    assert "Accueil" not in document.text
    assert document.title == "Un appel à Genève"
    assert document.date == "2021-03-04"
    assert document.publisher == "Le Journal"


def test_page_without_a_date_stays_without(tmp_path):
    page = PAGE.format(charset="utf-8").replace("2021-03-04T10:00:00Z", "")
    assert _one(_file(tmp_path, "r.html", page)).date is None


def test_page_without_an_article_is_refused(tmp_path):
    with pytest.raises(InputError, match="no article text"):
        documents.load(_file(tmp_path, "r.html", "<html><body><script>1</script></body></html>"))


def test_lines_come_one_by_one_with_their_numbers():
    good = b'{"id": "a", "text": "Un mot."}\n'
    lines = b"\xef\xbb\xbf" + good + b"\n[1]\n" + b'{"text": 3}\n' + b"{\n" + b"\xff\n" + good.rstrip()
    found = list(documents.iter_jsonl(io.BytesIO(lines)))
    assert [number for number, _ in found] == [1, 3, 4, 5, 6, 7]
    assert [isinstance(item, InputError) for _, item in found] == [False, True, True, True, True, False]


def test_lines_are_read_as_they_are_asked_for():
    class Pipe(io.RawIOBase):
        read_lines = 0

        def readable(self):
            return True

        def readline(self, size=-1):
            self.read_lines += 1
            return b'{"text": "Un mot."}\n'

    pipe = Pipe()
    stream = documents.iter_jsonl(pipe)
    next(stream)
    next(stream)
    assert pipe.read_lines == 2


def test_a_line_too_long_is_skipped_without_being_held(monkeypatch):
    from pourparlers.documents import stream

    monkeypatch.setattr(stream, "MAX_BYTES", 100)
    lines = b'{"text": "' + b"a" * 500 + b'"}\n{"text": "b"}\n'
    (first, second) = documents.iter_jsonl(io.BytesIO(lines))
    assert isinstance(first[1], InputError)
    assert second[0] == 2 and second[1].text == "b"


def test_printable_escapes_what_a_terminal_acts_on():
    assert printable("a\x1b[2J\u202e\udcffé\n") == "a\\x1b[2J\\u202e\\udcffé\\x0a"
    assert len(printable("x" * 1000)) == 120
