"""Fetching one page from the web: http and https only, with a size limit and a time limit."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from dataclasses import dataclass
from typing import Any, NoReturn

from .. import errors
from .decode import MAX_BYTES, too_big
from .plain import printable

TIMEOUT = 15.0
DEADLINE = 60.0
_AGENT = "pourparlers/0.1 (reads one news report for its user)"
_TYPES = "text/html, application/xhtml+xml, text/plain;q=0.8, application/json;q=0.5"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave: the bytes, the media type ("" if not told), the declared charset and the final address."""

    raw: bytes
    type: str
    charset: str | None
    url: str


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, to http and https only (the library would follow to ftp as well)."""

    max_redirections = 5
    max_repeats = 2

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        clean_address(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def clean_address(address: str) -> str:
    """``address`` as it goes over the wire (accents escaped). Raises InputError when it is no http(s) address."""
    what = f"address {printable(address)}"
    try:
        parts = urllib.parse.urlsplit(address)
        host, port, password = parts.hostname, parts.port, parts.password
    except ValueError:
        raise errors.InputError(f"{what} is malformed: give it as https://host/path") from None
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise errors.InputError(f"{what} is not on the web: only http:// and https:// addresses are read")
    if password is not None or parts.username is not None:
        raise errors.InputError("the address holds a user name or password: save the page and give the file instead")
    try:
        ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise errors.InputError(f"{what} has no valid host name: give it as https://host/path") from None
    if ":" in ascii_host:
        ascii_host = f"[{ascii_host}]"
    place = ascii_host if port is None else f"{ascii_host}:{port}"
    path = urllib.parse.quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = urllib.parse.quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return urllib.parse.urlunsplit((parts.scheme.lower(), place, path, query, ""))


def fetch(address: str) -> Answer:
    """What ``address`` gives. Raises InputError, in one line, when it cannot be had: offline, too large, an error."""
    url = clean_address(address)
    request = urllib.request.Request(url, headers={"User-Agent": _AGENT, "Accept": _TYPES, "Accept-Encoding": "gzip"})
    opener = _opener()
    deadline = time.monotonic() + DEADLINE
    try:
        with opener.open(request, timeout=TIMEOUT) as response:
            raw = _read(response, deadline, address)
            headers = response.headers
            packed = (headers.get("Content-Encoding") or "identity").strip().lower()
            kind = headers.get_content_type() if headers.get("Content-Type") else ""
            return Answer(_unpack(raw, packed, address), kind, headers.get_content_charset(), response.geturl())
    except urllib.error.HTTPError as error:
        _fail(address, f"the site answers {error.code} {printable(error.reason, 60)}")
    except TimeoutError:
        _fail(address, "the site takes too long")
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        if isinstance(reason, TimeoutError):
            _fail(address, "the site takes too long")
        _fail(address, f"{printable(getattr(reason, 'strerror', None) or reason, 100) or type(error).__name__}")


def _opener() -> urllib.request.OpenerDirector:
    """An opener that knows http and https, proxies and redirects, and nothing else (no file:, ftp: or data:)."""
    opener = urllib.request.OpenerDirector()
    handlers: list[urllib.request.BaseHandler] = [
        urllib.request.ProxyHandler(),
        urllib.request.UnknownHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        _Redirects(),
        urllib.request.HTTPErrorProcessor(),
    ]
    for handler in handlers:
        opener.add_handler(handler)
    return opener


def _read(response: Any, deadline: float, address: str) -> bytes:
    """The body, up to ``MAX_BYTES``; a site that drips it out is left at the deadline."""
    chunks: list[bytes] = []
    size = 0
    while chunk := response.read1(65_536):
        chunks.append(chunk)
        size += len(chunk)
        if size > MAX_BYTES:
            raise too_big(f"the page at {printable(address)}")
        if time.monotonic() > deadline:
            _fail(address, "the site takes too long")
    return b"".join(chunks)


def _unpack(raw: bytes, encoding: str, address: str) -> bytes:
    """The body without its content encoding, never more than ``MAX_BYTES`` of it."""
    if encoding == "identity":
        return raw
    if encoding not in ("gzip", "x-gzip"):
        _fail(address, f"it comes packed as {printable(encoding, 20)}")
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(raw, MAX_BYTES + 1)
    except zlib.error:
        _fail(address, "it comes damaged")
    if len(plain) > MAX_BYTES:
        raise too_big(f"the page at {printable(address)}")
    return plain


def _fail(address: str, reason: str) -> NoReturn:
    raise errors.InputError(
        f"cannot fetch {printable(address)}: {reason}; check the address and the connection, or save the page and "
        "give the file"
    )
