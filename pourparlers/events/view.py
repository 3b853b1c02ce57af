"""A sentence as the frame engine sees it: folded forms and lemmas, and which mention covers each word."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ..actors.mentions import Mention
from ..codebook.shapes import CONTRACTIONS
from ..languages.tokens import Sentence
from ..record import Time
from .grammar import Grammar, fold_word
from .openings import dateline_end, headline_verb

_QUOTES = frozenset("«»\"“”„'‘’[]()–—-")
# The most tokens that a phrase takes, hyphens counted.
LONGEST_PHRASE = 8


class View:
    """Folded words of one sentence, with the mentions laid over them. Indices are token indices.

    ``opening`` is the token after the dateline, whose words are in no clause. ``joins`` marks the words that join one
    party to another: "and", "together with". ``verbs`` are those that a headline may have where the parser sees none.
    """

    def __init__(
        self,
        sentence: Sentence,
        mentions: Sequence[Mention],
        grammar: Grammar,
        folds: dict[str, str],
        times: Sequence[Time] = (),
        verbs: Collection[str] = (),
    ) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        # Words of time expressions: no verbs, no objects, whatever the parser says (« a rencontré dimanche … »).
        self.is_time = [any(time.span[0] <= token.start < time.span[1] for time in times) for token in self.tokens]
        self.opening = dateline_end(self.tokens, mentions, self.is_time)
        if self.opening:
            mentions = [mention for mention in mentions if mention.first >= self.opening]
        verb = headline_verb(self.tokens, mentions, verbs) if verbs else None
        if verb is not None:
            self.tokens = [*self.tokens[: verb.i], verb, *self.tokens[verb.i + 1 :]]
        self.grammar = grammar
        contractions = CONTRACTIONS[grammar.language]
        self.form = [_folded(token.lower, folds) for token in self.tokens]
        self.lemma = [_folded(token.lemma, folds) for token in self.tokens]
        self.preposition = [contractions.get(form, form) for form in self.form]
        self._split_units()
        self._empty_idioms()
        # The widest mention that covers each token.
        self.mention: list[Mention | None] = [None] * len(self.tokens)
        for mention in sorted(mentions, key=lambda m: m.last - m.first):
            for i in range(max(0, mention.first), min(mention.last, len(self.tokens))):
                self.mention[i] = mention
        self.mentions = sorted(mentions, key=lambda m: (m.first, m.first - m.last))
        self.joins = [form in grammar.coordinators for form in self.form]
        self._join_companions()

    def _split_units(self) -> None:
        """Several words of a pattern may fall into one token ("cessez-le-feu"): units are single words."""
        self.unit_token: list[int] = []
        self.unit_form: list[str] = []
        self.unit_lemma: list[str] = []
        self.first_unit: list[int] = []
        for i, form in enumerate(self.form):
            self.first_unit.append(len(self.unit_token))
            forms = form.split()
            lemmas = self.lemma[i].split()
            if len(lemmas) != len(forms):
                lemmas = forms
            for one_form, one_lemma in zip(forms, lemmas, strict=True):
                self.unit_token.append(i)
                self.unit_form.append(one_form)
                self.unit_lemma.append(one_lemma)
        self.first_unit.append(len(self.unit_token))

    def _empty_idioms(self) -> None:
        """Take out the words of phrases that mean something else: "talk of a coup" is no talk."""
        for unit, form in enumerate(self.unit_form):
            for phrase in self.grammar.idioms.get(form, ()):
                if self.tokens[self.unit_token[unit]].pos == "NOUN" and self.phrase_at(unit, phrase) is not None:
                    for part in range(unit, unit + len(phrase)):
                        self.unit_form[part] = self.unit_lemma[part] = ""

    def _join_companions(self) -> None:
        """ "A together with B", and "A, with B, …": who is in company does what the other does."""
        for i, form in enumerate(self.form):
            end = self.past_phrase(i, self.grammar.companions)
            if i and end > i:
                self.joins[i:end] = [True] * (end - i)
            if form in self.grammar.with_ and i and self.tokens[i - 1].text == ",":
                mention = next((m for m in self.mentions if i < m.first <= i + 2), None)
                if mention is not None and self.mention[i - 2] is not None and self._is_comma(mention.last):
                    self.joins[i] = True

    def _is_comma(self, i: int) -> bool:
        return i < len(self.tokens) and self.tokens[i].text == ","

    def past_phrase(self, i: int, phrases: Mapping[str, Sequence[tuple[str, ...]]], *, loosely: bool = False) -> int:
        """The token behind the longest of ``phrases`` (by their first word) that begins at token ``i``; else ``i``.

        ``loosely``: hyphens are passed over ("follow-up"), and a preposition stands for its contractions too (« de »
        for « du », « des »).
        """
        spelt = (self.form, self.preposition) if loosely else (self.form,)
        some = [p for words in spelt for p in phrases.get(words[i], ())] if i < len(self.form) else []
        if not some:
            return i
        at = [k for k in range(i, min(len(self.form), i + LONGEST_PHRASE)) if self.form[k] or not loosely]
        fitting = [
            p
            for p in some
            if len(p) <= len(at)
            and all(any(words[k] == part for words in spelt) for k, part in zip(at, p, strict=False))
        ]
        return max((at[len(p) - 1] + 1 for p in fitting), default=i)

    def phrase_at(self, unit: int, phrase: Sequence[str]) -> int | None:
        """The unit after ``phrase`` when it stands at ``unit`` (by form or lemma), else None."""
        if unit + len(phrase) > len(self.unit_token):
            return None
        for offset, word in enumerate(phrase):
            at = unit + offset
            if self.unit_form[at] != word and self.unit_lemma[at] != word:
                return None
        return unit + len(phrase)

    def has_phrase(self, phrases: Sequence[Sequence[str]], first: int, last: int) -> int | None:
        """The token at which one of ``phrases`` stands within tokens ``[first, last)``, or None."""
        begin, end = self.first_unit[first], self.first_unit[max(first, last)]
        for unit in range(begin, end):
            for phrase in phrases:
                stop = self.phrase_at(unit, phrase)
                if stop is not None and stop <= end:
                    return self.unit_token[unit]
        return None

    def is_quote(self, i: int) -> bool:
        """True for quotation marks, brackets and dashes, which no clause is cut at."""
        text = self.tokens[i].text
        return len(text) <= 2 and all(character in _QUOTES for character in text)


def _folded(word: str, folds: dict[str, str]) -> str:
    found = folds.get(word)
    if found is None:
        if len(folds) > 100_000:
            folds.clear()
        found = folds[word] = fold_word(word)
    return found
