"""Parse → Cast: who appears in a document, and every place where it speaks of them."""

from __future__ import annotations

import datetime
from dataclasses import replace

from ..errors import InputError
from ..languages.folding import fold
from ..languages.tokens import Parse, Sentence
from .affiliation import complete_affiliations
from .bodies import WORLD, body_behind, body_codes, words_in
from .coreference import Linker
from .detect import detect
from .drafts import Draft
from .introductions import introduction
from .lists import Role
from .mentions import Actor, Cast, Mention
from .owners import Passage, country_of, owner_of
from .people import People, spot_people
from .register import Register
from .resolve import (
    from_description,
    from_lists,
    from_register,
    listed_actor,
    role_of,
    take_country,
    take_owner,
    take_role,
)
from .spots import Lexicon, lexicon, spot

_LONGEST_NAME = 120
_NOBODY = Role(phrase="")


def find(parse: Parse, date: str | None, register: Register | None = None, title: str | None = None) -> Cast:
    """Find the actors of a document and all their mentions.

    ``date`` is the document's day (YYYY-MM-DD) or None: office-holders are looked up for that day, and nothing is
    taken from today's. ``register`` tells what earlier documents stated about persons. ``title`` helps to tell whom a
    bare surname or role means; no mention is found in it. Raises InputError for a bad date and LanguageError for a
    language without a pack. Time is linear in the length of the text.
    """
    if date is not None:
        try:
            datetime.date.fromisoformat(date)
        except ValueError as error:
            raise InputError(f"{date!r} is no date: give the day as YYYY-MM-DD") from error
    lex = lexicon(parse.language)
    found = [spot(sentence, lex) for sentence in parse.sentences]
    spot_people(parse, found, lex, date)
    drafts = [detect(sentence, spots, lex) for sentence, spots in zip(parse.sentences, found, strict=True)]
    people = _enter_people(drafts, lex, title)
    linker = Linker(parse, drafts, people.persons, lex)
    _give_facts(drafts, people, linker, date, lex)
    _complete(drafts, people, date, register, lex)
    passages = [Passage(*parts) for parts in zip(parse.sentences, drafts, found, strict=True)]
    _set_owned(passages, lex)
    _introduce_all(drafts, parse, lex)
    complete_affiliations(parse, found, drafts, people.known, lex)
    linker.run()
    cast = _cast(parse, drafts)
    cast.warnings.extend(_undecided(people, date, lex))
    return cast


def _undecided(people: People, date: str | None, lex: Lexicon) -> list[str]:
    """Persons known by a surname of several office-holders, where neither date nor words tell which is meant."""
    warnings: list[str] = []
    for person in people.persons:
        if (
            person.country is not None
            or person.office is not None
            or " " in person.name
            or len(person.name) > _LONGEST_NAME
        ):
            continue
        names = list(dict.fromkeys(f"{h.name} ({h.country})" for h in lex.lists.holders_named(person.name, date)))
        if len(names) > 1:
            more = f" and {len(names) - 4} more" if len(names) > 4 else ""
            warnings.append(f"« {person.name} » may be {', '.join(names[:4])}{more}: left open")
    return warnings


def _all(drafts: list[list[Draft]]) -> list[Draft]:
    return [draft for sentence in drafts for draft in sentence]


def _enter_people(drafts: list[list[Draft]], lex: Lexicon, title: str | None) -> People:
    """Settle which names are one person: the full names first, then in text order what each surname stands for."""
    people = People()
    named = [d for d in _all(drafts) if d.name is not None and len(d.name) <= _LONGEST_NAME]
    for name in dict.fromkeys(d.name for d in sorted(named, key=lambda d: -len((d.name or "").split())) if d.name):
        if len(name.split()) > 1:
            people.enter(name, _identity(name, lex))
    for name in _title_names(title, lex):
        if any(d.name and d.name.split()[-1] == name.split()[-1] for d in named) and not people.called(name):
            people.enter(name, _identity(name, lex))
    last: dict[int, int] = {}
    for order, draft in enumerate(named):
        assert draft.name is not None
        candidates = people.called(draft.name)
        if draft.gender:
            candidates = [c for c in candidates if c.gender in (None, draft.gender)] or candidates
        seen = [c for c in candidates if id(c) in last]
        if seen:
            actor = max(seen, key=lambda c: last[id(c)])
        else:
            actor = candidates[0] if candidates else people.enter(draft.name, None)
        people.spelled(actor, draft.name)
        if len(draft.name.split()) == 1 and draft.role is None and len(candidates) > 0 and actor.name != draft.name:
            draft.why = "coref:surname" if draft.why == "ner" else draft.why
        last[id(actor)] = order
        draft.actor = actor
    return people


def _identity(name: str, lex: Lexicon) -> str | None:
    """The key of the one office-holder who bears a full name, whatever the spelling; None if there is not one."""
    names = {(holder.name, holder.country) for holder in lex.lists.holders_named(name)}
    return "|".join(names.pop()) if len(names) == 1 else None


def _title_names(title: str | None, lex: Lexicon) -> list[str]:
    """Full names of known office-holders in a headline."""
    words = (title or "")[:400].replace("’", " ").replace("'", " ").split()
    names: list[str] = []
    for start in range(len(words) - 1):
        for end in (start + 3, start + 2):
            name = " ".join(words[start:end])
            if words[start][:1].isupper() and end <= len(words) and lex.lists.holders_named(name):
                names.append(name.strip(",.;:"))
                break
    return names


def _give_facts(drafts: list[list[Draft]], people: People, linker: Linker, date: str | None, lex: Lexicon) -> None:
    """What the words of each mention say of its actor; states and listed bodies get their actors here."""
    bodies: dict[tuple[str, str | None], Actor] = {}
    worldly = any(d.listed is not None and d.listed.country == "UNO" and not d.listed.shared for d in _all(drafts))
    for draft in _all(drafts):
        if draft.listed is not None:
            name = draft.listed
            if name.shared and not worldly and not draft.countries[1:]:
                draft.actor = _body_of_head(draft, drafts[draft.sentence], date, lex)
            elif name.town:
                draft.actor = Actor(name=name.name, kind="state", country=name.country)
            elif name.kind == "state" and name.country and not name.other_sectors:
                draft.actor = linker.state(name.country)
                draft.actor.identifier = draft.actor.identifier or name.identifier
            else:
                draft.actor = bodies.setdefault((name.name, name.country), listed_actor(name, date, lex))
        elif draft.organisation is not None:
            key = (draft.organisation, None)
            if key not in bodies:
                tokens = linker.parse.sentences[draft.sentence].tokens[draft.first : draft.last]
                codes = body_codes(words_in(tokens), lex)
                bodies[key] = Actor(
                    name=draft.organisation, kind="organisation", country=codes.country, sector=codes.sector
                )
            draft.actor = bodies[key]
    for draft in _all(drafts):
        if draft.actor is not None and draft.actor.kind == "person":
            _stated(draft, draft.actor, lex)


def _body_of_head(draft: Draft, sentence: list[Draft], date: str | None, lex: Lexicon) -> Actor:
    """A council that several states have, where nothing says it is the United Nations': of whoever leads it there."""
    assert draft.listed is not None
    heads = [d for d in sentence if d.name is not None or (d.role is not None and d.role.level == "head")]
    if not heads:
        return listed_actor(draft.listed, date, lex)
    countries = {country for head in heads for country in head.countries}
    country = countries.pop() if len(countries) == 1 else None
    return Actor(name=draft.listed.phrase, kind="organisation", country=country, sector="GOV")


def _introduce_all(drafts: list[list[Draft]], parse: Parse, lex: Lexicon) -> None:
    """The words beside the names of those of whom neither the grammar nor the lists tell enough."""
    for draft in _all(drafts):
        actor = draft.actor
        if draft.named is None or actor is None or actor.kind != "person":
            continue
        national = "demonym+name" in draft.why or (
            actor.sector == "GOV" and (role_of(draft) or _NOBODY).office == "diplomat"
        )
        if None in (actor.country, actor.sector) or national or _is_vague(role_of(draft), actor, lex):
            _introduce(draft, actor, parse.sentences[draft.sentence], lex)


def _set_owned(passages: list[Passage], lex: Lexicon) -> None:
    """The country, and the sector of a spokesman, where the report says whose somebody is: "its spokesman X"."""
    for number, passage in enumerate(passages):
        for draft in passage.drafts:
            actor = draft.actor
            if draft.named is None or actor is None or actor.country is not None:
                continue
            owner = owner_of(draft, passage, passages[number - 1] if number else None, lex)
            if owner is None:
                continue
            take_country(actor, country_of(owner), lex)
            body = owner.actor if owner.actor is not None and owner.actor.kind in ("organisation", "group") else None
            sector = owner.role.sector if owner.role is not None and body is None else body.sector if body else None
            if sector is None and owner.actor is not None and owner.actor.kind == "state":
                sector = body_behind(passage.sentence, owner, lex)  # "Kenya's *electoral commission* …, its director X"
            if actor.sector is None and sector is not None and not (owner.role is not None and owner.role.person):
                actor.sector = sector
            draft.why += "+owner"


def _is_vague(role: Role | None, actor: Actor, lex: Lexicon) -> bool:
    """Whether what is stated of a person is a rank or a word so general that other words may tell more."""
    if role is None or actor.sector != role.sector:
        return False
    return role.office == "military officer" or fold(role.phrase) in lex.wording.yielding


def _introduce(draft: Draft, actor: Actor, sentence: Sentence, lex: Lexicon) -> None:
    """What the words beside a name say of a person of whom country or sector are not stated yet."""
    told = introduction(sentence, draft, lex)
    if told is None:
        return
    if told.country in WORLD and told.country != actor.country and actor.country is not None:
        actor.country = told.country  # « la Danoise X, émissaire de l'ONU »: whom she acts for counts
        actor.sector = None if actor.sector == "GOV" else actor.sector
    take_country(actor, told.country, lex)
    stated = role_of(draft)
    if _is_vague(stated, actor, lex) and told.role.sector not in (None, "GOV", "CVL", actor.sector):
        if stated is not None and (stated.office != "military officer" or told.country is not None):
            actor.sector, actor.other_sectors = told.role.sector, list(told.role.other_sectors)
            actor.office, actor.level, actor.field = told.role.office, told.role.level or "other", told.role.field
    elif actor.sector is None:
        take_role(actor, told.role, replace(draft, former=told.former), lex)
    draft.why += "+introduced"


def _stated(draft: Draft, actor: Actor, lex: Lexicon) -> None:
    source = draft.apposition or draft
    countries = source.countries or draft.countries
    take_country(actor, countries[0] if len(countries) == 1 else None, lex)
    if draft.gender and not draft.pronoun:
        actor.gender = draft.gender
    role = role_of(draft)
    if role is not None:
        source.former = source.former or draft.former
        source.standing = source.standing or draft.standing
        take_role(actor, role, source, lex)
    owner = source.owner
    if owner is not None and owner.actor is not None and owner.actor.kind != "person":
        take_owner(actor, role, owner.actor, lex)
    elif owner is not None and owner.role is not None and owner.countries:
        take_country(actor, owner.countries[0], lex)


def _complete(
    drafts: list[list[Draft]], people: People, date: str | None, register: Register | None, lex: Lexicon
) -> None:
    """Lists and register for what the text leaves open, then the gender that roles tell."""
    roles: dict[int, list[Role]] = {}
    for draft in _all(drafts):
        role = role_of(draft)
        if role is not None and draft.actor is not None and draft.name is not None:
            roles.setdefault(id(draft.actor), []).append(role)
    near = {c for d in _all(drafts) for c in [*d.countries, d.listed.country if d.listed else None] if c}
    spoken = {
        (d.role.office, country)
        for d in _all(drafts)
        if d.role is not None and d.role.office and d.name is None and not d.former
        for country in d.countries
    }
    for person in people.persons:
        names = sorted({person.name, *people.spellings[id(person)]}, key=lambda n: (-len(n.split()), n))
        stated = roles.get(id(person), [])
        best = next((r for r in stated if r.field is not None), stated[0] if stated else None)
        if register is not None and from_register(person, names, date, register, by_hand=True):
            people.known.add(id(person))
            continue
        known = from_lists(person, names, best, date, near, lex)
        if known or (register is not None and from_register(person, names, date, register)):
            people.known.add(id(person))
        if date is None and person.office is None and person.country is not None:
            from_description(person, names, spoken, lex)
        if person.gender is None and stated:
            told = {role.gender for role in stated}
            person.gender = "f" if told == {"f"} else "m" if "m" in told else None


def _cast(parse: Parse, drafts: list[list[Draft]]) -> Cast:
    mentions: list[Mention] = []
    for sentence, found in zip(parse.sentences, drafts, strict=True):
        for draft in sorted(found, key=lambda d: (d.first, -d.last)):
            if draft.actor is None:
                continue
            start, end = sentence.tokens[draft.first].start, sentence.tokens[draft.last - 1].end
            mentions.append(
                Mention(
                    sentence=draft.sentence,
                    first=draft.first,
                    last=draft.last,
                    head=draft.head,
                    spans=[(start, end)],
                    text=parse.text[start:end],
                    form=draft.form,
                    actor=draft.actor,
                    place_only=draft.place_only,
                    metonym=draft.listed is not None and draft.listed.metonym,
                    why=draft.why,
                )
            )
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    actors = {id(a): a for m in mentions for a in [m.actor, *m.actor.members]}
    return Cast(actors=list(actors.values()), mentions=mentions, by_sentence=by_sentence)


def describe(cast: Cast) -> str:
    """The cast as text, one line a mention: for debugging and for the curious."""
    lines = []
    for mention in cast.mentions:
        members = " + ".join(f"{m.name}/{m.country}" for m in mention.actor.members)
        actor = mention.actor
        sectors = "+".join([actor.sector or "-", *actor.other_sectors])
        codes = f"{actor.kind} {actor.country} {sectors} {actor.office} {actor.level} {actor.field}"
        place = " PLACE" if mention.place_only else ""
        lines.append(
            f"{mention.sentence}:{mention.first}-{mention.last} h{mention.head} [{mention.text}] {mention.form}{place}"
            f" → {actor.name} | {codes} {'{' + members + '}' if members else ''} ({mention.why})"
        )
    return "\n".join(lines)
