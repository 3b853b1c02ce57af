"""What all readers of phrases need: looking at the words around a position, and taking them into a draft."""

from __future__ import annotations

from itertools import pairwise

from ..languages.tokens import Sentence
from .drafts import Draft, Standing
from .mentions import MentionForm
from .spots import Lexicon, Spots, capital


class PhraseReader:
    """A sentence with its findings. Positions are token indices, ends are exclusive."""

    def __init__(self, sentence: Sentence, found: Spots, lex: Lexicon) -> None:
        self.sentence, self.found, self.lex = sentence, found, lex
        self.tokens = sentence.tokens
        self.extra: list[Draft] = []

    def is_modifier(self, at: int) -> bool:
        token = self.tokens[at]
        if token.lower in self.lex.wording.modifiers or token.lower in self.lex.former or token.pos == "NUM":
            return True
        named = not self.lex.wording.adjective_follows and at + 1 < len(self.tokens)  # "the *newly appointed* minister"
        following = self.tokens[at + 1] if named else None
        adverb = following is not None and token.pos == "ADV" and following.morph.get("VerbForm") == "Part"
        return adverb or (named and token.morph.get("VerbForm") == "Part" and token.dep == "amod")

    def former_between(self, start: int, end: int) -> bool:
        wording = self.lex.wording
        still = wording.still_in_office | wording.designate | wording.acting
        return any(t.lower in self.lex.former and t.lower not in still for t in self.tokens[start:end])

    def standing_between(self, start: int, end: int) -> Standing | None:
        """What the words say of someone who does not hold his office, or holds it for a time."""
        words = [token.lower for token in self.tokens[start:end]]
        if self.lex.wording.designate.intersection(words):
            return "designate"
        return "acting" if self.lex.wording.acting.intersection(words) else None

    def standing_after(self, draft: Draft) -> None:
        """ "president*-elect*", « ministre *par intérim* », « président *sortant* »: take in the words behind."""
        at, tokens = draft.last, self.tokens
        if at + 1 < len(tokens) and tokens[at].lower in ("-", "par", "in"):
            at += 1
        if at >= len(tokens):
            return
        standing = self.standing_between(at, at + 1)
        if standing is not None or self.former_between(at, at + 1):
            draft.standing, draft.former = standing or draft.standing, draft.former or standing is None
            draft.last = at + 1

    def past_modifiers(self, at: int) -> int:
        """The position after adjectives that change nothing ("senior", "former"), at most three."""
        for position in range(at, min(at + 3, len(self.tokens))):
            if self.starts_role(position):
                return position
            if position in self.found.topics and self.starts_role(self.found.topics[position][1]):
                return self.found.topics[position][1]
            if not (self.is_modifier(position) or self.is_inner(position)):
                return position
        return min(at + 3, len(self.tokens))

    def is_inner(self, at: int) -> bool:
        """An adjective or noun between a demonym and a role in English: "Ukrainian *agricultural* workers"."""
        if self.lex.wording.adjective_follows:
            return False
        token = self.tokens[at]
        return token.pos == "ADJ" or (token.pos == "NOUN" and token.dep in ("compound", "nmod", "amod"))

    def starts_role(self, at: int) -> bool:
        return at in self.found.roles or at in self.found.counterparts

    def abbreviated(self, start: int, end: int) -> bool:
        """Whether a state's name is one that serves as an adjective too: U.S., UK, EU."""
        return end == start + 1 and self.tokens[start].text.upper() == self.tokens[start].text

    def begins(self, at: int) -> bool:
        found = self.found
        return at in found.names or at in found.roles or at in found.persons or at in found.demonyms

    def joint(self, at: int) -> int:
        """The position after "and" or a comma if another modifier follows there, else 0."""
        if at + 1 >= len(self.tokens) or self.tokens[at].lower not in (*self.lex.wording.conjunctions, ","):
            return 0
        after = at + 1
        if self.tokens[after].lower in self.lex.wording.conjunctions:
            after += 1
        return after if after in self.found.demonyms or after in self.found.names else 0

    def capitals(self, at: int) -> int:
        """The end of capitalised words that must be a name because a title or role stands before them; 0 if none."""
        position = at
        while position < min(at + 4, len(self.tokens)):
            token = self.tokens[position]
            if not capital(token) or token.lower in self.lex.wording.not_names or self.begins(position):
                break
            if token.pos not in ("PROPN", "X", "NOUN") or (token.pos == "NOUN" and not token.entity):
                break
            position += 1
            hyphen = position > at and position + 1 < len(self.tokens) and self.tokens[position].text == "-"
            if hyphen and self.tokens[position].start == token.end and capital(self.tokens[position + 1]):
                position += 2  # « Fadi *Abou-Rizk* »
        return position if position > at else 0

    def town(self, at: int) -> Draft | None:
        """A town or region, which tells the country of whoever belongs to it; None where it is likelier another."""
        found = self.found
        if at not in found.towns or at in found.names or at in found.demonyms or at in found.persons:
            return None
        name, end = found.towns[at]
        draft = Draft(self.sentence.index, at, end, "state", end - 1, "list:town", listed=name)
        draft.place_only = True
        if name.country:
            draft.countries = [name.country]
        return draft

    def listed(self, at: int) -> Draft:
        name, end = self.found.names[at]
        longer = self.found.names.get(end + 1) if end < len(self.tokens) and self.tokens[end].lower == "of" else None
        if name.kind == "state" and longer is not None and longer[0].kind == "state":
            name, end = longer  # "Islamic Republic of Pakistan"
        form: MentionForm = "state" if name.kind == "state" else "name"
        return Draft(
            self.sentence.index,
            at,
            end,
            form,
            end - 1,
            f"list:{name.kind}",
            listed=name,
            countries=[name.country] if name.country else [],
        )

    def formal_state(self, at: int) -> Draft | None:
        """ "the Arab Republic *of Egypt*", « République de Finlande »: a state with what it calls itself."""
        for position in range(at, min(at + 4, len(self.tokens) - 2)):
            token = self.tokens[position]
            if not capital(token):
                return None
            if token.lower in self.lex.wording.state_forms:
                after = position + 1
                while after < min(position + 3, len(self.tokens) - 1) and self.tokens[after].pos == "ADJ":
                    after += 1
                if self.tokens[after].lower not in self.lex.wording.complement:
                    continue
                after += 1
                if after < len(self.tokens) and self.tokens[after].lower in self.lex.wording.determiners:
                    after += 1
                name = self.found.names.get(after)
                if name is not None and name[0].kind == "state":
                    draft = self.listed(after)
                    draft.first = at
                    return draft
        return None

    def of_state(self, draft: Draft) -> None:
        """ "Prime Minister Mario Draghi of Italy": a state behind the name."""
        at = draft.last
        if draft.owner is not None or draft.countries or (self.lex.wording.adjective_follows and draft.role is None):
            return
        if at + 1 < len(self.tokens) and self.tokens[at].lower in ("of", "de", "d'", "du"):
            start = at + 1 + (self.tokens[at + 1].lower in ("the", "la", "l'"))
            name = self.found.names.get(start)
            if name is not None and name[0].kind in ("state", "organisation"):
                draft.owner = self.listed(start)
                draft.last = draft.owner.last

    def extend_left(self, draft: Draft, floor: int) -> None:
        """Take in the adjectives and the determiner before a phrase, and note what they say."""
        if draft.pronoun or draft.pair:
            return
        first = draft.first
        if draft.role is not None and draft.name is None:
            self.extend_right(draft)
        hyphen = draft.role is not None and first > floor + 1 and self.tokens[first - 1].text == "-"
        if hyphen and self.former_between(first - 2, first - 1):  # "ex-president" in three tokens
            draft.former, first = True, first - 2
        while (
            draft.role is not None
            and first > floor
            and (self.is_modifier(first - 1) or self.describes(first - 1, draft))
        ):
            first -= 1
            draft.former = draft.former or self.former_between(first, first + 1)
            draft.standing = draft.standing or self.standing_between(first, first + 1)
        if first > floor:
            before = self.tokens[first - 1]
            bare = draft.form == "demonym" or (draft.name is not None and draft.role is None and not draft.counterpart)
            word = before.lower
            if word in self.lex.wording.determiners and not bare and (word not in ("de", "des") or before.pos == "DET"):
                first -= 1
                draft.definite = word not in self.lex.wording.indefinite
                draft.grammatical = draft.grammatical or self.lex.wording.genders.get(word)
                if word in self.lex.wording.possessives:
                    draft.possessive = first
            elif word in ("du", "au"):
                draft.grammatical = draft.grammatical or "m"
            elif draft.role is not None and not draft.plural and not self.lex.wording.adjective_follows:
                draft.definite = bool(draft.countries) or draft.owner is not None
            elif draft.role is not None and draft.plural:
                draft.definite = word in ("des", "aux")
        draft.first = first

    def extend_right(self, draft: Draft) -> None:
        """« les alliés *occidentaux* »: an adjective behind a role without a name is part of the phrase."""
        at = draft.last
        if self.lex.wording.adjective_follows and at < len(self.tokens) and not self.begins(at):
            draft.last += self.describes(at, draft)

    def describes(self, at: int, draft: Draft) -> bool:
        """Whether the token is an adjective that hangs on a word of the phrase beside it."""
        token = self.tokens[at]
        return token.pos == "ADJ" and token.dep == "amod" and draft.first <= token.head < draft.last

    def written(self, start: int, end: int) -> str:
        """The words as they stand in the text (spaces made single)."""
        tokens = self.tokens[start:end]
        parts = [tokens[0].text]
        for before, token in pairwise(tokens):
            parts.append((" " if token.start > before.end else "") + token.text)
        return "".join(parts)
