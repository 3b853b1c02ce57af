"""Who is the subject of a clause: by the parser's arc where it agrees with the order of words, else by that order."""

from __future__ import annotations

from ..actors.mentions import Mention
from .clause import Clause
from .view import View


def find_subject(view: View, clauses: list[Clause], clause: Clause) -> None:
    """Fill in ``subject`` and ``subject_token`` of ``clause``, one of ``clauses``, where they can be told."""
    if clause.form == "noun":
        return
    if clause.form == "infinitive" or (clause.form == "gerund" and clause.link != "adverbial"):
        _controlled_subject(view, clause)
        return
    if clause.form in ("participle", "gerund"):
        # "…, the tribes having decided to stay away" has a subject of its own.
        token = _arc_subject(view, clause)
        if token is None and clause.form == "participle":
            token = _described(view, clause)
        if token is None and clause.governor is not None:
            _share(clause, clause.governor)
            return
    else:
        token = _arc_subject(view, clause)
    if token is None or token > clause.verb:
        # A subject behind the verb is rare and often an object misread: what stands before the verb comes first.
        before = _subject_by_order(view, clauses, clause)
        token = before if before is not None else token
    if token is None:
        other = _coordinated(clause) if clause.link == "coordinate" else _enumerated_after(view, clauses, clause)
        if other is not None:
            _share(clause, other)
        return
    clause.subject_token = token
    mention = view.mention[token] or _counted(view, token, clause) or _with_suffix(view, token) or _realm(view, token)
    if mention is None and _is_speaker(view, clause, token):
        assert clause.governor is not None
        clause.subject = list(clause.governor.subject)
        return
    # « Immigrée espagnole, elle refuse »: an adjective of nationality alone names no actor.
    if mention is not None and not (mention.form == "demonym" and _qualifies(view, mention)):
        clause.subject = _with_coordinated(view, clauses, clause, mention)


def _coordinated(clause: Clause) -> Clause | None:
    """The verb that a finite verb is joined to: in « a appelé X à libérer Y et a condamné Z » no infinitive."""
    other = clause.governor
    while clause.form == "finite" and other is not None and other.form != "finite" and other.governor is not None:
        other = other.governor
    return other


def _described(view: View, clause: Clause) -> int | None:
    """The noun that a participle describes: "Iran, accused by Israel", « trois journalistes arrêtés par la police »."""
    token = view.tokens[clause.verb]
    attached = token.dep in ("acl", "amod") and view.opening <= token.head < clause.first
    j = token.head if attached else clause.first - 1
    while j >= view.opening and view.mention[j] is None and view.tokens[j].pos in ("PUNCT", "ADV", "ADJ"):
        j -= 1
    if j < view.opening:
        return None
    mention = view.mention[j]
    if mention is not None:
        return mention.head if mention.form != "demonym" else None
    return j if attached or view.tokens[j].pos == "NOUN" else None


def _realm(view: View, token: int) -> Mention | None:
    """« son pays », "their forces": what acts for its owner, where it is no actor of its own."""
    if view.lemma[token] not in view.grammar.realm_nouns or token == 0:
        return None
    owner = view.mention[token - 1]
    return owner if owner is not None and view.form[token - 1] in view.grammar.possessives else None


def _is_speaker(view: View, clause: Clause, token: int) -> bool:
    """ "Norway said it would …": in what somebody says, a pronoun that stands for nobody else is the speaker."""
    above = clause.governor
    if above is None or clause.link != "complement" or view.form[token] not in view.grammar.subject_pronouns:
        return False
    spoken = above.lemma in view.grammar.speech_verbs and clause.lemma not in view.grammar.be
    return spoken and all(mention.actor.kind != "person" for mention in above.subject)


def _enumerated_after(view: View, clauses: list[Clause], clause: Clause) -> Clause | None:
    """The verb whose subject a further verb shares after a comma: « a rencontré A, a visité B et a condamné C »."""
    if clause.form != "finite" or clause.first == 0 or view.tokens[clause.first - 1].text != ",":
        return None
    before = [other for other in clauses if other.verb < clause.first and other.form == "finite"]
    return before[-1] if before and before[-1].link != "relative" else None


def _with_suffix(view: View, token: int) -> Mention | None:
    """ "Joseph R. Biden, Jr. met": the parser takes the suffix for the subject."""
    if view.form[token] not in view.grammar.name_suffixes or token == 0:
        return None
    comma = view.tokens[token - 1].text == ","
    return view.mention[token - 2] if comma and token > 1 else view.mention[token - 1]


def _qualifies(view: View, mention: Mention) -> bool:
    """True for an adjective of nationality beside a noun; « un Palestinien », "a Palestinian" stand by themselves."""
    return any(
        0 <= k < len(view.tokens) and view.tokens[k].pos in ("NOUN", "PROPN", "ADJ") and view.mention[k] is not mention
        for k in (mention.first - 1, mention.last)
    )


def _counted(view: View, noun: int, clause: Clause) -> Mention | None:
    """« des milliers de Géorgiens »: behind a noun of quantity the mention that it counts."""
    if view.lemma[noun] not in view.grammar.quantities:
        return None
    return next((m for m in view.mentions if noun < m.first <= noun + 4 and m.last <= clause.first), None)


def _share(clause: Clause, other: Clause) -> None:
    clause.subject = list(other.subject)
    clause.subject_token = other.subject_token


def _controlled_subject(view: View, clause: Clause) -> None:
    governor = clause.governor
    if governor is None:
        return
    grammar = view.grammar
    # "sanctioned Y for shelling Z", « pour avoir bombardé Z »: the ground of an act is what its object did.
    ground = clause.first > 0 and view.form[clause.first - 1] in grammar.grounds
    ground = ground and (clause.form == "gerund" or clause.perfect)
    if (governor.lemma in grammar.object_control or ground) and not governor.passive:
        target = next(
            (
                m
                for m in view.mentions
                if governor.verb < m.first < clause.first and not m.place_only and m not in governor.subject
            ),
            None,
        )
        if target is not None:
            clause.subject, clause.subject_token = [target], target.head
            return
    author = _author(view, governor, clause) if clause.form == "infinitive" else None
    if author is not None:
        clause.subject, clause.subject_token = [author], author.head
        return
    _share(clause, governor)


def _author(view: View, governor: Clause, clause: Clause) -> Mention | None:
    """ "challenged a White House plan to arrest X", « la décision de Paris d'expulser X »: the plan's author is to act.

    Only a noun behind the governing verb that tells of doing or deciding something has an author, and he must stand in
    its own phrase: before it, or behind one preposition.
    """
    nouns = [
        k
        for k in range(governor.verb + 1, clause.first)
        if view.tokens[k].pos == "NOUN" and view.lemma[k] in view.grammar.authored_nouns
    ]
    for mention in view.mentions if nouns else ():
        if not governor.verb < mention.first < clause.first or mention.place_only or mention.form == "demonym":
            continue
        above = view.tokens[mention.head].head
        if above != nouns[-1] and view.tokens[above].pos == "ADP":
            above = view.tokens[above].head
        if above == nouns[-1]:
            return mention
    return None


def _arc_subject(view: View, clause: Clause) -> int | None:
    """The parser's subject when it stands where a subject can stand."""
    grammar = view.grammar
    members = [clause.verb, *range(clause.first, clause.verb)]
    for member in members:
        for child in view.sentence.children[member]:
            if view.tokens[child].dep not in ("nsubj", "nsubj:pass", "nsubjpass", "csubj"):
                continue
            form = view.form[child]
            if form in grammar.subject_relatives and view.tokens[child].pos in ("PRON", "DET", "SCONJ"):
                return _antecedent(view, child)
            if child < view.opening or (child > clause.verb and clause.verb + 8 < child):
                continue
            return int(child)
    return None


def _antecedent(view: View, relative: int) -> int | None:
    """The noun that a relative pronoun stands for: the nearest mention or noun before it."""
    j = relative - 1
    while j >= 0 and (view.tokens[j].pos in ("PUNCT", "ADP", "DET") or view.is_quote(j)):
        j -= 1
    if j < 0:
        return None
    mention = view.mention[j]
    return mention.head if mention is not None else j


def _subject_by_order(view: View, clauses: list[Clause], clause: Clause) -> int | None:
    """The nearest noun phrase to the left that no preposition introduces; None when the clause shares a subject."""
    grammar = view.grammar
    verb = max((other.verb for other in clauses if other.verb < clause.first), default=-1)
    floor = max(verb, view.opening - 1)
    j = clause.first - 1
    while j >= 0 and (view.is_quote(j) or view.tokens[j].pos == "ADV"):
        j -= 1
    if j >= 0 and view.tokens[j].text == ",":
        return _before_parenthesis(view, clauses, j)
    while j > floor:
        token = view.tokens[j]
        mention = view.mention[j]
        if mention is not None:
            if _is_object_of(view, verb, mention):
                return None
            if (
                _introducing_preposition(view, mention.first) is None
                and not mention.place_only
                and mention.form != "demonym"
            ):
                return mention.head
            j = mention.first - 2
            continue
        if (
            view.form[j] in grammar.subject_relatives
            and token.pos in ("PRON", "SCONJ", "DET")
            and view.form[j] not in grammar.complementizers
        ):
            return _antecedent(view, j)
        if view.form[j] in grammar.coordinators and j >= clause.first - 2:
            return None
        if (
            token.pos in ("NOUN", "PROPN", "PRON")
            and token.dep not in ("obl:mod", "npadvmod")
            and _introducing_preposition(view, j) is None
        ):
            return j
        if token.text == ";" or (token.pos == "SCONJ" and j < clause.first - 1):
            return None
        j -= 1
    return None


def _before_parenthesis(view: View, clauses: list[Clause], comma: int) -> int | None:
    """« L'armée, qui avait …, attaque »: the phrase before what the commas enclose."""
    for k in range(comma - 1, 0, -1):
        if view.tokens[k].text != ",":
            continue
        aside = view.form[k + 1] in view.grammar.relatives or view.tokens[k + 1].pos in ("VERB", "AUX")
        if not aside and any(k < other.verb < comma and other.form == "finite" for other in clauses):
            continue
        mention = view.mention[k - 1]
        if mention is not None:
            free = _introducing_preposition(view, mention.first) is None
            behind = max((other.verb for other in clauses if other.verb < mention.first), default=-1)
            if not free or mention.place_only or _is_object_of(view, behind, mention):
                return None
            return mention.head
        return k - 1 if view.tokens[k - 1].pos in ("NOUN", "PROPN") else None
    return None


def _is_object_of(view: View, verb: int, mention: Mention) -> bool:
    """True when the mention stands right behind a verb: it is that verb's object, not the next one's subject.

    English leaves out "that" ("said Putin attacked"), but there the parser finds the subject.
    """
    if verb < 0 or mention.first <= verb:
        return False
    between = range(verb + 1, mention.first)
    return not any(view.tokens[k].pos in ("PUNCT", "SCONJ", "CCONJ", "PRON") for k in between)


def _introducing_preposition(view: View, first: int) -> int | None:
    """The preposition before the phrase that begins at or before ``first`` (determiners and adjectives passed over)."""
    j = first - 1
    while (
        j >= 0 and view.tokens[j].pos in ("DET", "ADJ", "NUM", "ADV") and view.form[j] not in view.grammar.coordinators
    ):
        j -= 1
    return j if j >= 0 and view.tokens[j].pos == "ADP" else None


def _with_coordinated(view: View, clauses: list[Clause], clause: Clause, mention: Mention) -> list[Mention]:
    """The mention and those joined to it before the verb ("Macron et Scholz"), in text order."""
    found = [mention, *_joined_before(view, clause, mention)]
    while True:
        first = found[0].first
        j = first - 1
        while j >= 0 and view.tokens[j].pos == "DET" and not view.joins[j]:
            j -= 1
        if j < 1 or not (view.joins[j] or (view.tokens[j].text == "," and len(found) > 1)):
            return found
        while j > 1 and view.joins[j - 1]:
            j -= 1
        previous = view.mention[j - 1] or (view.mention[j - 2] if j > 1 and view.tokens[j - 1].text == "," else None)
        if (
            previous is None
            or previous.place_only
            or previous in found
            or _introducing_preposition(view, previous.first) is not None
        ):
            return found
        if not _opens(view, clauses, previous):
            return found
        found.insert(0, previous)


def _joined_before(view: View, clause: Clause, mention: Mention) -> list[Mention]:
    """The mentions joined to this one on its right, between it and the verb."""
    found: list[Mention] = []
    at = mention.last
    while at < clause.first:
        if view.tokens[at].text == "," or view.joins[at]:
            at += 1
            continue
        following = view.mention[at] or (view.mention[at + 1] if view.tokens[at].pos == "DET" else None)
        joined = view.joins[at - 1] or view.tokens[at - 1].text == ","
        if following is None or not joined or following.place_only or following.last > clause.first:
            break
        found.append(following)
        at = following.last
    # "A, B, said": a last comma without "and" is an apposition, not a list.
    listed = any(view.joins[k] for k in range(mention.last, at))
    return found if listed else []


def _opens(view: View, clauses: list[Clause], mention: Mention) -> bool:
    """True when no verb of the clause before can have this mention as its object."""
    verb = max((clause.verb for clause in clauses if clause.verb < mention.first), default=None)
    if verb is None:
        return True
    between = range(verb + 1, mention.first)
    return any(view.tokens[k].text in (",", ":", ";") or view.tokens[k].pos == "SCONJ" for k in between)
