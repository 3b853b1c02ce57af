"""Who speaks, and to whom: from a cue verb to a mention of the cast, by arc where it leads to one, else by position."""

from __future__ import annotations

import msgspec

from ..actors.mentions import Mention
from ..record import Entity
from .cues import Cue
from .lexicon import Frame
from .view import NO_QUOTE, View

_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubjpass", "csubj"))
_CLIMB = frozenset(("conj", "advcl", "xcomp", "acl", "parataxis", "pcomp", "prep", "dep", "ROOT"))
_FRONTED = frozenset(("advcl", "prep", "pcomp", "acl"))
_NAMES = frozenset(("PER", "ORG"))
_IN_PHRASE = frozenset(("det", "amod", "compound", "nummod", "poss", "nmod", "predet", "quantmod"))


def speaker(view: View, cue: Cue, tail: bool) -> Entity | None:
    """The entity that speaks, or None when the text does not say it in words that stand for a speaker.

    Its words are those of the cue's own clause: of "Lowe, who said …" they are "who", the name is Lowe's.
    """
    g = speaker_token(view, cue, tail)
    entity = None if g is None else entity_at(view, g) or plain_entity(view, g)
    if entity is None:
        return None
    subject = None if tail or cue.passive else _arc_subject(view, cue)
    if subject is not None and subject != g and _is_relative(view, subject):
        word = view.tokens[subject]
        return msgspec.structs.replace(entity, text=view.text[word.start : word.end], spans=[(word.start, word.end)])
    return entity


def author(view: View, cue: Cue) -> Entity | None:
    """Who writes, where the cue's subject is "I" or "we" outside quotation marks: by that word, without a name."""
    if view.quote[cue.at] != NO_QUOTE or cue.passive:
        return None
    for g in view.children(cue.at):
        token = view.tokens[g]
        if token.dep == "nsubj" and token.lower in view.lexicon.wording.authors and view.quote[g] == NO_QUOTE:
            words = view.text[token.start : token.end]
            return Entity(text=words, spans=[(token.start, token.end)], name=words, kind="person")
    return None


def _is_relative(view: View, g: int) -> bool:
    return view.tokens[g].lower in view.lexicon.wording.subject_relatives


def entity_at(view: View, g: int) -> Entity | None:
    """The entity that the word ``g`` stands for: by the cast, else as a human speaker without a name."""
    mention = view.cover[g]
    if mention is not None:
        return mention.entity()
    return _unlisted(view, g)


def speaker_token(view: View, cue: Cue, tail: bool) -> int | None:
    """The number of a word of the speaker's mention, or None."""
    if cue.passive:
        return _agent(view, cue)
    if tail:
        return _tail_subject(view, cue)
    g = _arc_subject(view, cue)
    if g is not None and _is_relative(view, g):
        g = _antecedent(view, g)
    if g is not None and (view.cover[g] is not None or _unlisted(view, g) is not None):
        return g
    if g is not None and view.tokens[g].lower in view.lexicon.wording.first_person:
        return None
    if g is not None and view.head(g) == cue.at and view.quote[g] == view.quote[cue.at]:
        return g
    by_position = _before(view, cue)
    if by_position is None and g is None:
        return _noun_before(view, cue)
    return by_position if by_position is not None else g


def _noun_before(view: View, cue: Cue) -> int | None:
    """The pronoun right before a finite cue, or the noun if it stands near the beginning of its sentence."""
    g, begin = cue.first - 1, view.units[view.unit_of[cue.at]][0]
    if g >= begin and view.tokens[g].lower in view.lexicon.wording.pronouns:
        return g
    if g < begin or g - begin > 4 or cue.gerund or view.tokens[g].pos not in ("NOUN", "PROPN"):
        return None
    clear = all(
        view.tokens[h].pos in ("DET", "ADJ", "NUM", "NOUN", "PROPN") and not view.mark[h] for h in range(begin, g)
    )
    return g if clear else None


def _agent(view: View, cue: Cue) -> int | None:
    for g in range(cue.after, min(cue.after + 14, len(view.tokens))):
        if view.unit_of[g] != view.unit_of[cue.at] or view.finite(g):
            return None
        if view.tokens[g].lower in view.lexicon.wording.agent:
            for h in range(g + 1, min(g + 6, len(view.tokens))):
                if view.cover[h] is not None or _unlisted(view, h) is not None:
                    return h
    return None


def _arc_subject(view: View, cue: Cue) -> int | None:
    """The subject the parser found, climbing from coordinated and participial verbs to the verb that has one."""
    verb = cue.at
    for _ in range(4):
        for child in view.children(verb):
            if view.tokens[child].dep in _SUBJECTS and (child < cue.at or verb == cue.at):
                return child
        head = view.head(verb)
        if head > cue.at and verb == cue.at and (cue.gerund or cue.infinitive or cue.passive):
            return _main_subject(view, cue, head)
        if head == verb or view.tokens[verb].dep not in _CLIMB or head > cue.at:
            return None
        verb = head
    return None


def _main_subject(view: View, cue: Cue, main: int) -> int | None:
    """The subject behind a fronted participle: "Responding to critics, Lowe wrote …"."""
    if view.tokens[cue.at].dep not in _FRONTED:
        return None
    begin = view.units[view.unit_of[cue.at]][0]
    if cue.first - begin > 3 or view.unit_of[main] != view.unit_of[cue.at]:
        return None
    subjects = (g for g in view.children(main) if view.tokens[g].dep in _SUBJECTS and g > cue.at)
    return next(subjects, None)


def _tail_subject(view: View, cue: Cue) -> int | None:
    """In « ..., a déclaré le ministre » or "..., the minister said": right behind the cue, or just before it."""
    for g in range(cue.first, cue.after):
        if view.tokens[g].pos == "PRON" and view.tokens[g].lower in view.lexicon.wording.pronouns:
            return g
    before = _subject_just_before(view, cue)
    return before if before is not None else _subject_behind(view, cue)


def _subject_just_before(view: View, cue: Cue) -> int | None:
    before = cue.first - 1
    if before < 0 or view.unit_of[before] != view.unit_of[cue.at] or view.mark[before]:
        return None
    if view.cover[before] is not None or view.tokens[before].pos in ("PROPN", "PRON", "NOUN", "NUM"):
        return _phrase_head(view, before)
    return _apposed(view, before) if view.tokens[before].lower == "," and not view.french else None


def _subject_behind(view: View, cue: Cue) -> int | None:
    tokens, before = view.tokens, cue.first - 1
    pausing = before >= 0 and (view.mark[before] or tokens[before].lower == ",")
    if pausing and cue.after < len(tokens) and tokens[cue.after].pos == "PROPN":
        return cue.after
    mention: int | None = None
    for g in range(cue.after, min(cue.after + 16, len(tokens))):
        if view.unit_of[g] != view.unit_of[cue.at] or view.quote[g] != view.quote[cue.at]:
            break
        if view.finite(g) or tokens[g].lower in (".", ";", ":"):
            break
        human = tokens[g].pos == "NOUN" and tokens[g].lower in view.lexicon.human
        human = human and tokens[g - 1].pos in ("DET", "ADJ")
        if (view.cover[g] is not None or human) and view.time[g] is None and not _addressed(view, cue, g):
            mention = g
            break
    behind = [c for c in view.children(cue.at) if c > cue.at]
    arc = next((c for c in behind if tokens[c].dep in _SUBJECTS), None)
    if arc is None and mention is None and view.french:  # the parser takes an inverted subject for an object
        arc = next((c for c in behind if tokens[c].dep == "obj" and tokens[c].pos in ("NOUN", "PROPN")), None)
    if arc is None or (mention is not None and arc > mention and view.cover[arc] is None):
        return mention
    known = view.cover[arc] is not None or _unlisted(view, arc) is not None
    return arc if known or mention is None else mention


def _phrase_head(view: View, g: int) -> int:
    """The word that leads the noun phrase ending at ``g`` ("a spokesman for Smith"), at most 8 words before."""
    h = g
    for _ in range(4):
        head = view.head(h)
        if head >= h or h - head > 8 or view.tokens[head].pos not in ("NOUN", "PROPN", "ADP"):
            break
        h = head
    while h < g and view.tokens[h].pos == "ADP":
        h = g
    return h


def _apposed(view: View, comma: int) -> int | None:
    """Before « , » that ends an apposition: the phrase the apposition stands for ("Smith, a professor, said")."""
    for g in range(comma - 1, max(-1, comma - 14), -1):
        if view.finite(g) or view.mark[g] or view.unit_of[g] != view.unit_of[comma]:
            return None
        if view.tokens[g].lower == "," and g > 0:
            return g - 1 if view.cover[g - 1] is not None or view.tokens[g - 1].pos in ("PROPN", "NOUN") else None
    return None


def _addressed(view: View, cue: Cue, g: int) -> bool:
    """Whether the mention at ``g`` stands behind a preposition: « à l'AFP », "to reporters"."""
    mention = view.cover[g]
    if mention is None:
        return False
    first = view.mention_range(mention)[0]
    if view.tokens[first].pos == "ADP":
        return True
    for h in range(first - 1, max(cue.at, first - 3), -1):
        if view.tokens[h].pos == "ADP":
            return True
        if view.tokens[h].pos != "DET":
            return False
    return False


def _personal(view: View, word: str) -> bool:
    wording = view.lexicon.wording
    lists = (wording.pronouns, wording.first_person, wording.relatives, wording.inverted_pronouns)
    return any(word in words for words in lists)


def _antecedent(view: View, g: int) -> int | None:
    for h in range(g - 1, max(-1, g - 8), -1):
        if view.cover[h] is not None or view.tokens[h].pos in ("NOUN", "PROPN"):
            return h
    return None


def _before(view: View, cue: Cue) -> int | None:
    """By position: the subject of the verb that the cue is joined to, else the nearest mention that may be one."""
    g = cue.first - 1
    if g >= 0 and view.tokens[g].lower in view.lexicon.wording.conjunctions:
        return _shared_subject(view, cue, g)
    return _nearest(view, cue)


def _nearest(view: View, cue: Cue) -> int | None:
    """The nearest mention before the cue that stands as a subject may."""
    tokens, unit, inside = view.tokens, view.unit_of[cue.at], view.quote[cue.at]
    for h in range(cue.first - 1, max(-1, cue.first - 26), -1):
        if view.unit_of[h] != unit or tokens[h].lower in (";", ":"):
            break
        if view.quote[h] != inside and inside == NO_QUOTE:
            break
        mention = view.cover[h]
        if mention is None:
            if tokens[h].lower in view.lexicon.wording.complementisers or (view.finite(h) and not cue.gerund):
                break
            continue
        first = view.mention_range(mention)[0]
        if mention.place_only or (first > 0 and tokens[first - 1].pos == "ADP" and view.unit_of[first - 1] == unit):
            continue
        return h
    return None


def _shared_subject(view: View, cue: Cue, conjunction: int) -> int | None:
    """In « X s'est entretenu avec Y et a exhorté Z » the subject is that of the finite verb before the conjunction."""
    for h in range(conjunction - 1, max(-1, conjunction - 40), -1):
        if view.unit_of[h] != view.unit_of[cue.at] or view.tokens[h].lower == ";":
            return None
        if view.tokens[h].pos != "VERB" or view.tokens[h].morph.get("VerbForm") == "Inf":
            continue
        first = h
        while first > view.units[view.unit_of[h]][0] and view.tokens[first - 1].pos in ("AUX", "PRON", "ADV"):
            if view.tokens[first - 1].lower in view.lexicon.wording.pronouns:
                return first - 1
            first -= 1
        other = Cue(at=h, first=first, after=h + 1, frames=[])
        g = _arc_subject(view, other)
        if g is not None and _is_relative(view, g):
            g = _antecedent(view, g)
        if g is not None and view.cover[g] is not None:
            return g
        return _nearest(view, other)
    return None


def _unlisted(view: View, g: int) -> Entity | None:
    """A human speaker who is no actor of the cast ("an analyst"): the noun phrase as written, without codes."""
    token = view.tokens[g]
    lexicon = view.lexicon
    human = token.pos in ("NOUN", "PROPN") and (token.lemma in lexicon.human or token.lower in lexicon.human)
    named = token.pos == "PROPN" and token.entity in _NAMES
    if not human and not named:
        return None
    first, last = g, g + 1
    while first > 0 and g - first < 6 and view.sentence[first - 1] == view.sentence[g]:
        before = view.tokens[first - 1]
        taken = view.mark[first - 1] or view.cover[first - 1] is not None
        if taken or before.pos not in ("DET", "ADJ", "PROPN", "NUM", "NOUN"):
            break
        first -= 1
    while last < len(view.tokens) and last - g < 6 and view.sentence[last] == view.sentence[g]:
        after = view.tokens[last]
        if after.pos not in ("PROPN", "ADJ") or view.mark[last] or view.cover[last] is not None:
            break
        last += 1
    start, end = view.offsets(first, last)
    words = view.text[start:end]
    body = token.entity == "ORG" if named else token.lemma in lexicon.collective or token.lower in lexicon.collective
    return Entity(text=words, spans=[(start, end)], name=words, kind="organisation" if body else "person")


def plain_entity(view: View, g: int) -> Entity | None:
    """A speaker that is neither of the cast nor human: the noun phrase as written ("the report", "many")."""
    token = view.tokens[g]
    if token.pos not in ("NOUN", "PROPN", "NUM", "DET", "ADJ", "PRON") or _personal(view, token.lower):
        return None
    low, high = g, g + 1
    for child in view.children(g):
        if view.tokens[child].dep in _IN_PHRASE:
            low = min(low, child) if view.extent(child)[0] <= child else low
    low = max(low, g - 6)
    while low < g and (view.mark[low] or view.tokens[low].pos == "PUNCT"):
        low += 1
    start, end = view.offsets(low, high)
    words = view.text[start:end]
    return Entity(text=words, spans=[(start, end)], name=words, kind="group")


def addressee(view: View, cue: Cue, frame: Frame | None, content_first: int, speaker_name: str | None) -> Entity | None:
    """The person or body spoken to: the object, or what stands behind « à »/"to", of a cue that takes one."""
    way = frame.addressee if frame is not None else ""
    if way not in ("object", "to"):
        return None
    for g in range(cue.first, cue.at):
        mention = view.cover[g]
        clitic = view.tokens[g].lower not in view.lexicon.wording.pronouns
        if mention is not None and mention.form == "pronoun" and clitic:
            return other_entity(mention, speaker_name)
    limit = content_first if content_first > cue.at else cue.after + 8
    previous: Mention | None = None
    for g in range(cue.after, min(limit, cue.after + 20, len(view.tokens))):
        if view.unit_of[g] != view.unit_of[cue.at] or view.tokens[g].lower in (";", ":") or view.finite(g):
            return None
        mention = view.cover[g]
        if mention is None or mention is previous:
            continue
        previous = mention
        behind = _preposition(view, cue, mention)
        inserted = view.tokens[view.mention_range(mention)[0] - 1].lower == "["
        bare = ("", *view.lexicon.wording.to, "on")
        fits = behind in (view.lexicon.wording.to if way == "to" and not inserted else bare)
        if fits and not mention.place_only:
            return other_entity(mention, speaker_name)
    return None


def _preposition(view: View, cue: Cue, mention: Mention) -> str:
    first = view.mention_range(mention)[0]
    if view.tokens[first].pos == "ADP" and mention.last - mention.first > 1:
        return view.tokens[first].lower
    for h in range(first - 1, max(cue.at + cue.more, first - 4), -1):
        if view.tokens[h].pos == "ADP" or view.tokens[h].lower in view.lexicon.wording.to:
            return view.tokens[h].lower
        if view.tokens[h].pos not in ("DET", "ADJ", "PUNCT"):
            return "?"
    return ""


def other_entity(mention: Mention, speaker_name: str | None) -> Entity | None:
    """The entity of ``mention``, None where it is the speaker."""
    entity = mention.entity()
    return None if speaker_name is not None and entity.name == speaker_name else entity
