"""From a parsed document to its statements: cues first, then sources, then quotations that no cue introduced."""

from __future__ import annotations

from ..actors.mentions import Cast
from ..languages.tokens import Parse
from ..record import DENYING, Entity, Statement, StatementKind, Time
from .acts import cue_act
from .asides import aside_drafts
from .circumstances import frame_tokens, interlocutor, medium, spoken_by, stated_date
from .contents import Complement, complement
from .cues import Cue, cue_spans, find_cues
from .drafts import Draft, finish, quote_content, token_content
from .extents import clause_like
from .hearsay import hearsay_draft
from .leftover import headline_drafts, leftover_drafts
from .lexicon import Frame
from .nouns import noun_drafts
from .parties import party_told
from .people import addressee, author, other_entity, speaker, speaker_token
from .pronouns import carry_pronouns
from .sources import find_sources, source_drafts
from .tails import Tail, tail_of
from .view import NO_QUOTE, View

# How far (in words) behind a denial what it denies is looked for.
_NEAR = 8


def find(parse: Parse, cast: Cast, times: list[Time], date: str | None) -> list[Statement]:
    """The statements of a document in text order, with ids "s1", "s2", ...

    Spans are code-point offsets into ``parse.text``. Contents leave out the outer quotation marks and the cue; an
    indirect one begins with its « que » or "that". Beliefs, plans and attitudes are found like speech, but inside
    another statement only speech with a named speaker of its own is kept. ``date`` (YYYY-MM-DD) is the document's,
    used where the clause states none. Raises LanguageError when the language has no wording of speech.
    """
    view = View(parse, cast, times)
    cues = find_cues(view)
    sources = find_sources(view)
    cue_ats = frozenset(cue.at for cue in cues)
    stops = _stops(view, cues, sources)
    drafts, aside = aside_drafts(view, cues)
    for cue in cues:
        if cue.at in aside:
            continue
        drafts.extend(_cue_drafts(view, cue, cue_ats, stops))
    drafts.extend(source_drafts(view, sources))
    drafts.extend(_owned(drafts, noun_drafts(view, stops)))
    drafts.extend(headline_drafts(view))
    carry_pronouns(view, drafts, cast)
    for draft in drafts:
        _circumstances(view, draft, cue_ats)
    drafts.extend(leftover_drafts(view, drafts))
    return finish(view, [draft for draft in drafts if draft.content], date)


def _owned(drafts: list[Draft], nouns: list[Draft]) -> list[Draft]:
    """Of the ``nouns`` those with a speaker, and claims of nobody named that a denial close before them takes up."""
    denials = {draft.at for draft in drafts if draft.act in DENYING}
    return [n for n in nouns if n.speaker is not None or any(at in denials for at in range(n.at - _NEAR, n.at))]


def _stops(view: View, cues: list[Cue], sources: list[tuple[int, int, int]]) -> dict[int, int]:
    """Where a content must end because another report begins: token number → the token that report hangs on."""
    stops: dict[int, int] = {}
    for cue in cues:
        before = cue.first - 1
        if before < 0 or view.unit_of[before] != view.unit_of[cue.at]:
            continue
        lower = view.tokens[before].lower
        if lower in view.lexicon.wording.conjunctions:
            head = view.head(cue.at) if view.tokens[cue.at].dep == "conj" else -1
            comma = before > 0 and view.tokens[before - 1].lower == ","
            stops[before - 1 if comma else before] = head
        elif cue.gerund or cue.infinitive:
            while before > 0 and view.tokens[before].pos in ("ADP", "ADV", "SCONJ"):
                before -= 1
            if view.tokens[before].lower == ",":
                stops[before] = -1
        # "said that X, for his part, *accused* …": what is reported is no report of what stands before it.
        reported = view.tokens[cue.at].dep == "ccomp" and view.head(cue.at) < cue.at
        tail = tail_of(view, cue, None) if not reported else None
        if tail is not None:
            stops[tail.first - 1] = -1
    for first, _, _ in sources:
        if first > 0 and view.tokens[first - 1].lower == ",":
            stops[first - 1] = -1
    return stops


def _cue_drafts(view: View, cue: Cue, cue_ats: frozenset[int], stops: dict[int, int]) -> list[Draft]:
    found = complement(view, cue, cue_ats, stops)
    tail = tail_of(view, cue, found)
    if tail is not None:
        return _tail_draft(view, cue, tail)
    if cue.passive and (hearsay := hearsay_draft(view, cue, found, stops)) is not None:
        return [hearsay]
    if found is None:
        return _passive_draft(view, cue)
    draft = _complement_draft(view, cue, found)
    if draft is None or not draft.content:
        return []
    said_by = speaker(view, cue, tail=False) or author(view, cue)
    quoted = view.quote[cue.at] != NO_QUOTE
    vague = quoted or cue.passive or found.form in ("infinitive", "nominal") or _first_person(view, cue)
    if said_by is None and vague:
        return []
    draft.speaker, draft.subject = said_by, speaker_token(view, cue, tail=False)
    draft.act = cue_act(view, cue, _form(view, found), found.frame, _asks(view, draft))
    draft.nests = found.frame.speech and _named(view, draft.subject)
    draft.addressee = _addressee(view, cue, [found.frame, *cue.frames], found.first, said_by)
    if cue.passive and found.frame.addressee == "object" and draft.addressee is None:
        draft.addressee = _passive_addressee(view, cue)
    if found.party is not None:
        draft.addressee = other_entity(found.party, said_by.name if said_by else None)
    return [draft, *_colon_quote(view, cue, found, draft)]


def _addressee(view: View, cue: Cue, frames: list[Frame], first: int, said_by: Entity | None) -> Entity | None:
    """Whom the cue is told to by one of its ``frames``, in their order: "said to X", "told X"; once each way."""
    name = said_by.name if said_by else None
    for way in dict.fromkeys(frame.addressee for frame in frames):
        frame = next(f for f in frames if f.addressee == way)
        found = addressee(view, cue, frame, first, name)
        if found is not None:
            return found
    return None


def _passive_draft(view: View, cue: Cue) -> list[Draft]:
    """« Le projet a été rejeté par X »: what X rejects is the subject."""
    if not cue.passive or not any("" in frame.nominal for frame in cue.frames):
        return []
    subject = _passive_subject(view, cue)
    said_by = speaker(view, cue, tail=False)
    if subject is None or said_by is None or view.tokens[subject].pos not in ("NOUN", "PROPN"):
        return []
    first, last = view.extent(subject)
    content = token_content(view, first, min(last, cue.first))
    if not content or said_by.spans[0][0] < content[0][1]:
        return []
    draft = Draft(cue.at, "indirect", content, cue=cue_spans(view, cue), speaker=said_by)
    draft.subject = speaker_token(view, cue, tail=False)
    draft.act = cue_act(view, cue, "nominal", next(f for f in cue.frames if "" in f.nominal), asks=False)
    return [draft]


def _form(view: View, found: Complement) -> str:
    """The form of a content as the table of acts names it: "that" and "question" are clauses."""
    opening = view.tokens[found.first].lower if found.form == "clause" else ""
    if opening in view.lexicon.wording.questions:
        return "question"
    return "that" if opening in view.lexicon.wording.complementisers else found.form


def _passive_addressee(view: View, cue: Cue) -> Entity | None:
    """ "Lowe was urged by Reed to leave": the subject of the passive is whom it is said to."""
    subject = _passive_subject(view, cue)
    mention = view.cover[subject] if subject is not None else None
    return mention.entity() if mention is not None and not mention.place_only else None


def _passive_subject(view: View, cue: Cue) -> int | None:
    """The subject of a passive cue: what is rejected, or who is urged."""
    return next((g for g in view.children(cue.at) if view.tokens[g].dep in ("nsubj:pass", "nsubjpass")), None)


def _named(view: View, subject: int | None) -> bool:
    """Whether the subject names a person, body or state, in words of its own."""
    mention = view.cover[subject] if subject is not None else None
    return mention is not None and mention.form != "pronoun" and mention.actor.kind != "group"


def _first_person(view: View, cue: Cue) -> bool:
    return any(view.tokens[g].lower in view.lexicon.wording.first_person for g in range(max(0, cue.first - 2), cue.at))


def _complement_draft(view: View, cue: Cue, found: Complement) -> Draft | None:
    if found.form == "quote":
        quote = view.quote[found.first]
        return Draft(cue.at, "direct", quote_content(view, quote), cue=cue_spans(view, cue), quotes=[quote])
    content = token_content(view, found.first, found.last)
    quotes = view.quotes_in(found.first, found.last, view.quote[cue.at])
    kind: StatementKind = "mixed" if quotes else "indirect"
    return Draft(cue.at, kind, content, cue=cue_spans(view, cue), quotes=quotes)


def _colon_quote(view: View, cue: Cue, found: Complement, draft: Draft) -> list[Draft]:
    """« a écrit qu'il avait trois demandes : « ... » »: the quotation behind the colon is said with the same cue."""
    g = found.last
    if found.form == "quote" or g + 1 >= len(view.tokens) or view.tokens[g].lower != ":":
        return []
    quote = view.quote[g + 1]
    if quote == NO_QUOTE or quote == view.quote[cue.at] or not clause_like(view, quote):
        return []
    direct = Draft(cue.at, "direct", quote_content(view, quote), cue=list(draft.cue), quotes=[quote])
    direct.speaker, direct.addressee = draft.speaker, draft.addressee
    direct.act = cue_act(view, cue, "quote", found.frame, _asks(view, direct))
    return [direct]


def _asks(view: View, draft: Draft) -> bool:
    """Whether the content is a quotation that ends in a question mark."""
    return draft.kind == "direct" and bool(draft.content) and view.text[draft.content[-1][1] - 1] == "?"


def _tail_draft(view: View, cue: Cue, tail: Tail) -> list[Draft]:
    said_by = speaker(view, cue, tail=True) or author(view, cue)
    if said_by is None and (view.quote[cue.at] != NO_QUOTE or _first_person(view, cue)):
        return []
    if tail.direct:
        content = [span for quote in tail.quotes for span in quote_content(view, quote)]
    else:
        content = [span for first, last in tail.ranges for span in token_content(view, first, last)]
    kind: StatementKind = "direct" if tail.direct else "mixed" if tail.quotes else "indirect"
    draft = Draft(cue.at, kind, content, cue=cue_spans(view, cue), quotes=list(tail.quotes))
    draft.speaker, draft.subject = said_by, speaker_token(view, cue, tail=True)
    draft.incise = (tail.first - 1, tail.last)
    draft.act = cue_act(view, cue, "tail", cue.frames[0] if cue.frames else None, _asks(view, draft))
    draft.nests = any(f.speech for f in cue.frames) and _named(view, draft.subject)
    draft.addressee = _addressee(view, cue, cue.frames, -1, said_by)
    if draft.addressee is None and (party := party_told(view, cue)) is not None:
        draft.addressee = other_entity(party, said_by.name if said_by else None)
    if draft.addressee is not None and said_by is not None and draft.addressee.spans == said_by.spans:
        draft.addressee = None
    return [draft]


def _circumstances(view: View, draft: Draft, cue_ats: frozenset[int]) -> None:
    frame = frame_tokens(view, draft.at, draft.content, cue_ats)
    entry, where = medium(view, draft.at, frame)
    draft.medium = entry.name if entry is not None else spoken_by(view, draft.at)
    draft.date = stated_date(view, draft.at, frame)
    if entry is not None and draft.addressee is None:
        name = draft.speaker.name if draft.speaker else None
        draft.addressee = interlocutor(view, entry, where, frame, name)
