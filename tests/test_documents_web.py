"""Pages from a server on this machine; nothing leaves it."""

import gzip
import http.server
import threading

import pytest

from pourparlers import documents
from pourparlers.documents import web
from pourparlers.errors import InputError

BODY = "Le ministre a appelé son homologue."


class _Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        status, headers, body = self.server.pages.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def site(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = http.server.HTTPServer(("127.0.0.1", 0), _Site)
    server.pages = {}
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.pages, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def _refusal(address):
    with pytest.raises(InputError) as caught:
        documents.load(address)
    assert str(caught.value).isprintable()
    return str(caught.value)


def test_plain_text_is_read_in_its_charset(site):
    pages, root = site
    pages["/a"] = (200, {"Content-Type": "text/plain; charset=iso-8859-1"}, BODY.encode("latin-1"))
    (document,) = documents.load(f"{root}/a")
    assert document.text == BODY
    assert document.url == f"{root}/a"


def test_packed_answers_are_unpacked(site):
    pages, root = site
    pages["/a"] = (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(BODY.encode()))
    assert documents.load(f"{root}/a")[0].text == BODY


def test_a_packed_bomb_is_refused(site):
    pages, root = site
    bomb = gzip.compress(b"a" * (web.MAX_BYTES + 10))
    pages["/a"] = (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, bomb)
    assert "10 MB" in _refusal(f"{root}/a")


def test_redirects_are_followed_on_the_web_only(site):
    pages, root = site
    pages["/a"] = (302, {"Location": "/b"}, b"")
    pages["/b"] = (200, {"Content-Type": "text/plain"}, BODY.encode())
    assert documents.load(f"{root}/a")[0].url == f"{root}/b"
    pages["/a"] = (302, {"Location": "file:///etc/passwd"}, b"")
    assert "http" in _refusal(f"{root}/a")
    pages["/a"] = (302, {"Location": "/a"}, b"")
    _refusal(f"{root}/a")


def test_other_content_is_refused(site):
    pages, root = site
    pages["/a"] = (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7")
    assert "application/pdf" in _refusal(f"{root}/a")


def test_an_error_of_the_site_is_told(site):
    assert "404" in _refusal(f"{site[1]}/none")


def test_nobody_there_is_told(site):
    message = _refusal("http://127.0.0.1:9/")
    assert "cannot fetch" in message and "file" in message


def test_a_page_too_large_is_refused(site, monkeypatch):
    monkeypatch.setattr(web, "MAX_BYTES", 1000)
    pages, root = site
    pages["/a"] = (200, {"Content-Type": "text/plain"}, b"a" * 5000)
    assert "larger than" in _refusal(f"{root}/a")
