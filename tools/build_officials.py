"""Write ``officials.csv``: ministers, envoys, governors, judges and commanders since 2000, from Wikidata.

The source (``raw/actors/offices_wikidata_2022.csv``, facts of Wikidata, CC0) names a position in free words; what it
means for the record is one of the offices of ``lexicon.toml``, chosen by the first rule of ``positions.toml`` that
matches. Positions that no rule knows are left out and counted. A blank end in the source means "in office in mid-2022",
no more. Further spellings come from ``tools/spellings.tsv`` (our own: French and other transliterations).
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

from pourparlers.actors.fold import sound_key

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff’ʻʼ'.\- ]+")
ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "pourparlers" / "actors" / "data"
SINCE = "2000-01-01"
KNOWN_UNTIL = "2022-06-30"


@cache
def rules() -> list[tuple[re.Pattern[str], str]]:
    """The rules of ``positions.toml`` in their order."""
    found = tomllib.loads((ROOT / "tools" / "positions.toml").read_text(encoding="utf-8"))["rule"]
    return [(re.compile("|".join(rule["match"])), rule["office"]) for rule in found]


def office_of(position: str) -> str | None:
    """The office that a position's words mean, or None."""
    words = position.lower()
    return next((office for pattern, office in rules() if pattern.search(words)), None)


class Listed:
    """The persons of ``holders.csv``: whoever stands there keeps the name he has there."""

    def __init__(self) -> None:
        text = (DATA / "holders.csv").read_text(encoding="utf-8")
        self.offices: set[tuple[str, str]] = set()
        self._by_id: dict[str, str] = {}
        self._by_sound: dict[tuple[str, str], list[tuple[str, str, str, str]]] = {}
        for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
            self.offices.add((row["name"], row["office"]))
            if row["identifier"]:
                self._by_id[row["identifier"]] = row["name"]
            for name in [row["name"], *row["names"].split("|")]:
                if " " in name:
                    term = (row["name"], row["office"], row["start"] or row["end"], row["end"] or row["known_until"])
                    self._by_sound.setdefault((row["country"], sound_key(name)), []).append(term)

    def shown(self, names: list[str], country: str, identifier: str, office: str, start: str, end: str) -> str | None:
        """The name in ``holders.csv`` of the person with this Wikidata id, or else of one who sounds alike.

        Two who sound alike are one if they held the same office, or offices at most three years apart.
        """
        if identifier in self._by_id:
            return self._by_id[identifier]
        for key in dict.fromkeys(sound_key(name) for name in names if name):
            for shown, other, since, until in self._by_sound.get((country, key), []):
                apart = max(int((start or end or "0")[:4]) - int(until[:4]), int(since[:4]) - int((end or "9999")[:4]))
                if office == other or apart <= 3:
                    return shown
        return None


def main() -> int:
    """Read the source, write the table, say what was left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="offices_wikidata_2022.csv")
    rows = list(csv.DictReader(parser.parse_args().source.open(encoding="utf-8")))
    spellings = dict(
        line.split("\t") for line in (ROOT / "tools" / "spellings.tsv").read_text(encoding="utf-8").splitlines() if line
    )
    listed = Listed()
    kept: dict[tuple[str, ...], None] = {}
    unknown: dict[str, int] = {}
    for row in rows:
        if row["end"] and row["end"] < SINCE:
            continue
        office = office_of(row["position"])
        if office is None:
            unknown[row["position"]] = unknown.get(row["position"], 0) + 1
            continue
        name = re.sub(r"^(Sir|Dame|Lord|Dr\.?) ", "", row["person"].partition(",")[0]).strip()
        country = {"INT": "UNO"}.get(row["country"], row["country"])
        if len(name.split()) < 2 or not _LATIN.fullmatch(name):
            continue
        names = [name, *spellings.get(row["person"], "").split("|")]
        shown = listed.shown(names, country, row["wikidata"], office, row["start"], row["end"]) or name
        if (shown, office) in listed.offices:
            continue
        start = (row["start"] + "-01-01"[len(row["start"]) - 4 :])[:10] if row["start"] else ""
        end = (row["end"] + "-12-31"[len(row["end"]) - 4 :])[:10] if row["end"] else ""
        if end and start > end:  # Wikidata's slips: a day of the wrong term
            start = ""
        until = "" if end else max(start, KNOWN_UNTIL)
        more = "|".join(dict.fromkeys(n for n in names if n and n != shown))
        kept[(shown, more, country, office, row["wikidata"], start, end, until)] = None
    out = DATA / "officials.csv"
    with out.open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# Office-holders since 2000 after Wikidata (CC0), by tools/build_officials.py: known by full names.\n"
        )
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "names", "country", "office", "identifier", "start", "end", "known_until"])
        writer.writerows(sorted(kept, key=lambda r: (r[2], r[3], r[5], r[0])))
    print(f"{len(kept)} offices of {len({k[4] for k in kept})} persons in {out.name}")
    for position, count in sorted(unknown.items(), key=lambda item: -item[1]):
        print(f"left out: {position} ({count})", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
