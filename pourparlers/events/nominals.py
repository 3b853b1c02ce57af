"""Nouns that stand for a verb before an infinitive: « le refus du Pérou de rencontrer le Chili », "X's decision to …".

They become clauses, so that the patterns of the verb ("refuse to meet Y") read them too, and so that the infinitive has
the noun's owner for its subject.
"""

from __future__ import annotations

from ..actors.mentions import Mention
from .clause import Clause
from .slots import is_genitive
from .view import View

# Between the noun and its infinitive stand at most so many words ("the decision by the president of Peru to …").
_REACH = 14


def with_nominals(view: View, clauses: list[Clause]) -> list[Clause]:
    """The clauses with those of nouns put before the infinitives that they govern."""
    found: list[Clause] = []
    for index, clause in enumerate(clauses):
        if clause.form == "infinitive":
            before = clauses[index - 1] if index else None
            nominal = _nominal(view, clause, before)
            if nominal is not None:
                clause.governor, clause.link = nominal, "complement"
                found.append(nominal)
        found.append(clause)
    return found


def _nominal(view: View, infinitive: Clause, before: Clause | None) -> Clause | None:
    floor = before.verb if before is not None else view.opening - 1
    for k in range(infinitive.first - 1, max(floor, infinitive.first - _REACH), -1):
        if view.mention[k] is not None or view.tokens[k].pos in ("DET", "ADP", "PART", "ADJ", "PROPN"):
            continue
        lemma = view.grammar.nominal.get(view.lemma[k])
        if lemma is None or view.tokens[k].pos != "NOUN":
            return None
        owner = _owner(view, k, infinitive.first)
        if owner is None:
            return None
        inside = before is not None and k < before.end
        return Clause(
            verb=k,
            first=k,
            form="noun",
            passive=False,
            reflexive=False,
            link="complement" if inside else "main",
            governor=before if inside else None,
            end=infinitive.first,
            subject=[owner],
            subject_token=owner.head,
            lemma=lemma,
            after=k + 1,
        )
    return None


def _owner(view: View, noun: int, end: int) -> Mention | None:
    """Whose refusal it is: "Peru's", "the Peruvian", "its", "by Peru", "of Peru"."""
    grammar = view.grammar
    for mention in view.mentions:
        if noun < mention.first < end and not mention.place_only:
            lead = next((k for k in range(mention.first - 1, noun, -1) if view.tokens[k].pos != "DET"), noun)
            if mention.form == "demonym" and mention.first == noun + 1:
                return mention
            contracted = view.preposition[mention.first - 1] if mention.first > noun + 1 else ""
            if {view.form[lead], contracted} & (grammar.of | grammar.by) and mention.form != "demonym":
                return mention
    k = noun - 1
    while (
        k >= 0 and view.mention[k] is None and (view.tokens[k].pos == "ADJ" or view.tokens[k].text in grammar.genitives)
    ):
        k -= 1
    mention_before = view.mention[k] if k >= 0 else None
    if mention_before is None:
        return None
    owns = mention_before.form == "demonym" or view.form[k] in grammar.possessives
    return mention_before if owns or is_genitive(view, mention_before, noun) else None
