"""What the verb around an event noun says of its reality: held, planned, denied, or only spoken of.

« a tenu des pourparlers », "a visit is planned", "agreed at the talks of May 4": the noun names the event, and its
clause tells whether and when it took place, and often who took part.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..actors.mentions import Mention
from .clause import Clause
from .frames import Match
from .introductions import introduction
from .slots import SPOKEN, actor_ids, actors_of, preposition_before, same_actors
from .view import View

_LONGEST_NAME = 10  # tokens before an event noun that may belong to its phrase


def _participants(view: View, match: Match, clause: Clause) -> None:
    """ "During a telephone conversation, *A* wished *B* well", « lors d'un appel, *A et B* ont évoqué … ».

    The talk is that of the two subjects, or of the subject and the one whom the words are addressed to.
    """
    if match.frame.event != "CONSULT":
        return
    subject = [m for m in clause.parties if _leads(m)]
    countries = {actor.country for actor in actors_of(subject)}
    if len(countries) > 1:
        match.roles["X"].extend(subject)
        return
    if match.frame.mode != "phone":
        return
    for mention in view.mentions:
        if not clause.verb < mention.first < clause.reach or mention.place_only or mention.actor.country in countries:
            continue
        j = preposition_before(view, mention.first)
        addressed = j is not None and view.preposition[j] in view.grammar.addressed
        if subject and addressed and _leads(mention):
            match.roles["X"].extend(subject)
            match.roles["Y"].append(mention)
            return


def _leads(mention: Mention) -> bool:
    """Whether a mention stands for officials who hold talks themselves."""
    return all(a.kind == "person" and a.level in ("head", "minister") for a in actors_of([mention]))


def reality(view: View, match: Match, clause: Clause, first: int, verbs: Mapping[Clause, Match]) -> bool:
    """Take over what the governing verb says of the noun's reality. False: no event of its own is told."""
    grammar = view.grammar
    lemma = clause.lemma
    # "what was agreed at the talks of May 4", whatever the verb says of what follows
    followed = match.frame.event == "CONSULT" and introduction(view, first, parties=True) in ("follow_up", "day_after")
    match.tense = clause.tense
    fronted = clause.verb > first and clause.subject_token not in match.tokens
    is_subject = clause.verb > first and not fronted
    told = verbs.get(clause)
    if told is not None and told.frame.event == match.frame.event == "CONSULT" and not is_subject and not followed:
        sides = actor_ids([*told.roles["X"], *told.roles["Y"]])
        if actor_ids([*match.roles["X"], *match.roles["Y"]]) <= sides:
            return False  # « s'est entretenu en visioconférence avec B »: the noun says how
    between = range(clause.verb + 1, first) if clause.verb < first else range(max(0, first - 6), first)
    nouns = [view.lemma[k] for k in between if view.tokens[k].pos == "NOUN" and view.mention[k] is None]
    if nouns and nouns[-1] in grammar.attempt_nouns:
        return False
    if not fronted and not is_subject and not followed and _asked_for(clause, verbs):
        return False
    before = range(max(0, min(first - 4, phrase_start(view, first) - 1)), first)
    # Folded, « à » is as « a » is: « il *a* reporté ses entretiens ».
    prepositions = (view.form[k] for k in before if view.tokens[k].pos not in ("AUX", "VERB"))
    temporal = fronted or any(form in grammar.event_prepositions for form in prepositions)
    if is_subject and not followed:
        _happening(view, match, clause)
        return True
    if temporal or followed:
        _occasion(view, match, clause, over=followed)
        return True
    if lemma in grammar.support_verbs and (told is None or told.frame.event not in SPOKEN):
        _held(view, match, clause, first)
        return True
    for above, act in verbs.items():
        if act.frame.event in SPOKEN and above.verb < first < above.reach:
            if not act.roles["Y"] and match.roles["X"] and not same_actors(match.roles["X"], act.roles["X"]):
                act.roles["Y"] = list(match.roles["X"])  # "condemned Russia's shelling of …"
            return False
    if lemma in grammar.be:
        # "It was their first talk since …"
        match.hypothetical, match.negated = clause.hypothetical, clause.negated
        return True
    unheld = (grammar.attempt_verbs, grammar.future_verbs, grammar.failing_verbs, grammar.cancelling_verbs)
    if clause.hypothetical or any(lemma in verbs for verbs in unheld):
        return False
    match.tense = "past" if clause.tense == "present" else clause.tense
    return True


def _happening(view: View, match: Match, clause: Clause) -> None:
    """« une visite est prévue », "talks took place": the noun is the subject."""
    grammar, lemma = view.grammar, clause.lemma
    behind = range(clause.verb + 1, min(clause.verb + 3, len(view.tokens)))
    if clause.passive and lemma in grammar.future_verbs:
        match.tense = "future"
    elif clause.passive and lemma in grammar.cancelling_verbs:
        match.negated = not clause.negated
    elif not grammar.occur_phrases.isdisjoint((lemma, *(f"{lemma} {view.lemma[k]}" for k in behind))):
        match.hypothetical, match.negated = clause.hypothetical, clause.negated
    else:
        match.tense = "past"


def _occasion(view: View, match: Match, clause: Clause, *, over: bool) -> None:
    """ "during the talks, A and B …": the noun tells when something else was done, or ``over`` what came before it."""
    grammar = view.grammar
    x, y = match.roles["X"], match.roles["Y"]
    if match.frame.reciprocal and y and not x:
        # « a évoqué la crise lors d'entretiens avec B »: the talks are the subject's.
        x.extend(clause.parties)
    elif match.frame.reciprocal and not x and not y:
        _participants(view, match, clause)
    # "during the visit, the two *plan* to …"
    planned = clause.lemma in grammar.future_verbs and clause.lemma not in grammar.be
    match.tense = "future" if (clause.tense == "future" or planned) and not over else "past"


def _held(view: View, match: Match, clause: Clause, first: int) -> None:
    """« a tenu des pourparlers avec B »: the subject of the support verb takes part, unless the noun has an owner."""
    match.hypothetical, match.negated = clause.hypothetical, clause.negated
    direct = not clause.passive and is_object_of(view, clause, first) and not match.possessed
    if direct and (not match.roles["X"] or match.frame.reciprocal):
        known = actor_ids([*match.roles["X"], *match.roles["Y"]])
        match.roles["X"][:0] = [m for m in clause.parties if id(m.actor) not in known]
        match.tokens.insert(0, clause.verb)


def phrase_start(view: View, first: int) -> int:
    """The first token of the noun's phrase: "at *the Chilean-Peruvian top-level* talks"."""
    start = first
    while start and first - start < _LONGEST_NAME:
        token = view.tokens[start - 1]
        if token.pos not in ("DET", "ADJ", "ADV", "NOUN", "NUM", "PROPN") and token.text not in ("-", "–"):
            break
        start -= 1
    return start


def is_denied(view: View, first: int) -> bool:
    """Whether the noun's own determiner says that there was none: "*no* talks", « *aucun* entretien »."""
    before = range(max(0, phrase_start(view, first) - 1), first)
    return any(view.form[k] in view.grammar.denying_determiners and view.mention[k] is None for k in before)


def _asked_for(clause: Clause, verbs: Mapping[Clause, Match]) -> bool:
    """ "urged Uganda to hold talks with Rwanda": the talks are what is urged, not an event beside the urging."""
    above = clause.governor
    while clause.link == "complement" and above is not None:
        if above in verbs and verbs[above].frame.event in SPOKEN:
            return True
        clause, above = above, above.governor
    return False


def is_object_of(view: View, clause: Clause, first: int) -> bool:
    """Whether the noun at ``first`` is the verb's object: no other noun and no preposition stands between."""
    for k in range(clause.verb + 1, first):
        if view.is_time[k]:
            continue
        if (
            view.tokens[k].pos in ("ADP", "NOUN", "SCONJ")
            and view.form[k] not in view.grammar.transparent
            and view.tokens[k].dep != "prt"
        ):
            return False
    return True
