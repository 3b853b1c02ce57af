"""Where the accounts of one happening differ.

Of date, channel, level and initiator accounts can say what cannot be so in both ways. Of parties, topics and what a
side called for one may tell what the others leave out; a document that only recalls the talk, more than a week later,
leaves out nothing by that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from . import sound
from .accounts import Party, Telling
from .claims import days_of
from .shapes import Account, Difference, Told

_FRESH_DAYS = 7


def find_differences(tellings: Sequence[Telling]) -> list[Difference]:
    """Where accounts of one happening differ; nothing while a single document tells it."""
    accounts = [telling.account for telling in tellings]
    if len({account.document for account in accounts}) < 2:
        return []
    found = [
        *_conflict("date", ((account.date, account.document) for account in accounts)),
        *_conflict("channel", ((_unless(account.channel, "unknown"), account.document) for account in accounts)),
        *_conflict("level", ((_unless(account.level, "other"), account.document) for account in accounts)),
        *_conflict("initiator", _initiators(accounts)),
        *_told_by_some("parties", accounts, _missing_parties(tellings)),
    ]
    full = [account for account in accounts if not _is_recalled(account)]
    found += _told_by_some("topic", full, ((topic, account) for account in full for topic in account.topics))
    return found + _calls(full)


def _is_recalled(account: Account) -> bool:
    """Whether a document only looks back at the happening: it need not say again what was talked about."""
    day = days_of(account.date)
    published = days_of(account.published)
    return day is not None and published is not None and (published.first - day.last).days > _FRESH_DAYS


def _unless(value: str | None, vague: str) -> str | None:
    return None if value == vague else value


def _conflict(what: str, told: Iterable[tuple[str | None, str]]) -> list[Difference]:
    versions: dict[str, set[str]] = {}
    for value, document in told:
        if value is not None:
            versions.setdefault(value, set()).add(document)
    if len(versions) < 2:
        return []
    return [
        Difference(what=what, told=[Told(value=v, documents=sorted(by)) for v, by in sorted(versions.items())])  # type: ignore[arg-type]
    ]


def _initiators(accounts: Sequence[Account]) -> Iterator[tuple[str | None, str]]:
    """Who is told to have begun it, one person in one spelling."""
    known: list[str] = []
    for account in accounts:
        name = account.initiator
        if name is not None:
            name = next((other for other in known if _is_same(other, name)), name)
            known.append(name)
        yield name, account.document


def _is_same(name: str, other: str) -> bool:
    return sound.same_surname(sound.name_key(name), sound.name_key(other))


def _missing_parties(tellings: Sequence[Telling]) -> Iterator[tuple[str, Account]]:
    """Parties that some other account does not have: it leaves their country out, or names others for it."""
    spelt: list[Party] = []
    for account, sides in tellings:
        for party in sides:
            if any(_lacks(other.sides, party) for other in tellings):
                spelt.append(next((other for other in spelt if other.named and other.may_be(party)), party))
                name, country = spelt[-1][:2]
                yield f"{name} ({country})" if country else name, account


def _lacks(sides: Sequence[Party], party: Party) -> bool:
    theirs = [side for side in sides if side.country == party.country]
    if not theirs:
        return True
    return party.named and any(side.named for side in theirs) and not any(side.may_be(party) for side in theirs)


def _told_by_some(
    what: Literal["parties", "topic"], accounts: Sequence[Account], told: Iterable[tuple[str, Account]]
) -> list[Difference]:
    """What some documents tell and others do not: one difference for each set of documents that do."""
    documents: dict[str, set[str]] = {}
    for value, account in told:
        documents.setdefault(value, set()).add(account.document)
    everybody = {account.document for account in accounts}
    groups: dict[tuple[str, ...], list[Told]] = {}
    for value, by in sorted(documents.items()):
        if by != everybody:
            groups.setdefault(tuple(sorted(by)), []).append(Told(value=value, documents=sorted(by)))
    return [Difference(what=what, told=versions) for _, versions in sorted(groups.items())]


def _calls(accounts: Sequence[Account]) -> list[Difference]:
    """What a side called for, told by some only; calls of one side in one mode of PLOVER's are taken for the same."""
    everybody = {account.document for account in accounts}
    versions: dict[tuple[str | None, tuple[str, ...]], list[tuple[str, str]]] = {}
    for account in accounts:
        for call in account.called_for:
            key = call.country or call.by, tuple(call.mode)
            versions.setdefault(key, []).append((f"{call.by}: {call.words}", account.document))
    return [
        Difference(what="call", told=[Told(value=told[0][0], documents=sorted({document for _, document in told}))])
        for _, told in sorted(versions.items(), key=lambda item: (item[0][0] or "", item[0][1]))
        if {document for _, document in told} != everybody
    ]
