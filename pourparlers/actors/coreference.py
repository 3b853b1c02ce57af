"""Coreference: role descriptions and counterparts are led back to the actors of the document.

Sentences are taken in order. Gender is evidence only: translated reports call a chancellor « la chancelière ».
"""

from __future__ import annotations

from ..languages.folding import fold
from ..languages.tokens import Parse
from .antecedents import MANY, Antecedents
from .drafts import Draft
from .lists import Role
from .mentions import Actor
from .resolve import normal_office, role_of, same_office, take_country, take_owner, take_role
from .spots import Lexicon

# Groups that are bodies too; other groups are people ("miners", « des manifestants »).
_ARMED_BODIES = frozenset({"REB", "PRM", "CRM", "UAF", "PTY"})


class Linker(Antecedents):
    """Gives every draft without an actor the one it stands for, and keeps what later sentences may point to."""

    def __init__(self, parse: Parse, drafts: list[list[Draft]], persons: list[Actor], lex: Lexicon) -> None:
        super().__init__(parse, drafts, lex)
        self.persons = persons
        self.described: dict[tuple[str, ...], Actor] = {}
        self.seen: list[Actor] = []
        self.by_country: dict[str, list[Actor]] = {}

    def run(self) -> None:
        """Resolve the drafts of all sentences, in place."""
        for drafts in self.drafts:  # first: a headline may mean someone whose office only a counterpart tells
            for draft in drafts:
                if draft.counterpart and draft.actor is not None:
                    self.counterpart(draft)
        for drafts in self.drafts:
            for draft in sorted(drafts, key=lambda d: (d.nested, d.first)):
                if draft.nested:
                    self.settle(draft)
            for draft in drafts:
                self.settle(draft)

    def settle(self, draft: Draft) -> None:
        """Find the actor of one draft, unless it has one; facts that hang on others are added in any case."""
        if draft.owner is not None:
            self.settle(draft.owner)
        if draft.counterpart:
            self.counterpart(draft)
        elif draft.actor is None:
            if draft.pair is not None:
                self.pair(draft)
            elif draft.pronoun:
                self.pronoun(draft)
            elif draft.role is not None:
                self.role(draft)
            elif draft.countries:
                self.people(draft)
        else:
            self.named(draft)
        if draft.actor is not None:
            self.seen.append(draft.actor)

    # Names and roles

    def named(self, draft: Draft) -> None:
        """A name with a role that belongs to someone: « son porte-parole », « porte-parole de Scholz »."""
        role = role_of(draft)
        owner = (draft.apposition or draft).owner
        if draft.actor is None or role is None:
            return
        principal = owner.actor if owner is not None else None
        if principal is None and draft.possessive is not None:
            principal = self.antecedent(draft, draft.possessive, owner=True)
        if principal is not None and principal is not draft.actor:
            take_owner(draft.actor, role, principal, self.lex)

    def people(self, draft: Draft) -> None:
        """A demonym: the state it stands for, or its people."""
        if draft.form == "demonym":
            draft.actor = self.state(draft.countries[0])
            return
        country = draft.countries[0]
        if self.is_one_person(draft):
            person = self.latest(self.compatriots(country))  # « la Finlandaise », "the Iraqi"
            if person is not None:
                draft.actor, draft.why = person, "coref:demonym"
                return
        draft.actor = self.describe(("people", country), self.written(draft), "group", [country])

    def is_one_person(self, draft: Draft) -> bool:
        """Whether a demonym is one man or woman: « le Rwandais », "the Iraqi" (but "the French" are many)."""
        words = self.written(draft).lower().replace("’", "'")
        if self.lex.wording.adjective_follows:
            return words.startswith(("le ", "la ", "l'"))
        return draft.definite and not draft.plural and not words.endswith(("ese", "sh", "ch", "ss", "s"))

    def role(self, draft: Draft) -> None:
        """A role without a name: a person of the document, a body, a group, or someone known only by the role."""
        role = draft.role
        assert role is not None
        owner = draft.owner.actor if draft.owner is not None else None
        if owner is None and draft.possessive is not None:
            owner = self.antecedent(draft, draft.possessive, owner=True)
        countries = draft.countries or ([owner.country] if owner is not None and owner.country else [])
        if len(countries) > 1:
            draft.actor = self.several(draft, role, countries)
            return
        country = countries[0] if countries else None
        if role.person and not role.plural:
            found = self.holder(draft, role, country) if draft.definite and not draft.former else None
            if found is None and draft.definite:
                found = self.of_kind(draft, role, country)
            if found is None and role.office == "secretary":
                return  # "the secretary" of nobody known may be a clerk
            draft.actor = found or self.described_role(draft, role, country, owner)
            if found is not None:
                draft.why = "coref:role"
            return
        if role.person and not countries and role.level in ("head", "minister") and draft.definite and owner is None:
            members = self.focus(draft, "person")
            if members:
                draft.actor = Actor(name=self.written(draft), kind="group", members=list(members))
                draft.why = "coref:role"
                return
        if not role.person and not role.plural and draft.definite and country is None and owner is None:
            named = self.body(draft, role)
            if named is not None or fold(role.phrase) in self.lex.wording.bodies:
                draft.actor, draft.why = named, "coref:body"
                return
        draft.actor = self.described_role(draft, role, country, owner)

    def body(self, draft: Draft, role: Role) -> Actor | None:
        """The body named before that a general word means: « le syndicat », "the agency"; None if several may be."""
        general = fold(role.phrase) in self.lex.wording.bodies
        found: dict[int, Actor] = {}
        for actor in reversed(self.seen[-MANY:]):
            armed = actor.kind == "group" and actor.sector in _ARMED_BODIES
            if not (armed or actor.kind == "organisation") or actor.members or actor.country is None:
                continue
            named = fold(role.phrase) in fold(actor.name).split()
            alike = actor.sector is not None and actor.sector == role.sector
            if named or general or (alike and role.sector != "GOV"):
                found.setdefault(id(actor), actor)
        nearest = next(iter(found.values()), None)
        countries = {actor.country for actor in found.values()}
        return nearest if len(countries) == 1 else None

    def holder(self, draft: Draft, role: Role, country: str | None) -> Actor | None:
        """The person of the document who plays ``role``: of that country, or else the last one spoken of."""
        if country is not None:
            fitting = [p for p in self.compatriots(country) if same_office(role, p, country, self.lex)]
            return self.latest(fitting) or (fitting[0] if fitting else None)
        fitting = [p for p in self.persons[:MANY] if same_office(role, p, None, self.lex)]
        before = self.latest(fitting)
        if before is None and len(fitting) == 1 and role.level in ("head", "minister"):
            return fitting[0]
        return before

    def of_kind(self, draft: Draft, role: Role, country: str | None) -> Actor | None:
        """Whom a word for his kind points back to: « l'ancien président », "the general", "the bishop"."""
        people = self.persons[:MANY] if country is None else self.compatriots(country)
        if draft.former:
            known = [p for p in people if (p.office or "").startswith("former ")]
            exact = [p for p in known if p.office == f"former {role.office}"]
            return self.latest(exact or (known if role.level == "head" else []))
        if role.level in ("spokesperson", "head", "minister") or draft.countries or role.office == "secretary":
            return None
        if role.office == "diplomat":
            return self.latest([p for p in people if p.level == "envoy" or p.field == "foreign"])
        if role.sector not in (None, "GOV", "CVL", "UNK"):
            alike = [p for p in people if p.sector == role.sector and (p.office is None or p.level != "head")]
            if alike:
                return self.latest(alike)
        return self.unknown_before(draft, role)

    def unknown_before(self, draft: Draft, role: Role) -> Actor | None:
        """The only person of the sentences before of whom nothing is known: "the activist", « le milliardaire »."""
        near = {id(d.actor): d.actor for i in range(max(0, draft.sentence - 2), draft.sentence) for d in self.drafts[i]}
        people = [a for a in near.values() if a is not None and a.kind == "person" and not a.members]
        fitting = [p for p in people if p.sector is None and p.office is None and role.gender in (None, p.gender, "m")]
        if len(fitting) != 1 or role.sector in (None, "GOV"):
            return None
        return fitting[0]

    def compatriots(self, country: str) -> list[Actor]:
        """The persons of the document whose country is known to be ``country``."""
        if not self.by_country:
            for person in self.persons:
                if person.country is not None:
                    self.by_country.setdefault(person.country, []).append(person)
        return self.by_country.get(country, [])[:MANY]

    def latest(self, actors: list[Actor]) -> Actor | None:
        """Whoever of ``actors`` was mentioned last."""
        wanted = set(map(id, actors))
        for actor in reversed(self.seen[-MANY * 4 :]):
            if id(actor) in wanted:
                return actor
        return None

    def described_role(self, draft: Draft, role: Role, country: str | None, owner: Actor | None) -> Actor:
        """An actor known only by the role; the same words for the same country are the same actor."""
        many = role.plural or role.phrase.lower() in self.lex.wording.collective
        kind = ("group" if many else "person") if role.person else "organisation"
        countries = [country] if country else []
        beside = owner.name if owner is not None and not countries else ""
        if countries and role.office and kind == "person":
            key: tuple[str, ...] = ("office", role.office, str(role.field), countries[0])
        else:
            key = ("role", role.phrase.lower(), str(country), beside, str(draft.former))
            if not draft.definite:
                key = (*key, str(draft.sentence), str(draft.first))
        actor = self.describe(key, self.written(draft), kind, countries)
        take_role(actor, role, draft, self.lex)
        actor.gender = actor.gender or (role.gender if kind == "person" else None)
        if owner is not None:
            take_owner(actor, role, owner, self.lex)
        return actor

    def describe(self, key: tuple[str, ...], name: str, kind: str, countries: list[str]) -> Actor:
        if key not in self.described:
            country = countries[0] if countries else None
            self.described[key] = Actor(name=name, kind=kind, country=country)  # type: ignore[arg-type]
        return self.described[key]

    def several(self, draft: Draft, role: Role, countries: list[str]) -> Actor:
        """« responsables américains et russes »: one actor a country."""
        single = role.person and role.level in ("head", "minister")
        members = []
        for country in dict.fromkeys(countries):
            member = self.holder(draft, role, country) if single else None
            if member is None:
                key = ("member", role.phrase.lower(), country)
                kind = "person" if single else "group" if role.person else "organisation"
                member = self.describe(key, f"{self.core(draft)} ({country})", kind, [country])
                take_role(member, role, draft, self.lex)
                if draft.owner is not None and draft.owner.actor is not None:
                    take_owner(member, role, draft.owner.actor, self.lex)
            members.append(member)
        return Actor(
            name=self.written(draft),
            kind="group",
            sector=role.sector,
            other_sectors=list(role.other_sectors),
            level=role.level,
            field=role.field,
            members=members,
        )

    # Counterparts

    def counterpart(self, draft: Draft) -> None:
        """« son homologue russe »: the office of whoever « son » is, in another country."""
        model = draft.owner.actor if draft.owner is not None else None
        if model is None:
            at = draft.first if draft.possessive is None else draft.possessive
            model = self.antecedent(draft, at, owner=True, unlike=draft)
        if draft.plural and len(draft.countries) > 1 and draft.actor is None:
            members = [self.opposite(draft, model, country) for country in draft.countries]
            draft.actor = Actor(name=self.written(draft), kind="group", members=members)
            return
        country = draft.countries[0] if draft.countries else None
        if draft.actor is None and country is None:
            draft.actor = self.other_party(draft, model)
            return
        if draft.actor is None:
            draft.actor = self.opposite(draft, model, country)
        take_country(draft.actor, country, self.lex)
        if model is not None and model is not draft.actor and model.office and draft.actor.office is None:
            draft.actor.office = model.office
            draft.actor.level, draft.actor.field = model.level, model.field
            draft.actor.office = normal_office(model.office, model.field, draft.actor.country, self.lex)
        if model is not None and draft.actor.sector is None:
            draft.actor.sector, draft.actor.other_sectors = model.sector, list(model.other_sectors)

    def other_party(self, draft: Draft, model: Actor | None) -> Actor | None:
        """ "his interlocutor", « les interlocuteurs »: the one or two spoken of last; None if that is unclear."""
        pair = self.focus(draft, "person")
        if draft.plural and pair:
            return Actor(name=self.written(draft), kind="group", members=list(pair))
        if draft.plural:  # "his counterparts from the five Nordic countries"
            sector, level = (model.sector, model.level) if model is not None else (None, None)
            return Actor(name=self.written(draft), kind="group", sector=sector, level=level)
        others = [person for person in pair if person is not model]
        return others[0] if len(others) == 1 else None

    def opposite(self, draft: Draft, model: Actor | None, country: str | None) -> Actor:
        """The person of ``country`` in the office of ``model``; if there is none, an actor without a name."""
        if model is not None and model.office is not None and country is not None:
            for person in self.compatriots(country):
                if (person.level, person.field) == (model.level, model.field) and (
                    model.level != "head" or person.office == model.office
                ):
                    return person
        unknown = [p for p in self.persons[:MANY] if p.country is None and p.office is None and p is not model]
        spoken = {id(d.actor) for i in range(max(0, draft.sentence - 1), draft.sentence + 1) for d in self.drafts[i]}
        unknown = [p for p in unknown if id(p) in spoken]
        if len(unknown) == 1 and country is not None:
            return unknown[0]  # "she spoke with X, and her Mexican counterpart said …"
        actor = self.describe(
            ("counterpart", str(country), str(model and model.office)),
            self.written(draft),
            "person",
            [country] if country else [],
        )
        if model is not None and actor.office is None:
            actor.level, actor.field, actor.sector = model.level, model.field, model.sector
            actor.other_sectors = list(model.other_sectors)
            actor.office = normal_office(model.office, model.field, country, self.lex)
        return actor
