"""How a news text opens: datelines, which are no part of its first sentence, and headlines that the parser mistakes.

"LAGOS, May 3 (Reuters) -- Nigeria condemned …": taken for words of the sentence, Lagos would become its subject. In a
headline in the present tense (« Le Kenya expulse deux diplomates ») the parser often sees no verb at all.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence

from ..actors.mentions import Mention
from ..languages.folding import fold
from ..languages.tokens import Token

_DASHES = frozenset({"-", "–", "—", "--", "_", ":"})
_JOINTS = frozenset({",", ".", "/", "(", ")", "[", "]", "'", "’"})
# A dateline is at most so many tokens long.
_LONGEST = 16


def dateline_end(tokens: Sequence[Token], mentions: Sequence[Mention], is_time: Sequence[bool]) -> int:
    """The token after the dateline that the sentence begins with; 0 when there is none.

    A place in capitals, an agency in brackets or a date before the dash makes a dateline. So does a town standing for
    its country ("Washington - The president …") unless a second dash shows that the first opened an aside.
    """
    dash = next((i for i, token in enumerate(tokens[:_LONGEST]) if token.text in _DASHES), 0)
    if not dash or dash + 1 >= len(tokens):
        return 0
    head = tokens[:dash]
    bracketed = any(token.text in ("(", "[") for token in head)
    if tokens[dash].text == ":" and not (bracketed or _in_capitals(head[0], mentions)):
        return 0  # "Iran: sanctions unacceptable" has a speaker before its colon
    spaced = tokens[dash].start > head[-1].end
    written = (
        t.text[:1].isupper() or t.text in _JOINTS or is_time[t.i] or t.pos in ("NUM", "DET", "ADP") for t in head
    )
    if not head[0].text[:1].isupper() or not spaced or not all(written) or not _starts(tokens[dash + 1]):
        return 0
    dated = len(head) > 1 and any(is_time[token.i] for token in head[1:])
    if _in_capitals(head[0], mentions) or bracketed or dated:
        return dash + 1
    if tokens[dash].text == ":" or any(token.text == tokens[dash].text for token in tokens[dash + 1 :]):
        return 0
    first = next((mention for mention in mentions if mention.first == 0 and mention.last == dash), None)
    named = first is not None and first.form == "state" and fold(first.text) != fold(first.actor.name)
    return dash + 1 if named else 0


def _in_capitals(token: Token, mentions: Sequence[Mention]) -> bool:
    """ "LAGOS", but not "NATO": an organisation is written so anywhere."""
    if len(token.text) < 4 or not token.text.isalpha() or not token.text.isupper():
        return False
    return not any(mention.first == 0 and mention.actor.kind == "organisation" for mention in mentions)


def _starts(token: Token) -> bool:
    return token.text[:1].isupper() or not token.text[:1].isalpha()


def headline_verb(tokens: Sequence[Token], mentions: Sequence[Mention], verbs: Collection[str]) -> Token | None:
    """The verb in the present that a sentence without one must have behind its first mention, tagged as the verb it is.

    ``verbs`` are the verbs worth reading (the codebook's, folded). None when the sentence has a verb, or no such word
    stands where a headline has its verb: right after the subject, before what begins a complement.
    """
    if any(token.pos in ("VERB", "AUX") and token.morph.get("VerbForm") != "Part" for token in tokens):
        return None
    for mention in mentions:
        if mention.last >= len(tokens) - 1 or mention.first > 4 or mention.form == "demonym":
            continue
        token, following = tokens[mention.last], tokens[mention.last + 1]
        lemma = next((base for base in _bases(fold(token.lower)) if base in verbs), None)
        complement = following.pos in ("DET", "NUM", "ADP") or any(m.first == following.i for m in mentions)
        if lemma is not None and complement and token.pos in ("NOUN", "ADJ", "PROPN", "X") and token.text.islower():
            return dataclasses.replace(
                token, pos="VERB", dep="ROOT", lemma=lemma, morph={"VerbForm": "Fin", "Tense": "Pres", "Mood": "Ind"}
            )
    return None


def _bases(form: str) -> tuple[str, ...]:
    """The base forms that a third person of the present may have, in either language, the shorter ending first."""
    bases: list[str] = []
    if form.endswith("s"):
        bases += [form[:-1], form[:-2]] if form.endswith("es") else [form[:-1]]
    if form.endswith("e"):
        bases.append(form + "r")
    if form.endswith("ent"):
        bases.append(form[:-2] + "r")
    return tuple(bases)
