"""Cue verbs in the text: the whole verb group, whether it reports at all, its voice."""

from __future__ import annotations

from dataclasses import dataclass

from ..record import Span
from .lexicon import Frame
from .view import View

# So many words before a verb its subject is looked for.
_SUBJECT = 20
# Moods in which a French verb tells of nothing that was said.
_UNSAID_MOODS = ("Cnd", "Imp")


@dataclass(slots=True)
class Cue:
    """A verb that reports speech: tokens ``first`` .. ``at`` are its group, ``after`` the first token behind it.

    ``more`` counts the words that a verb of several words has behind ``at``: « mettre en garde ».
    """

    at: int
    first: int
    after: int
    frames: list[Frame]
    passive: bool = False
    reflexive: bool = False
    gerund: bool = False
    infinitive: bool = False
    more: int = 0


def find_cues(view: View) -> list[Cue]:
    """All verbs of the document that may report speech, in order."""
    cues = []
    for g, token in enumerate(view.tokens):
        more, frames = _phrasal(view, g) if token.lemma in view.lexicon.phrasal else (0, [])
        frames = frames or view.lexicon.frames(token) or _misread(view, g)
        if frames and (cue := _cue(view, g, frames)) is not None:
            cue.more = more
            cue.after += more
            cues.append(cue)
    return cues


def _phrasal(view: View, g: int) -> tuple[int, list[Frame]]:
    """How many words a verb of several words has behind its first, and its frames: « a mis en garde »."""
    if view.tokens[g].pos not in ("VERB", "AUX"):
        return 0, []
    kept = view.lexicon.phrasal[view.tokens[g].lemma].items()
    found = [(len(words), frames) for words, frames in kept if view.matches(g + 1, words)]
    return max(found, key=lambda entry: entry[0], default=(0, []))


def _misread(view: View, g: int) -> list[Frame]:
    """The frames of a French verb that was read as something else: « », soupire X », « le sénateur doute que … »."""
    token = view.tokens[g]
    if not view.french or token.pos not in ("NOUN", "ADJ", "PROPN", "X") or g == 0 or g + 2 >= len(view.tokens):
        return []
    verbs, before, after = view.lexicon.verbs, view.tokens[g - 1], view.tokens[g + 1]
    if before.lemma == "avoir" and token.lower.endswith("é"):
        return verbs.get(token.lower[:-1] + "er", [])
    frames = verbs.get(token.lower + "r", []) if token.lower.endswith("e") else []
    if not frames:
        return []
    lead = g - 2 if before.lower in view.lexicon.wording.reflexives else g - 1
    if lead > 0 and view.tokens[lead].lower == "," and view.mark[lead - 1]:
        return frames if after.pos in ("DET", "PROPN") else []
    begins = view.unit_of[g - 2] != view.unit_of[g] if g > 1 else True
    named = before.pos == "PROPN" and begins
    if not named and (before.pos not in ("NOUN", "PROPN") or view.tokens[g - 2].pos not in ("DET", "ADJ", "PROPN")):
        return []
    infinitive = after.lower in ("de", "d'") and view.tokens[g + 2].morph.get("VerbForm") == "Inf"
    return frames if infinitive or after.lower in view.lexicon.wording.complementisers else []


@dataclass(slots=True)
class _Group:
    """What stands before a verb and belongs to it: from token ``first`` on; ``auxiliaries``, the nearest first."""

    first: int
    auxiliaries: list[int]
    negated: bool = False
    reflexive: bool = False
    causative: bool = False


def _group(view: View, g: int) -> _Group:
    """The group that ends in the verb at ``g``."""
    wording = view.lexicon.wording
    group = _Group(g, [])
    inside = view.quote[g]
    for h in range(g - 1, max(-1, g - 9), -1):
        before = view.tokens[h]
        if view.mark[h] and h == g - 1 and h > 0 and view.tokens[h - 1].pos == "AUX" and view.quote[h - 1] != inside:
            inside = view.quote[h - 1]  # « ont « dénoncé le recours à la force » »: the quotation opens at the verb
            continue
        if view.unit_of[h] != view.unit_of[g] or view.quote[h] != inside or view.mark[h]:
            break
        if before.lemma in wording.causatives and (h == g - 1 or view.tokens[h + 1].lower in wording.clitics):
            group.causative = True
            group.auxiliaries.append(h)
        elif before.pos == "AUX" or before.lemma in wording.auxiliaries or before.lower in wording.modals:
            group.auxiliaries.append(h)
        elif before.lower in wording.negations:
            group.negated = group.negated or view.tokens[h + 1].lower not in wording.restricting
        elif before.lower in wording.clitics:
            group.reflexive = group.reflexive or before.lower in wording.reflexives
        elif before.pos == "ADV" or before.lower in wording.adverbs:
            continue
        else:
            break
        group.first = h
    while group.first < g and (
        view.tokens[group.first].pos == "ADV" or view.tokens[group.first].lower in wording.adverbs
    ):
        group.first += 1
    return group


def _cue(view: View, g: int, frames: list[Frame]) -> Cue | None:
    wording, token, group = view.lexicon.wording, view.tokens[g], _group(view, g)
    if group.negated or (g + 1 < len(view.tokens) and view.tokens[g + 1].lower in ("not", "n't", "pas")):
        return None
    if _denied_subject(view, g) or _withheld(view, group.first):
        return None
    auxiliaries, reflexive, causative = group.auxiliaries, group.reflexive, group.causative
    frames = [f for f in frames if f.reflexive == reflexive and (causative or not f.causative)]
    cue = Cue(at=g, first=group.first, after=g + 1, frames=frames, reflexive=reflexive)
    form = token.morph.get("VerbForm")
    cue.infinitive = form == "Inf" and (view.french or not auxiliaries) and not causative
    cue.gerund = not auxiliaries and (token.lower.endswith("ing") if not view.french else token.lower.endswith("ant"))
    if not cue.frames or not _reports(view, cue, auxiliaries):
        return None
    lemmas = [view.tokens[h].lemma for h in auxiliaries]
    if lemmas and not reflexive and not cue.gerund and lemmas[0] in wording.passive_auxiliaries:
        cue.passive = not token.lower.endswith("ing")
    while cue.after < len(view.tokens) and view.tokens[cue.after].lower in wording.inverted_pronouns:
        cue.after += 1
    return cue


def _denied_subject(view: View, g: int) -> bool:
    """Whether nobody says it: "*no* official said", "*neither* X nor Y said"."""
    deniers = view.lexicon.wording.deniers
    if not deniers:
        return False
    before = range(max(0, g - _SUBJECT), g)
    subjects = [h for h in before if view.tokens[h].dep.startswith("nsubj") and view.head(h) == g]
    return any(view.tokens[k].lower in deniers for h in subjects for k in before if k == h or view.head(k) == h)


def _withheld(view: View, first: int) -> bool:
    """ "stopped *short of* saying", "*refrained from* saying": the words before the cue say that it was not said."""
    withheld = view.lexicon.wording.withheld
    at = first - 1
    if at > 0 and view.tokens[at].pos == "ADP" and view.tokens[at].lower not in withheld:
        at -= 1
    return at >= 0 and (view.tokens[at].lower in withheld or view.tokens[at].lemma in withheld)


def _reports(view: View, cue: Cue, auxiliaries: list[int]) -> bool:
    """Whether this form tells of words really said: no plan, condition or bare participle."""
    token = view.tokens[cue.at]
    if any(view.tokens[h].lower in view.lexicon.wording.modals for h in auxiliaries):
        return False
    if cue.infinitive:
        return _infinitive_reports(view, cue)
    if view.french:
        return _french_form_reports(view, cue, auxiliaries)
    participle = token.morph.get("VerbForm") == "Part" and token.morph.get("Aspect") == "Perf"
    return not (participle and not auxiliaries and token.dep in ("acl", "amod"))


def _french_form_reports(view: View, cue: Cue, auxiliaries: list[int]) -> bool:
    token = view.tokens[cue.at]
    finite = view.tokens[auxiliaries[-1]] if auxiliaries else token
    mood = token.morph.get("Mood")
    if mood == "Imp" and _has_subject_behind(view, cue):
        mood = "Ind"  # « ..., pense X », read as an order
    if not auxiliaries and (mood in _UNSAID_MOODS or token.morph.get("Tense") == "Fut"):
        return False
    if auxiliaries and finite.morph.get("Tense") == "Fut":
        return False
    if token.pos in ("ADJ", "NOUN") and token.lower.endswith("e") and not token.lower.endswith("ée"):
        return True  # a present tense misread as a noun
    participle = token.pos in ("ADJ", "NOUN") or (
        token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") == "Past"
    )
    if not participle or auxiliaries:
        return True
    # « ..., dit-il », « ..., écrit le journal »: the present tense looks like the participle.
    last = cue.at + 1 >= len(view.tokens)
    if token.pos == "VERB" and token.lower[-1:] == "t" and cue.first > 0 and not last:
        following = view.tokens[cue.at + 1]
        behind = view.tokens[cue.first - 1].lower == "," or view.mark[cue.first - 1]
        if behind and (following.pos in ("DET", "PROPN", "PRON", "PUNCT") or view.time[cue.at + 1] is not None):
            return True
    # « a salué l'accord et condamné l'attaque »: the auxiliary stands with the first participle.
    before = view.tokens[cue.first - 1].lower if cue.first > 0 else ""
    return before in view.lexicon.wording.conjunctions and token.pos == "VERB" and token.dep == "conj"


def _has_subject_behind(view: View, cue: Cue) -> bool:
    begins = cue.first > 0 and (view.tokens[cue.first - 1].lower == "," or view.mark[cue.first - 1])
    return begins and any(c > cue.at and view.tokens[c].dep.startswith("nsubj") for c in view.children(cue.at))


def _infinitive_reports(view: View, cue: Cue) -> bool:
    wording = view.lexicon.wording
    h = cue.first - 1
    if not view.french and h >= 0 and view.tokens[h].lower == "to":
        if _purpose(view, cue):
            return True
        h -= 1
    elif not view.french:
        return False
    if view.french and h >= 0 and view.tokens[h].lower in ("à", "de", "d'", "par"):
        if h > 0 and view.tokens[h - 1].lower in wording.infinitive_leads and view.tokens[h - 1].lower != "de":
            return True
        h -= 1
    elif view.french and h >= 0 and view.tokens[h].lower in wording.infinitive_leads:
        return True
    return any(view.tokens[back].lemma in wording.light_verbs for back in range(h, max(-1, h - 3), -1))


def _purpose(view: View, cue: Cue) -> bool:
    """ "used her speech to declare that …": the purpose of something that was done."""
    head = view.head(cue.at)
    done = view.tokens[head].pos in ("VERB", "AUX") and view.tokens[head].morph.get("Tense") == "Past"
    return done and head < cue.first and view.tokens[cue.at].dep == "advcl" and view.quote[head] == view.quote[cue.at]


def cue_spans(view: View, cue: Cue) -> list[Span]:
    """The spans of the verb group, without the adverbs, subjects and objects that stand between its words."""
    spans: list[Span] = []
    kept = -2
    for g in range(cue.first, cue.at + 1):
        token = view.tokens[g]
        belongs = g == cue.at or token.pos == "AUX" or token.lower in view.lexicon.wording.reflexives
        belongs = belongs or token.lemma in view.lexicon.wording.auxiliaries
        if not belongs:
            continue
        if kept == g - 1 and spans:
            spans[-1] = (spans[-1][0], token.end)
        else:
            spans.append((token.start, token.end))
        kept = g
    if cue.more and spans:
        spans[-1] = (spans[-1][0], view.tokens[cue.at + cue.more].end)
    return spans
