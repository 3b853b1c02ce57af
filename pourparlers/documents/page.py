"""A web page's article: text, title, date and publisher, by trafilatura."""

from __future__ import annotations

import logging
from typing import Any

from ..errors import InputError
from ..record import Document
from .fields import document_of

# htmldate guesses days from any number on the page when it searches extensively, and takes today as the latest
# possible day: neither may decide a date here.
_DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d", "max_date": "2199-12-31"}


def document_of_page(source: str, what: str, url: str | None = None) -> Document:
    """The document of a page's HTML ``source``. Raises InputError when no article is found in it."""
    article = _extract(source, url)
    text = (article.get("text") or "").strip()
    if not text:
        raise InputError(f"no article text found in {what}: save the text as .txt and give that file")
    fields: dict[str, Any] = {
        "text": text,
        "title": article.get("title"),
        "date": article.get("date"),
        "publisher": article.get("sitename") or article.get("hostname"),
        "url": url or article.get("url"),
    }
    return document_of(fields, what)


def _extract(source: str, url: str | None) -> dict[str, Any]:
    """trafilatura's findings by name; empty when it finds no article, or cannot cope with the page."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            source,
            url=url,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError, LookupError):
        # A page that breaks the extractor has no article that we could trust.
        return {}
    if found is None:
        return {}
    return found if isinstance(found, dict) else dict(found.as_dict())
