"""Roles and what hangs on them: demonyms, the body or state they belong to, the name of whoever plays them."""

from __future__ import annotations

from dataclasses import replace

from ..languages.folding import fold
from ..record import Level
from .bodies import body_codes, country_in, role_in, words_in
from .drafts import Draft
from .lists import Topic
from .phrases import PhraseReader
from .spots import RoleSpot, capital, with_topic

CLOSING = frozenset(',.;:)!?»"”–—]')
MAX_DEPTH = 6
# Offices whose bearers the lists know by name.
_HELD = frozenset({"head", "minister"})
# What introduces the body that somebody is at the head of; "president *for* the first time" is of no body.
_OF = frozenset({"of", "de", "du", "des", "d'", "d’"})


class RoleReader(PhraseReader):
    """Reads a role phrase from its role word to the right."""

    def phrase(self, at: int, depth: int) -> Draft | None:
        """The longest phrase that begins at ``at``; ``depth`` counts the phrases it stands in."""
        raise NotImplementedError

    def role(self, at: int, countries: list[str], owner: Draft | None, depth: int) -> Draft | None:
        """A role with what follows it: demonyms, whom it belongs to, a name beside it or between commas."""
        spot = self.found.roles[at]
        if not self.lex.wording.adjective_follows and spot.role.field is None:
            for start in range(max(0, at - 3), at):
                topic = self.found.topics.get(start)
                if topic is not None and topic[1] == at:
                    spot = RoleSpot(with_topic(spot.role, topic[0]), spot.end, spot.countries, spot.former)
                    break
        draft = Draft(
            self.sentence.index,
            at,
            spot.end,
            "role",
            at,
            "role",
            role=spot.role,
            former=spot.former,
            countries=[*countries, *spot.countries],
            owner=owner,
            plural=spot.role.plural,
        )
        if owner is None and spot.role.office not in self.lex.wording.posted:
            names = (t for t in range(at, spot.end) if t in self.found.names)
            inside = next((t for t in names if t > at or self.found.names[t][1] < spot.end), None)
            draft.owner = self.listed(inside) if inside is not None else None
        if not self.lex.wording.adjective_follows:
            draft.anchor = spot.end - 1
            nested = self.role_of_body(draft, depth)
            if nested is not None:
                return nested
        else:
            self.demonyms_after(draft)
        self.sector_beside(draft, at, spot.end)
        self.standing_after(draft)
        if depth < MAX_DEPTH:
            self.belongs_to(draft, depth)
        self.police_rank(draft)
        if spot.role.person:
            self.past_posting(draft)
            self.name_after(draft, depth)
            second = self.second_role(draft, depth)
            if second is not None:
                return second
        if draft.countries:
            draft.why += "+demonym"
        return draft

    def police_rank(self, draft: Draft) -> None:
        """ "*Police* Lieutenant General X", « un colonel *de la police* »: a rank that is no soldier's."""
        body = draft.owner.role if draft.owner is not None else None
        rank = draft.role is not None and draft.role.office == "military officer"
        if rank and draft.role is not None and body is not None and body.sector == "COP":
            draft.role = replace(draft.role, sector="COP", office="police officer", field="interior")

    def past_posting(self, draft: Draft) -> None:
        """ "Ambassador *to the United States* X", « envoyé *au Sahel* »: where an envoy is sent to."""
        at, tokens = draft.last, self.tokens
        posted = draft.role is not None and draft.role.office in self.lex.wording.posted
        if not posted or at + 1 >= len(tokens) or tokens[at].lower not in self.lex.wording.posting:
            return
        start = at + 1 + (tokens[at + 1].lower in self.lex.wording.determiners)
        name = self.found.names.get(start)
        if name is not None and (name[1] in self.found.persons or self.capitals(name[1])):
            draft.last = name[1]

    def second_role(self, draft: Draft, depth: int) -> Draft | None:
        """ "the OSCE chairman, *foreign minister of Poland X*": one person, whose own country is the second role's."""
        owner = draft.owner.listed if draft.owner is not None else None
        at = draft.last
        if draft.name or draft.plural or depth or owner is None or owner.kind != "organisation":
            return None
        if at + 1 >= len(self.tokens) or self.tokens[at].text != "," or at + 1 not in self.found.roles:
            return None
        inner = self.phrase(at + 1, 1)
        if inner is None or inner.name is None or inner.role is None or inner.plural:
            return None
        after = self.tokens[inner.last] if inner.last < len(self.tokens) else None
        if after is not None and after.lower in (*self.lex.wording.conjunctions, ","):
            return None
        inner.first = draft.first
        return inner

    def sector_beside(self, draft: Draft, start: int, end: int) -> None:
        """ "*Muslim* leaders", « responsables *militaires* »: a word beside a general role tells its sector."""
        role = draft.role
        if role is None or fold(role.phrase) not in self.lex.wording.yielding:
            return
        table = self.lex.lists.sector_adjectives
        if not self.lex.wording.adjective_follows:
            spans = [(max(0, start - 2), start), (max(0, start - 1), start)]
        else:
            near = [end, draft.last] if draft.last > end else [end, end + 1]
            spans = [(at, at + length) for at in near for length in (2, 1)]
        for first, last in spans:
            sector = table.get(" ".join(fold(token.text) for token in self.tokens[first:last]))
            if sector is not None:
                level: Level | None = "other" if role.person else None
                draft.role = replace(role, sector=sector, other_sectors=(), office=None, level=level, field=None)
                if self.lex.wording.adjective_follows:
                    draft.last = max(draft.last, last)
                    self.demonyms_after(draft)
                return

    def role_of_body(self, draft: Draft, depth: int) -> Draft | None:
        """ "Foreign Ministry spokeswoman Maria Zakharova": a body, then the role of someone who belongs to it."""
        after = self.past_modifiers(draft.last)
        role = self.found.roles.get(after)
        if draft.role is None or draft.role.person or role is None or not role.role.person:
            return None
        outer = self.role(after, [], draft, depth + 1)
        if outer is not None:
            outer.first = draft.first
        return outer

    def demonyms_after(self, draft: Draft) -> None:
        """« responsables américains et russes »: adjectives behind the noun, other adjectives passed over."""
        position = draft.last
        for step in range(3):
            ahead = position + step
            if ahead in self.found.demonyms:
                position = ahead
                break
            if ahead >= len(self.tokens) or not (self.is_modifier(ahead) or self.tokens[ahead].pos == "ADJ"):
                break
        if position not in self.found.demonyms:
            return
        while position in self.found.demonyms:
            country, end = self.found.demonyms[position]
            if country not in draft.countries:
                draft.countries.append(country)
            draft.last = end
            position = self.joint(end) or end

    def belongs_to(self, draft: Draft, depth: int) -> None:
        """« porte-parole *de Scholz* », "minister of defence *of Ukraine*": whom the role belongs to."""
        if draft.owner is None and (state := self.past_topics(draft)) is not None:
            draft.owner, draft.last = state, state.last
            return
        at = draft.last
        if draft.owner is not None or at >= len(self.tokens) or not self.links_owner(draft, at):
            return
        inner_at = at + 1
        while (
            inner_at < len(self.tokens)
            and inner_at < at + 3
            and (
                self.tokens[inner_at].lower in self.lex.wording.determiners
                or self.tokens[inner_at].lower in self.lex.wording.complement
            )
            and not self.begins(inner_at)
        ):
            inner_at += 1
        topic = self.found.topics.get(inner_at)
        if topic is not None and draft.role is not None and draft.role.field is None and draft.role.level != "head":
            self.add_topic(draft, *topic)
            return
        inner = self.phrase(inner_at, depth + 1)
        if self.tokens[at].lower in _OF and self.heads_body(draft, inner_at, inner):
            return
        if inner is None and draft.plural:
            inner = self.owner_beyond(inner_at)
        if inner is None or inner.pronoun or inner.form == "demonym" or inner.pair:
            return
        if self.tokens[at].lower in ("from", "at") and inner.listed is None:
            return
        self.leave_name(draft, inner)
        draft.owner, draft.last = inner, inner.last
        if inner.listed is not None and inner.listed.kind == "organisation":
            state = self.state_of(draft.last)  # "Speaker of the Knesset *of the State of Israel* X"
            if state is not None and state.countries == [inner.listed.country]:
                draft.last = state.last
        if draft.plural and inner.listed is not None and inner.listed.country:
            self.more_owners(draft, inner.listed.country)

    def links_owner(self, draft: Draft, at: int) -> bool:
        """Whether whom a role belongs to comes behind the word at ``at``: "minister *of*", "adviser *to*"."""
        word, wording = self.tokens[at].lower, self.lex.wording
        if word in wording.complement:
            return True
        serves = draft.role is not None and fold(draft.role.phrase).split()[-1] in wording.servants
        return serves and word in wording.serving

    def leave_name(self, draft: Draft, inner: Draft) -> None:
        """ "adviser to the President of Ukraine *X*": the name is not the president's, but his who serves there.

        Unless the lists know its bearer as one of that level ("spokesman for the President of France Macron"), or it
        stands right behind the title ("spokesman for President X").
        """
        role, named = inner.role, inner.named
        if draft.plural or draft.role is None or not draft.role.person or role is None or named is None:
            return
        title = next((at for at in range(inner.first, named[0]) if at in self.found.roles), None)
        if role.level not in _HELD or title is None or inner.form != "name+role":
            return
        definite = inner.first > 0 and self.tokens[inner.first - 1].lower in self.lex.wording.determiners
        if self.found.roles[title].end == named[0] and not (definite and inner.countries):
            return
        if self.is_listed(named, role.level):
            return
        inner.name, inner.named, inner.form, inner.last = None, None, "role", named[0]
        inner.why = inner.why.removesuffix("+demonym").removesuffix("+name") + ("+demonym" if inner.countries else "")

    def heads_body(self, draft: Draft, at: int, inner: Draft | None) -> bool:
        """« le président *de la Ligue tchadienne des droits de l'homme* »: the head of a body is no head of state.

        The words of the body tell country and sector; True when they have been taken in.
        """
        role = draft.role
        if role is None or role.level != "head" or draft.plural or at >= len(self.tokens):
            return False
        told = inner is not None and not (inner.form == "demonym" or inner.why.startswith("demonym+name"))
        first = self.tokens[at + (at in self.found.demonyms)] if at + 1 < len(self.tokens) else self.tokens[at]
        if told or first.pos not in ("NOUN", "PROPN", "ADJ") or first.lower in self.lex.wording.state_words:
            return False
        after = self.tokens[first.i + 1] if first.i + 1 < len(self.tokens) else None
        alone = after is None or after.pos not in ("ADJ", "ADP", "PROPN", "NOUN")
        if alone and first.lower in self.lex.wording.bare_bodies:
            return False  # « le président de la Commission », the one that the report speaks of
        end = at
        while end < min(at + 12, len(self.tokens)):
            token = self.tokens[end]
            if token.text[:1] in CLOSING or token.pos in ("VERB", "AUX") or token.lower in self.lex.wording.relatives:
                break
            end += 1
        words = words_in(self.tokens[at:end])
        body = role_in(words, self.lex)
        told_sector = body.sector if body is not None and not body.person else None
        by_name = body_codes(words, self.lex).sector  # the "Football *Federation*" is no federation of states
        sector = by_name if told_sector in (None, "GOV") and by_name is not None else told_sector
        country = country_in(words, self.lex)
        draft.role = replace(role, sector=sector, other_sectors=(), level="other", field=None)
        draft.countries = draft.countries or ([country] if country is not None else [])
        draft.last = end
        return True

    def state_of(self, at: int) -> Draft | None:
        """The state behind "of" at ``at``."""
        if at + 1 >= len(self.tokens) or self.tokens[at].lower not in self.lex.wording.complement:
            return None
        start = at + 1 + (self.tokens[at + 1].lower in self.lex.wording.determiners)
        if (formal := self.formal_state(start)) is not None:
            return formal
        name = self.found.names.get(start)
        return self.listed(start) if name is not None and name[0].kind == "state" else None

    def past_topics(self, draft: Draft) -> Draft | None:
        """ "Minister of Foreign Affairs*, Trade and Cooperation of Spain* X": the state behind it all."""
        at = draft.last
        if draft.role is None or draft.role.field is None or draft.plural or self.lex.wording.adjective_follows:
            return None
        small = (*self.lex.wording.conjunctions, *self.lex.wording.determiners, ",")
        if at >= len(self.tokens) or self.tokens[at].lower not in small:
            return None
        while at < min(draft.last + 10, len(self.tokens)):
            token = self.tokens[at]
            state = self.state_of(at)
            if state is not None:
                return state if state.last in self.found.persons or self.capitals(state.last) else None
            if token.lower not in small and not capital(token):
                return None
            at += 1
        return None

    def owner_beyond(self, at: int) -> Draft | None:
        """ "representatives of both parties *of the US Congress*": a listed owner behind another noun."""
        for position in range(at, min(at + 8, len(self.tokens) - 1)):
            token = self.tokens[position]
            if token.pos in ("VERB", "AUX", "PUNCT"):
                return None
            if token.lower in self.lex.wording.complement:
                start = position + 1 + (self.tokens[position + 1].lower in self.lex.wording.determiners)
                if start in self.found.names:
                    return self.listed(start)
        return None

    def add_topic(self, draft: Draft, topic: Topic, end: int) -> None:
        """« responsables *de la défense et de l'armée* »: what the role is for; a second one only lengthens it."""
        assert draft.role is not None
        draft.role = with_topic(draft.role, topic)
        draft.last = end
        small = (*self.lex.wording.conjunctions, *self.lex.wording.complement, *self.lex.wording.determiners)
        at = end
        while at < min(end + 4, len(self.tokens)) and self.tokens[at].lower in small:
            at += 1
        joined = at < len(self.tokens) and at >= end + 2 and self.tokens[end].lower in self.lex.wording.conjunctions
        if joined and self.tokens[end + 1].lower in self.lex.wording.complement:
            if at in self.found.topics:
                draft.last = self.found.topics[at][1]
            elif at in self.found.roles and not self.found.roles[at].role.person:
                draft.last = self.found.roles[at].end

    def more_owners(self, draft: Draft, country: str) -> None:
        """ "the leaders of France and Germany": one role, several states."""
        countries, position = [country], draft.last
        while position < len(self.tokens) and self.tokens[position].lower in (*self.lex.wording.conjunctions, ","):
            after = position + 1
            small = (*self.lex.wording.determiners, *self.lex.wording.complement, *self.lex.wording.conjunctions)
            while after < min(position + 4, len(self.tokens)) and self.tokens[after].lower in small:
                after += 1
            name = self.found.names.get(after)
            if name is None or name[0].kind != "state" or not name[0].country:
                break
            countries.append(name[0].country)
            position = name[1]
        if len(countries) > 1:
            draft.countries, draft.owner, draft.last = countries, None, position

    def name_after(self, draft: Draft, depth: int) -> None:
        """The name of whoever plays the role: right behind it, or between commas (only for the outermost phrase)."""
        at = draft.last
        title = self.found.titles.get(at)
        if title is not None:
            draft.gender, at = title
        simple = draft.owner is None or draft.owner.listed is not None
        end = self.found.persons.get(at) or (self.capitals(at) if simple else 0)
        if end and draft.plural and not self.names_follow(end):
            return  # « a promis aux ouvriers X … »: X is not one of them
        if end and self.serves(draft, at, end):
            at, end = end, 0
        if end:
            self.add_name(draft, at, end)
            self.of_state(draft)
            if draft.plural and depth == 0:
                self.more_names(draft)
            return
        if depth or draft.plural or at + 1 >= len(self.tokens) or self.tokens[at].text != ",":
            return
        start = at + 1
        if start in self.found.titles:
            draft.gender, start = self.found.titles[start]
        end = self.found.persons.get(start, 0)
        if not end and (draft.countries or draft.owner is not None):
            end = self.capitals(start)  # a name that no list and no label knows: two words at least
            end = end if end > start + 1 else 0
        if end and (end >= len(self.tokens) or self.tokens[end].text[:1] in CLOSING):
            self.add_name(draft, start, end)

    def serves(self, draft: Draft, start: int, end: int) -> bool:
        """Whether the name is that of the president whom somebody serves: "head of the office of President *X*, Y"."""
        role = draft.role
        if role is None or role.level == "head" or fold(role.phrase).split()[-1] != "president":
            return False
        return self.is_listed((start, end), "head")

    def is_listed(self, named: tuple[int, int], level: Level) -> bool:
        """Whether the lists know somebody of that level by the name at ``named``."""
        return any(holder.level == level for holder in self.lex.lists.holders_named(self.written(*named)))

    def names_follow(self, end: int) -> bool:
        """Whether a second name is joined to the first: « les présidents X *et Y* »."""
        ahead = range(end, min(end + 3, len(self.tokens)))
        joined = any(self.tokens[i].lower in (*self.lex.wording.conjunctions, ",") for i in ahead)
        return joined and any(i in self.found.persons or capital(self.tokens[i]) for i in ahead)

    def add_name(self, draft: Draft, start: int, end: int) -> None:
        draft.name, draft.named = self.written(start, end), (start, end)
        draft.form, draft.last = "name+role", end
        draft.why += "+name"

    def more_names(self, draft: Draft) -> None:
        """« les présidents Poutine et Zelensky »: each name plays the role."""
        draft.plural = False
        position = draft.last
        while position + 1 < len(self.tokens) and self.tokens[position].lower in (*self.lex.wording.conjunctions, ","):
            country, after = self.found.demonyms.get(position + 1, (None, position + 1))
            end = self.found.persons.get(after) or (self.capitals(after) if country else 0)
            if not end:
                break
            self.extra.append(
                Draft(
                    self.sentence.index,
                    position + 1,
                    end,
                    "name",
                    end - 1,
                    "role shared+name",
                    role=draft.role,
                    name=self.written(after, end),
                    named=(after, end),
                    countries=[country] if country else [],
                )
            )
            position = end

    def counterpart(self, at: int, countries: list[str], depth: int) -> Draft:
        """« son homologue russe Sergueï Choïgou », "his Russian counterpart": the office is another's."""
        end = self.found.counterparts[at]
        draft = Draft(
            self.sentence.index,
            at,
            end,
            "counterpart",
            end - 1,
            "counterpart",
            counterpart=True,
            countries=list(countries),
            plural=self.tokens[end - 1].lower.endswith("s"),
        )
        if self.lex.wording.adjective_follows:
            self.demonyms_after(draft)
        state = self.found.names.get(end + 1 + (end + 1 < len(self.tokens) and self.tokens[end + 1].lower == "the"))
        behind = end < len(self.tokens) and self.tokens[end].lower in ("from", "of") and not draft.countries
        if behind and state is not None and state[0].kind == "state" and state[0].country:
            draft.countries, draft.last = [state[0].country], state[1]  # "his counterpart from Congo, X"
        self.name_after(draft, depth)
        draft.form = "counterpart"
        return draft
