"""Clauses: the verbs of a sentence, each with its group, voice, complements and governor.

The parser's arcs are used where they agree with the order of words and repaired where they do not: a coordinated
verb without a subject of its own takes that of the verb before it, an infinitive that of the verb that governs it.
"""

from __future__ import annotations

from itertools import pairwise

from .clause import Clause, Form, Link
from .modality import inherit_modality, own_modality
from .nominals import with_nominals
from .subjects import find_subject
from .view import View

# Arcs to the parts of a clause whose denial denies the whole.
_PARTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass", "obj", "dobj", "dative", "attr"})


def find_clauses(view: View) -> list[Clause]:
    """The clauses of a sentence in the order of their verbs."""
    clauses = [clause for i in range(view.opening, len(view.tokens)) if (clause := _clause_at(view, i)) is not None]
    for index in range(len(clauses)):
        _share_auxiliaries(view, clauses, index)
    for index, clause in enumerate(clauses):
        following = clauses[index + 1].first if index + 1 < len(clauses) else len(view.tokens)
        clause.end = _window_end(view, clause, following)
        _link(view, clauses, index)
    clauses = with_nominals(view, clauses)
    for clause in clauses:
        _cut_circle(clause)
    # A participle or gerund that opens the sentence shares the subject of the clause behind it.
    for clause in sorted(clauses, key=_opens_sentence):
        find_subject(view, clauses, clause)
        clause.negated = clause.negated or _denied_part(view, clause)
    _end_before_next_subject(clauses)
    _share_complements(view, clauses)
    for clause in reversed(clauses):
        clause.reach = max(clause.reach, clause.end)
        if clause.governor is not None and clause.link == "complement":
            clause.governor.reach = max(clause.governor.reach, clause.reach)
    for clause in clauses:
        inherit_modality(view, clause)
    return clauses


def _opens_sentence(clause: Clause) -> bool:
    behind = clause.governor is not None and clause.governor.verb > clause.verb
    return behind and clause.form in ("participle", "gerund")


def _share_auxiliaries(view: View, clauses: list[Clause], index: int) -> None:
    """ "was arrested and deported", « a arrêté et expulsé »: a second participle shares the first one's auxiliary."""
    clause = clauses[index]
    if index == 0 or clause.first != clause.verb or clause.first == 0:
        return
    before = clauses[index - 1]
    token = view.tokens[clause.verb]
    if view.form[clause.first - 1] not in view.grammar.coordinators or before.form == "noun" or not before.perfect:
        return
    adjacent = clause.first - 2 == before.verb
    if clause.form == "participle" and (adjacent or (token.dep == "conj" and token.head == before.verb)):
        clause.form, clause.perfect, clause.negated = before.form, True, before.negated
        clause.passive = before.passive and clause.lemma not in view.grammar.unaccusative
    elif not (clause.form == "finite" and adjacent and before.passive and not _object_follows(view, clause)):
        return
    else:
        clause.passive = True  # "was beaten and robbed", the second read as a past tense
    clause.tense, clause.hypothetical = before.tense, before.hypothetical


def _object_follows(view: View, clause: Clause) -> bool:
    after = clause.verb + 1
    return after < len(view.tokens) and (view.mention[after] is not None or view.tokens[after].pos in ("DET", "NUM"))


def _share_complements(view: View, clauses: list[Clause]) -> None:
    """ "arrested and deported three journalists": the first verb takes its object from behind the second."""
    for clause, following in reversed(list(pairwise(clauses))):
        between = range(clause.verb + 1, following.first)
        if following.link != "coordinate" or following.passive != clause.passive or following.reflexive:
            continue
        bare = all(view.form[k] in view.grammar.coordinators or view.tokens[k].pos == "ADV" for k in between)
        if bare and between:
            clause.after, clause.end, clause.reach = following.after, following.end, following.reach


def _cut_circle(clause: Clause) -> None:
    """Two clauses cannot govern each other, whatever words and arcs say: the one that comes first is free."""
    above = clause.governor
    seen = 0
    while above is not None and seen < 50:
        if above is clause:
            clause.governor, clause.link = None, "main"
            return
        above, seen = above.governor, seen + 1


def _end_before_next_subject(clauses: list[Clause]) -> None:
    """A clause's complements end where the subject of the next clause begins."""
    for clause, following in pairwise(clauses):
        if following.link != "relative" and following.subject and following.form == "finite":
            first = min(mention.first for mention in following.subject)
            if clause.verb < first < clause.end:
                clause.end = first


def _clause_at(view: View, i: int) -> Clause | None:
    token = view.tokens[i]
    grammar = view.grammar
    if view.is_time[i] or (i and view.form[i - 1] in grammar.articles):
        return None
    if token.pos not in ("VERB", "AUX") or (view.mention[i] is not None and token.morph.get("VerbForm") != "Fin"):
        return None
    if token.dep in ("aux", "aux:tense", "aux:pass", "auxpass") or (token.pos == "AUX" and _has_verb_after(view, i)):
        return None
    if token.pos == "AUX" and token.dep in ("obl:mod", "obl:arg", "nmod", "obj", "pobj", "dobj"):
        return None  # « dans l'est de l'Ukraine », read as the verb
    auxiliaries, first, reflexive, negated = _verb_group(view, i)
    form = _form(view, i, auxiliaries, first)
    if form is None:
        return None
    clause = Clause(
        verb=i,
        first=first,
        form=form,
        passive=_is_passive(view, i, auxiliaries, form, reflexive),
        reflexive=reflexive,
        negated=negated,
        perfect=bool(auxiliaries),
        lemma=view.lemma[i],
        after=i + 1,
    )
    own_modality(view, clause, auxiliaries)
    return clause


def _form(view: View, i: int, auxiliaries: list[int], first: int) -> Form | None:
    """The form of the verb group from ``first`` to ``i``; None for a participle that is an adjective."""
    grammar = view.grammar
    token = view.tokens[i]
    verb_form = token.morph.get("VerbForm", "")
    finite_aux = any(view.tokens[a].morph.get("VerbForm") not in ("Inf", "Part") for a in auxiliaries)
    modals = (grammar.future_modals, grammar.hypothetical_modals)
    after_to = first > 0 and view.form[first - 1] in grammar.infinitive_markers
    english_to = after_to and grammar.language == "en"
    modal = any(view.form[a] in forms for a in auxiliaries for forms in modals)
    if modal or (finite_aux and not english_to):
        return "finite"
    if verb_form == "Inf" and not after_to and _has_own_subject(view, i):
        return "finite"  # "proposed that Italy reform the treaty"
    if verb_form == "Inf" or (english_to and auxiliaries):
        return "infinitive"
    if verb_form != "Part":
        return "finite"
    if any(view.tokens[a].morph.get("VerbForm") == "Inf" for a in auxiliaries):
        return "infinitive"
    if token.morph.get("Tense") == "Pres" or token.morph.get("Aspect") == "Prog":
        return "gerund"
    if token.dep == "amod" or (token.dep == "acl" and _adjectival(view, i)):
        return None
    return "participle"


def _has_own_subject(view: View, i: int) -> bool:
    return any(view.tokens[child].dep == "nsubj" for child in view.sentence.children[i])


def _has_verb_after(view: View, i: int) -> bool:
    """True when the auxiliary at ``i`` belongs to a verb a few words on."""
    for j in range(i + 1, min(i + 6, len(view.tokens))):
        token = view.tokens[j]
        if token.pos == "VERB":
            return token.morph.get("VerbForm") in ("Part", "Inf") and token.dep not in ("amod",)
        if token.pos not in ("ADV", "PRON", "PART", "AUX", "PUNCT", "SPACE"):
            return False
    return False


def _adjectival(view: View, i: int) -> bool:
    """« la ville assiégée »: a participle right after its noun with nothing of its own."""
    return not view.sentence.children[i] and i > 0 and view.tokens[i - 1].pos == "NOUN"


def _verb_group(view: View, i: int) -> tuple[list[int], int, bool, bool]:
    """Auxiliaries, first token, reflexive and negated of the group that ends in the verb at ``i``."""
    grammar = view.grammar
    auxiliaries: list[int] = []
    first = i
    reflexive = negated = False
    j = i - 1
    while j >= 0 and i - j < 12:
        token = view.tokens[j]
        form = view.form[j]
        if form in grammar.negations:
            negated = negated or view.form[j + 1] not in grammar.restricting
            first = j
        elif token.pos == "AUX" or token.dep in ("aux", "auxpass", "aux:tense", "aux:pass"):
            if token.dep == "cop":
                break
            if form in grammar.infinitive_markers and grammar.language == "en":
                break
            auxiliaries.append(j)
            first = j
        elif form in grammar.clitics and _is_clitic(view, j):
            if grammar.language == "fr" and token.pos == "DET":
                break
            if form in grammar.infinitive_markers:
                break
            reflexive = reflexive or form in grammar.reflexives
            first = j
        elif (token.pos == "ADV" and form not in grammar.subordinators and form not in grammar.relatives) or (
            view.is_quote(j) and auxiliaries == [] and j == i - 1
        ):
            pass
        else:
            break
        j -= 1
    return auxiliaries, first, reflexive, _is_negated(view, i, first, negated)


def _is_negated(view: View, i: int, first: int, inside: bool) -> bool:
    """Whether the verb group from ``first`` to ``i`` is denied; ``inside``: a word of denial stands in it.

    French has two of them, « ne » and another, which may follow the verb: « n'a pas », « ne reconnaît pas ».
    """
    grammar = view.grammar
    negated = inside
    if grammar.language == "fr":
        near = range(i + 1, min(i + 3, len(view.tokens) - 1))
        behind = any(view.form[k] in grammar.negations and view.form[k + 1] not in grammar.restricting for k in near)
        negated = negated or (behind and _particle(view, first - 2, i))
        if _particle(view, first - 3, i):
            negated = negated or view.lemma[i] in grammar.half_denied  # « n'a cessé de », « n'ose »
        elif negated:
            negated = any(view.form[m] in grammar.bare_negations for m in range(first, i))
    before = range(max(0, first - 2), first)
    return negated or any(view.form[m] in grammar.negated_by_preposition for m in before)


def _denied_part(view: View, clause: Clause) -> bool:
    """Whether the subject or the object is denied: "*neither* X nor Y met Z", "sent *no* weapons", « *aucun* … n'a … ».

    By the words before the subject, and by the parser's arcs from the verb.
    """
    deniers = view.grammar.denying_determiners
    if clause.subject:
        start = min(mention.first for mention in clause.subject)
        # "none *of* the ministers"
        back = 2 if start > 1 and view.tokens[start - 1].pos == "ADP" else 1
        if any(view.form[k] in deniers for k in range(max(0, start - back), min(start + 1, clause.verb))):
            return True
    children = view.sentence.children
    parts = [child for child in children[clause.verb] if view.tokens[child].dep in _PARTS]
    # "had no choice but to attack" denies no attack.
    parts = [part for part in parts if view.lemma[part] not in view.grammar.denied_idly]
    return any(view.form[k] in deniers for part in parts for k in (part, *children[part]) if not view.mention[k])


def _particle(view: View, first: int, last: int) -> bool:
    """Whether « ne » stands among the tokens ``[first, last)``."""
    return any(view.form[m] in view.grammar.negation_particles for m in range(max(0, first), last))


def _is_clitic(view: View, j: int) -> bool:
    if view.form[j] in view.grammar.reflexives:
        return True
    mention = view.mention[j]
    # « il lui a demandé »: an object pronoun belongs to the verb, though it stands for someone.
    free = mention is None or (mention.form == "pronoun" and view.tokens[j].dep not in ("nsubj", "nsubj:pass"))
    return free and view.tokens[j].pos in ("PRON", "PART", "ADV", "ADP", "X", "DET", "PROPN")


def _is_passive(view: View, i: int, auxiliaries: list[int], form: Form, reflexive: bool) -> bool:
    grammar = view.grammar
    token = view.tokens[i]
    if any(view.tokens[a].dep in ("aux:pass", "auxpass") for a in auxiliaries):
        return not reflexive and view.lemma[i] not in grammar.unaccusative
    if form == "participle":
        return view.lemma[i] not in grammar.unaccusative
    if reflexive or view.lemma[i] in grammar.unaccusative or token.morph.get("VerbForm") != "Part":
        return False
    if token.morph.get("Aspect") == "Prog" or token.morph.get("Tense") == "Pres":
        return False
    return bool(auxiliaries) and view.lemma[auxiliaries[0]] in grammar.passive_auxiliaries


def _window_end(view: View, clause: Clause, following: int) -> int:
    """The end of the words that can be complements of the verb: before the next clause and its introduction."""
    grammar = view.grammar
    for i in range(clause.verb + 1, min(following, len(view.tokens))):
        token = view.tokens[i]
        if view.mention[i] is not None:
            continue
        if token.text == ";" or (
            view.form[i] in grammar.relatives
            and token.pos in ("PRON", "SCONJ", "ADV", "DET")
            and token.dep not in ("det",)
        ):
            return i
        if token.pos == "SCONJ" and view.form[i] in grammar.subordinators and i > clause.verb + 1:
            return i
        if token.dep == "mark" and view.form[i] in grammar.adverbial_marks and i > clause.verb + 1:
            return i
    return min(following, len(view.tokens))


def _link(view: View, clauses: list[Clause], index: int) -> None:
    """Find what governs the clause: by the words before it, with the parser's arc as a second opinion."""
    clause = clauses[index]
    # "including", "following": gerunds that have become prepositions open no clause of their own.
    prepositional = view.tokens[clause.verb].dep in ("prep", "case")
    if index == 0:
        if clause.form in ("participle", "gerund") and not prepositional:
            # "Accused by Israel, Iran denied …", « Selon … »: what opens the sentence hangs on the verb behind it.
            clause.governor = next((other for other in clauses if other.form == "finite"), None)
            clause.link = "main" if clause.governor is None else "adverbial"
        else:
            _link_by_arc(view, clauses, clause)
        return
    before = clauses[index - 1]
    if clause.form == "gerund" and view.tokens[clause.first - 1].text == "," and not prepositional:
        clause.governor, clause.link = _beside(view, clauses[:index], clause), "adverbial"
    elif clause.form in ("infinitive", "gerund"):
        clause.governor, clause.link = _governing(view, before, clause), "complement"
    elif clause.form == "participle":
        clause.governor, clause.link = before, "adverbial"
    elif (link := _link_by_words(view, before, clause)) is not None:
        clause.governor, clause.link = before, link
    else:
        _link_by_arc(view, clauses, clause)


def _beside(view: View, earlier: list[Clause], gerund: Clause) -> Clause:
    """ "…, forcing Y to respond": beside the main verb, not in what that verb governs."""
    finite = [other for other in earlier if other.form == "finite" and other.link != "relative"]
    above = next((other for other in finite if other.verb == view.tokens[gerund.verb].head), None)
    return above or (finite[-1] if finite else earlier[-1])


def _governing(view: View, before: Clause, clause: Clause) -> Clause:
    """The verb before an infinitive or gerund, or what governs that one too ("agreed to meet *and to talk*")."""
    grammar = view.grammar
    lead = clause.first - 1
    while lead >= 0 and (view.is_quote(lead) or view.tokens[lead].pos == "ADV") and lead > before.verb:
        lead -= 1
    marked = lead >= 0 and view.form[lead] in grammar.infinitive_markers
    begin = lead if marked else clause.first
    joined = any(
        view.form[k] in grammar.coordinators or view.tokens[k].text == ","
        for k in range(max(before.verb, begin - 1), begin)
    )
    return before.governor if joined and before.form == clause.form and before.governor is not None else before


def _link_by_words(view: View, before: Clause, clause: Clause) -> Link | None:
    """How the words between them hang a finite clause on the one before it; None when there is no such word."""
    grammar = view.grammar
    if view.tokens[clause.verb].dep == "conj" and view.tokens[clause.first - 1].text == ",":
        return "coordinate"
    if any(view.form[k] in grammar.coordinators for k in range(max(before.verb + 1, clause.first - 2), clause.first)):
        return "coordinate"
    for k in range(clause.first - 1, before.verb, -1):
        if view.mention[k] is not None:
            continue
        form, pos = view.form[k], view.tokens[k].pos
        complementizer = form in grammar.complementizers
        near = k >= clause.first - 2 and not complementizer
        if near and form in grammar.subject_relatives and pos in ("PRON", "DET", "SCONJ"):
            return "relative"
        if complementizer and pos in ("SCONJ", "PRON", "ADP", "DET"):
            if view.form[k - 1] in grammar.subordinators:
                return "adverbial"
            described = k > before.verb + 1 and view.tokens[k - 1].pos in ("NOUN", "PROPN") and pos == "PRON"
            return "relative" if described else "complement"
        if form in grammar.subordinators and pos in ("SCONJ", "ADP", "ADV"):
            return "adverbial"
        if form in grammar.relatives and pos in ("PRON", "ADV", "DET"):
            return "relative"
    return None


def _link_by_arc(view: View, clauses: list[Clause], clause: Clause) -> None:
    """Without a conjunction only the parser tells what is said: "Norway said it would …", "… , the minister said"."""
    token = view.tokens[clause.verb]
    if token.dep != "ccomp":
        return
    above = next((other for other in clauses if other.verb == token.head), None)
    if above is not None and (above.verb < clause.verb or above.lemma in view.grammar.speech_verbs):
        clause.governor, clause.link = above, "complement"
