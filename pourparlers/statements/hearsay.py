"""What is said by nobody named: "Lowe is said to have left", "it was reported that …", « X est accusé de … »."""

from __future__ import annotations

from .acts import cue_act
from .contents import Complement
from .cues import Cue, cue_spans
from .drafts import Draft, token_content
from .extents import clause_end
from .people import speaker
from .view import NO_QUOTE, View

_SUBJECTS = ("nsubj", "nsubjpass", "nsubj:pass", "expl", "expl:subj")


def hearsay_draft(view: View, cue: Cue, found: Complement | None, stops: dict[int, int]) -> Draft | None:
    """A statement without a speaker, of a passive cue that names no agent; None where it is no hearsay.

    "It was reported that …" tells a clause; of "Lowe is said to have left" subject and infinitive are the content.
    """
    wording = view.lexicon.wording
    if view.quote[cue.at] != NO_QUOTE or view.lexicon.lemma(view.tokens[cue.at]) not in wording.hearsay:
        return None
    found = found or _infinitive(view, cue, stops)
    if found is None or found.form not in ("clause", "infinitive") or speaker(view, cue, tail=False) is not None:
        return None
    subject = next((g for g in view.children(cue.at) if view.tokens[g].dep in _SUBJECTS and g < cue.first), None)
    if subject is None:
        return None
    content = token_content(view, found.first, found.last)
    if found.form == "infinitive":
        first, last = view.extent(subject)
        content = [*token_content(view, first, min(last, cue.first)), *content]
    elif view.tokens[subject].lower not in wording.impersonal:
        return None
    if not content:
        return None
    draft = Draft(cue.at, "indirect", content, cue=cue_spans(view, cue))
    draft.quotes = view.quotes_in(found.first, found.last, NO_QUOTE)
    draft.kind = "mixed" if draft.quotes else "indirect"
    draft.act = cue_act(view, cue, "clause", found.frame, asks=False)
    return draft


def _infinitive(view: View, cue: Cue, stops: dict[int, int]) -> Complement | None:
    """ "is said to have left": behind a cue that takes no infinitive of its own."""
    g = cue.after
    if view.french or g + 1 >= len(view.tokens) or view.tokens[g].lower != "to":
        return None
    if view.tokens[g + 1].pos not in ("VERB", "AUX"):
        return None
    last = clause_end(view, cue, g, "infinitive", stops)
    return Complement("infinitive", g, last, cue.frames[0]) if last > g + 1 else None
