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
    """Give drafts whose subject is an open third-person singular pronoun a person named before them.

    That is the speaker of the draft before, or whoever has since been named as the subject of an unquoted clause:
    only a person, only within a paragraph and the next, and never against a known gender.
    """
    genders = {actor.name: actor.gender for actor in cast.actors}
    wording = view.lexicon.wording
    named = _named_subjects(view)
    position = 0
    latest: _Latest | None = None
    for draft in sorted(drafts, key=lambda draft: draft.at):
        if view.quote[draft.at] != NO_QUOTE:
            continue
        while position < len(named) and view.unit_of[named[position][0]] < view.unit_of[draft.at]:
            latest = named[position][1]
            position += 1
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


def _named_subjects(view: View) -> list[tuple[int, _Latest]]:
    """The persons named as subjects outside quotations, with the number of a word of each, in text order."""
    found = []
    for g, mention in enumerate(view.cover):
        person = (
            mention is not None and mention.actor.kind == "person" and mention.form in ("name", "name+role", "role")
        )
        if mention is not None and person and view.tokens[g].dep.startswith("nsubj") and view.quote[g] == NO_QUOTE:
            found.append((g, _Latest(mention.entity(), view.paragraph[g])))
    return found
