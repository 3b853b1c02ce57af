"""A phrase that stands alone: which of its mentions is meant, and what its other words add."""

from __future__ import annotations

from dataclasses import replace

from ..languages.tokens import Parse, Token
from ..record import EntityKind
from .bodies import WORLD, Word, body_codes, country_in, role_in, words_in
from .lists import Name
from .mentions import Actor, Cast, Mention
from .spots import Lexicon, capital, lexicon

_UNARMED = frozenset({"REF", "CVL", "JRN", "MED", "EDU", "LAB", "AGR", "BUS"})
# Whose place tells nothing of where they come from: "troops in Ukraine", "journalists in Kabul", "refugees in Chad".
_FROM_ELSEWHERE = frozenset({"MIL", "JRN", "REF", "GOV"})


def stands_for(parse: Parse, cast: Cast) -> tuple[Actor | None, str]:
    """The actor that the text of ``parse``, one noun phrase, stands for (None if nobody), and what told it.

    In a whole sentence it is the subject. What the reading of mentions leaves open is taken from the words around.
    """
    lex = lexicon(parse.language)
    tokens = [token for sentence in parse.sentences for token in sentence.tokens]
    mention = _main(parse, cast, lex)
    if mention is None or (mention.actor.country is None and _town(tokens, lex) is not None):
        return _by_words(tokens, parse.text, lex)
    actor = replace(mention.actor, other_sectors=list(mention.actor.other_sectors))
    if mention.metonym and actor.sector is None:
        actor.sector = "GOV"
    rest = [t for t in tokens if not _covers(mention, t) and t.lower not in lex.wording.determiners]
    if actor.kind == "state":
        return _body_of_state(actor, words_in(rest), parse.text, lex) or (actor, mention.why)
    if mention.form in ("name", "name+role") and actor.kind == "person" and actor.country is not None:
        return actor, mention.why
    return _completed(actor, mention, tokens, words_in(rest), lex)


def _completed(
    actor: Actor, mention: Mention, tokens: list[Token], rest: list[Word], lex: Lexicon
) -> tuple[Actor, str]:
    """The actor of a mention with what the other words of the phrase say."""
    every = words_in(tokens)
    text = " ".join(token.text for token in tokens)
    if actor.sector == "GOV" and any(word.key in lex.wording.relatives_of for word in rest):
        # PLOVER counts the relatives of officials among the ELI.
        return Actor(name=text, kind="person", country=actor.country, sector="ELI"), "words"
    listed = mention.why == "list:organisation" and actor.country not in WORLD and not _owns(mention, tokens)
    if listed and any(word.capital for word in rest):
        # "Santa Marta Self Defense Forces" are not Japan's: the listed name is only a part of this one.
        sector = body_codes(every, lex).sector or actor.sector
        return Actor(name=text, kind="organisation", country=country_in(rest, lex), sector=sector), "words of the name"
    around = rest if mention.form in ("name", "name+role") else every
    _complete_sector(actor, mention, around, rest, lex)
    if actor.country is None:
        elsewhere = actor.sector in _FROM_ELSEWHERE or actor.sector == "UNK"
        actor.country = country_in(_head_words(around, lex) if elsewhere else around, lex)
    changed = (actor.sector, actor.country) != (mention.actor.sector, mention.actor.country)
    return actor, f"{mention.why}+words" if changed and not mention.metonym else mention.why


def _owns(mention: Mention, tokens: list[Token]) -> bool:
    """Whether a mention owns what follows: "*Northern Fleet*'s Arctic Group"."""
    return any(t.start == mention.spans[-1][1] and t.lower in ("'s", "’s", "'") for t in tokens)


def _complete_sector(actor: Actor, mention: Mention, around: list[Word], rest: list[Word], lex: Lexicon) -> None:
    """The sector that other words of the phrase tell: "Rohingya *refugees*", "*displaced* families"."""
    role = role_in(around, lex)
    beside = role_in(rest, lex)
    if mention.why == "list:group" and beside is not None and beside.sector in _UNARMED:
        actor.sector, actor.other_sectors = beside.sector, list(beside.other_sectors)
    if actor.kind == "organisation" and actor.sector is None:
        codes = body_codes(around, lex)
        actor.sector, actor.country = codes.sector, actor.country or codes.country
    if (
        role is not None
        and role.sector is not None
        and (actor.sector is None or (actor.sector == "UNK" and role.sector != "UNK"))
    ):
        actor.sector, actor.other_sectors = role.sector, list(role.other_sectors)
    displaced = any(lex.lists.sector_adjectives.get(word.key) == "REF" for word in around)
    if displaced and actor.sector in (None, "CVL"):
        actor.sector = "REF"


def _main(parse: Parse, cast: Cast, lex: Lexicon) -> Mention | None:
    """The subject of a sentence, the longest mention of a phrase; a place only when there is nothing else."""
    mentions = [m for m in cast.mentions if m.form != "pronoun" and not _inside(m, cast)]
    if not mentions:
        return None
    verbs = [t for s in parse.sentences for t in s.tokens if t.morph.get("VerbForm") == "Fin" or t.dep == "ROOT"]
    if any(t.pos in ("VERB", "AUX") and t.morph.get("VerbForm") == "Fin" for t in verbs):
        subject = (m for m in mentions if parse.sentences[m.sentence].tokens[m.head].dep in lex.wording.subjects)
        first = next(subject, None)
        if first is not None:
            return first
    return max(
        mentions,
        key=lambda m: (not m.place_only, m.actor.country is not None, m.last - m.first, -m.sentence, -m.first),
    )


def _inside(mention: Mention, cast: Cast) -> bool:
    return any(
        other.first <= mention.first and mention.last <= other.last and other is not mention
        and (other.last - other.first, other.first) != (mention.last - mention.first, mention.first)
        for other in cast.by_sentence[mention.sentence]
    )  # fmt: skip


def _covers(mention: Mention, token: Token) -> bool:
    return any(start <= token.start and token.end <= end for start, end in mention.spans)


def _head_words(words: list[Word], lex: Lexicon) -> list[Word]:
    """The words before the first preposition of place: of "troops in Ukraine" only "troops"."""
    end = next((i for i, word in enumerate(words) if i and word.key in lex.wording.locative), len(words))
    return words[:end]


def _town(tokens: list[Token], lex: Lexicon) -> Name | None:
    """The town or region that all the words together name."""
    town = lex.towns.get(" ".join(word.key for word in words_in(tokens)))
    return town if any(capital(token) for token in tokens) else None


def _body_of_state(actor: Actor, words: list[Word], text: str, lex: Lexicon) -> tuple[Actor, str] | None:
    """A body of a state that is known by its words only: "Ecuador's Ombudsman's Office"; None if it is the state."""
    role = role_in(words, lex) if words else None
    sector = role.sector if role is not None else None
    if sector in (None, "UNK") and (named := body_codes(words, lex).sector) is not None:
        role, sector = None, named  # « Ligue des droits de l'homme » is no man
    if sector is None:
        return None
    kind: EntityKind = ("group" if role.plural else "person") if role is not None and role.person else "organisation"
    others = list(role.other_sectors) if role is not None else []
    return Actor(name=text.strip(), kind=kind, country=actor.country, sector=sector, other_sectors=others), "words"


def _by_words(tokens: list[Token], text: str, lex: Lexicon) -> tuple[Actor | None, str]:
    """Who is meant where no mention was read: a role by its words, a town by its people, else somebody unknown."""
    words = words_in(tokens)
    town = _town(tokens, lex)
    if town is not None:
        return Actor(name=town.name, kind="group", country=town.country, sector="CVL"), "list:town"
    role = role_in(words, lex)
    adjectives = lex.lists.sector_adjectives
    adjective = next((adjectives[word.key] for word in words if word.key in adjectives), None)
    if adjective is not None and (role is None or role.sector in (None, "UNK")):
        return Actor(name=text.strip(), kind="group", country=country_in(words, lex), sector=adjective), "words"
    if role is not None:
        kind = ("group" if role.plural else "person") if role.person else "organisation"
        actor = Actor(name=text.strip(), kind=kind, sector=role.sector, other_sectors=list(role.other_sectors))  # type: ignore[arg-type]
        actor.country = country_in(words if role.sector not in _FROM_ELSEWHERE else _head_words(words, lex), lex)
        return actor, "words"
    codes = body_codes(words, lex)
    if codes.sector is not None:
        return Actor(name=text.strip(), kind="organisation", country=codes.country, sector=codes.sector), codes.why
    return None, "nobody known"
