"""Write ``officials.csv``: ministers, envoys, governors, judges and commanders since 2000, from Wikidata's dated offices.

The source (``raw/actors/offices_wikidata_2022.csv``, facts of Wikidata, CC0) names a position in free words; what it
means for the record is one of the offices of ``lexicon.toml``, chosen by the first rule below that matches. Positions
that no rule knows are left out and counted. A blank end in the source means "in office in mid-2022", no more.
Further spellings come from ``tools/spellings.tsv`` (our own: French and other transliterations).
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from pathlib import Path

from pourparlers.actors.fold import sound_key

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff’ʻʼ'.\- ]+")
ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "pourparlers" / "actors" / "data"
SINCE = "2000-01-01"
KNOWN_UNTIL = "2022-06-30"

# Position (lower case) → office; the first match counts.
RULES: tuple[tuple[str, str], ...] = tuple(
    (re.compile(pattern), office)  # type: ignore[misc]
    for pattern, office in (
        (r"first lady", "first lady"),
        (r"(deputy|under)-secretary-general", "director general"),
        (r"secretary-general of the united nations$", "secretary general"),
        (r"^supreme court|(judge|president|vice president|justice).*(court|supreme)|chief justice|associate justice|justice of", "judge"),
        (r"prosecutor[- ]general|prosecutor of", "prosecutor general"),
        (r"solicitor general|lord advocate|deputy attorney", "deputy minister"),
        (r"attorney[- ]general", "attorney general"),
        (r"shadow |leader of the opposition|leader of the .*party", "opposition leader"),
        (r"general secretary of the chinese", "head of state"),
        (r"speaker|president of the (national assembly|senate|parliament)|chairman of the (state duma|federation council"
         r"|verkhovna rada)|president of the united nations general|parliamentary assembly|arab parliament|house of "
         r"representatives of the national|council of the republic|council of the national assembly",
         "speaker of parliament"),
        (r"national people's congress|member of (parliament|congress)|senator|knesset|council of deputies|chief whip|"
         r"(majority|minority) leader|leader of the house|assembly of experts", "member of parliament"),
        (r"national security advis|secretary of the (national )?security|supreme national security|homeland security advis",
         "national security adviser"),
        (r"(director|head|chief|deputy director).*(intelligence|mossad|cia\b|shin bet|security service|federal security|"
         r"mi5|mi6|secret service|dgse|dgsi)|state security committee", "intelligence chief"),
        (r"(director|commissioner|chief|head).*(fbi|police|federal bureau of inv)", "police chief"),
        (r"permanent representative to the united nations|ambassador to the united nations", "ambassador to the united "
         "nations"),
        (r"^ambassador|permanent representative|consul|high commissioner to|charg. d'affaires|american institute in "
         r"taiwan", "ambassador"),
        (r"military cabinet|chief of (the )?(general|joint|defen[cs]e|naval|air|army|staff of the (army|air|navy))|chiefs "
         r"of staff|joint chiefs|commander|commandant|naval operations|head of the armed forces|staff of the "
         r"(army|navy|air force|armed forces)|vice chief of staff|chief of the defence|supreme allied", "military commander"),
        (r"spoke(s)?per|spokes(man|woman)|press secretary|communications director", "spokesperson"),
        (r"^acting president$|^president$|head of state", "president"),
        (r"^monarch$", "monarch"),
        (r"^supreme leader", "supreme leader"),
        (r"chairman of the national committee for the salvation", "president"),
        (r"^vice[- ]president|first vice president", "vice president"),
        (r"deputy prime minister|vice premier|alternate prime minister", "deputy prime minister"),
        (r"^prime minister$|premier of the state council", "prime minister"),
        (r"governor of the .*bank|governor of the central|chair of the federal reserve|people's bank|banque de france",
         "central bank governor"),
        (r"mayor|lord provost", "mayor"),
        (r"^(lieutenant )?governor|prime minister of|^president of (the )?(regional|sakha|bashk)|head of the .*(republic|"
         r"region)|head of (kalm|chel|izh)|^president of .*region|plenipotentiary|prefect|executive committee|regional state "
         r"admin|kyiv city|administrator of (the )?(tristan|ascension)|people's government|first minister|chief "
         r"executive of|premier of|inspector for|secretary of state of (a|c|d|f|g|i|k|l|m|n|o|p|t|u|v|w)", "governor"),
        (r"deputy (minister|secretary|director|head|chair|administrator|assistant|national)|under[- ]?secretary|minister of "
         r"state|secretary of state for (children|digital|la franc|parl)|assistant secretary|parliamentary secretary|minister "
         r"delegate|lord of the treasury|economic secretary|financial secretary|exchequer secretary|vice minister",
         "deputy minister"),
        (r"chief of staff|head of the (office|presidential|cabinet|president)|cabinet secretary|office of the supreme|president administration|"
         r"government staff", "chief of staff"),
        (r"secretary of defen[cs]e|minister of the armed forces|minister of (national )?defen[cs]e|secretary of state for "
         r"defen[cs]e|minister (of|for) (the )?(home front )?defen[cs]e|minister of defence and", "minister of defence"),
        (r"^secretary of state$|minister of (europe and )?foreign aff|minister of foreign$|secretary of state for foreign|minister for foreign",
         "minister of foreign affairs"),
        (r"chancellor of the exchequer|(minister|secretary) (of|for) (the )?(financ|econom|treasury)", "minister of economy"),
        (r"minister (of|for) (the )?(interior|internal|public security|home)|home department|homeland security|internal "
         r"security", "minister of the interior"),
        (r"(minister|secretary).* justice|lord chancellor", "minister of justice"),
        (r"(minister|secretary).* (health)", "minister of health"),
        (r"(minister|secretary).* (education|schools|higher)", "minister of education"),
        (r"(minister|secretary).* (trade|commerce|industr)|trade representative", "minister of trade"),
        (r"(minister|secretary).* (energy|petroleum|oil|mining)", "minister of energy"),
        (r"(minister|secretary).* (agri|food|rural)", "minister of agriculture"),
        (r"(minister|secretary).* (labou?r|employment|work)", "minister of labour"),
        (r"(minister|secretary).* (environment|ecolog|climate|natural resources)", "minister of environment"),
        (r"(minister|secretary).* (transport|infrastructure)", "minister of transport"),
        (r"(minister|secretary).* (communic|information|culture|digital)", "minister of information"),
        (r"secretary of (the )?(army|navy|air force)", "deputy minister"),
        (r"^(minister|secretary|lord |chief secretary|chancellor|first secretary|paymaster|first lord)|state council|"
         r"cabinet", "minister"),
        (r"advis|counsel|aide|assistant to the president|special assistant|coordinator|policy planning", "adviser"),
        (r"envoy|special representative|high commissioner", "special envoy"),
        (r"director[- ]general of the world|deputy secretary-general|osce", "director general"),
        (r"chair|director|administrator|head|auditor|commissioner|secretary|president|accountant|ceo|minister", "official"),
    )
)


def office_of(position: str) -> str | None:
    """The office that a position's words mean, or None."""
    words = position.lower()
    return next((office for pattern, office in RULES if pattern.search(words)), None)  # type: ignore[attr-defined]


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
            "# Office-holders since 2000 after Wikidata (CC0), written by tools/build_officials.py: known by their full names only.\n"
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
