"""Records of a made-up world: happenings that several publishers tell, each in his own way.

Nothing is read here: the records are made as reading would give them, so that hundreds of thousands can be kept in
minutes. The same seed gives the same records.
"""

from __future__ import annotations

import datetime
import hashlib
import random
from collections.abc import Iterable, Iterator

from pourparlers.record import Channel, Contact, Entity, Event, Level, Place, Record, Statement, Time, decode, encode

_PEOPLE: dict[str, list[tuple[str, str, Level]]] = {
    "ALD": [("Orsola Venn", "president", "head"), ("Tibor Halm", "minister of defence", "minister")],
    "BRU": [("Jean-Marc Ollivet", "president", "head"), ("Aïcha Belcourt", "foreign minister", "minister")],
    "CYR": [("Dmitri Khaldov", "president", "head"), ("Sergueï Choubine", "minister of defence", "minister")],
    "DOR": [("Lin Weidong", "premier", "head"), ("Hua Mei", "foreign minister", "minister")],
    "EST": [("Kaarel Tamm", "prime minister", "head"), ("Liis Oja", "foreign minister", "minister")],
    "FAR": [("Omar al-Rashid", "emir", "head"), ("Nadia Haddad", "envoy", "envoy")],
}
_SPELLINGS = {
    "Dmitri Khaldov": ["Dmitry Khaldoff", "Khaldov"],
    "Sergueï Choubine": ["Sergei Shubin", "Choubine"],
    "Omar al-Rashid": ["Omar el-Rachid"],
    "Jean-Marc Ollivet": ["Ollivet"],
}
_PUBLISHERS = [f"Publisher {n}" for n in range(40)]
_CITIES = [("Port Aster", 1, 10.5, 20.25), ("Vellmark", 2, 48.0, 2.0), ("Dune Gate", 3, -12.125, 33.5)]
_TYPES = [
    ("ACCUSE", "", 3, -2.0), ("ASSAULT", "bombing", 4, -9.0), ("AID", "military", 2, 6.5),
    ("REQUEST", "yield", 3, -1.0), ("REJECT", "", 3, -4.0), ("SANCTION", "", 4, -6.0),
]  # fmt: skip
# The happenings of a story, and the days that it takes.
_STORY, _STORY_DAYS = 4, 5
_START = datetime.date(2020, 1, 1).toordinal()
_WORDS = "the two sides spoke at length of the border and of grain while envoys waited for an answer from the capital"


class _Happening:
    """Something that takes place in the world."""

    def __init__(self, chance: random.Random, first: int, days: int, story: tuple[int, int] = (0, 0)) -> None:
        self.day = first + chance.randrange(days)
        self.story = story
        self.countries = chance.sample(sorted(_PEOPLE), chance.choice((2, 2, 2, 3)))
        self.contact = chance.random() < 0.5
        self.channel: Channel = chance.choice(("phone", "meeting", "video", "visit"))
        self.rank = chance.randrange(2)
        self.type = chance.choice(_TYPES)
        self.city = chance.choice(_CITIES)


def reports(
    count: int, seed: int = 0, *, days: int | None = None, by_day: bool = False, by_story: bool = False
) -> Iterator[Record]:
    """``count`` records; about four tell each happening, and one in twelve is a copy or a new version of another.

    ``days`` is how many days they spread over, by default so many that a day has about 20 of them. They come in no
    order of time; or ``by_day``, within a few days, as news does; or ``by_story``: each story takes place within a few
    days, and the stories come in no order of time. Without either a report may tell of days years apart.
    """
    chance = random.Random(seed)
    days = days or max(3, count // 20)
    pool: list[_Happening] = []
    made: list[Record] = []
    for number in range(count):
        while len(pool) < max(4, count // 3 if count < 300 else 100):
            if by_story:
                first, story = chance.randrange(days), (number, len(pool))
                pool += [_Happening(chance, first, _STORY_DAYS, story) for _ in range(_STORY)]
            elif by_day:
                pool.append(_Happening(chance, number * days // count, _STORY_DAYS))
            else:
                pool.append(_Happening(chance, 0, days))
        if made and chance.random() < 0.08:
            yield _again(chance, chance.choice(made), number)
            continue
        told = chance.sample(pool, chance.choice((1, 1, 2, 3)))
        if by_story:
            of_story = [happening for happening in pool if happening.story == told[0].story]
            told = chance.sample(of_story, min(len(told), len(of_story)))
        if chance.random() < 0.8:
            pool.remove(told[0])
        record = _report(chance, number, told)
        made = [*made[-50:], record]
        yield record


def shuffled(records: Iterable[Record], seed: int = 0) -> Iterator[Record]:
    """All ``records`` in a random order, held as encoded (3 KB each) until their turn comes."""
    held = [encode(record) for record in records]
    random.Random(seed).shuffle(held)
    while held:
        yield decode(held.pop())


def with_hashed_ids(records: Iterable[Record]) -> Iterator[Record]:
    """``records`` with ids as documents without one get them: hashes, which stand in no order."""
    for record in records:
        yield _copy(record, id=f"d{hashlib.sha256(record.id.encode()).hexdigest()[:16]}")


def _again(chance: random.Random, record: Record, number: int) -> Record:
    """A copy by another publisher, or a later version at the same address."""
    if chance.random() < 0.5:
        return _copy(record, id=f"r{number:06}", publisher=chance.choice(_PUBLISHERS), url=None)
    text = f"{record.text} Updated: {number}."
    return _copy(record, id=f"r{number:06}", text=text, date=_day(_ordinal(record.date) + 1))


def _copy(record: Record, **changes: object) -> Record:
    values = {name: getattr(record, name) for name in record.__struct_fields__}
    return Record(**{**values, **changes})  # type: ignore[arg-type]


def _day(ordinal: int) -> str:
    return datetime.date.fromordinal(ordinal).isoformat()


def _ordinal(day: str | None) -> int:
    return datetime.date.fromisoformat(day or "2020-01-01").toordinal()


def _report(chance: random.Random, number: int, told: list[_Happening]) -> Record:
    publisher = chance.choice([*_PUBLISHERS, None])
    published = _START + max(h.day for h in told) + chance.choice((0, 0, 0, 1))
    sentences = [f"Report {number}.", *(" ".join(chance.sample(_WORDS.split(), 14)) + "." for _ in range(4))]
    text = " ".join(sentences)
    record = Record(
        id=f"r{number:06}",
        language=chance.choice(("fr", "en")),
        text=text,
        date=_day(published),
        title=f"Title of report {number}",
        publisher=publisher,
        url=f"https://news.example/{publisher or 'x'}/{number}".replace(" ", "-"),
        times=[Time(span=(0, 6), type="DATE", value=_day(published))],
    )
    for index, happening in enumerate(told):
        _tell(chance, record, f"e{index}", happening, published)
    speaker = _person(chance, chance.choice(sorted(_PEOPLE)), 0)
    record.statements.append(
        Statement(id="s0", content=[(10, min(60, len(text)))], kind="indirect", speaker=speaker, date=record.date)
    )
    return record


def _person(chance: random.Random, country: str, rank: int) -> Entity:
    if chance.random() < 0.15:
        return Entity(text=country, spans=[(0, 3)], name=country, kind="state", country=country)
    name, office, _ = _PEOPLE[country][rank]
    written = chance.choice([name, name, *_SPELLINGS.get(name, [])])
    return Entity(
        text=f"the {office} {written}",
        spans=[(0, 6)],
        name=written,
        kind="person",
        country=country,
        sector="GOV",
        office=office,
    )


def _tell(chance: random.Random, record: Record, event_id: str, happening: _Happening, published: int) -> None:
    parties = [_person(chance, country, happening.rank) for country in happening.countries]
    day = _START + happening.day
    stated = chance.random() < 0.6
    date = _day(day if stated else published)
    name, geonameid, lat, lon = happening.city
    place = Place(span=(0, 6), name=name, geonameid=geonameid, lat=lat, lon=lon, precision="city", country="ALD")
    kind, mode, quad, scale = ("CONSULT", "", 1, 1.5) if happening.contact else happening.type
    start = min(len(record.text) - 1, 10 + 20 * len(record.events))
    event = Event(
        id=event_id,
        event=kind,
        mode=[mode] if mode else [],
        context=["diplomatic"],
        actor=parties[:1],
        recipient=parties[1:],
        date=date,
        date_from="stated" if stated else "publication",
        event_loc=place if chance.random() < 0.5 else None,
        trigger=[(start, start + 4)],
        sentence=(start, min(len(record.text), start + 60)),
        confidence=0.9,
        why=f"codebook {kind.lower()}.made",
        quad_code=quad,
        event_scale=scale,
    )
    record.events.append(event)
    if happening.contact:
        level = _PEOPLE[happening.countries[0]][happening.rank][2] if chance.random() < 0.8 else "other"
        channel: Channel = happening.channel if chance.random() < 0.8 else "unknown"
        chance.shuffle(parties)
        record.contacts.append(
            Contact(event=event_id, channel=channel, parties=parties, initiator=0, level=level, date=date)
        )
