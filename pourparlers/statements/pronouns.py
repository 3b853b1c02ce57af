"""A pronoun that the cast leaves open, as the subject of a cue, stands for the person who spoke just before."""

from __future__ import annotations

import dataclasses

import msgspec

from ..actors.mentions import Cast
from ..record import Entity
from .drafts import Draft
from .view import NO_QUOTE, View


@dataclasses.dataclass(slots=True)
class _Latest:
    speaker: Entity
    paragraph: int


def carry_pronouns(view: View, drafts: list[Draft], cast: Cast) -> None:
    """Give drafts whose subject is an open third-person singular pronoun the speaker of the draft before them.

    Only persons are carried, only within a paragraph and the next, and never against a known gender.
    """
    genders = {actor.name: actor.gender for actor in cast.actors}
    wording = view.lexicon.wording
    latest: _Latest | None = None
    for draft in sorted(drafts, key=lambda draft: draft.at):
        if view.quote[draft.at] != NO_QUOTE:
            continue
        paragraph = view.paragraph[draft.at]
        if draft.speaker is None and draft.subject is not None and latest is not None:
            word = view.tokens[draft.subject]
            gender = "m" if word.lower in wording.masculine else "f" if word.lower in wording.feminine else None
            known = genders.get(latest.speaker.name)
            if gender is not None and known in (None, gender) and 0 <= paragraph - latest.paragraph <= 1:
                span = (word.start, word.end)
                draft.speaker = msgspec.structs.replace(latest.speaker, text=word.text, spans=[span])
        if draft.speaker is not None and draft.speaker.kind == "person":
            latest = _Latest(draft.speaker, paragraph)
