"""What stands where in a sentence: listed names, demonyms, roles, titles, plural pairs and the names of persons.

Lists decide before the parser's labels: its recogniser calls the Pentagon a place and a spokesman MISC.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace

from ..languages.folding import fold
from ..languages.tokens import Sentence, Token
from .lists import Lists, Name, Role, Topic, load
from .towns import load_towns
from .wording import Wording, load_wording
from .words import Words, longest, longest_skipping, starters, words_of

_MAX_NAME_TOKENS = 6


@dataclass(slots=True)
class RoleSpot:
    """A role found: tokens up to ``end``, the countries of demonyms inside it, and whether it is a former one."""

    role: Role
    end: int
    countries: list[str]
    former: bool = False


@dataclass(slots=True)
class Spots:
    """The findings of one sentence, keyed by first token; ends are exclusive token indices."""

    names: dict[int, tuple[Name, int]] = field(default_factory=dict)
    towns: dict[int, tuple[Name, int]] = field(default_factory=dict)
    demonyms: dict[int, tuple[str, int]] = field(default_factory=dict)
    roles: dict[int, RoleSpot] = field(default_factory=dict)
    titles: dict[int, tuple[str | None, int]] = field(default_factory=dict)
    pairs: dict[int, tuple[str, int]] = field(default_factory=dict)
    counterparts: dict[int, int] = field(default_factory=dict)
    persons: dict[int, int] = field(default_factory=dict)
    organisations: dict[int, int] = field(default_factory=dict)
    topics: dict[int, tuple[Topic, int]] = field(default_factory=dict)
    idioms: set[int] = field(default_factory=set)


class Lexicon:
    """The lists and the wording of a language, with the look-up tables that searching needs."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.lists: Lists = load(language)
        self.wording: Wording = load_wording(language)
        self.towns = load_towns(language)
        self.most = max(self.lists.max_words, 3)
        self.topics: dict[str, Topic] = {}
        for key, topic in self.lists.ministry_topics.items():
            first, _, rest = key.partition(" ")
            stem = rest if rest and first in ("la", "le", "les", "l", "the") else key
            self.topics.setdefault(stem, topic)
        self.roles = dict(self.lists.roles)
        for word, sector in self.wording.groups.items():
            self.roles.setdefault(fold(word), Role(phrase=word, sector=sector or None, plural=True))
        for word in self.wording.bodies:
            self.roles.setdefault(word, Role(phrase=word, person=False))
        self.offices = {topic.field: (topic.office, topic.secretary) for topic in reversed(self.topics.values())}
        self.field_sectors = {topic.field: topic.other_sectors for topic in self.topics.values()}
        for head, kind in self.lists.ministry_heads.items():
            if kind == "secretary" and " " not in head:
                plural = head.endswith("s")
                role = Role(phrase=head, sector="GOV", office="secretary", level="minister", plural=plural)
                self.roles.setdefault(head, role)
        self.pairs = {**self.lists.plural_pairs, **{fold(k): kind for k, kind in self.wording.pairs.items()}}
        self.former = frozenset(self.lists.former)
        phrases = [*self.lists.names, *self.lists.demonyms, *self.roles, *self.lists.titles, *self.pairs, *self.topics]
        self.idioms = frozenset(map(fold, self.wording.idioms))
        # What the first token of « celui-ci » or "the latter" may be, wherever a tokeniser cuts it.
        self.latter_starts = frozenset(word[:end] for word in self.wording.latter for end in range(1, len(word) + 1))
        w = self.wording
        self.small = frozenset(fold(word) for word in (*w.complement, *w.locative, *w.posting, *w.linking))
        self.town_starts = starters(self.towns)
        phrases += [
            *self.idioms,
            *self.wording.deputies,
            *self.lists.counterpart,
            *self.lists.ministry_heads,
            *self.former,
        ]
        self.starts = starters(phrases)

    def word_for(self, key: str) -> Role | None:
        """The role of a folded phrase, or else the further word for people or bodies; see :class:`.lists.Lists`."""
        return self.roles.get(key) or self.lists.nouns.get(key)

    def country_name(self, country: str) -> str:
        """The name of a state in this language, or its code when the lists hold none."""
        return self.lists.countries.get(country, country)


@functools.cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of ``language``, built once a process. Raises LanguageError when there is none."""
    return Lexicon(language)


def capital(token: Token) -> bool:
    """Whether the word begins with a capital letter."""
    return token.text[:1].isupper()


def spot(sentence: Sentence, lex: Lexicon) -> Spots:
    """Search one sentence. Persons are only those that the parser's labels tell; see :mod:`.people` for the rest."""
    words = words_of(sentence.tokens)
    found = Spots()
    _spot_listed(sentence, words, lex, found)
    skipped = {w for t, (_, end) in found.demonyms.items() for w in range(words.first[t], words.first[end])}
    _add_joints(words, skipped, lex)
    for word, key in enumerate(words.keys):
        if key in lex.starts:
            _spot_role(sentence, words, word, lex, found, skipped)
    _spot_labelled(sentence, lex, found)
    return found


def _spot_listed(sentence: Sentence, words: Words, lex: Lexicon, found: Spots) -> None:
    """Names, demonyms, titles, plural pairs and counterparts: contiguous phrases."""
    lists, done = lex.lists, 0
    for word, key in enumerate(words.keys):
        if not words.starts_token(word):
            continue
        token = words.token[word]
        if key in lex.town_starts and capital(sentence.tokens[token]):
            end = longest(words, word, lex.towns, 5)
            if end:
                found.towns[token] = (lex.towns[" ".join(words.keys[word:end])], words.token[end - 1] + 1)
        if key not in lex.starts:
            continue
        end = longest(words, word, lex.idioms, 6)
        if end:
            found.idioms.update(range(token, words.token[end - 1] + 1))
        if token in found.idioms:
            continue
        end = longest(words, word, lex.pairs, lex.most)
        if end:
            found.pairs[token] = (lex.pairs[" ".join(words.keys[word:end])], words.token[end - 1] + 1)
        end = longest(words, word, lists.counterpart, 4)
        if end:
            found.counterparts[token] = words.token[end - 1] + 1
        end = longest(words, word, lists.titles, 3)
        if end and capital(sentence.tokens[token]):
            found.titles[token] = (lists.titles[" ".join(words.keys[word:end])], words.token[end - 1] + 1)
        end = longest(words, word, lex.topics, 4)
        if end:
            found.topics[token] = (lex.topics[" ".join(words.keys[word:end])], words.token[end - 1] + 1)
        end = longest(words, word, lists.names, lex.most)
        of_people = longest(words, word, lists.demonyms, 4)
        phrase = " ".join(words.keys[word:of_people])
        if of_people >= end and of_people and _written_right(sentence, words, word, of_people, phrase, lex):
            found.demonyms[token] = (lists.demonyms[phrase], words.token[of_people - 1] + 1)
        while end and word >= done:
            phrase = " ".join(words.keys[word:end])
            if phrase in lists.names and _written_right(sentence, words, word, end, phrase, lex, name=True):
                last = words.token[end - 1] + 1
                found.names[token] = (lists.names[phrase], last)
                done = end
                break
            end = longest(words, word, lists.names, end - word - 1) if end - word > 1 else 0


def _written_right(
    sentence: Sentence, words: Words, start: int, end: int, phrase: str, lex: Lexicon, name: bool = False
) -> bool:
    """Whether the capitals are those that the phrase needs to be a name."""
    tokens = sentence.tokens[words.token[start] : words.token[end - 1] + 1]
    if phrase in lex.lists.needs_upper:
        return all(token.text.upper() == token.text for token in tokens)
    if name and lex.language == "fr" and phrase not in lex.lists.needs_capital:
        known = lex.lists.names.get(phrase)
        if known is not None and known.kind == "group":
            return True  # « les talibans » are written small
    if lex.language == "en" or name:
        return any(capital(token) for token in tokens)
    return True  # « la présidente argentine »: French writes of whom something is small


def _add_joints(words: Words, skipped: set[int], lex: Lexicon) -> None:
    """Words that join two demonyms (« russe et ukrainien ») are passed over with them."""
    joints = {"et", "and", "ou", "or", ","}
    for word in range(1, len(words.keys) - 1):
        if words.keys[word] in joints and word - 1 in skipped and word + 1 in skipped:
            skipped.add(word)


def _spot_role(sentence: Sentence, words: Words, word: int, lex: Lexicon, found: Spots, skipped: set[int]) -> None:
    start = word
    former = False
    if not words.starts_token(word):
        former = all(key in lex.former for key in words.keys[words.first[words.token[word]] : word])
        if not former:
            return
    token = words.token[word]
    if token in found.roles or token in found.idioms:
        return
    end, passed = longest_skipping(words, start, lex.roles, lex.most, skipped)
    for inner in range(token + 1, words.token[end - 1] + 1 if end else 0):
        if inner in found.names and words.first[found.names[inner][1]] > end:
            within = words.first[inner] - start  # « président | du Conseil européen », not « président du Conseil »
            end, passed = longest_skipping(words, start, lex.roles, within, skipped)
            break
    role = lex.roles.get(" ".join(words.keys[w] for w in range(start, end) if w not in passed)) if end else None
    office = _ministerial(words, start, lex, skipped)
    if office is not None and office[1] > end:
        role, end, passed = office
    if role is None or not end or not _plays_role(sentence, words, start, end, lex, role):
        return
    last = words.token[end - 1] + 1
    if token in found.names and found.names[token][0].kind == "state" and found.names[token][1] > last:
        return  # the "*People*'s Republic of China", the "*Socialist* Republic of Vietnam"
    if role.field is None and token in found.topics and found.topics[token][1] < last:
        role = with_topic(role, found.topics[token][0])
    inside = sorted({words.token[w] for w in passed} & found.demonyms.keys())
    found.roles[token] = RoleSpot(role, last, [found.demonyms[t][0] for t in inside], former)


def _ministerial(words: Words, start: int, lex: Lexicon, skipped: set[int]) -> tuple[Role, int, list[int]] | None:
    """« ministre russe de la Défense », "foreign minister", "minister of finance": head and topic in either order."""
    heads = lex.lists.ministry_heads
    end = longest(words, start, heads, 5)
    if end:
        head = " ".join(words.keys[start:end])
        position, passed = end, list[int]()
        while position < len(words.keys) and position in skipped:
            passed.append(position)
            position += 1
        links = position
        while position < len(words.keys) and words.keys[position] in lex.wording.topic_links and position - links < 4:
            position += 1
        if position == links or position == len(words.keys):
            return None
        close = longest(words, position, lex.topics, 6)
        if not close:
            return None
        topic = lex.topics[" ".join(words.keys[position:close])]
        return _minister(head, topic, lex), close, passed
    deputy = longest(words, start, lex.wording.deputies, 2)
    from_topic = deputy or start
    middle = longest(words, from_topic, lex.topics, 4)
    if middle and lex.language == "en":
        end = longest(words, middle, heads, 3)
        if end:
            topic = lex.topics[" ".join(words.keys[from_topic:middle])]
            return _minister(" ".join(words.keys[middle:end]), topic, lex, bool(deputy)), end, []
    return None


def _minister(head: str, topic: Topic, lex: Lexicon, deputy: bool = False) -> Role:
    """The role that a head ("minister", "deputy minister", "ministry") and a topic make together."""
    kind = lex.lists.ministry_heads[head]
    plain = lex.roles.get(head)
    codes = {"sector": topic.sector, "other_sectors": topic.other_sectors, "field": topic.field}
    gender, plural = (plain.gender, plain.plural) if plain else (None, head.endswith("s"))
    if kind == "ministry":
        return Role(phrase=head, office=None, person=False, gender="m", plural=plural, **codes)  # type: ignore[arg-type]
    office = topic.secretary if kind == "secretary" else topic.office
    level = "minister"
    if deputy or kind == "deputy":
        office, level = f"deputy {topic.office}", "other"
    return Role(phrase=head, office=office, level=level, gender=gender, plural=plural, **codes)  # type: ignore[arg-type]


def _plays_role(sentence: Sentence, words: Words, start: int, end: int, lex: Lexicon, role: Role) -> bool:
    """Whether the words are a noun phrase for someone, not a verb, an adjective or part of another noun."""
    first, last = words.token[start], words.token[end - 1]
    tokens = sentence.tokens
    if first > 1 and tokens[first - 1].text == "-" and capital(tokens[first - 2]):
        return False  # « Stéphane Aureglia-*Médecin* », "Yuen Ka-*man*"
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is not None and after.lower in lex.wording.not_roles_after:
        return False
    if last > first:
        return True
    token = tokens[first]
    if len(token.text) > 1 and token.text.isupper() and not role.phrase.isupper() and tokens[first - 1].text.islower():
        return False  # the COP is no cop
    before = tokens[first - 1] if first else None
    determined = before is not None and before.lower in lex.wording.determiners
    if token.pos in ("VERB", "AUX", "ADV", "ADP", "PRON", "DET", "CCONJ", "SCONJ") and not determined:
        return after is not None and capital(token) and capital(after) and token.pos == "VERB"
    if token.pos == "ADJ" and not determined:
        return token.dep in lex.wording.subjects or (after is not None and bool(after.entity) and capital(after))
    part = token.dep in ("compound", "amod", "nmod") and after is not None and after.pos == "NOUN"
    return not (part and lex.language == "en")


def _spot_labelled(sentence: Sentence, lex: Lexicon, found: Spots) -> None:
    """Runs that the recogniser labels as persons or organisations, cut down to the name itself."""
    tokens, index = sentence.tokens, 0
    while index < len(tokens):
        label = tokens[index].entity
        end = index + 1
        while label and end < len(tokens) and tokens[end].entity == label and not tokens[end].entity_start:
            end += 1
        if label in ("PER", "ORG"):
            _add_run(sentence, index, end, label, lex, found)
        index = end


def _add_run(sentence: Sentence, start: int, end: int, label: str, lex: Lexicon, found: Spots) -> None:
    tokens = sentence.tokens
    within = next((name for at, name in found.names.items() if at < start < name[1] < end), None)
    if label == "PER" and within is not None and within[0].kind == "state":
        start = within[1]  # "the Socialist Republic of [Vietnam Tran Van Kieu]"
    while start < end:
        if start in found.roles:
            start = max(start + 1, found.roles[start].end)
        elif start in found.titles:
            start = max(start + 1, found.titles[start][1])
        elif start in found.demonyms or not capital(tokens[start]):
            start += 1
        elif start and start in found.names and tokens[start - 1].lower in lex.wording.complement:
            start = found.names[start][1]  # "President of [Finland Sauli Niinistö]"
        elif start and end - start > 1 and start in found.names and stands_at_place(tokens, start, lex):
            start = found.names[start][1]  # « a prévenu à [Moroni Youssouf Bacar] »
            if start in found.towns:
                return  # "in [Maiduguri Borno State]"
        else:
            break
    loose = {"'s", "s'", *lex.wording.complement}  # "King Salman al-Saud *of* | Saudi Arabia"
    while end > start and (not tokens[end - 1].text[:1].isalnum() or tokens[end - 1].lower in loose):
        end -= 1
    while end + 1 < len(tokens) and tokens[end].text == "-" and tokens[end].start == tokens[end - 1].end:
        end += 2
    if start >= end or end - start > _MAX_NAME_TOKENS or tokens[start].lower in lex.wording.not_names:
        return
    if start in found.names and (found.names[start][1] >= end or label == "ORG"):
        return
    for inner in range(start, end):
        if inner in found.roles and inner > start:
            end = inner
            break
    if label == "PER":
        for inner in range(start + 1, end - 1):
            if tokens[inner].lower == "of" and inner + 1 in found.names:
                end = inner  # "Scholz | of Germany"
                break
    word = fold(tokens[start].text)
    if end == start + 1 and (lex.word_for(word) is not None or word in lex.lists.body_words):
        return
    head = fold(tokens[start if lex.wording.adjective_follows else end - 1].text)
    determined = start > 0 and (start - 1 in found.demonyms or tokens[start - 1].lower in lex.wording.determiners)
    longer = end - start > 2 or (end - start > 1 and determined)
    if label == "PER" and longer and head in lex.lists.body_words:
        label = "ORG"  # the "Human Rights League" is nobody's name
    if label == "PER" and not any(t.lower in lex.wording.not_names for t in tokens[start:end]):
        found.persons[start] = end
        for inner in range(start, end):
            found.names.pop(inner, None)
    elif label == "ORG" and all(t.pos == "PROPN" for t in tokens[start:end]):
        found.organisations[start] = end


def stands_at_place(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Whether a preposition of place stands before ``at``, over an article."""
    placing = lex.wording.locative | lex.wording.directional
    before = at - 1
    if before and tokens[before].lower in lex.wording.determiners and tokens[before].lower not in placing:
        before -= 1
    return tokens[before].lower in placing


def with_topic(role: Role, topic: Topic) -> Role:
    """A general role ("officials") narrowed to what its body is for ("defense officials")."""
    others = [code for code in topic.other_sectors if code != role.sector]
    if role.sector in (None, "MIL") and "COP" in others:
        return replace(role, sector="COP", field=topic.field)  # "police spokeswoman", "Police Lieutenant General"
    return replace(role, field=topic.field, other_sectors=tuple(dict.fromkeys([*role.other_sectors, *others])))
