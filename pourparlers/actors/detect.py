"""Detection: the findings of a sentence are put together into mentions, one for each actor phrase.

A small grammar reads from left to right: modifiers, role, whom it belongs to, name. It rests on the order of words,
not on the parser's arcs, because single arcs are often wrong.
"""

from __future__ import annotations

from ..languages.tokens import Sentence
from .drafts import Draft, head_of
from .place_names import mark_places
from .roles import CLOSING, MAX_DEPTH, RoleReader
from .spots import Lexicon, Spots, capital


def detect(sentence: Sentence, found: Spots, lex: Lexicon) -> list[Draft]:
    """The drafts of one sentence in text order, a nested one (« de *Scholz* ») after the one it stands in."""
    drafts = _Reader(sentence, found, lex).read()
    mark_places(sentence, drafts, lex)
    return drafts


class _Reader(RoleReader):
    """Reads one sentence. Positions are token indices; every method that reads a phrase returns a draft or None."""

    def read(self) -> list[Draft]:
        drafts: list[Draft] = []
        position = 0
        while position < len(self.tokens):
            draft = self.phrase(position, 0)
            if draft is None:
                position += 1
                continue
            draft = self.possessed(draft)
            floor = drafts[-1] if drafts else None
            absorbs = floor is not None and floor.why == "possessive"
            self.extend_left(draft, floor.first if floor is not None and absorbs else floor.last if floor else 0)
            if floor is not None and absorbs and draft.first <= floor.first:
                floor.nested = True
            position = max(draft.last, position + 1)
            drafts.append(draft)
            for extra in self.extra:
                drafts.append(extra)
                position = max(position, extra.last)
            self.extra = []
        every: list[Draft] = []
        for draft in drafts:
            every.append(draft)
            for outer in (draft, draft.apposition):
                owner = outer.owner if outer is not None else None
                while owner is not None:
                    if draft.first <= owner.first and owner.last <= draft.last:
                        if owner.first > draft.anchor:
                            self.extend_left(owner, draft.first)
                        owner.nested = True
                        every.append(owner)
                    owner = owner.owner
        for draft in every:
            draft.head = head_of(self.sentence, draft)
        return every

    def phrase(self, at: int, depth: int) -> Draft | None:
        """The longest phrase that begins at ``at``; ``depth`` counts the phrases it stands in."""
        if at >= len(self.tokens) or depth > MAX_DEPTH:
            return None
        found = self.found
        if at in found.pairs and (draft := self.pair(at)) is not None:
            return draft
        if at in found.titles and at not in found.names and (draft := self.titled(at)) is not None:
            return draft
        if at in found.persons:
            return self.person(at, depth)
        if (at in found.demonyms or at in found.names) and (draft := self.modified(at, depth)) is not None:
            return draft
        if at in found.counterparts:
            return self.counterpart(at, [], depth)
        if at in found.roles:
            return self.role(at, [], None, depth)
        if (draft := self.formal_state(at)) is not None:
            return draft
        if at in found.names:
            return self.listed(at)
        if at in found.demonyms:
            return self.demonym(at)
        if at in found.towns and (draft := self.belonging_town(at, depth)) is not None:
            return draft
        if at in found.organisations:
            end = found.organisations[at]
            return Draft(
                self.sentence.index, at, end, "name", end - 1, "ner:organisation", organisation=self.written(at, end)
            )
        return self.pronoun(at)

    def belonging_town(self, at: int, depth: int) -> Draft | None:
        """A town that somebody belongs to: "the mayor *of Kharkiv*", "*Kharkiv*'s mayor", "*Kharkiv* police"."""
        draft = self.town(at)
        if draft is None or depth:
            return draft
        if self.lex.wording.adjective_follows:
            return None
        if draft.last < len(self.tokens) and self.tokens[draft.last].lower in ("'s", "’s"):
            return draft if self.past_modifiers(draft.last + 1) in self.found.roles else None
        after = self.past_modifiers(draft.last)
        role = self.role(after, [], draft, depth) if after in self.found.roles else None
        if role is not None:
            role.first = at
        return role

    def pair(self, at: int) -> Draft | None:
        """« les deux hommes », "both sides" – but not "both Kyiv and Moscow", « les deux derniers jours »."""
        kind, end = self.found.pairs[at]
        after = self.tokens[end] if end < len(self.tokens) else None
        if after is not None:
            bare = self.tokens[end - 1].pos in ("NUM", "DET", "CCONJ", "PRON", "ADV")
            if bare and after.pos in ("NOUN", "ADJ", "PROPN", "NUM", "DET", "ADP", "PRON"):
                return None
            if after.lower in self.lex.wording.complement and self.begins(end + 1):
                return None
        return Draft(self.sentence.index, at, end, "group", end - 1, "coref:pair", pair=kind, plural=True)

    def titled(self, at: int) -> Draft | None:
        gender, after = self.found.titles[at]
        if after < len(self.tokens) and self.tokens[after].lower == ".":
            after += 1
        end = self.found.persons.get(after) or self.capitals(after)
        if not end:
            return None
        return Draft(
            self.sentence.index,
            at,
            end,
            "name",
            end - 1,
            "title",
            name=self.written(after, end),
            named=(after, end),
            gender=gender,
        )

    def person(self, at: int, depth: int) -> Draft:
        end = self.found.persons[at]
        draft = Draft(self.sentence.index, at, end, "name", end - 1, "ner", name=self.written(at, end), named=(at, end))
        if depth == 0:
            self.of_state(draft)
            if draft.owner is None:
                self.role_after(draft)
        return draft

    def demonym(self, at: int) -> Draft | None:
        country, end = self.found.demonyms[at]
        token = self.tokens[end - 1]
        after = self.tokens[end] if end < len(self.tokens) else None
        before = self.tokens[at - 1].lower if at else ""
        describes = after is not None and after.pos in ("NOUN", "PROPN", "ADJ")
        if before in ("en", "in") and not describes:
            return None
        people = self.people(at, end, describes)
        return Draft(
            self.sentence.index,
            at,
            end,
            "group" if people else "demonym",
            end - 1,
            "demonym",
            countries=[country],
            plural=people and token.lower.endswith("s"),
        )

    def people(self, at: int, end: int, describes: bool) -> bool:
        """Whether a demonym stands for the people themselves: « les Russes », "Russians", "the French"."""
        token = self.tokens[end - 1]
        before = self.tokens[at - 1].lower if at else ""
        if self.lex.wording.adjective_follows:
            return (
                capital(token) and token.pos in ("NOUN", "PROPN") and (at > 0 or token.dep in self.lex.wording.subjects)
            )
        if (
            token.pos in ("NOUN", "PROPN")
            and token.lower.endswith("s")
            and not describes
            and token.lemma != token.lower
        ):
            return True
        return before == "the" and not describes

    def pronoun(self, at: int) -> Draft | None:
        token, lex = self.tokens[at], self.lex
        if (latter := self.latter(at)) is not None:
            return latter
        word = token.lower.lstrip("-").removeprefix("t-")
        possessive = lex.wording.possessives.get(word)
        if possessive and (token.dep in ("det", "poss") or token.pos == "DET"):
            return Draft(
                self.sentence.index,
                at,
                at + 1,
                "pronoun",
                at,
                "possessive",
                pronoun=True,
                possessive=at,
                plural=possessive == "p",
                gender={"his": "m", "her": "f", "its": "n"}.get(word),
            )
        known = lex.lists.pronouns.get(word)
        if known is None or word in lex.wording.ignored_pronouns or token.pos in ("DET", "NOUN", "PROPN"):
            return None
        if token.dep.startswith("expl"):
            return None
        gender, number = known
        return Draft(
            self.sentence.index, at, at + 1, "pronoun", at, "pronoun", pronoun=True, gender=gender, plural=number == "p"
        )

    def latter(self, at: int) -> Draft | None:
        """« celui-ci », « ce dernier », "the latter": whoever was mentioned last."""
        if self.tokens[at].lower not in self.lex.latter_starts:
            return None
        for length in (1, 2, 3):
            words = "".join((" " if i and t.start > self.tokens[at + i - 1].end else "") + t.lower
                            for i, t in enumerate(self.tokens[at : at + length]))  # fmt: skip
            end = at + length
            noun = end < len(self.tokens) and self.tokens[end].pos in ("NOUN", "PROPN", "NUM")
            if words in self.lex.wording.latter and not noun:
                plural = words.startswith("ces ") or words.partition("-")[0] in ("ceux", "celles")
                gender = {"ce": "m", "celui": "m", "cette": "f", "celle": "f"}.get(words.replace("-", " ").split()[0])
                return Draft(
                    self.sentence.index, at, end, "pronoun", end - 1, "coref:latter",
                    pronoun=True, latter=True, plural=plural, gender=gender,
                )  # fmt: skip
        return None

    def modified(self, at: int, depth: int) -> Draft | None:
        """ "U.S. and Russian officials", "Pentagon spokesman", "his Russian counterpart": modifiers, then a role."""
        if self.lex.wording.adjective_follows:
            return self.named_by_people(at)
        countries: list[str] = []
        owner: Draft | None = None
        position = at
        while True:
            if position in self.found.demonyms:
                country, position = self.found.demonyms[position]
                countries.append(country)
            elif position in self.found.names:
                name, end = self.found.names[position]
                if countries and not self.abbreviated(position, end):
                    return None
                if name.kind == "state" and name.country and not name.metonym:
                    countries.append(name.country)
                else:
                    owner = self.listed(position)
                abbreviated, position = self.abbreviated(position, end), end
                if not abbreviated and not self.starts_role(self.past_modifiers(position)):
                    return None
            else:
                return None
            joint = self.joint(position)
            if not joint:
                break
            position = joint
        after = self.past_modifiers(position)
        if after in self.found.counterparts:
            draft: Draft | None = self.counterpart(after, countries, depth)
        elif after in self.found.roles:
            if len(countries) > 1 and not self.found.roles[after].role.plural:
                return None
            if owner is not None and self.is_where(at) and self.owned_behind(after):
                return None
            draft = self.role(after, countries, owner, depth)
        elif after == position and after in self.found.organisations and len(countries) == 1 and owner is None:
            end = self.found.organisations[after]
            draft = Draft(self.sentence.index, at, end, "name", end - 1, "ner:organisation")
            draft.organisation, draft.countries = self.written(at, end), countries
        elif after == position and after in self.found.persons and len(countries) == 1 and owner is None:
            draft = self.person(after, depth)
            draft.countries = countries
            draft.why = "demonym+name"
        else:
            return None
        if draft is not None:
            draft.first = at
            draft.former = draft.former or self.former_between(position, after)
            draft.standing = draft.standing or self.standing_between(position, after)
        return draft

    def is_where(self, at: int) -> bool:
        """Whether a preposition of place stands before the phrase at ``at``: "*in* the Kremlin"."""
        before = at - 1 - (at > 1 and self.tokens[at - 1].lower in self.lex.wording.determiners)
        return before >= 0 and self.tokens[before].lower in self.lex.wording.locative

    def owned_behind(self, at: int) -> bool:
        """Whether the role at ``at`` tells its own owner: "received in the Kremlin *President of Finland* X"."""
        end = self.found.roles[at].end
        return end < len(self.tokens) and self.tokens[end].lower == "of" and capital(self.tokens[at])

    def named_by_people(self, at: int) -> Draft | None:
        """« le Russe Sergueï Lavrov »: a demonym right before a name."""
        if at not in self.found.demonyms:
            return None
        country, end = self.found.demonyms[at]
        if end not in self.found.persons or not at or self.tokens[at - 1].lower not in self.lex.wording.determiners:
            return None
        draft = self.person(end, 1)
        draft.first, draft.countries, draft.why = at, [country], "demonym+name"
        return draft

    def role_after(self, draft: Draft) -> None:
        """« Olaf Scholz, le chancelier allemand, »: a role between commas or brackets behind the name."""
        at = draft.last
        if at + 1 >= len(self.tokens) or self.tokens[at].text not in (",", "("):
            return
        start = at + 1
        while (
            start < len(self.tokens)
            and start < at + 4
            and (self.tokens[start].lower in self.lex.wording.determiners or self.is_modifier(start))
        ):
            start += 1
        inner = self.phrase(start, 1)
        if inner is not None:
            inner = self.possessed(inner, 1)
        if inner is None or inner.role is None or inner.name or inner.plural or not inner.role.person:
            return
        if inner.last < len(self.tokens) and self.tokens[inner.last].text[:1] not in CLOSING:
            return
        inner.former = inner.former or self.former_between(at, start)
        inner.standing = inner.standing or self.standing_between(at, start)
        draft.apposition, draft.last, draft.form = inner, inner.last, "name+role"
        draft.why = "name+role"

    def possessed(self, draft: Draft, depth: int = 0) -> Draft:
        """ "Russia's foreign minister", "Putin's spokesman Dmitry Peskov": the owner stands before its role."""
        for _ in range(MAX_DEPTH):
            at = draft.last
            if self.lex.wording.adjective_follows or at >= len(self.tokens) or draft.pronoun:
                return draft
            if self.tokens[at].lower not in ("'s", "'", "’s"):
                return draft
            after = self.past_modifiers(at + 1)
            if after in self.found.roles:
                outer = self.role(after, [], draft, depth)
            elif after in self.found.counterparts:
                outer = self.counterpart(after, [], depth)
                outer.owner = draft
            else:
                return draft
            if outer is None:
                return draft
            outer.first = draft.first
            outer.former = outer.former or self.former_between(at + 1, after)
            outer.standing = outer.standing or self.standing_between(at + 1, after)
            if draft.form == "name+role" and draft.apposition is not None:
                return draft
            draft = outer
        return draft
