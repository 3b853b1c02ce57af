"""Is it so? Tense, condition, denial: what a verb's form and the words that govern it say of an act's reality."""

from __future__ import annotations

from .clause import Clause
from .view import View

# Words looked at around "that" for what is said of its clause.
_NEAR = 6


def own_modality(view: View, clause: Clause, auxiliaries: list[int]) -> None:
    """Tense and conditional from the verb's and its auxiliaries' own forms."""
    grammar = view.grammar
    group = [*reversed(auxiliaries), clause.verb]
    lead = view.tokens[group[0]]
    tense, mood = lead.morph.get("Tense"), lead.morph.get("Mood")
    if mood == "Cnd" or any(view.form[a] in grammar.hypothetical_modals for a in auxiliaries):
        clause.hypothetical = True
    if tense == "Fut" or any(view.form[a] in grammar.future_modals for a in auxiliaries):
        clause.tense = "future"
    elif (
        clause.form in ("finite", "infinitive")
        and auxiliaries
        and view.tokens[clause.verb].morph.get("VerbForm") == "Part"
    ):
        progressive = view.tokens[clause.verb].morph.get("Aspect") == "Prog"
        clause.tense = (
            "present" if (clause.passive or progressive) and tense == "Pres" and len(auxiliaries) == 1 else "past"
        )
    elif clause.form == "finite":
        clause.tense = "past" if tense in ("Past", "Imp") else "present"
    elif clause.form == "gerund":
        clause.tense = "present"


def inherit_modality(view: View, clause: Clause) -> None:
    """What the governing verb or noun says of a complement's reality: tried, planned, feared, avoided."""
    if clause.form == "noun":
        return
    if clause.link == "adverbial" and clause.form in ("gerund", "participle"):
        # "Expelling two diplomats, X …", "…, forcing Y to respond": as real as the clause that it goes with.
        if clause.governor is not None:
            clause.tense, clause.hypothetical = clause.governor.tense, clause.governor.hypothetical
        return
    if clause.form not in ("infinitive", "gerund"):
        _inherit_finite(view, clause)
    elif clause.governor is None:
        clause.hypothetical = True
    else:
        _inherit_governed(view, clause, clause.governor)


def _inherit_finite(view: View, clause: Clause) -> None:
    """A clause with a verb of its own tense: announced, feared, or only if something is so."""
    if _future_in_past(view, clause):
        clause.tense, clause.hypothetical = "future", False
    governor = clause.governor if clause.link == "complement" else None
    feared = (governor is not None or clause.link == "relative") and _feared_noun(view, clause)
    feared = feared or (governor is not None and governor.lemma in view.grammar.fear_words)
    if feared or _conditional(view, clause):
        clause.hypothetical = True
    if _is_said_untrue(view, clause):
        clause.negated = not clause.negated


def _inherit_governed(view: View, clause: Clause, governor: Clause) -> None:
    """An infinitive or gerund is as real as the verb or noun before it has it."""
    grammar = view.grammar
    lemma = governor.lemma
    clause.tense = governor.tense if not clause.perfect else "past"
    if _is_plan(view, governor):
        governor.tense = "future"
    clause.hypothetical = clause.hypothetical or governor.hypothetical
    # "after meeting" tells of a meeting, "the importance of meeting" does not.
    lead = view.form[clause.first - 1] if clause.first else ""
    gerund_of_time = clause.form == "gerund" and lead not in grammar.topic_prepositions
    nouns = [view.lemma[k] for k in range(governor.verb + 1, clause.first) if view.tokens[k].pos == "NOUN"]
    beside = range(governor.verb, min(governor.verb + 4, clause.first))
    unable = any(view.form[k] in grammar.unable for k in beside)
    # Denied, these do not simply deny what follows.
    turned = lemma in grammar.failing_verbs or lemma in grammar.done_if_denied
    if nouns and nouns[-1] in grammar.attempt_nouns:
        clause.hypothetical = True
        if lemma in grammar.failing_verbs:
            clause.negated = True
    elif governor.negated and turned:
        # "has not stopped bombing" is bombing still; "did not refuse to meet" tells of no meeting
        clause.hypothetical = clause.hypothetical or lemma not in grammar.done_if_denied
    elif lemma in grammar.failing_verbs:
        clause.negated = not clause.negated
        clause.hypothetical = clause.hypothetical or lemma in grammar.preventing_verbs
    elif unable:
        clause.negated = not governor.negated
    elif lemma in grammar.attempt_verbs:
        clause.hypothetical = True
    elif lemma in grammar.future_verbs:
        clause.tense = "future"
        if lemma in grammar.duty_verbs and governor.link == "complement":
            # « a déclaré que B devait V » is what A wants, not what B will do.
            clause.hypothetical = True
    elif any(view.form[k] in grammar.willing for k in beside):
        clause.tense = "future"
    elif lemma in grammar.recent_past_verbs:
        clause.tense = "past"
    elif lemma not in grammar.raising_verbs and not gerund_of_time and not clause.perfect:
        # « pour V », "to V" of purpose: an aim, not a fact.
        clause.hypothetical = True
    if governor.negated and not unable and not turned:
        clause.negated = True


def _future_in_past(view: View, clause: Clause) -> bool:
    """ "said it would provide", « a déclaré qu'il fournirait »: told in the past, what is announced is to come."""
    above = clause.governor
    if above is None or clause.link != "complement" or above.negated or above.hypothetical:
        return False
    if above.tense != "past" or above.lemma not in view.grammar.speech_verbs:
        return False
    if clause.end < len(view.tokens) and view.form[clause.end] in view.grammar.conditionals:
        return False
    if view.grammar.past_futures:
        group = range(clause.first, clause.verb)
        perfect = any(view.lemma[k] in view.grammar.have for k in group)
        return not perfect and any(view.form[k] in view.grammar.past_futures for k in group)
    return view.tokens[clause.verb].morph.get("Mood") == "Cnd"


def _is_plan(view: View, governor: Clause) -> bool:
    """ "is due to meet", « doit rencontrer »: the verb before the infinitive tells of what is to come itself."""
    if governor.lemma in view.grammar.future_auxiliaries:
        return not governor.hypothetical
    at = governor.verb + 1
    planned = at < len(view.tokens) and view.form[at] in view.grammar.planned_adjectives
    return planned and governor.lemma in view.grammar.be


def _conditional(view: View, clause: Clause) -> bool:
    start = _start(clause)
    for k in range(max(0, start - 4), start):
        if view.form[k] in view.grammar.conditionals and view.tokens[k].pos in ("SCONJ", "ADV"):
            return True
    return False


def _start(clause: Clause) -> int:
    """Where the clause begins: at its subject or its verb's group."""
    return clause.first if clause.subject_token is None else min(clause.first, clause.subject_token)


def _is_said_untrue(view: View, clause: Clause) -> bool:
    """ "it is false that X met Y", « il n'est pas vrai que … », "reports that X met Y are untrue"."""
    grammar = view.grammar
    start = _start(clause)
    marks = (grammar.complementizers, grammar.relatives)
    before = range(start - 1, max(-1, start - _NEAR), -1)
    mark = next((k for k in before if any(view.form[k] in words for words in marks)), None)
    if not mark:
        return False
    if any(view.lemma[k] in grammar.hearsay for k in range(max(0, mark - 2), mark)):  # « selon lesquelles »
        verbs = (k for k in range(clause.verb + 1, len(view.tokens)) if view.lemma[k] in grammar.be)
        verb = next((k for k in verbs if k >= clause.end), None)
        said = range(0) if verb is None else range(verb + 1, min(verb + _NEAR, len(view.tokens)))
    else:
        verb = next((k for k in range(mark - 1, max(-1, mark - _NEAR), -1) if view.lemma[k] in grammar.be), None)
        said = range(0) if verb is None else range(verb - 1 if verb else verb, mark)
    words = [view.form[k] for k in said]
    denied = any(word in grammar.negations for word in words)
    return any(word in (grammar.true if denied else grammar.untrue) for word in words)


def _feared_noun(view: View, clause: Clause) -> bool:
    """« les craintes que la guerre ne … », "fears that …"."""
    start = clause.subject_token if clause.subject_token is not None else clause.first
    return any(view.lemma[k] in view.grammar.fear_words for k in range(max(0, start - 5), start))
