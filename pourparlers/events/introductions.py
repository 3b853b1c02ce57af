"""How the noun of a talk is introduced: as what the present talk follows, or as "theirs".

"Following the talks held on May 4", "the agreements reached during their meeting", « à la suite de leur entretien »:
that talk is another than the one that the report tells of. The phrases are data (``grammar_<language>.toml``).
"""

from __future__ import annotations

from .view import LONGEST_PHRASE, View

# So many tokens may stand between what introduces the talk and its noun ("following the top-level two-day …").
_BETWEEN = 8


def introduction(view: View, first: int, *, parties: bool = False) -> str:
    """How the noun at token ``first`` is introduced: "day_after", "follow_up" or "theirs"; empty when it is not.

    With ``parties`` its parties may stand in between ("following the *Chile-Peru* talks").
    """
    for name, phrases in (("day_after", view.grammar.day_after), ("follow_up", view.grammar.follow_up)):
        for i in range(max(0, first - _BETWEEN - LONGEST_PHRASE), first):
            behind = view.past_phrase(i, phrases, loosely=True)
            if (
                behind > i
                and first - behind <= _BETWEEN
                and all(_passes(view, k, parties=parties) for k in range(behind, first))
            ):
                return name
    near = range(max(0, first - 3), first)
    # "their meeting", "the previous meeting": those who speak now have held it.
    theirs = view.grammar.plural_possessives | view.grammar.previous
    return "theirs" if any(view.form[k] in theirs for k in near) else ""


def names_party(view: View, i: int) -> bool:
    """Whether a token belongs to a mention that can be a party: no pronoun, and not only a place."""
    mention = view.mention[i]
    return mention is not None and not mention.place_only and mention.form != "pronoun"


def _passes(view: View, i: int, *, parties: bool) -> bool:
    """Whether a token may stand between what introduces a noun and the noun: no verb, no party, no mark."""
    token = view.tokens[i]
    if names_party(view, i) or token.text in view.grammar.genitives:
        return parties
    wanted = token.pos in ("DET", "ADJ", "ADV", "NUM", "NOUN", "PROPN", "PRON", "ADP") or view.is_time[i]
    return wanted or token.morph.get("VerbForm") == "Part" or token.text == "-"
