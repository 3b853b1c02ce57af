"""Event nouns: « l'appel entre A et B », « la conversation d'A avec B », "Russia's attack on Ukraine".

The roles around a noun are read from a few words each language has for them (:mod:`.grammar`): between, with, of,
by, against, a possessive, an adjective of nationality, and the subject of a support verb ("hold", « tenir »).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ..actors.mentions import Mention
from ..codebook.shapes import Frame
from .clause import Clause
from .frames import Index, Match
from .reality import is_denied, is_object_of, reality
from .slots import PLACE_AS_PARTY, actor_ids, actors_of, fullest, is_genitive, joined, preposition_before, same_actors
from .view import View

_LONGEST_PHRASE = 24
_HEADS = 6  # steps from an event noun up to the verb it hangs on
# "withdrawal from Syria", "expulsion from Kenya": what "from" introduces is no author there.
_LEAVING = frozenset({"RETREAT", "SANCTION", "MOBILIZE"})


def match_nouns(
    view: View, clauses: list[Clause], index: Index, taken: set[int], verbs: Mapping[Clause, Match]
) -> list[Match]:
    """The event nouns of the sentence whose parties can be read.

    ``taken`` are tokens that verb frames used, ``verbs`` those frames by clause: a noun in the complement of an act of
    speech (asked for, refused, threatened) is no event of its own.
    """
    found = (_roles(view, clauses, frame, first, last, verbs) for first, last, frame in event_nouns(view, index, taken))
    return [match for match in found if match is not None]


def event_nouns(view: View, index: Index, taken: Collection[int] = ()) -> Iterator[tuple[int, int, Frame]]:
    """The codebook's nouns in the sentence, not on ``taken`` tokens: first and last token, and the frame they name."""
    unit = 0
    while unit < len(view.unit_token):
        token = view.unit_token[unit]
        entry = _phrase(view, unit, index)
        if entry is None or token in taken:
            unit += 1
            continue
        phrase, frame = entry
        unit += len(phrase)
        # "videoconference talks", "summit meeting": the first says of what kind the second is.
        more = _phrase(view, unit, index) if unit < len(view.unit_token) else None
        if more is not None and more[1].event == frame.event and view.unit_token[unit] not in taken:
            unit += len(more[0])
        yield token, view.unit_token[unit - 1], frame


def _phrase(view: View, unit: int, index: Index) -> tuple[tuple[str, ...], Frame] | None:
    token = view.unit_token[unit]
    if view.tokens[token].pos not in ("NOUN", "PROPN", "ADJ", "X") or (unit > 0 and view.unit_token[unit - 1] == token):
        return None
    mention = view.mention[token]
    if mention is not None and mention.form != "demonym":
        return None
    for word in dict.fromkeys((view.unit_lemma[unit], view.unit_form[unit])):
        for phrase, frame in index.nouns.get(word, ()):
            if view.phrase_at(unit, phrase) is not None:
                return phrase, frame
    return None


def _roles(
    view: View, clauses: list[Clause], frame: Frame, first: int, last: int, verbs: Mapping[Clause, Match]
) -> Match | None:
    match = Match(
        frame,
        {"X": [], "Y": []},
        list(range(first, last + 1)),
        noun=first,
        pattern=" ".join(t.text for t in view.tokens[first : last + 1]),
    )
    _before(view, clauses, match, first)
    loose = _after(view, clauses, match, last)
    clause = _governing(view, clauses, first)
    match.clause = clause
    received = clause is not None and _received(view, match, clause, first, loose)
    if clause is not None and not received and not reality(view, match, clause, first, verbs):
        return None
    match.negated = match.negated or is_denied(view, first)
    beside = (*range(max(0, first - 3), first), *range(last + 1, min(last + 3, len(view.tokens))))
    if any(view.form[k] in view.grammar.planned and view.mention[k] is None for k in beside):
        match.tense = "future"
    x, y = match.roles["X"], match.roles["Y"]
    # "of" leaves open who did it: the attack of the rebels, the invasion of Kuwait. The other role decides.
    if not x:
        x.extend(loose)
    elif not y:
        y.extend(loose)
    if frame.reciprocal:
        return match if x and len(actors_of([*x, *y])) > 1 else None
    return match if x and y and not same_actors(x, y) else None


def _received(view: View, match: Match, clause: Clause, first: int, loose: list[Mention]) -> bool:
    """ "received a call from Y", « a subi une attaque de Y »: the subject is the one it is done to, Y does it."""
    if clause.lemma not in view.grammar.receiving_verbs or clause.passive or match.possessed:
        return False
    x, y = match.roles["X"], match.roles["Y"]
    senders = x or loose
    if clause.verb > first or not is_object_of(view, clause, first) or not senders or y:
        return False
    receivers = clause.parties
    if not receivers or same_actors(senders, receivers):
        return False
    x[:], y[:] = senders, receivers
    loose.clear()
    match.tense, match.hypothetical, match.negated = clause.tense, clause.hypothetical, clause.negated
    match.tokens.insert(0, clause.verb)
    match.possessed = True  # who sent it began it
    return True


def _fits(mention: Mention, frame: Frame) -> bool:
    if not mention.place_only:
        return True
    talk = frame.event == "CONSULT" and frame.mode != "visit"
    return frame.event in PLACE_AS_PARTY and not talk and mention.actor.country is not None


def _after(view: View, clauses: list[Clause], match: Match, last: int) -> list[Mention]:
    """Roles from the phrases after the noun, up to the next verb or the end of the phrase.

    Returns the mentions that "of" introduces, whose role the rest of the clause has to decide.
    """
    loose: list[Mention] = []
    grammar = view.grammar
    event = match.frame.event
    x, y = match.roles["X"], match.roles["Y"]
    ahead = [clause for clause in clauses if clause.verb > last and not _holds(view, clause, last)]
    stop = min((clause.first for clause in ahead), default=len(view.tokens))
    i = last + 1
    end = min(stop, last + _LONGEST_PHRASE, len(view.tokens))
    while i < end:
        token = view.tokens[i]
        mention = view.mention[i]
        if mention is None:
            if token.text in (";", ":") or (view.form[i] in grammar.relatives and token.pos in ("PRON", "SCONJ")):
                return loose
            if token.text == "," and (x or y or loose):
                return loose
            if token.pos == "NOUN" and (x or y or loose) and token.dep not in ("amod",) and not view.is_time[i]:
                return loose
            i += 1
            continue
        if mention.form == "demonym":
            if not x and mention.first == last + 1 + _adjectives(view, last + 1, mention.first):
                x.append(mention)
            i = mention.last
            continue
        j = preposition_before(view, mention.first)
        preposition = view.preposition[j] if j is not None and j > last else ""
        if not _fits(mention, match.frame):
            i = mention.last
            continue
        group = joined(view, mention, event)
        if preposition in grammar.between:
            x.extend(group)
        elif preposition in grammar.with_:
            y.extend(group)
        elif preposition in grammar.by or (preposition in grammar.senders and not x and event not in _LEAVING):
            x[:] = group
        elif preposition in grammar.of and match.possessed and len(actors_of(x)) > 1:
            return loose  # « leur rencontre de Lima »: whose it is, is told
        elif preposition in grammar.of and not loose:
            (x if match.frame.reciprocal else loose).extend(group)
        elif preposition in grammar.against and not y and (not match.frame.reciprocal or event != "CONSULT"):
            y.extend(group)
        else:
            return loose
        match.last = i = group[-1].last
    return loose


def _holds(view: View, clause: Clause, last: int) -> bool:
    """Whether a clause only says that the talk ending at ``last`` was held: "talks *held* in Oslo between A and B"."""
    support = clause.form == "participle" and clause.lemma in view.grammar.support_verbs
    return support and all(view.tokens[k].pos == "ADV" for k in range(last + 1, clause.verb))


def _adjectives(view: View, first: int, last: int) -> int:
    """How many tokens of ``[first, last)`` are adjectives, if all are; else a number that fits nothing."""
    return last - first if all(view.tokens[k].pos in ("ADJ", "ADV") for k in range(first, last)) else 99


def _before(view: View, clauses: list[Clause], match: Match, first: int) -> None:
    """Roles from the words before the noun: a possessive, a genitive, an adjective of nationality, a compound."""
    grammar = view.grammar
    x = match.roles["X"]
    j = first - 1
    while j >= 0 and first - j < 8:
        token = view.tokens[j]
        mention = view.mention[j]
        if mention is not None:
            if mention.form == "pronoun" and view.form[j] in grammar.possessives:
                owner = _owner(clauses, j) if view.form[j] in grammar.plural_possessives else []
                several = len(actors_of(owner)) > 1 and not mention.actor.members
                _possess(view, match, owner if several else [mention])
                return
            genitive = is_genitive(view, mention, first)
            if grammar.language == "en" and (genitive or mention.form == "demonym" or _compound(view, mention, first)):
                if not x or match.frame.reciprocal:
                    x[:0] = _compounded(view, mention)
                    match.possessed = genitive
                return
            if mention.form == "demonym" and grammar.language == "fr" and not x:
                x.append(mention)
            return
        if view.form[j] in grammar.possessives and token.pos in ("DET", "PRON"):
            owner = _owner(clauses, j)
            if owner:
                _possess(view, match, owner)
            return
        if token.pos not in ("ADJ", "NUM", "NOUN", "PROPN", "PART", "ADV", "PUNCT", "VERB") or token.text in (
            ",",
            ";",
            ":",
        ):
            return
        j -= 1


def _possess(view: View, match: Match, owner: list[Mention]) -> None:
    x = match.roles["X"]
    if x and not match.frame.reciprocal:
        return
    owner = [fullest(mention, view.mentions, match.tokens[0]) for mention in owner]
    known = actor_ids([*x, *match.roles["Y"]])
    x[:0] = [mention for mention in owner if id(mention.actor) not in known]
    match.possessed = True


def _compound(view: View, mention: Mention, first: int) -> bool:
    """ "US-Russia talks": the mention stands right before the noun, adjectives and other nouns apart."""
    return all(
        view.tokens[k].pos in ("ADJ", "NOUN", "NUM", "PUNCT", "PROPN") for k in range(mention.last, first)
    ) and view.tokens[mention.head].pos in ("PROPN", "ADJ", "NOUN")


def _compounded(view: View, mention: Mention) -> list[Mention]:
    k = mention.first - 1
    if k > 0 and view.tokens[k].text in ("-", "–", "and", "/"):
        other = view.mention[k - 1]
        if other is not None and other is not mention:
            return [other, mention]
    return [mention]


def _owner(clauses: list[Clause], at: int) -> list[Mention]:
    """Whose « son appel » it is: the subject of the verb before it, else of the clause it stands in."""
    before = [clause for clause in clauses if clause.verb < at and clause.subject]
    for clause in reversed(before):
        if clause.parties:
            return clause.parties
    # « Pendant sa conversation avec B, A a … »: the owner follows.
    after = next((clause for clause in clauses if clause.verb > at and clause.form == "finite"), None)
    return after.parties if after is not None and not before else []


def _governing(view: View, clauses: list[Clause], first: int) -> Clause | None:
    """The clause whose complements the noun is among, or whose subject it is."""
    for clause in reversed(clauses):
        if clause.verb < first < max(clause.end, clause.verb + 1) and not _is_over(view, clause, first):
            return clause
    subject_of = [clause for clause in clauses if clause.verb > first and (clause.subject_token == first)]
    if subject_of:
        return subject_of[0]
    before = [clause for clause in clauses if clause.verb < first]
    while len(before) > 1 and _is_over(view, before[-1], first):
        before.pop()
    if before:
        return before[-1]
    return clauses[0] if clauses else None


def _is_over(view: View, relative: Clause, first: int) -> bool:
    """Whether a relative clause has ended before ``first``: « la crise, qui s'aggrave, lors d'entretiens avec B ».

    A comma closes it, and what stands at ``first`` hangs on a word before it, or follows the comma at once.
    """
    commas = [i for i in range(relative.verb + 1, first) if view.tokens[i].text == ","]
    if relative.link != "relative" or not commas:
        return False
    if first - commas[-1] <= 4 and view.form[commas[-1] + 1] in view.grammar.event_prepositions:
        return True
    above = first
    for _ in range(_HEADS):
        above = view.tokens[above].head
        if above <= relative.verb:
            return above < relative.first
    return False
