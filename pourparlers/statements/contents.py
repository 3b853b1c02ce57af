"""What a cue verb reports to its right: a clause, a demand, a quotation or a named content."""

from __future__ import annotations

from dataclasses import dataclass

from ..actors.mentions import Mention
from .cues import Cue
from .extents import clause_end, clause_like
from .lexicon import Frame
from .parties import partitive, party_before, party_behind
from .view import NO_QUOTE, View

_FAR_RIGHT = 28
_ASIDE = 8
_HARD = frozenset((";", "(", ")", "?", "!", "."))
# Frames by which a bare object is whom the words are said to or about, and not what is said.
_TAKE_OBJECT = ("object", "target")


@dataclass(slots=True)
class Complement:
    """A content of tokens ``[first, last)``; ``form`` is clause, infinitive, quote or nominal.

    ``party`` is whom a demand, promise or threat beside such a content is addressed to.
    """

    form: str
    first: int
    last: int
    frame: Frame
    party: Mention | None = None


@dataclass(slots=True)
class _Walk:
    """What stands to the right of a cue, up to where its clause breaks (token numbers, -1 if absent)."""

    that: int = -1
    infinitive: int = -1
    marker: str = ""
    quote: int = -1
    colon: int = -1
    bare: int = -1
    object_ends: int = -1
    nominal: int = -1
    preposition: str = ""
    between: int = 0


def complement(view: View, cue: Cue, cue_ats: frozenset[int], stops: dict[int, int]) -> Complement | None:
    """The content to the right of ``cue``, or None. ``stops``: see ``find``."""
    party = party_before(view, cue)
    if party is not None:
        after = cue.after
        cue.after = party[1]
        found = _complement(view, cue, cue_ats, stops)
        found = found or _measured(view, cue, stops)
        cue.after = after
        if found is not None:
            found.party = party[0]
            return found
    found = _complement(view, cue, cue_ats, stops)
    if found is not None and found.form == "nominal" and (behind := party_behind(view, cue, found.first, found.last)):
        found.party, found.last = behind
    return found


def _measured(view: View, cue: Cue, stops: dict[int, int]) -> Complement | None:
    """« a promis à X de nouvelles armes »: behind whom it is promised to, a noun phrase that looks like « de X »."""
    frame = next((f for f in cue.frames if "nominal" in f.takes and "" in f.nominal and f.party), None)
    if frame is None or not partitive(view, cue.after):
        return None
    return Complement("nominal", cue.after, clause_end(view, cue, cue.after, "nominal", stops), frame)


def _complement(view: View, cue: Cue, cue_ats: frozenset[int], stops: dict[int, int]) -> Complement | None:
    walk = _walk(view, cue, cue_ats)
    for form in ("clause", "infinitive", "quote", "nominal"):
        for frame in cue.frames:
            if form not in frame.takes:
                continue
            first = _start(view, cue, walk, frame, form)
            if first >= 0:
                if form == "quote":
                    return Complement(form, first, view.reach[view.quote[first]][1], frame)
                last = clause_end(view, cue, first, form, stops)
                if last > first + (form == "clause"):
                    return Complement(form, first, last, frame)
    return None


def _start(view: View, cue: Cue, walk: _Walk, frame: Frame, form: str) -> int:
    """The token where a content of ``form`` begins, -1 if the cue has none such by this frame."""
    if form == "clause":
        return _clause_start(view, cue, walk, frame)
    if form == "infinitive":
        return _infinitive_start(view, cue, walk, frame)
    if form == "quote":
        return _quote_start(view, cue, walk, frame)
    return _nominal_start(cue, walk, frame)


def _infinitive_start(view: View, cue: Cue, walk: _Walk, frame: Frame) -> int:
    if walk.infinitive < 0 or walk.marker not in frame.infinitive or 0 <= walk.colon < walk.infinitive:
        return -1
    if 0 <= walk.nominal < walk.infinitive and walk.preposition in view.lexicon.wording.subject_markers:
        return walk.nominal  # "called for both sides to pull back": who shall act is part of the content
    free = not 0 <= walk.bare < walk.infinitive or frame.addressee in _TAKE_OBJECT or cue.passive
    return walk.infinitive if free else -1


def _quote_start(view: View, cue: Cue, walk: _Walk, frame: Frame) -> int:
    if walk.quote < 0 or 0 <= walk.that < walk.quote:
        return -1
    named = walk.bare >= 0 and walk.colon < 0
    if named and (frame.addressee not in _TAKE_OBJECT or any(other.names for other in cue.frames)):
        return -1  # "called the plan "a trap"": what is named belongs to the content
    direct = walk.colon >= 0 or clause_like(view, view.quote[walk.quote])
    direct = direct or (walk.between == 0 and not _goes_on(view, walk.quote))
    return walk.quote if direct and not _partial(view, walk) else -1


def _nominal_start(cue: Cue, walk: _Walk, frame: Frame) -> int:
    if cue.passive and frame.addressee not in _TAKE_OBJECT:
        return -1
    if walk.quote >= 0 and walk.between == 0 and {"", "adjective"} & set(frame.nominal):
        return walk.quote
    if frame.addressee == "target" or "" not in frame.nominal:
        return walk.nominal if walk.nominal >= 0 and walk.preposition in frame.nominal else -1
    return -1 if cue.passive else walk.bare


def _goes_on(view: View, first: int) -> bool:
    """Whether the reporter's own sentence goes on, without a pause, behind the quotation at ``first``."""
    g = view.reach[view.quote[first]][1]
    return g < len(view.tokens) and view.unit_of[g] == view.unit_of[first] and view.tokens[g].pos != "PUNCT"


def _partial(view: View, walk: _Walk) -> bool:
    """A quotation of a few words that hangs on what stands before it (« a appelé à un « cessez-le-feu » »)."""
    return walk.colon < 0 and 0 <= walk.nominal < walk.quote and not clause_like(view, view.quote[walk.quote])


def _clause_start(view: View, cue: Cue, walk: _Walk, frame: Frame) -> int:
    if walk.that >= 0 and (walk.colon < 0 or walk.that < walk.colon):
        takes_object = any("" in other.nominal for other in cue.frames) and frame.addressee not in _TAKE_OBJECT
        relative = takes_object and walk.bare >= 0 and walk.object_ends == walk.that
        return -1 if relative else walk.that
    if walk.colon >= 0:
        return _behind_colon(view, walk)
    if view.french:
        return -1
    for child in view.children(cue.at):
        if view.tokens[child].dep == "ccomp" and child > cue.at:
            low = max(view.extent(child)[0], cue.after)
            while low < child and view.tokens[low].pos == "PUNCT" and not view.mark[low]:
                low += 1
            if low - cue.after <= _FAR_RIGHT and _plain_between(view, cue.after, low):
                return low
    return _bare_clause(view, cue) if view.tokens[cue.at].lemma in ("say", "think", "believe", "tell") else -1


def _behind_colon(view: View, walk: _Walk) -> int:
    """ "Lowe says: it is time to leave": without marks, the words behind the colon."""
    first = walk.colon + 1
    if walk.quote >= 0 or first >= len(view.tokens) or view.unit_of[first] != view.unit_of[walk.colon]:
        return -1
    near = range(first, min(first + 20, len(view.tokens)))
    whole = any(view.finite(g) and view.unit_of[g] == view.unit_of[first] for g in near)
    return first if whole else -1


def _plain_between(view: View, first: int, last: int) -> bool:
    return not any(view.tokens[g].lower in _HARD or view.mark[g] for g in range(first, last))


def _bare_clause(view: View, cue: Cue) -> int:
    """English without "that": a noun phrase and a finite verb right behind the cue."""
    begin = -1
    for g in range(cue.after, min(cue.after + 14, len(view.tokens))):
        token = view.tokens[g]
        relative = token.lower in view.lexicon.wording.relatives
        if token.pos == "PUNCT" or view.unit_of[g] != view.unit_of[cue.at] or relative:
            return -1
        if view.time[g] is not None or (begin < 0 and token.pos == "ADV"):
            continue
        if begin < 0:
            if token.pos not in ("PRON", "DET", "PROPN", "NOUN", "NUM", "ADJ"):
                return -1
            begin = g
        elif view.finite(g) or token.pos == "AUX":
            return begin
    return -1


def _walk(view: View, cue: Cue, cue_ats: frozenset[int]) -> _Walk:
    """Look to the right of a cue, word by word, for what may begin its content."""
    wording, walk = view.lexicon.wording, _Walk()
    unit, inside = view.unit_of[cue.at], view.quote[cue.at]
    broken = False
    g = _past_aside(view, cue)
    while g < min(cue.after + _FAR_RIGHT, len(view.tokens)) and view.unit_of[g] == unit:
        token = view.tokens[g]
        if view.quote[g] != inside:
            if inside == NO_QUOTE:
                walk.quote = g
            break
        if token.lower == "(" and (close := _closing(view, g)) > 0:
            g = close
            continue
        if token.lower == ":":
            walk.colon = g
        elif _complementiser(view, cue, g) or _question(view, cue, g, walk):
            walk.that = g
            break
        elif (walk.colon < 0 and token.lower in _HARD) or (token.lower in wording.relatives and not broken):
            break
        elif view.time[g] is None and not view.mark[g]:
            if token.pos in ("VERB", "AUX") and _infinitive(view, cue, g, walk, broken):
                break
            predicate = cue.reflexive and walk.between == 0
            if (view.finite(g) and walk.colon < 0) or (g in cue_ats and not predicate):
                break
            _note_nominal(view, cue, g, walk, broken)
        broken = broken or token.lower == ","
        g += 1
    return walk


def _closing(view: View, g: int) -> int:
    """The token behind the bracket that closes a short aside at ``g`` (« sur X (ex-Twitter) que … »), else -1."""
    for h in range(g + 1, min(g + _ASIDE, len(view.tokens) - 1)):
        if view.unit_of[h] != view.unit_of[g] or view.mark[h] or view.finite(h):
            return -1
        if view.tokens[h].lower == ")":
            return h + 1
    return -1


def _past_aside(view: View, cue: Cue) -> int:
    """The token behind an aside in commas right behind the cue: « a annoncé, lundi à Nice, la fermeture »."""
    g = cue.after
    while g + 1 < len(view.tokens) and view.time[g] is not None and view.tokens[g].lower != ",":
        g += 1
    if g + 1 >= len(view.tokens) or view.tokens[g].lower != "," or view.tokens[g + 1].pos not in ("ADP", "ADV", "NOUN"):
        return cue.after
    for h in range(g + 1, min(g + 16, len(view.tokens))):
        if view.unit_of[h] != view.unit_of[cue.at] or view.finite(h) or view.mark[h]:
            return cue.after
        if view.tokens[h].lower == ",":
            return h + 1
    return cue.after


def _complementiser(view: View, cue: Cue, g: int) -> bool:
    token, wording = view.tokens[g], view.lexicon.wording
    if token.lower not in wording.complementisers:
        return False
    before = view.tokens[g - 1].lower
    own = g == cue.after or (g == cue.after + 1 and before in wording.adverbs)  # « a dit que », « affirme même que »
    if before in wording.compounds and not own:
        return False
    if view.french or view.tokens[g - 1].lower in view.lexicon.media_words:
        return True
    return not (token.pos in ("DET", "ADV") or token.dep in ("det", "dobj", "pobj", "advmod"))


def _question(view: View, cue: Cue, g: int, walk: _Walk) -> bool:
    """« a demandé si … », « a expliqué à X comment … », « a dit ce que … »."""
    token, wording = view.tokens[g], view.lexicon.wording
    if not any(frame.speech and "clause" in frame.takes for frame in cue.frames):
        return False
    if walk.bare >= 0 and token.lower not in ("si", "comment", "pourquoi"):
        return False
    if token.lower in wording.questions:
        return walk.colon < 0
    behind = view.tokens[g + 1].lower if g + 1 < len(view.tokens) else ""
    return view.french and token.lower == "ce" and g == cue.after and behind in ("que", "qu'", "qui", "dont")


def _infinitive(view: View, cue: Cue, g: int, walk: _Walk, broken: bool) -> bool:
    """Note an infinitive at ``g`` with its marker; True when it is one."""
    token = view.tokens[g]
    if not view.french and token.lower.endswith("ing") and not broken:
        before = view.tokens[g - 1].lower
        if g == cue.after or before in ("of", "for"):
            walk.infinitive, walk.marker = (g, "ing") if g == cue.after else (g - 1, before)
            return True
        return False
    if token.morph.get("VerbForm") != "Inf" and not (not view.french and view.tokens[g - 1].lower == "to"):
        return False
    marker = g - 1
    while marker > cue.at and view.tokens[marker].lower in view.lexicon.wording.before_infinitive:
        marker -= 1
    if marker == cue.at or marker < cue.after:
        walk.infinitive, walk.marker = marker + 1, ""
    else:
        walk.infinitive, walk.marker = marker, view.tokens[marker].lower
    return True


def _note_nominal(view: View, cue: Cue, g: int, walk: _Walk, broken: bool) -> None:
    """Keep track of objects and prepositional phrases between the cue and what follows."""
    token = view.tokens[g]
    if token.lower == "," or token.pos == "PUNCT":
        return
    walk.between += 0 if token.pos == "ADV" else 1
    if broken or walk.colon >= 0:
        return
    if walk.bare < 0 and walk.between == 1 and token.pos in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON"):
        walk.bare = g
    if token.pos in ("NOUN", "PROPN", "PRON"):
        walk.object_ends = g + 1
    prepositions = {p for frame in cue.frames for p in frame.nominal if p}
    mention = view.cover[g]
    inside = mention is not None and view.mention_range(mention)[0] < g  # « la Corée du Nord »
    if inside:
        return
    if walk.nominal < 0 and token.lower in prepositions and (walk.between == 1 or walk.bare >= 0 or cue.passive):
        walk.nominal, walk.preposition = g, token.lower
    elif walk.nominal < 0 and walk.between == 1 and token.pos in ("ADJ", "VERB") and "adjective" in prepositions:
        walk.nominal, walk.preposition = g, "adjective"
