"""Is it so? Tense, condition, denial: what a verb's form and the words that govern it say of an act's reality."""

from __future__ import annotations

from .clause import Clause
from .view import View


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
    if nouns and nouns[-1] in grammar.attempt_nouns:
        clause.hypothetical = True
        if lemma in grammar.failing_verbs:
            clause.negated = True
    elif lemma in grammar.failing_verbs:
        clause.negated = not clause.negated
        clause.hypothetical = clause.hypothetical or lemma in grammar.preventing_verbs
    elif lemma in grammar.attempt_verbs:
        clause.hypothetical = True
    elif lemma in grammar.future_verbs:
        clause.tense = "future"
        if lemma in grammar.duty_verbs and governor.link == "complement":
            # « a déclaré que B devait V » is what A wants, not what B will do.
            clause.hypothetical = True
    elif any(view.form[k] in grammar.willing for k in range(governor.verb, min(governor.verb + 4, clause.first))):
        clause.tense = "future"
    elif lemma in grammar.recent_past_verbs:
        clause.tense = "past"
    elif lemma not in grammar.raising_verbs and not gerund_of_time and not clause.perfect:
        # « pour V », "to V" of purpose: an aim, not a fact.
        clause.hypothetical = True
    if governor.negated and lemma not in grammar.failing_verbs:
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
    start = clause.subject_token if clause.subject_token is not None else clause.first
    for k in range(max(0, min(start, clause.first) - 4), min(start, clause.first)):
        if view.form[k] in view.grammar.conditionals and view.tokens[k].pos in ("SCONJ", "ADV"):
            return True
    return False


def _feared_noun(view: View, clause: Clause) -> bool:
    """« les craintes que la guerre ne … », "fears that …"."""
    start = clause.subject_token if clause.subject_token is not None else clause.first
    return any(view.lemma[k] in view.grammar.fear_words for k in range(max(0, start - 5), start))
