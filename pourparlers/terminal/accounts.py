"""Accounts of one happening side by side, where they differ, and what two sides called for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from ..ledger.shapes import Account, Call, Difference, HappeningAccount, Told
from .console import heading, line, put
from .parts import UNDATED, channel_text, date_text, first_of
from .safe import one_line

_WORDS = 220
_MOST = 6
# What only some accounts tell, as against what cannot be so in both ways.
_TOLD_BY_SOME = {"parties": "names", "topic": "speaks of", "call": "reports the request of"}


def show_happening(console: Console, found: HappeningAccount) -> None:
    """A happening: what it is, what each document says of it, and where they differ."""
    put(console, line((one_line(found.happening.key, 300), "heading")), hang=2)
    put(console, line((f"id {one_line(found.happening.id)}", "label")), indent=2)
    show_accounts(console, found.accounts)
    show_differences(console, found.differences, found.accounts)
    if len(found.happening.documents) > 1:
        heading(console, "Why they are one")
        for event, why in found.merged.items():
            put(console, line((one_line(event, 120), "label"), f": {one_line(why, 400)}"), indent=2, hang=2)


def show_told_elsewhere(console: Console, found: Sequence[HappeningAccount]) -> None:
    """The contacts of a document that was just read which others tell too: who, and where the accounts differ."""
    if not found:
        return
    heading(console, f"Contacts that other documents tell too ({len(found)})")
    for told in found:
        first = told.accounts[0]
        date = one_line(told.happening.date) or UNDATED
        put(
            console, line((date, "heading"), "  ", parties_text(first.parties, first.countries, None)), indent=2, hang=2
        )
        tellers = sorted(set(_tellers(told.accounts).values()))
        put(console, line((f"{', '.join(tellers)} · id {one_line(told.happening.id)}", "label")), indent=4, hang=2)
        differ = differences_in_brief(told.differences, told.accounts)
        if differ is not None:
            put(console, differ, indent=4, hang=2)


def show_accounts(console: Console, accounts: Sequence[Account]) -> None:
    """Each account: who says so and when, then what is said."""
    heading(console, f"Accounts ({len(accounts)})")
    for account in accounts:
        teller = one_line(account.publisher, 80) or "publisher unknown"
        when = f", {one_line(account.published)}" if account.published else ""
        put(console, line((teller, "heading"), f" · {one_line(account.document, 120)}{when}"), indent=2, hang=2)
        details = [date_text(account.date, account.date_from)]
        if account.channel is not None:
            details = [channel_text(account.channel), f"level {account.level}", *details]
        put(console, " · ".join(details), indent=4, hang=2)
        put(console, parties_text(account.parties, account.countries, account.initiator), indent=4, hang=2)
        if account.topics:
            put(console, f"topics: {', '.join(_topic(topic) for topic in account.topics)}", indent=4, hang=2)
        for call in account.called_for:
            show_call(console, call, indent=4, documents=False)
        if account.words:
            put(console, line("« ", (one_line(account.words, _WORDS), "quote"), " »"), indent=4, hang=2)


def show_differences(console: Console, differences: Sequence[Difference], accounts: Sequence[Account]) -> None:
    """Where accounts differ, one line each, under a heading of their own; nothing where they do not."""
    if differences:
        heading(console, f"The accounts differ ({len(differences)})")
        for difference in differences:
            put(console, _difference(difference, _tellers(accounts)), indent=2, hang=2)


def differences_in_brief(differences: Sequence[Difference], accounts: Sequence[Account]) -> Text | None:
    """``accounts differ: channel phone (a), video (b); only a speaks of military``, or None where they do not."""
    if not differences:
        return None
    parts: list[Text | str] = []
    for number, difference in enumerate(differences[:_MOST]):
        parts += ["; " if number else "", _difference(difference, _tellers(accounts))]
    more = len(differences) - _MOST
    return line(("accounts differ: ", "warning"), *parts, f"; {more} more" if more > 0 else "")


def _tellers(accounts: Sequence[Account]) -> dict[str, str]:
    """What each document is called: by its publisher where no other account is his, else by its id."""
    published = {account.document: account.publisher for account in accounts}
    counts = Counter(published.values())
    return {
        document: one_line(publisher if publisher and counts[publisher] == 1 else document, 60)
        for document, publisher in published.items()
    }


def _difference(difference: Difference, tellers: Mapping[str, str]) -> Text:
    if difference.what in _TOLD_BY_SOME:
        values = ", ".join(
            _topic(told.value) if difference.what == "topic" else one_line(told.value, _WORDS)
            for told in difference.told
        )
        by = _documents(difference.told[0], tellers)
        return line("only ", (by, "label"), f" {_TOLD_BY_SOME[difference.what]} {values}")
    versions = ", ".join(f"{one_line(told.value, 80)} ({_documents(told, tellers)})" for told in difference.told)
    return line(f"{difference.what} {versions}")


def _documents(told: Told, tellers: Mapping[str, str]) -> str:
    return first_of([tellers.get(document, document) for document in told.documents], 3, 60)


def _topic(topic: str) -> str:
    return one_line(topic.replace("_", " "), 40)


def parties_text(names: Iterable[str], countries: Iterable[str | None], initiator: str | None) -> Text:
    """``Lloyd Austin (USA) – Sergei Shoigu (RUS); initiated by Lloyd Austin``."""
    text = Text(" – ").join([_party(name, country) for name, country in zip(names, countries, strict=False)])
    return line(text, f"; initiated by {one_line(initiator, 80)}") if initiator else text


def _party(name: str, country: str | None) -> Text:
    return line((one_line(name, 80), "actor"), f" ({one_line(country)})" if country else "")


def show_call(console: Console, call: Call, indent: int, *, documents: bool = True) -> None:
    """What a side called for, of whom, in which words; with ``documents`` when, and by whose report."""
    towards = ", ".join(one_line(name, 80) for name in call.towards)
    head = line((one_line(call.by, 80), "actor"), f" called on {towards}" if towards else " called for something")
    if documents:
        head = line((one_line(call.date) or UNDATED, "label"), " ", head)
    told = f" ({', '.join(one_line(document, 60) for document in call.documents[:3])})" if documents else ""
    put(
        console,
        line(head, ": « ", (one_line(call.words, _WORDS), "quote"), " »", (told, "label")),
        indent=indent,
        hang=2,
    )
