"""Bytes become text, or a reason why not.

Text is taken as it stands: line ends and odd characters stay, so that offsets count what the file holds. Only a byte
order mark is no text.
"""

from __future__ import annotations

import codecs
import re

from ..errors import InputError

MAX_BYTES = 10_000_000
MAX_CHARACTERS = 1_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)


def decode(raw: bytes, what: str) -> str:
    """The text of ``raw``: UTF-8, or UTF-16/32 with a byte order mark. ``what`` names the source in the message.

    Raises InputError for broken UTF-8 (with the byte) and for what is no text.
    """
    mark, encoding = next(((m, e) for m, e in _BOMS if raw.startswith(m)), (b"", "utf-8"))
    if encoding == "utf-8" and b"\x00" in raw[:4096]:
        raise _binary(what)
    try:
        text = raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if _looks_binary(raw):
            raise _binary(what) from None
        name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        at = error.start + len(mark)
        raise InputError(f"{what} is not {name} at byte {at} (0x{raw[at]:02x}): save it again as UTF-8") from None
    check_text(text, what)
    return text


def decode_page(raw: bytes, what: str, charset: str | None = None) -> str:
    """The source of a web page in the encoding that ``charset`` (the HTTP header) or the page itself declares.

    Pages say what they are written in, and many are not UTF-8; a page that declares nothing must be UTF-8.
    """
    declared = _META_CHARSET.search(raw[:4096])
    names = [charset] if charset else []
    if declared:
        names.append(declared.group(1).decode("ascii"))
    if not any(raw.startswith(mark) for mark, _ in _BOMS) and b"\x00" not in raw[:4096]:
        for name in names:
            text = _try(raw, name)
            if text is not None:
                check_text(text, what)
                return text
    return decode(raw, what)


def _try(raw: bytes, name: str) -> str | None:
    """``raw`` in the text encoding ``name``; None when there is no such encoding or the bytes do not fit."""
    # Browsers read the label ISO-8859-1 as windows-1252; so do the people who write it.
    name = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252"}.get(name.lower(), name)
    try:
        text = raw.decode(name)
    except (LookupError, ValueError):
        return None
    return text


def check_text(text: str, what: str) -> None:
    """Raises InputError when ``text`` holds what no report holds: NUL, lone surrogates, or many control characters."""
    if "\x00" in text:
        raise _binary(what)
    lone = _SURROGATE.search(text)
    if lone:
        raise InputError(f"{what} has half a character (a lone surrogate) at character {lone.start()}: repair it first")
    controls = len(_CONTROL.findall(text))
    if controls > 3 and controls * 20 > len(text):
        raise _binary(what)


def check_report(text: str, what: str) -> None:
    """Raises InputError when ``text`` cannot be one report: empty, or longer than ``MAX_CHARACTERS``."""
    if not text.strip():
        raise InputError(f"{what} has no text: give a report with at least one sentence")
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"{what} has {len(text):,} characters, a report at most {MAX_CHARACTERS:,}: split it into its reports"
        )


def too_big(what: str) -> InputError:
    """The error for a source beyond ``MAX_BYTES``."""
    return InputError(
        f"{what} is larger than {MAX_BYTES // 1_000_000} MB, too large for one report: "
        "split it, or give many reports as JSON lines to `pourparlers code`"
    )


def _looks_binary(raw: bytes) -> bool:
    head = raw[:4096]
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return odd * 20 > len(head)


def _binary(what: str) -> InputError:
    return InputError(f"{what} is not text (it looks like binary data): give a .txt, .html, .md or .json file")
