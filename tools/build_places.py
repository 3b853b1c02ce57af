"""Rebuild ``pourparlers/places/data/cities.tsv`` and ``countries.tsv`` from the development data.

    python tools/build_places.py [SHARED]        (SHARED is the development data's folder, ../shared by default)

Reads Natural Earth's populated places (public domain: names, coordinates, GeoNames ids) and the mledoze country list
(ODbL: names and centroids). ``hand.toml``, beside the tables, is written by hand and not touched.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "pourparlers" / "places" / "data"
# Natural Earth's own codes, as the ISO (or PLOVER: KOS) code of the state the record names.
OWN_CODES = {"SDS": "SSD", "PSX": "PSE", "SOL": "SOM", "CYN": "CYP", "SAH": "ESH", "ALD": "ALA", "KOS": "KOS"}
# GeoNames ids of the countries.
COUNTRY_IDS = """
AFG 1149361 ALB 783754 DZA 2589581 AGO 3351879 ARG 3865483 ARM 174982 AUS 2077456 AUT 2782113 AZE 587116
BHR 290291 BGD 1210997 BLR 630336 BEL 2802361 BOL 3923057 BIH 3277605 BRA 3469034 BGR 732800 BFA 2361809
BDI 433561 KHM 1831722 CMR 2233387 CAN 6251999 CAF 239880 TCD 2434508 CHL 3895114 CHN 1814991 COL 3686110
COD 203312 COG 2260494 CRI 3624060 CIV 2287781 HRV 3202326 CUB 3562981 CYP 146669 CZE 3077311 DNK 2623032
DJI 223816 DOM 3508796 ECU 3658394 EGY 357994 SLV 3585968 ERI 338010 EST 453733 ETH 337996 FIN 660013
FRA 3017382 GAB 2400553 GEO 614540 DEU 2921044 GHA 2300660 GRC 390903 GTM 3595528 GIN 2420477 HTI 3723988
HND 3608932 HUN 719819 ISL 2629691 IND 1269750 IDN 1643084 IRN 130758 IRQ 99237 IRL 2963597 ISR 294640
ITA 3175395 JPN 1861060 JOR 248816 KAZ 1522867 KEN 192950 PRK 1873107 KOR 1835841 KWT 285570 KGZ 1527747
LAO 1655842 LVA 458258 LBN 272103 LBR 2275384 LBY 2215636 LTU 597427 LUX 2960313 MDG 1062947 MLI 2453866
MRT 2378080 MEX 3996063 MDA 617790 MNG 2029969 MNE 3194884 MAR 2542007 MOZ 1036973 MMR 1327865 NPL 1282988
NLD 2750405 NZL 2186224 NIC 3617476 NER 2440476 NGA 2328926 NOR 3144096 OMN 286963 PAK 1168579 PSE 6254930
PAN 3703430 PRY 3437598 PER 3932488 PHL 1694008 POL 798544 PRT 2264397 QAT 289688 ROU 798549 RUS 2017370
RWA 49518 SAU 102358 SEN 2245662 SRB 6290252 SLE 2403846 SOM 51537 ZAF 953987 SSD 7909807 ESP 2510769
LKA 1227603 SDN 366755 SWE 2661886 CHE 2658434 SYR 163843 TWN 1668284 TJK 1220409 TZA 149590 THA 1605651
TUN 2464461 TUR 298795 TKM 1218197 UGA 226074 UKR 690791 ARE 290557 GBR 2635167 USA 6252001 URY 3439705
UZB 1512440 VEN 3625428 VNM 1562822 YEM 69543 ZMB 895949 ZWE 878675 KOS 831053 VAT 3164670
ABW 3577279 AIA 3573511 ALA 661882 AND 3041565 ASM 5880801 ATA 6697173 ATF 1546748 ATG 3576396 BEN 2395170
BES 7626844 BHS 3572887 BLM 3578476 BLZ 3582678 BMU 3573345 BRB 3374084 BRN 1820814 BTN 1252634 BVT 3371123
BWA 933860 CCK 1547376 COK 1899402 COM 921929 CPV 3374766 CUW 7626836 CXR 2078138 CYM 3580718 DMA 3575830
ESH 2461445 FJI 2205218 FLK 3474414 FRO 2622320 FSM 2081918 GGY 3042362 GIB 2411586 GLP 3579143 GMB 2413451
GNB 2372248 GNQ 2309096 GRD 3580239 GRL 3425505 GUF 3381670 GUM 4043988 GUY 3378535 HKG 1819730 HMD 1547314
IMN 3042225 IOT 1282588 JAM 3489940 JEY 3042142 KIR 4030945 KNA 3575174 LCA 3576468 LIE 3042058 LSO 932692
MAC 1821275 MAF 3578421 MCO 2993457 MDV 1282028 MHL 2080185 MKD 718075 MLT 2562770 MNP 4041468 MSR 3578097
MTQ 3570311 MUS 934292 MWI 927384 MYS 1733045 MYT 1024031 NAM 3355338 NCL 2139685 NFK 2155115 NIU 4036232
NRU 2110425 PCN 4030699 PLW 1559582 PNG 2088628 PRI 4566966 PYF 4030656 REU 935317 SGP 1880251 SGS 3474415
SHN 3370751 SJM 607072 SLB 2103350 SMR 3168068 SPM 3424932 STP 2410758 SUR 3382998 SVK 3057568 SVN 3190538
SWZ 934841 SXM 7609695 SYC 241170 TCA 3576916 TGO 2363686 TKL 4031074 TLS 1966436 TON 4032283 TTO 3573591
TUV 2110297 UMI 5854968 VCT 3577815 VGB 3577718 VIR 4796775 VUT 2134431 WLF 4034749 WSM 4034894
"""


# Middles as GeoNames has them (CC BY 4.0), where the list's is 90 km or more beside.
MIDDLES = {
    "USA": (39.76, -98.5), "CAN": (60.11, -113.64), "AUS": (-25.0, 135.0), "JPN": (35.69, 139.75),
    "IND": (22.0, 79.0), "LBY": (28.0, 17.0), "COD": (-2.5, 23.5), "SOM": (6.0, 48.0), "THA": (15.5, 101.0),
    "DEU": (51.5, 10.5), "GBR": (54.76, -2.7), "COL": (4.0, -73.25), "MAR": (32.0, -6.0), "AFG": (33.0, 66.0),
    "ZMB": (-14.33, 28.5), "MLI": (18.0, -2.0), "NZL": (-42.0, 174.0), "ETH": (9.0, 39.5), "SDN": (16.0, 30.0),
    "ECU": (-1.25, -78.25), "CUB": (22.0, -79.5), "NER": (18.0, 9.0), "MMR": (21.0, 96.0), "FJI": (-18.0, 178.0),
}  # fmt: skip
# Names that news has changed since Natural Earth took them down.
_RENAMED = {("Kiev", "UKR"): "Kyiv", ("Odessa", "UKR"): "Odesa"}


def main(shared: Path) -> None:
    """Write both tables; prints how many lines each has."""
    raw = shared / "data" / "raw"
    countries = json.loads((raw / "actors" / "countries_mledoze.json").read_text(encoding="utf-8"))
    known = {country["cca3"] for country in countries}
    rows = list(csv.DictReader((raw / "places" / "natural_earth_places.csv").open(encoding="utf-8", newline="")))
    cities = [line for row in rows if (line := city(row, known)) is not None]
    write("cities.tsv", sorted(cities))
    write("countries.tsv", sorted(nation(country) for country in countries))


def city(row: dict[str, str], known: set[str]) -> list[str] | None:
    """One line: English name, French name, other names (|), country, latitude, longitude, population, id, capital."""
    if row["FEATURECLA"] in ("Scientific station", "Meteorological Station"):
        return None
    code = row["ADM0_A3"] if row["ADM0_A3"] in known else OWN_CODES.get(row["ADM0_A3"], "")
    code = "KOS" if code in ("UNK", "XKX") else code
    english = row["NAME_EN"] or row["NAME"]
    english = _RENAMED.get((english, code), english)
    names = [row["NAME"], row["NAMEASCII"], *row["NAMEALT"].replace(";", "|").split("|")]
    others = [n.strip() for n in dict.fromkeys(names) if n.strip() and n.strip() not in (english, row["NAME_FR"])]
    identifier = int(float(row["GEONAMEID"] or -1))
    return [
        english, "" if row["NAME_FR"] == english else row["NAME_FR"], "|".join(others), code,
        f"{float(row['LATITUDE']):.4f}", f"{float(row['LONGITUDE']):.4f}", str(int(float(row["POP_MAX"] or 0))),
        str(identifier) if identifier > 0 else "", "1" if row["FEATURECLA"] == "Admin-0 capital" else "",
    ]  # fmt: skip


def nation(country: dict[str, object]) -> list[str]:
    """One line: code, English name, French name, other names (|), latitude, longitude, GeoNames id."""
    code = str(country["cca3"])
    code = "KOS" if code == "UNK" else code
    name = country["name"]
    translations = country["translations"]
    latlng = country["latlng"]
    assert isinstance(name, dict) and isinstance(translations, dict) and isinstance(latlng, list)
    french = translations.get("fra", {})
    words = COUNTRY_IDS.split()
    ids = dict(zip(words[::2], words[1::2], strict=True))
    others = [name["official"], french.get("official", "")]
    latitude, longitude = MIDDLES.get(code, latlng)
    return [code, name["common"], french.get("common", ""), "|".join(n for n in others if n),
            f"{latitude:.2f}", f"{longitude:.2f}", ids.get(code, "")]  # fmt: skip


def write(name: str, lines: list[list[str]]) -> None:
    """Write one table, tab-separated, without a header."""
    (DATA / name).write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    print(f"{name}: {len(lines)} lines")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent.parent / "shared")
