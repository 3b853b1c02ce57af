"""A phrase that stands alone: which of its mentions is meant, and what its other words add."""

from __future__ import annotations

from dataclasses import replace

from ..languages.tokens import Parse, Token
from ..record import EntityKind
from .bodies import Word, body_codes, country_in, role_in, words_in
from .lists import Name
from .mentions import Actor, Cast, Mention
from .spots import Lexicon, capital, lexicon

_WORLD = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC"})
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
    actor, why = replace(mention.actor, other_sectors=list(mention.actor.other_sectors)), mention.why
    if mention.metonym and actor.sector is None:
        actor.sector = "GOV"
    named = mention.form in ("name", "name+role")
    if actor.kind == "state":
        rest = [t for t in tokens if not _covers(mention, t) and t.lower not in lex.wording.determiners]
        return _body_of_state(actor, _words(rest, None), parse.text, lex) or (actor, why)
    if (named and actor.kind == "person" and actor.country is not None):
        return actor, why
    around = _words(tokens, None if not named else mention)
    more = any(capital(t) and not _covers(mention, t) for t in tokens if t.lower not in lex.wording.determiners)
    if why == "list:organisation" and more and actor.country not in _WORLD:
        # "Santa Marta Self Defense Forces" are not Japan's: a listed name is only a part of this one.
        codes = body_codes(_words(tokens, None), lex)
        elsewhere = country_in(_words(tokens, mention), lex)
        actor = Actor(name=parse.text.strip(), kind="organisation", country=elsewhere, sector=codes.sector or actor.sector)
        why = codes.why
    if actor.kind == "organisation" and actor.sector is None:
        codes = body_codes(_words(tokens, None), lex)
        actor.sector, actor.country = codes.sector, actor.country or codes.country
    if actor.sector in (None, "UNK") and (role := role_in(around, lex)) is not None and role.sector is not None:
        if actor.sector is None or role.sector != "UNK":
            actor.sector, actor.other_sectors = role.sector, list(role.other_sectors)
            why += "+words"
    if actor.country is None and actor.sector not in _FROM_ELSEWHERE | {"UNK"}:
        actor.country = country_in(around, lex)
        why += "+words" if actor.country is not None and not why.endswith("+words") else ""
    elif actor.country is None:
        actor.country = country_in(_head_words(around, lex), lex)
    return actor, why


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


def _words(tokens: list[Token], left_out: Mention | None) -> list[Word]:
    """The words of a phrase, without those of a person's name."""
    return words_in(t for t in tokens if left_out is None or not _covers(left_out, t))


def _covers(mention: Mention, token: Token) -> bool:
    return any(start <= token.start and token.end <= end for start, end in mention.spans)


def _head_words(words: list[Word], lex: Lexicon) -> list[Word]:
    """The words before the first preposition of place: of "troops in Ukraine" only "troops"."""
    end = next((i for i, word in enumerate(words) if i and word.key in lex.wording.locative), len(words))
    return words[:end]


def _town(tokens: list[Token], lex: Lexicon) -> Name | None:
    """The town or region that all the words together name."""
    town = lex.towns.get(" ".join(word.key for word in _words(tokens, None)))
    return town if any(capital(token) for token in tokens) else None


def _body_of_state(actor: Actor, words: list[Word], text: str, lex: Lexicon) -> tuple[Actor, str] | None:
    """A body of a state that is known by its words only: "Ecuador's Ombudsman's Office"; None if it is the state."""
    role = role_in(words, lex) if words else None
    sector = role.sector if role is not None else None
    sector = sector or body_codes(words, lex).sector
    if sector is None:
        return None
    kind: EntityKind = ("group" if role.plural else "person") if role is not None and role.person else "organisation"
    others = list(role.other_sectors) if role is not None else []
    return Actor(name=text.strip(), kind=kind, country=actor.country, sector=sector, other_sectors=others), "words"


def _by_words(tokens: list[Token], text: str, lex: Lexicon) -> tuple[Actor | None, str]:
    """Who is meant where no mention was read: a role by its words, a town by its people, else somebody unknown."""
    words = _words(tokens, None)
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
