"""Who fills a role: the mentions that stand as subject, object or behind a preposition of a clause."""

from __future__ import annotations

from collections.abc import Sequence

from ..actors.mentions import Actor, Mention
from .clause import Clause
from .view import View

# Types whose recipient may be written as a place: an attack on Kyiv is an attack on Ukraine.
PLACE_AS_PARTY = frozenset(
    {"ASSAULT", "MOBILIZE", "COERCE", "RETREAT", "AID", "THREATEN", "SANCTION", "CONSULT", "COOPERATE", "SUPPORT"}
)
# Acts of speech. What they ask for, refuse or threaten is their content; their addressee may be left unsaid.
SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
# Types in which the owner of what is named stands for itself: "condemned Russia's plans", "rejected the US decision".
_OWNED = frozenset({"ACCUSE", "REJECT"})
_LIST = 120  # tokens of a list behind one of its names in which the "and" before the last one is looked for


def actors_of(mentions: Sequence[Mention]) -> list[Actor]:
    """The actors behind some mentions, plurals spelt out, each once."""
    found: list[Actor] = []
    for mention in mentions:
        for actor in mention.actor.members or [mention.actor]:
            if not any(actor is other for other in found):
                found.append(actor)
    return found


def actor_ids(mentions: Sequence[Mention]) -> set[int]:
    """The identities of the actors behind some mentions: two of one country are two, however alike."""
    return {id(actor) for actor in actors_of(mentions)}


def same_actors(one: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Whether two groups of mentions stand for the same actors."""
    return actor_ids(one) == actor_ids(other)


def share_actor(one: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Whether an actor stands behind mentions of both groups."""
    return not actor_ids(one).isdisjoint(actor_ids(other))


def usable(mention: Mention, event: str) -> bool:
    """Whether the mention can be a party of an event of type ``event``: no bare adjective, no mere place."""
    if mention.form == "demonym":
        return False
    return not mention.place_only or (event in PLACE_AS_PARTY and mention.actor.country is not None)


def find_slot(
    view: View,
    clause: Clause,
    cursor: int,
    prepositions: tuple[str, ...],
    event: str,
    end: int,
    strict: bool = False,
) -> tuple[list[Mention], int] | None:
    """The mentions that one of ``prepositions`` introduces after ``cursor``, and the token after them.

    ``strict`` leaves out phrases that belong to a noun between ("discussed the border with the EU").
    """
    for mention in view.mentions:
        if not cursor <= mention.first < end or mention.form == "demonym":
            continue
        if clause.form == "noun" and any(mention is owner for owner in clause.subject):
            continue  # « le refus du Pérou de … »: the owner fills no other role
        # A pattern that asks for a preposition takes what stands there for a party, be it written as a place.
        if mention.place_only and not (prepositions and mention.actor.country) and not usable(mention, event):
            continue
        widest = view.mention[mention.head]
        if widest is not mention and (widest is None or widest.first >= cursor):
            continue
        j = preposition_before(view, mention.first)
        if prepositions:
            fits = j is not None and j >= clause.verb and view.preposition[j] in prepositions
        else:
            # No preposition asked for: the object of the word before ("agree to release Y").
            bare = j is None or j < cursor - 1 or view.form[j] in view.grammar.partitives
            fits = bare and mention.first - cursor <= 3
        if fits:
            if strict and j is not None and _belongs_to_noun(view, cursor, j):
                continue
            group = joined(view, mention, event)
            return group, group[-1].last
    # A pronoun before the verb: « lui a demandé », « l'a reçu » fills a dative.
    if view.grammar.dative_prepositions & set(prepositions):
        for i in range(clause.first, clause.verb):
            mention_at = view.mention[i]
            dative = view.form[i] in view.grammar.dative_pronouns
            if mention_at is not None and mention_at.form == "pronoun" and dative:
                return [mention_at], clause.verb + 1
    return None


def _belongs_to_noun(view: View, cursor: int, preposition: int) -> bool:
    """ "discussed the border with the EU": the phrase belongs to the noun before it, which is no word of the frame."""
    before = preposition - 1
    if before < cursor or view.mention[before] is not None or view.tokens[before].pos not in ("NOUN", "PROPN"):
        return False
    if view.is_time[before]:
        return False
    token = view.tokens[preposition]
    # French hangs the preposition on its noun, English the noun on its preposition.
    governor = token.head if view.grammar.language == "en" else view.tokens[token.head].head
    return governor == before


def preposition_before(view: View, first: int) -> int | None:
    """The token of the preposition that introduces the phrase beginning at ``first``, or None."""
    j = first - 1
    possessives = view.grammar.possessives
    while j >= 0 and (
        view.tokens[j].pos in ("DET", "ADJ", "NUM")
        or view.tokens[j].text == ":"
        or view.form[j] in possessives
        or view.is_quote(j)
    ):
        if view.preposition[j] != view.form[j]:
            return j  # « du », « aux », read as an article
        j -= 1
    token = view.tokens[j] if j >= 0 else None
    if token is not None and token.pos == "ADV" and view.form[j] not in view.grammar.event_prepositions:
        return None
    if token is None or token.pos not in ("ADP", "SCONJ", "PART", "ADV") or token.dep == "prt":
        return None
    if token.text in view.grammar.genitives or view.joins[j]:
        return None  # "along with X": X does the same, and is not whom it is done with
    if j > 0 and view.form[j - 1] in view.grammar.compound_prepositions:
        return None  # "according to X" addresses nothing to X
    return j


def joined(view: View, mention: Mention, event: str) -> list[Mention]:
    """The mention and those joined to it to the right: "with France and Germany"."""
    group = [mention]
    while True:
        j = begin = _past_part(view, group[-1].last)
        comma_and = False
        if (
            j < len(view.tokens)
            and view.tokens[j].text in (",", ";")
            and j + 1 < len(view.tokens)
            and view.form[j + 1] in view.grammar.coordinators
        ):
            j += 1
            comma_and = True
        if j >= len(view.tokens) or not (view.joins[j] or view.tokens[j].text in (",", ";")):
            return group
        comma = view.tokens[j].text in (",", ";")
        j += 1
        while not comma and j < len(view.tokens) and view.joins[j]:
            j += 1
        apart = _past_separately(view, j)
        j = max(j, apart)
        while j < len(view.tokens) and (view.tokens[j].pos in ("DET", "ADP") and j - max(begin, apart) < 4):
            j += 1
        following = view.mention[j] if j < len(view.tokens) else None
        if following is None or following in group or not usable(following, event) or following.first < group[-1].last:
            return group
        if comma and not _list_goes_on(view, following):
            return group
        closed = "," in mention.text  # "the president, X, and Y": the comma belongs to the name
        if comma_and and len(group) == 1 and not (closed or apart) and not _same_preposition(view, mention, following):
            return group  # "…, and its troops": the next clause begins
        group.append(following)


def _past_part(view: View, at: int) -> int:
    """The position behind « , *d'une part*, » in « avec A, d'une part, et avec B »; ``at`` if there is none."""
    start = at + (at < len(view.tokens) and view.tokens[at].text == ",")
    end = view.past_phrase(start, view.grammar.on_one_hand)
    if end == start:
        return at
    return end + (end < len(view.tokens) and view.tokens[end].text == "," and start > at)


def _past_separately(view: View, at: int) -> int:
    """The position behind « puis*, séparément,* B », "and *separately* with B"; 0 if there is none."""
    i = at + (at < len(view.tokens) and view.tokens[at].text == ",")
    if i >= len(view.tokens) or view.form[i] not in view.grammar.separately:
        return 0
    return i + 1 + (i + 1 < len(view.tokens) and view.tokens[i + 1].text == ",")


def _same_preposition(view: View, one: Mention, other: Mention) -> bool:
    """« avec le président, X, et *avec* le ministre »: a repeated preposition goes on with the list."""
    first, second = preposition_before(view, one.first), preposition_before(view, other.first)
    return first is not None and second is not None and view.preposition[first] == view.preposition[second]


def _list_goes_on(view: View, mention: Mention) -> bool:
    """After "A, B" a list needs a further "and C"; else B is an apposition or begins something else."""
    j = mention.last
    while j < len(view.tokens) and j < mention.last + _LIST:
        if view.form[j] in view.grammar.coordinators:
            return True
        if (
            view.tokens[j].text not in (",", ";")
            and view.mention[j] is None
            and view.tokens[j].pos not in ("DET", "ADP")
        ):
            return False
        j += 1
    return False


def find_object(view: View, clause: Clause, event: str) -> tuple[list[Mention], int] | None:
    """The direct object when it is an actor: the first phrase after the verb, with no preposition before it."""
    for i in range(clause.first, clause.verb):
        mention = view.mention[i]
        if mention is not None and mention.form == "pronoun" and not any(m is mention for m in clause.subject):
            return [mention], clause.verb + 1
    i = clause.after
    while i < clause.end:
        mention = view.mention[i]
        token = view.tokens[i]
        if mention is not None:
            if is_genitive(view, mention, len(view.tokens)):
                return None  # "welcomed Russia's plans" is no welcome of Russia
            if usable(mention, event):
                group = joined(view, mention, event)
                return group, group[-1].last
            if mention.form == "demonym" or mention.place_only:
                i = mention.last
                continue
            return None
        if (
            view.lemma[i] in view.grammar.quantities
            and i + 1 < clause.end
            and view.preposition[i + 1] in view.grammar.of
        ):
            i += 2  # "freed dozens of prisoners"
            continue
        light = token.pos in ("DET", "ADV", "ADJ", "NUM", "PART") or token.dep == "prt"
        if light or view.is_quote(i) or view.form[i] in view.grammar.partitives:
            i += 1
            continue
        if view.is_time[i] or (token.pos == "ADP" and i + 1 < clause.end and view.is_time[i + 1]):
            i += 1  # "met on Monday …", « a rencontré lundi … »
            continue
        aside = _place_phrase(view, i) if token.pos == "ADP" else None
        if aside is not None:
            i = aside
            continue
        return None
    return None


def find_owner(view: View, clause: Clause, event: str) -> tuple[list[Mention], int] | None:
    """Whose doing the object is, where blame or refusal of it is meant for its author: "criticised Peru's handling".

    « la politique de X »: after « de » only behind nouns that name their author, for « la mort de X » has none.
    """
    if event not in _OWNED:
        return None
    found = _owner_at(view, clause, event)
    if found is None or share_actor(found[0], clause.subject):
        return None  # "investigates the attack on its embassy": who acts is not who is blamed
    return found


def _owner_at(view: View, clause: Clause, event: str) -> tuple[list[Mention], int] | None:
    grammar = view.grammar
    i = clause.after
    noun = -1
    while i < clause.end:
        mention, token = view.mention[i], view.tokens[i]
        if mention is not None:
            country = mention.actor.country is not None or mention.actor.kind == "person"
            behind = noun >= 0 and mention.first <= noun + 2
            if mention.form == "demonym":
                return ([mention], mention.last) if country and (noun < 0 or mention.first == noun + 1) else None
            if noun < 0 and is_genitive(view, mention, len(view.tokens)):
                return [mention], mention.last
            at = preposition_before(view, mention.first)
            lead = view.form[at] if at is not None and at > noun else ""
            authored = behind and lead in grammar.of and view.lemma[noun] in grammar.authored_nouns
            if usable(mention, event) and (authored or (behind and lead in grammar.by)):
                group = joined(view, mention, event)
                return group, group[-1].last
            return None
        if token.pos == "NOUN":
            if noun >= 0:
                return None
            noun = i
        elif token.pos not in ("DET", "ADV", "ADJ", "NUM") and not (
            noun >= 0 and view.form[i] in grammar.of | grammar.by
        ):
            return None
        i += 1
    return None


def fullest(mention: Mention, mentions: Sequence[Mention], before: int) -> Mention:
    """The same actor's name or description earlier in the sentence, if the mention is but a pronoun or possessive."""
    if mention.form != "pronoun" or mention.actor.members:
        return mention
    named = [m for m in mentions if m.actor is mention.actor and m.form != "pronoun" and m.last <= before]
    return named[-1] if named else mention


def _place_phrase(view: View, i: int) -> int | None:
    """The token after « à l'Élysée », "in the Kremlin" at ``i``, which may stand between a verb and its object."""
    if view.form[i] not in view.grammar.locatives:
        return None
    for j in (i + 1, i + 2):
        mention = view.mention[j] if j < len(view.tokens) else None
        if mention is not None:
            return mention.last if mention.actor.kind in ("state", "organisation") else None
    return None


def is_genitive(view: View, mention: Mention, noun: int) -> bool:
    """True when the mention, which ends before token ``noun``, owns something: "Russia's"."""
    after = view.tokens[mention.last] if mention.last < len(view.tokens) else None
    genitives = view.grammar.genitives
    inside = view.tokens[mention.last - 1].text in genitives
    return mention.last <= noun and (inside or (after is not None and after.text in genitives))
