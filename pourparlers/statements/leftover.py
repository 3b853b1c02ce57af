"""Quotations without a cue of their own: behind a colon, going on from the one before, or a quoted predicate."""

from __future__ import annotations

from ..record import Entity, Span
from .acts import load_acts
from .circumstances import frame_tokens, medium
from .drafts import Draft, quote_content, token_content
from .extents import clause_like
from .marks import trim
from .people import entity_at
from .view import NO_QUOTE, View

_DASHES = frozenset(("-", "–", "—"))


def leftover_drafts(view: View, drafts: list[Draft]) -> list[Draft]:
    """Drafts for the quotations not in ``drafts``; one that only goes on is added to the draft before it."""
    taken = {quote: draft for draft in drafts for quote in draft.quotes}
    incises = {view.quote[draft.at]: draft for draft in reversed(drafts) if draft.incise is not None}
    ordered = sorted(drafts, key=lambda draft: draft.at)
    new: list[Draft] = []
    latest: Draft | None = None
    spoken: Draft | None = None
    position = 0
    for quote, (first, last) in enumerate(view.reach):
        while position < len(ordered) and ordered[position].at < first:
            latest = _reporting(view, ordered[position], latest)
            spoken = latest if latest is not None and latest.incise is not None and latest.quotes else spoken
            position += 1
        if quote in taken or last - first < 2:
            latest = _reporting(view, taken[quote], latest) if quote in taken else latest
            continue
        if quote in incises and _split(view, quote, incises[quote]):
            continue
        if spoken is not None and view.paragraph[spoken.at] == view.paragraph[first] and _is_alone(view, quote):
            spoken.content.extend(quote_content(view, quote))
            spoken.quotes.append(quote)
            continue
        draft = _leftover(view, quote, latest)
        if draft is None or draft is latest:
            continue
        new.append(draft)
        latest = draft
    return new


def _split(view: View, quote: int, draft: Draft) -> bool:
    """« Non, dit Morel, c'est fini. »: the reporting clause stands inside the marks; the rest of them is his."""
    if draft.incise is None or draft.speaker is None or view.outer[quote].start < view.tokens[0].start:
        return False
    first, last = draft.incise
    begin, _ = view.units[view.unit_of[first]]
    if begin != view.reach[quote][0]:
        return False
    cut = (view.tokens[first].start, view.tokens[min(last, len(view.tokens) - 1)].start)
    content: list[Span] = []
    for start, end in view.outer[quote].parts:
        for piece in ((start, min(end, cut[0])), (max(start, cut[1] + 1), end)):
            span = trim(view.text, piece)
            if span[0] < span[1]:
                content.append(span)
    draft.kind, draft.content, draft.quotes = "direct", content, [quote]
    return True


def _reporting(view: View, draft: Draft, latest: Draft | None) -> Draft | None:
    """The draft that later quotations may go on from: the reporter's own, never one inside a quotation."""
    nested = latest is not None and any(a <= view.tokens[draft.at].start < b for a, b in latest.content)
    return latest if nested or (view.quote[draft.at] != NO_QUOTE and draft.cue) else draft


def _leftover(view: View, quote: int, latest: Draft | None) -> Draft | None:
    first, _ = view.reach[quote]
    begin, end = view.units[view.unit_of[first]]
    near = latest is not None and _near(view, latest, first)
    if _is_alone(view, quote):
        return _alone(view, quote, latest if near else None, first)
    if first > begin and view.tokens[first - 1].lower == ":" and clause_like(view, quote):
        return _behind_colon(view, quote, begin, first)
    if near and latest is not None and _quoted_predicate(view, begin, first):
        return _carried(view, quote, latest, begin, end)
    return None


def _is_alone(view: View, quote: int) -> bool:
    """Whether the quotation is a sentence of its own."""
    first, last = view.reach[quote]
    begin, end = view.units[view.unit_of[first]]
    return begin == first and end - last < 4 and all(view.tokens[g].pos == "PUNCT" for g in range(last, end))


def _near(view: View, latest: Draft, first: int) -> bool:
    """Same paragraph as the words last reported, or the one behind it."""
    end = max((end for _, end in latest.content), default=latest.cue[-1][1] if latest.cue else 0)
    sentence = view.parse.sentence_at(max(0, end - 1))
    paragraph = sentence.paragraph if sentence is not None else view.paragraph[latest.at]
    return 0 <= view.paragraph[first] - max(paragraph, view.paragraph[latest.at]) <= 1


def _alone(view: View, quote: int, latest: Draft | None, first: int) -> Draft | None:
    """A quotation that is a sentence of its own goes on with the direct speech before it, or is nobody's."""
    content = quote_content(view, quote)
    if not content:
        return None
    goes_on = latest is not None and latest.quotes and (latest.kind == "direct" or latest.incise is not None)
    if latest is not None and goes_on and not _reporter_between(view, latest, first):
        latest.content.extend(content)
        latest.quotes.append(quote)
        return latest
    if not clause_like(view, quote):
        return None
    draft = Draft(at=first, kind="direct", content=content, quotes=[quote])
    draft.speaker = _signed(view, view.reach[quote][1])
    if draft.speaker is None and latest is not None and goes_on:
        draft.speaker = latest.speaker
    return draft


def _reporter_between(view: View, latest: Draft, first: int) -> bool:
    """Whether a sentence of the reporter's own stands between the draft's last words and the token ``first``."""
    end = max(end for span in (latest.content, latest.cue) for _, end in span)
    last = max(latest.at, view.reach[latest.quotes[-1]][1] - 1)
    g = first - 1
    while g > last and view.unit_of[g] != view.unit_of[latest.at] and view.tokens[g].start >= end:
        if view.quote[g] == NO_QUOTE and view.finite(g):
            return True
        g -= 1
    return False


def _signed(view: View, g: int) -> Entity | None:
    """Whose name stands alone, without a verb, in the paragraph behind a quotation: « … » / Paul Durand, maire."""
    while g < len(view.tokens) and view.tokens[g].pos == "PUNCT":
        g += 1
    if (
        g >= len(view.tokens)
        or g == 0
        or (view.paragraph[g] == view.paragraph[g - 1] and view.tokens[g - 1].lower not in _DASHES)
    ):
        return None
    mention = view.cover[g]
    if mention is None or mention.actor.kind != "person":
        return None
    for h in range(g, min(g + 14, len(view.tokens))):
        if view.paragraph[h] != view.paragraph[g]:
            return mention.entity()
        if view.finite(h) or view.mark[h]:
            return None
    return None


def _behind_colon(view: View, quote: int, begin: int, first: int) -> Draft:
    draft = Draft(at=first, kind="direct", content=quote_content(view, quote), quotes=[quote])
    nouns = [g for g in range(max(begin, first - 40), first) if view.tokens[g].lemma in view.lexicon.nouns]
    if nouns:
        draft.at = nouns[-1]
        draft.cue = [(view.tokens[nouns[-1]].start, view.tokens[nouns[-1]].end)]
        draft.act = load_acts(view.parse.language).noun(view.tokens[nouns[-1]].lemma)
    draft.speaker = _introduced(view, begin, first)
    entry, _ = medium(view, first - 1, frame_tokens(view, first - 1, draft.content, frozenset()))
    draft.medium = entry.name if entry is not None else None
    return draft


def _introduced(view: View, begin: int, first: int) -> Entity | None:
    """The person, else the body, named before the colon: as a subject if there is one, else nearest to it."""
    best: int | None = None
    for g in range(first - 1, max(begin, first - 40) - 1, -1):
        mention = view.cover[g]
        if mention is None or mention.place_only:
            continue
        if view.tokens[g].dep.startswith("nsubj"):
            return mention.entity()
        if best is None or (mention.actor.kind == "person" and view.cover[best].actor.kind != "person"):  # type: ignore[union-attr]
            best = g
    return None if best is None else entity_at(view, best)


def _quoted_predicate(view: View, begin: int, first: int) -> bool:
    """« Scholz « a rappelé que ... » »: an unquoted subject without a verb, then a quotation that opens with one."""
    subject = [g for g in range(begin, first) if view.tokens[g].pos not in ("PUNCT", "CCONJ", "SPACE", "ADV")]
    if not subject or len(subject) > 14 or any(view.finite(g) for g in subject):
        return False
    last = subject[-1]
    if view.cover[last] is None and view.tokens[last].pos not in ("NOUN", "PROPN", "PRON"):
        return False
    for g in range(first + 1, min(first + 5, len(view.tokens))):
        token = view.tokens[g]
        if view.finite(g) or token.pos == "AUX":
            return True
        if token.pos not in ("ADV", "PRON", "PUNCT", "PART"):
            return False
    return False


def _carried(view: View, quote: int, latest: Draft, begin: int, end: int) -> Draft | None:
    """The words are those of whoever was being reported: the whole sentence, by the same speaker."""
    content = token_content(view, begin, view.before_stop(begin, end))
    if not content or latest.speaker is None:
        return None
    draft = Draft(at=begin, kind="mixed", content=content, quotes=[quote], speaker=latest.speaker)
    draft.date, draft.medium = latest.date, latest.medium
    return draft


def headline_drafts(view: View) -> list[Draft]:
    """Statements that a headline or interview gives without a verb: a person, a colon and what the person says."""
    introducers = view.lexicon.wording.introducers
    drafts = []
    for begin, end in view.units:
        if end - begin < 5 or not introducers or (begin > 0 and view.paragraph[begin - 1] == view.paragraph[begin]):
            continue
        colon = next((g for g in range(begin, min(begin + 8, end)) if view.tokens[g].lower in introducers), None)
        mention = view.cover[begin]
        if colon is None or mention is None or mention.actor.kind != "person" or view.cover[colon - 1] is not mention:
            continue
        if any(view.finite(g) or view.mark[g] for g in range(begin, colon + 2)):
            continue
        last = view.before_stop(colon + 1, end)
        content = token_content(view, colon + 1, last)
        if content and any(view.finite(g) for g in range(colon + 1, last)):
            drafts.append(Draft(at=colon, kind="indirect", content=content, speaker=mention.entity()))
    return drafts
