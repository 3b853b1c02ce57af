"""How reports introduce persons whom nothing else tells: "X, who heads Ghana's navy", « le recteur d'Alger, X ».

The grammar of :mod:`.detect` reads the usual forms. Here the words beside a name are taken as a whole: what they are
for decides the sector, and the first nationality, state, body or town among them the country.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..languages.folding import fold
from ..languages.tokens import Sentence, Token
from .bodies import Word, body_codes, country_in, role_in, words_in, world_in
from .drafts import Draft
from .lists import Role
from .spots import Lexicon, capital

_REACH = 24  # tokens of an introduction
_CLOSING = frozenset(',.;:)!?»”–—]"')
_OPENING = frozenset({",", "(", "–", "—", "--"})
# Whose spokesman or director is nobody but a person.
_OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "REB"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})


@dataclass(frozen=True, slots=True)
class Introduction:
    """What the words beside a name say: whom the person is to be taken for."""

    role: Role
    country: str | None
    former: bool
    first: int
    last: int


def introduction(sentence: Sentence, draft: Draft, lex: Lexicon) -> Introduction | None:
    """The introduction of the person whom ``draft`` names, behind the name or before it; None if there is none."""
    if draft.named is None:
        return None
    reader = _Reader(sentence, lex)
    start, end = draft.named
    behind = reader.behind(end)
    if behind is not None and behind.country is not None and behind.role.sector != "CVL":
        return behind
    before = reader.before(min(start, draft.first), end)
    unsaid = draft.actor is None or draft.actor.sector in (None, "MIL")
    if before is None and behind is None and unsaid and start > draft.first + 1:
        return reader.inside(draft.first, start)
    return before if before is not None and (behind is None or before.country is not None) else behind


class _Reader:
    def __init__(self, sentence: Sentence, lex: Lexicon) -> None:
        self.tokens = sentence.tokens
        self.lex = lex

    def behind(self, at: int) -> Introduction | None:
        """« X, maire de Lyon, », "X, who heads Ghana's navy", "X of the Norwegian army"."""
        tokens, wording = self.tokens, self.lex.wording
        if at >= len(tokens):
            return None
        if self.leads(tokens[at]) and tokens[at].pos == "VERB":
            return self.read(at + 1, self.end_of(at + 1, verbs=False), body=True)  # "where X *commands* a militia"
        if tokens[at].text in _OPENING:
            at = self.past_age(at + 1)
        elif tokens[at].lower not in wording.complement and tokens[at].lower not in wording.relatives:
            return None
        if at >= len(tokens):
            return None
        if tokens[at].lower in wording.relatives:
            return self.clause(at)
        if " ".join(t.lower for t in tokens[at : at + 3]) in wording.at_head:
            return self.read(at + 3, self.end_of(at + 3), body=True)
        if tokens[at].lower in wording.complement:
            return self.read(at + 1, self.end_of(at + 1), body=True)
        for length in (3, 2):
            if " ".join(t.lower for t in tokens[at : at + length]) in wording.one_of:
                return self.read(at + length, self.end_of(at + length), several=True)
        if tokens[at].pos not in _NOMINAL and tokens[at].lower not in self.lex.former and not self.is_word(tokens[at]):
            return None
        end = self.end_of(at)
        if self.names_another(at, end):
            return None
        if end < len(tokens) and tokens[end].pos in ("VERB", "AUX") and tokens[end].morph.get("VerbForm") == "Fin":
            return None  # ", the Kremlin said": the words are somebody else's
        return self.read(at, end)

    def inside(self, start: int, end: int) -> Introduction | None:
        """ "Egypt's *irrigation ministry* spokesman, X": words of the phrase that are in no list of offices."""
        while end > start and self.tokens[end - 1].text[:1] in _CLOSING:
            end -= 1
        if not self.lex.wording.adjective_follows:
            while start > 0 and self.tokens[start - 1].pos in (*_NOMINAL, "PART"):
                start -= 1
        return self.read(start, end)

    def past_age(self, at: int) -> int:
        """The position behind an age between commas: « X, *47 ans*, directrice … », "X, *54*, a farmer"."""
        tokens = self.tokens
        end = next((i for i in range(at, min(at + 5, len(tokens))) if tokens[i].text == ","), None)
        if end is not None and end > at and (tokens[at].text.isdigit() or tokens[at].lower in ("alias", "dit", "aged")):
            return end + 1
        return at

    def names_another(self, start: int, end: int) -> bool:
        """« X, *le chancelier allemand Olaf Scholz*, … »: the words introduce somebody else, of a list of names."""
        small = self.lex.wording.complement | self.lex.wording.posting
        complement = next((i for i in range(start, end) if self.tokens[i].lower in small), end)
        people = (i for i in range(start, end) if self.tokens[i].entity == "PER")
        named = next((i for i in people if tokens_key(self.tokens[i]) not in self.lex.lists.demonyms), end)
        return named < complement or (named < end and self.tokens[named - 1].pos == "ADJ")

    def clause(self, at: int) -> Introduction | None:
        """ "who *heads* Ghana's navy", « qui *a dirigé* le Honduras », "who *was* Peru's head of state"."""
        tokens = self.tokens
        ahead = range(at + 1, min(at + 5, len(tokens)))
        verb = next((i for i in ahead if self.leads(tokens[i])), None)
        if verb is None:  # "who *speaks for* the navy"
            pairs = (i for i in ahead if i + 1 < len(tokens))
            spoken = (i + 1 for i in pairs if f"{tokens[i].lemma} {tokens[i + 1].lower}" in self.lex.wording.leads)
            verb = next(spoken, None)
        if verb is not None:
            past = any(tokens[i].morph.get("Tense") in ("Past", "Imp") for i in range(at + 1, verb + 1))
            end = self.end_of(verb + 1, verbs=False)
            told = self.read(verb + 1, end, body=True)
            state = told is None and end - verb <= 5  # « qui a dirigé *le Honduras* »: nothing but a state
            country = country_in(words_in(tokens[verb + 1 : end]), self.lex) if state else None
            if country is None:
                return told
            head = Role(phrase="head of state", sector="GOV", office="head of state", level="head")
            return Introduction(head, country, past, verb + 1, end)
        copula = next((i for i in ahead if tokens[i].lemma in ("be", "être")), None)
        if copula is None or copula + 1 >= len(tokens):
            return None
        if " ".join(t.lower for t in tokens[copula + 1 : copula + 4]) in self.lex.wording.at_head:
            return self.read(copula + 4, self.end_of(copula + 4), body=True)
        if tokens[copula + 1].pos not in _NOMINAL:
            return None
        told = self.read(copula + 1, self.end_of(copula + 1))
        past = tokens[copula].morph.get("Tense") in ("Past", "Imp")
        return replace(told, former=told.former or past) if told is not None else None

    def before(self, at: int, end: int) -> Introduction | None:
        """« le recteur de l'université d'Alger, X, », "Bangladeshi factory owner X"."""
        tokens, wording = self.tokens, self.lex.wording
        at = self.before_titles(at)
        if not at:
            return None
        if at > 1 and tokens[at - 1].lower in wording.agents:
            for participle in range(at - 2, max(-1, at - 6), -1):
                if self.leads(tokens[participle]):
                    return self.led(participle)  # "observers *led by* X", « la Cour, *présidée depuis mai par* X »
        if (headed := self.headed(at)) is not None:
            return headed
        at = self.before_insertion(self.before_naming(at))
        comma = tokens[at - 1].text in _OPENING
        last = at - 1 if comma else at
        if last < 1 or (tokens[last - 1].pos not in ("NOUN", "ADJ", "PROPN", "X", "VERB") and not comma):
            return None
        start = last
        while start > 0 and last - start < _REACH and not self.bounds(tokens[start - 1]):
            if tokens[start - 1].lower in wording.conjunctions and tokens[start].pos == "DET":
                break  # « le président et *la ministre* »: two persons
            start -= 1
        noun = tokens[0].pos in ("NOUN", "ADJ", "PROPN") or tokens_key(tokens[0]) in self.lex.roles
        opens = start == 0 and noun  # « Ex-ministre malien, X a démenti … »
        if comma and start > 2 and tokens[start - 1].text == "," and tokens[start].lower in wording.locative:
            start = self.back(start - 1)  # « L'évêque de Dori, *dans le nord du pays*, X, »
        while start < last and tokens[start].pos in ("ADP", "ADV", "CCONJ", "SCONJ", "PUNCT", "SPACE"):
            start += 1
        closes = end >= len(tokens) or tokens[end].text[:1] in _CLOSING or opens
        if start >= last or (comma and not closes):
            return None
        if comma and self.names_person_already(start, last):
            return None
        if start > 0 and self.leads(tokens[start - 1]):
            return self.read(start, last, body=True)  # « celui qui *dirige* la police du Luxembourg, X, »
        near = start
        if not comma:  # « le gouvernement *du Premier ministre népalais* X »: the nearest phrase is his
            near = next((i + 1 for i in range(last - 1, start - 1, -1) if tokens[i].pos in ("DET", "ADP")), start)
        told = self.read(near, last)
        if near > start and (told is None or told.country is None):
            whole = self.read(start, last)  # « la militante congolaise des droits *de l'homme* X »
            return whole if told is None or (whole is not None and whole.country is not None) else told
        if told is None and comma:  # « par la voix de *son ambassadeur à Paris*, X, »
            last_one = (i for i in range(last - 1, start, -1) if tokens[i].pos == "DET" and self.is_word(tokens[i + 1]))
            return self.read(at_one, last) if (at_one := next(last_one, 0)) else None
        return told

    def back(self, start: int) -> int:
        """Where the phrase that ends at ``start`` begins."""
        end = start
        while start > 0 and end - start < _REACH and not self.bounds(self.tokens[start - 1]):
            start -= 1
        return start

    def names_person_already(self, start: int, end: int) -> bool:
        """« *le président Macron*, X, … »: the words before the comma are of somebody named."""
        people = (token for token in self.tokens[start:end] if token.entity == "PER" and capital(token))
        return any(country_in(words_in([token]), self.lex) is None for token in people)

    def before_titles(self, at: int) -> int:
        """The position before titles and ranks of a name: « l'ambassadeur du Qatar, *cheikh* X »."""
        titles = self.lex.lists.titles.keys() | self.lex.roles.keys()
        while at > 1 and tokens_key(self.tokens[at - 1]) in titles and self.tokens[at - 2].text in _OPENING:
            at -= 1
        return at

    def before_naming(self, at: int) -> int:
        """The position before words that only say that a name comes: « un étudiant *du nom de* X », "named X"."""
        for length in (4, 3, 2, 1):
            words = " ".join(token.lower for token in self.tokens[max(0, at - length) : at])
            if at > length and words in self.lex.wording.naming:
                return at - length
        return at

    def before_insertion(self, at: int) -> int:
        """The position before a participle between commas: « Ancien ministre malien*, écarté en 2020*, X … »."""
        tokens = self.tokens
        if at < 4 or tokens[at - 1].text != ",":
            return at
        comma = next((i for i in range(at - 2, max(-1, at - 12), -1) if tokens[i].text == ","), None)
        if comma is None or tokens[comma + 1].morph.get("VerbForm") != "Part":
            return at
        return comma + 1

    def led(self, end: int) -> Introduction | None:
        """The body whose leader follows its participle: "the delegation *led* by X"."""
        end -= self.tokens[end - 1].text == ","
        start = end
        while start > 0 and end - start < _REACH and not self.bounds(self.tokens[start - 1]):
            start -= 1
        return self.read(start, end, body=True)

    def headed(self, at: int) -> Introduction | None:
        """« *À la tête d'un parti irakien*, X … », « Nommé *à la tête de la police béninoise*, le contrôleur X … »."""
        tokens = self.tokens
        comma = next((i for i in range(at - 1, max(-1, at - 4), -1) if tokens[i].text == ","), 0)
        for start in range(max(0, comma - _REACH), comma):
            if " ".join(t.lower for t in tokens[start : start + 3]) in self.lex.wording.at_head:
                clear = not any(t.text in _OPENING or t.pos == "AUX" for t in tokens[:start])
                return self.read(start + 3, comma, body=True) if clear else None
        return None

    def bounds(self, token: Token) -> bool:
        """Whether a noun phrase cannot reach back over a token."""
        participle = token.dep in ("amod", "compound") or (
            token.dep == "acl" and token.morph.get("VerbForm") == "Part"  # « une coalition *basée* dans le sud »
        )
        verb = token.pos in ("VERB", "AUX") and not participle
        return verb or token.text[:1] in _CLOSING or token.text in ("«", "“", "(") or token.pos in ("SCONJ", "PRON")

    def is_word(self, token: Token) -> bool:
        """Whether the lists have the word for people, whatever the tagger takes it for: « *réfugiée* érythréenne »."""
        key = tokens_key(token)
        return self.lex.word_for(key) is not None or key in self.lex.lists.demonyms

    def leads(self, token: Token) -> bool:
        return token.lemma in self.lex.wording.leads or token.lower in self.lex.wording.leads

    def end_of(self, start: int, verbs: bool = True) -> int:
        """Where the phrase from ``start`` on ends: at a mark, at a relative, and with ``verbs`` at a verb."""
        end = start
        while end < len(self.tokens) and end - start < _REACH:
            token = self.tokens[end]
            modifier = token.dep in ("amod", "compound") or token.pos == "ADJ"
            modifier = modifier or self.tokens[end - 1].pos in ("ADV", "DET")  # « l'*est* de la Libye »
            verb = token.pos in ("VERB", "AUX") and not modifier and not self.is_word(token)
            if token.text == "," and self.goes_on(end + 1):
                end += 2
                continue
            if token.text[:1] in _CLOSING or token.lower in self.lex.wording.relatives or (verbs and verb):
                break
            end += 1
        return end

    def goes_on(self, at: int) -> bool:
        """Whether a phrase goes on behind a comma: « l'Eau, *de l'Hygiène* », "mayor of Kumbo, *in Cameroon*"."""
        tokens, wording = self.tokens, self.lex.wording
        if at + 1 >= len(tokens):
            return False
        if tokens[at].lower in wording.complement and tokens[at].lower not in ("from", "for", "at"):
            return True
        if tokens[at].lower not in (*wording.locative, *wording.directional):
            return False
        end = next((i for i in range(at, min(at + 7, len(tokens))) if tokens[i].text[:1] in _CLOSING), at + 7)
        return country_in(words_in(tokens[at + 1 : end]), self.lex) is not None

    def read(self, start: int, end: int, body: bool = False, several: bool = False) -> Introduction | None:
        """What the words from ``start`` to ``end`` say.

        With ``body`` they are the body that the person leads, with ``several`` those of whom he is one.
        """
        words = words_in(self.tokens[start:end])
        role = role_in(words, self.lex)
        if role is None and body and (sector := body_codes(words, self.lex).sector) is not None:
            role = Role(phrase="", sector=sector, person=False)
        if role is None and not body and self.is_national(start, end):
            role = Role(phrase=self.tokens[start + 1].text)
        elif role is None or not (body or self.names_person(words, several)):
            return None
        country = self.world(words, role) or country_in(self.sender(words, role), self.lex)
        if body:
            role = Role(phrase=role.phrase, sector=role.sector, other_sectors=role.other_sectors, level="other")
        elif not role.person:
            role = Role(phrase=role.phrase, sector=role.sector, other_sectors=role.other_sectors)
        cut = next((i for i, word in enumerate(words) if i and word.key in self.lex.small), len(words))
        former = any(
            word.key in self.lex.former for word in words[:cut]
        )  # « un responsable de l'*ex*-rébellion » is one
        still = self.lex.wording.still_in_office | self.lex.wording.designate | self.lex.wording.acting
        former = former and not any(t.lower in still for t in self.tokens[start:end])
        return Introduction(role, country, former, start, end)

    def is_national(self, start: int, end: int) -> bool:
        """« *un Palestinien* de 31 ans », "*a Somali* living in Kenya": nothing but a nationality."""
        if start + 1 >= end or self.tokens[start].lower not in self.lex.wording.one:
            return False
        token = self.tokens[start + 1]
        alone = start + 2 >= end or self.tokens[start + 2].pos in ("ADP", "VERB", "PRON", "CCONJ")
        return alone and capital(token) and tokens_key(token) in self.lex.lists.demonyms

    def names_person(self, words: list[Word], several: bool = False) -> bool:
        """Whether the head of a phrase is a word for a person: no "first contact between the two men".

        With ``several`` for persons too: "one of *the judges*".
        """
        keys = [word.key for word in words]
        cut = next((i for i, key in enumerate(keys) if i and key in self.lex.small), len(keys))
        spans = ((start, end) for start in range(cut) for end in range(start + 1, min(start + 5, len(keys)) + 1))
        roles = (self.lex.word_for(" ".join(keys[s:e])) for s, e in spans)
        return any(role is not None and role.person and (several or not role.plural) for role in roles)

    def world(self, words: list[Word], role: Role) -> str | None:
        """The organisation of many states that somebody works for, wherever that is: "head of mission in X for Y"."""
        if role.office in self.lex.wording.posted or role.level in ("head", "minister"):
            return None
        return world_in(words, self.lex)

    def sender(self, words: list[Word], role: Role) -> list[Word]:
        """The words that may tell the country: of an envoy only those before the country that receives him."""
        if role.office not in self.lex.wording.posted:
            return words
        cut = next((i for i, w in enumerate(words) if i and w.key in self.lex.wording.posting), len(words))
        return words[:cut]


def tokens_key(token: Token) -> str:
    """A token as the lists have it."""
    return fold(token.text)


def introduced_name(sentence: Sentence, start: int, end: int, lex: Lexicon) -> bool:
    """Whether the capitalised words from ``start`` to ``end`` stand where a report introduces a person."""
    if not all(capital(t) or not t.text[:1].isalpha() or len(t.text) < 4 for t in sentence.tokens[start:end]):
        return False
    draft = Draft(sentence.index, start, end, "name", end - 1, "introduced", named=(start, end))
    told = introduction(sentence, draft, lex)
    if told is None or told.role.sector is None:
        return False
    one = told.first < len(sentence.tokens) and sentence.tokens[told.first].lower in lex.wording.one
    # "X, *a farmer*": of a business the same words may be a company's.
    head = lex.word_for(tokens_key(sentence.tokens[told.first])) if told.first < len(sentence.tokens) else None
    official = head is not None and head.person and told.role.sector in _OFFICIAL
    ordinary = (official or (one and told.role.person and told.role.sector != "BUS")) and told.first > end
    return told.country is not None or told.role.office is not None or ordinary
