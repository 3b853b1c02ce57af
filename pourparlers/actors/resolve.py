"""Resolution: an actor's codes. The text first, then the lists of office-holders by date, then the register."""

from __future__ import annotations

from collections.abc import Iterable

from ..languages.folding import fold
from .drafts import Draft
from .lists import Holder, Name, Role
from .mentions import Actor
from .register import Register
from .spots import Lexicon

_HEADS = frozenset(
    {
        "president",
        "vice president",
        "leader",
        "head",
        "chief",
        "secretary general",
        "director general",
        "director",
        "chairman",
        "head of state",
        "founder",
        "commander",
    }
)
_GOVERNMENT = frozenset({"prime minister", "chancellor"})
_WORLD = frozenset({"UNO", "EUR", "IGO"})


def normal_office(office: str | None, field: str | None, country: str | None, lex: Lexicon) -> str | None:
    """The office under the name it has in its country: American ministers are secretaries, others are not."""
    if office is None or field is None or country is None:
        return office
    if country == "USA" and field == "foreign" and office == "minister of foreign affairs":
        return "secretary of state"
    minister, secretary = lex.offices.get(field, ("", ""))
    if country == "USA":
        return secretary if office == minister else office
    return minister if office == secretary else office


def plain_office(office: str | None) -> str | None:
    """An office without the mark of who holds it only for a time, or not yet."""
    return office and office.removeprefix("acting ").removesuffix(" designate")


def take_role(actor: Actor, role: Role, draft: Draft, lex: Lexicon) -> None:
    """Give an actor what the ``role`` of ``draft`` tells, where it knows nothing better.

    Offices that are not held (any more, or yet), or only for a time, are marked: "former president", "president
    designate", "acting president".
    """
    if draft.former:
        if actor.office is None:
            actor.office = f"former {role.office}" if role.office else None
            actor.sector = "ELI"
            actor.other_sectors = [s for s in (role.sector,) if s]
            actor.level = "other"
        return
    office = normal_office(role.office, role.field, actor.country, lex)
    if draft.standing is not None and office is not None:
        office = f"acting {office}" if draft.standing == "acting" else f"{office} designate"
    vague = actor.office is None or actor.office in lex.wording.general
    if vague and (actor.office is None or role.field is not None):
        actor.office, actor.level, actor.field = office or actor.office, role.level or actor.level, role.field
    if actor.sector is None:
        actor.sector = role.sector
    if actor.sector == role.sector:
        others = role.other_sectors
        if not others and role.sector == "GOV" and role.field is not None:
            others = lex.field_sectors.get(role.field, ())  # "defense officials" are to be coded as their minister is
        actor.other_sectors = _merged(actor.other_sectors, others)


def take_owner(actor: Actor, role: Role | None, owner: Actor, lex: Lexicon) -> None:
    """Give an actor what follows from the state, body or person that his role belongs to."""
    if owner.country is not None and actor.country is None:
        actor.country = owner.country
        actor.office = normal_office(actor.office, actor.field, actor.country, lex)
    spokesman = role is not None and role.level == "spokesperson"
    if owner.kind == "state" and owner.sector == "PRE" and actor.sector not in (None, "PRE"):
        actor.other_sectors = _merged(actor.other_sectors, ("PRE",))
    if owner.kind == "state" or role is None or actor.sector == "ELI":
        return
    leads = owner.kind == "organisation" and role.office in _HEADS
    yields = owner.kind == "organisation" and owner.sector != "GOV" and fold(role.phrase) in lex.wording.yielding
    if leads and actor.level == "head" and owner.sector is None and owner.country not in _WORLD:
        actor.sector, actor.level = None, "other"  # "president of the Malian Handball Federation": no head of state
    if owner.sector and (role.sector is None or spokesman or yields or (leads and owner.sector != "GOV")):
        actor.sector = owner.sector
        actor.other_sectors = [s for s in owner.other_sectors if s != owner.sector]
    elif owner.kind == "group" and owner.sector in ("REB", "PRM") and actor.sector == "MIL":
        actor.sector, actor.other_sectors = owner.sector, []  # a "*Houthi* commander" is of no army
    elif owner.sector and owner.kind == "organisation" and owner.sector != actor.sector:
        actor.other_sectors = _merged(actor.other_sectors, (owner.sector,))
    if owner.kind == "organisation" and owner.sector == actor.sector:
        actor.other_sectors = _merged(actor.other_sectors, owner.other_sectors)
    if spokesman and actor.field is None:
        actor.field = owner.field
    if leads and actor.level == "head" and owner.country not in _WORLD and owner.sector not in ("GOV", "REB", "PRM"):
        actor.level = "other"


def _merged(first: Iterable[str], second: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))


def take_country(actor: Actor, country: str | None, lex: Lexicon) -> None:
    """Give an actor a country that the text states, and the office the name it has there."""
    if country is not None and actor.country is None:
        actor.country = country
        actor.office = normal_office(actor.office, actor.field, country, lex)


def same_office(role: Role, actor: Actor, country: str | None, lex: Lexicon) -> bool:
    """Whether the holder of ``actor``'s office may be called by ``role``."""
    if actor.office is not None and actor.office.startswith("former "):
        return False
    if role.level is None and role.office is None:
        return False
    if role.level == "spokesperson" or actor.level == "spokesperson":
        return role.level == actor.level
    office = normal_office(role.office, role.field, country or actor.country, lex)
    held = plain_office(actor.office)
    if office is not None and office == held:
        return True
    if country is not None and office in _GOVERNMENT and held in _GOVERNMENT:
        return True
    if office is None or office in lex.wording.general or held in lex.wording.general:
        return role.level is not None and role.level == actor.level
    same_field = role.field is not None and role.field == actor.field
    return same_field and role.level == "minister" and role.level == actor.level


def fits(role: Role | None, holder: Holder) -> bool:
    """Whether an office of the lists agrees with the role that the text states."""
    if role is None or role.office is None or role.office == holder.office:
        return True
    return role.level == holder.level and (role.field is None or role.field == holder.field)


def from_lists(
    actor: Actor, names: list[str], role: Role | None, date: str | None, near: set[str], lex: Lexicon
) -> bool:
    """Complete a person from the lists of office-holders; True if they know him.

    A bare surname counts only when the text agrees with the office, when its bearer leads a state, or when the report
    names his country (``near``). Without a ``date`` an office is taken only when all those he holds, or else ever
    held, are of one kind.
    """
    full = [name for name in names if len(name.split()) > 1]
    for name in full or names:
        holders = lex.lists.holders_named(name, date)
        holders = [h for h in holders if actor.country in (None, h.country)]
        stated = [h for h in holders if fits(role, h)]
        if not full:
            close = role is not None and role.office is not None
            holders = stated = [h for h in stated if close or h.level == "head" or h.country in near]
        if len({(h.name, h.country) for h in holders}) != 1:
            holders = stated if len({(h.name, h.country) for h in stated}) == 1 else _at_home(holders)
        if holders:
            if date is None:
                holders = [h for h in holders if h.end is None] or holders
            chosen = next((h for h in holders if fits(role, h)), holders[0])
            dated = date is not None or len({(h.sector, h.level) for h in holders}) == 1
            _take_holder(actor, chosen, names, dated or (role is not None and fits(role, chosen)), lex)
            return True
        if not holders and full:
            first, last = fold(name.split()[0])[:2], name.split()[-1]
            alike = [h for h in lex.lists.holders_named(last, date) if actor.country in (None, h.country)]
            told = role is not None and role.office is not None
            alike = [h for h in alike if fits(role, h) and fold(h.name)[:2] == first]
            alike = [h for h in alike if told or (h.level == "head" and h.country in near)]
            if len({(h.name, h.country) for h in alike}) == 1:  # Joseph R. Biden, listed as Joe
                _take_holder(actor, alike[0], names, date is not None, lex)
                return True
        if date is not None:
            ever = [h for h in lex.lists.holders_named(name) if actor.country in (None, h.country)]
            serving = not full and lex.lists.holders_named(name, date)
            ever = [] if serving else [h for h in ever if full or _is_remembered(h, date, near)]
            if len({(h.name, h.country) for h in ever}) == 1:
                _take_holder(actor, ever[0], names, False, lex)
                _take_former(actor, ever, date)
                return True
    return False


def _is_remembered(holder: Holder, date: str, near: set[str]) -> bool:
    """Whether a surname alone may mean a former head: of a state that the report names, or in office five years ago."""
    if holder.level != "head" or not holder.left(date) or holder.end is None:
        return False
    return holder.country in near or int(date[:4]) - int(holder.end[:4]) <= 5


def _at_home(holders: list[Holder]) -> list[Holder]:
    """Of those of one name who lead a state and chair an organisation, the former; nobody if that leaves several."""
    national = [h for h in holders if h.country not in _WORLD and h.level in ("head", "minister")]
    return national if len({(h.name, h.country) for h in national}) == 1 else []


def _take_former(actor: Actor, ever: list[Holder], date: str) -> None:
    """Mark who led a state and holds no listed office any more; ministers often move on to offices no list holds."""
    ended = max((h for h in ever if h.left(date)), key=lambda h: h.end or "", default=None)
    if ended is not None and ended.level == "head" and actor.office is None and actor.sector is None:
        actor.office, actor.level, actor.sector = f"former {ended.office}", "other", "ELI"
        actor.other_sectors = [s for s in (ended.sector,) if s]


def from_description(actor: Actor, names: list[str], told: set[tuple[str, str]], lex: Lexicon) -> None:
    """Without a date, take the office that the report itself speaks of (``told``: office, country) and he once held."""
    for name in names:
        for holder in lex.lists.holders_named(name):
            if holder.country == actor.country and (holder.office, holder.country) in told:
                _take_holder(actor, holder, names, True, lex)
                return


def _take_holder(actor: Actor, holder: Holder, names: list[str], office: bool, lex: Lexicon) -> None:
    actor.country = actor.country or holder.country
    actor.identifier = actor.identifier or holder.identifier
    actor.gender = holder.gender or actor.gender
    if len(actor.name.split()) == 1:
        written = {fold(name) for name in names}
        actor.name = next((n for n in holder.names if " " in n and fold(n.split()[-1]) in written), holder.name)
    if not office or (actor.office or "").startswith("former "):
        return
    if actor.office is None or actor.office in lex.wording.general:
        actor.office, actor.level, actor.field = holder.office, holder.level, holder.field
    if actor.sector is None:
        actor.sector = holder.sector or None
    if actor.office == holder.office or actor.field == holder.field:
        actor.other_sectors = _merged(actor.other_sectors, (s for s in holder.other_sectors if s != actor.sector))
        actor.field = actor.field or holder.field
        actor.level = actor.level or holder.level


def from_register(actor: Actor, names: list[str], date: str | None, register: Register, by_hand: bool = False) -> bool:
    """Complete a person from what earlier documents stated, or from what was put right ``by_hand`` only.

    True if exactly one person agrees with the text.
    """
    for name in sorted(names, key=len, reverse=True):
        entries = [e for e in register.lookup(name, date) if actor.country in (None, e.country)]
        entries = [e for e in entries if e.by_hand] if by_hand else entries
        if len({(e.name, e.country) for e in entries}) != 1:
            continue
        entry = entries[0]
        if len(actor.name.split()) == 1:
            actor.name = entry.name
        actor.country = actor.country or entry.country
        actor.gender = actor.gender or entry.gender
        actor.identifier = actor.identifier or entry.identifier
        if actor.office is None:
            actor.office, actor.level, actor.field = (
                entry.office,
                actor.level or entry.level,
                actor.field or entry.field,
            )
        if actor.sector is None:
            actor.sector, actor.other_sectors = entry.sector, list(entry.other_sectors)
        return True
    return False


def listed_actor(name: Name, date: str | None, lex: Lexicon) -> Actor:
    """The actor that a listed name stands for on a day; a capital that means its state is called as the state is."""
    shown = name.name
    if name.kind == "state" and name.country and not name.other_sectors:
        shown = lex.country_name(name.country)
    sector, others = name.sector, list(name.other_sectors)
    if sector is None and others == ["PRE"]:
        sector, others = "PRE", []  # an authority that few recognise, where nothing tells which of its bodies acts
    if name.governs_since is not None and date is not None and date >= name.governs_since:
        sector, others = "GOV", [s for s in ("PRE",) if s in others]
    return Actor(
        name=shown,
        kind=name.kind,
        country=name.country,
        sector=sector,
        other_sectors=others,
        identifier=name.identifier,
    )


def role_of(draft: Draft) -> Role | None:
    """The role that a draft states of its person, be it before the name or after it."""
    if draft.role is not None:
        return draft.role
    return draft.apposition.role if draft.apposition is not None else None
