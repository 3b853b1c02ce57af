"""« Selon X, ... » and "..., according to X": the source stands in a prepositional phrase, the rest is what it says."""

from __future__ import annotations

from .acts import STATE
from .drafts import Draft, quote_content, token_content
from .people import entity_at, plain_entity
from .view import FAR, NO_QUOTE, View

_NAME_FAR = 7


def find_sources(view: View) -> list[tuple[int, int, int]]:
    """``(first, after, speaker)`` token numbers of every phrase that names a source: the phrase, and a word of X."""
    found = []
    wording = view.lexicon.wording
    for g, token in enumerate(view.tokens):
        for words, group in view.lexicon.sources.get(token.lower, ()):
            if not view.matches(g, words):
                continue
            first = view.units[view.unit_of[g]][0]
            if group.start_only and g - first > 0:
                continue
            name = g + len(words)
            if name >= len(view.tokens) or view.tokens[name].lower in (*wording.relatives, *wording.complementisers):
                break
            if _measure(view, name):
                break  # « selon leurs moyens »
            after = _phrase_end(view, g, name)
            if after == name:
                break  # "according to:" names nobody
            speaker = _speaker(view, name, after, group.start_only)
            if speaker is not None or not group.start_only:
                found.append((g, after, name if speaker is None else speaker))
            break
    return found


def _speaker(view: View, name: int, after: int, sure: bool) -> int | None:
    """The word in tokens ``[name, after)`` that names the source; with ``sure``, a person's name only."""
    for g in range(name, min(name + _NAME_FAR, after)):
        if view.tokens[g].lower == "," or view.finite(g):
            break
        if view.cover[g] is not None:
            if sure and (g > name + 1 or view.cover[g].actor.kind != "person"):  # type: ignore[union-attr]
                return None
            return g
        if not sure and entity_at(view, g) is not None:
            return g
    if sure:
        return None
    nouns = (g for g in range(name, min(name + 3, after)) if view.tokens[g].pos in ("NOUN", "PROPN"))
    return next(nouns, None)


def _measure(view: View, name: int) -> bool:
    """Whether what stands behind the preposition is nobody who speaks: a possession that is no body and no speech."""
    if view.tokens[name].pos != "DET" or "Poss" not in view.tokens[name].morph:
        return False
    nouns = (g for g in range(name + 1, min(name + 4, len(view.tokens))) if view.tokens[g].pos == "NOUN")
    noun = next(nouns, None)
    lexicon = view.lexicon
    if noun is None or (view.cover[noun] is not None and view.cover[noun] is not view.cover[name]):
        return False
    words = (view.tokens[noun].lemma, view.tokens[noun].lower)
    return not any(word in lexicon.human or word in lexicon.nouns or word in lexicon.media_words for word in words)


def _phrase_end(view: View, first: int, name: int) -> int:
    """One past the phrase: up to the comma, colon or end behind it, with an apposition."""
    commas = 0
    for g in range(name, min(name + 40, len(view.tokens))):
        token = view.tokens[g]
        if view.unit_of[g] != view.unit_of[first] or token.lower in (":", ";", ".", ")"):
            return g
        if token.lower == ",":
            commas += 1
            if commas == 2 or not _apposition(view, g + 1):
                return g
        elif view.finite(g) and commas == 0 and not _relative(view, name, g):
            return _before_subject(view, name, g)
    return min(name + 40, len(view.tokens))


def _relative(view: View, name: int, g: int) -> bool:
    return any(view.tokens[h].lower in view.lexicon.wording.relatives for h in range(max(name, g - 5), g))


def _before_subject(view: View, name: int, verb: int) -> int:
    """Without a comma the phrase ends before the subject of the next verb."""
    low = verb
    for child in view.children(verb):
        if view.tokens[child].dep.startswith("nsubj") and child > name:
            low = min(low, max(name + 1, view.extent(child)[0]))
    return low


def _apposition(view: View, g: int) -> bool:
    """Whether the words at ``g`` up to the next comma hold no finite verb of their own (or are a relative clause)."""
    relative = False
    for h in range(g, min(g + 20, len(view.tokens))):
        token = view.tokens[h]
        if view.unit_of[h] != view.unit_of[g] or token.lower in (".", ":"):
            return False
        if token.lower == ",":
            return h > g and (view.tokens[g].pos in ("NOUN", "PROPN", "VERB", "ADJ") or relative)
        relative = relative or (h == g and token.lower in view.lexicon.wording.relatives)
        if view.finite(h) and not relative:
            return False
    return False


def source_drafts(view: View, sources: list[tuple[int, int, int]]) -> list[Draft]:
    """One draft a phrase: the content is what follows it at the head of a sentence, else what goes before it."""
    drafts = []
    for first, after, name in sources:
        draft = around(view, first, after)
        if draft is None:
            continue
        words = [g for g in range(first, name) if view.tokens[g].pos != "DET"] or [first]
        draft.at, draft.cue, draft.act = first, [view.offsets(first, words[-1] + 1)], STATE
        draft.speaker = entity_at(view, name) or plain_entity(view, name)
        drafts.append(draft)
    return drafts


def around(view: View, first: int, after: int) -> Draft | None:
    """What a source in tokens ``[first, after)`` says: at the head of a sentence what follows, else what precedes."""
    begin, end = view.units[view.unit_of[first]]
    begin, end = max(begin, first - FAR), min(end, after + FAR)
    if view.quote[first] != NO_QUOTE:
        low, high = view.reach[view.quote[first]]
        begin, end = max(begin, low + 1), min(end, high - 1)
    begin, end = _brackets(view, first, begin, end)
    head = all(view.tokens[g].pos in ("PUNCT", "CCONJ", "ADV", "SPACE") for g in range(begin, first))
    content = _after(view, after, end) if head else _before(view, begin, first)
    return _draft(view, *content) if content and content[0] < content[1] else None


def _brackets(view: View, first: int, begin: int, end: int) -> tuple[int, int]:
    """``begin`` and ``end`` drawn in to the brackets that the phrase stands in: « (… , selon X) »."""
    for g in range(first - 1, begin - 1, -1):
        if view.tokens[g].lower in "()":
            if view.tokens[g].lower == ")":
                return begin, end
            close = next((h for h in range(first, end) if view.tokens[h].lower == ")"), end)
            return g + 1, close
    return begin, end


def _after(view: View, after: int, end: int) -> tuple[int, int]:
    first = after
    while first < end and view.tokens[first].pos == "PUNCT" and not view.mark[first]:
        first += 1
    last = end
    for g in range(first, end):
        if view.tokens[g].lower == ";" and view.quote[g] == NO_QUOTE:
            last = g
            break
    return first, last


def _before(view: View, begin: int, first: int) -> tuple[int, int]:
    start = begin
    for g in range(first - 1, begin - 1, -1):
        if view.tokens[g].lower in (";", ":") and view.quote[g] == NO_QUOTE:
            start = g + 1
            break
    return start, first


def _draft(view: View, first: int, last: int) -> Draft | None:
    last = view.before_stop(first, last)
    if last - first < 2:
        return None
    quotes = view.quotes_in(first, last, view.quote[first - 1] if first else NO_QUOTE)
    if len(quotes) == 1 and view.reach[quotes[0]] == (first, last):
        return Draft(at=first, kind="direct", content=quote_content(view, quotes[0]), quotes=quotes)
    content = token_content(view, first, last)
    return Draft(at=first, kind="mixed" if quotes else "indirect", content=content, quotes=quotes) if content else None
