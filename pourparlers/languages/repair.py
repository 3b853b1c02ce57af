"""Mending what the models are known to get wrong, before any stage sees it.

Short news sentences make the French model take a participle after an auxiliary for a noun (« a téléphoné ») and a
finite form for an infinitive, and the English one a past tense for a participle ("fishermen protested"). Only
readings that contradict the words themselves are changed.
"""

from __future__ import annotations

from .pipeline import LemmaTables
from .tokens import Token

_AUXILIARIES = frozenset({"avoir", "être"})
_PARTICIPLE_ENDINGS = (
    "é",
    "és",
    "ée",
    "ées",
    "i",
    "is",
    "it",
    "ie",
    "ies",
    "u",
    "us",
    "ue",
    "ues",
    "ert",
    "ort",
    "aint",
)
_PLAIN = frozenset(
    {"séparé", "séparée", "séparés", "séparées", "prolongé", "prolongée", "prolongés", "approfondi", "approfondis"}
)
_DAYS = frozenset({"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "hier", "aujourd'hui"})
_FUTURE_ENDINGS = frozenset({"ai", "as", "a", "ons", "ez", "ont"})
_CONDITIONAL_ENDINGS = frozenset({"ais", "ait", "ions", "iez", "aient"})
_INFINITIVE_ENDINGS = ("er", "ir", "re", "ïr")


def repair_english(tokens: list[Token]) -> None:
    """Read a past participle with an active subject and no auxiliary as the past tense that it is, in place."""
    subjects = {token.head for token in tokens if token.dep == "nsubj"}
    helped = {token.head for token in tokens if token.dep in ("aux", "auxpass")}
    for token in tokens:
        participle = token.morph.get("VerbForm") == "Part" and token.morph.get("Aspect") != "Prog"
        if token.pos == "VERB" and participle and token.i in subjects and token.i not in helped:
            token.morph = {**token.morph, "VerbForm": "Fin", "Tense": "Past"}


def repair_french(tokens: list[Token], lemmas: LemmaTables) -> None:
    """Correct part of speech, lemma and verb form of ``tokens`` (one French sentence) in place."""
    auxiliaries = {t.head for t in tokens if t.dep in ("aux:tense", "aux:pass", "aux") and t.lemma in _AUXILIARIES}
    for token in tokens:
        if token.pos == "VERB" and token.lower in _PLAIN and not token.dep.startswith("ROOT"):
            token.pos = "ADJ"  # « des entretiens *séparés* »: begins no clause
        if token.lower in ("des", "du") and token.pos == "ADP" and token.i > 1 and tokens[token.i - 1].lower in _DAYS:
            token.pos = "DET"  # « a eu jeudi *des* entretiens »: no part of Thursday
        if token.pos in ("NOUN", "ADJ", "ADV", "PROPN", "X") and token.i in auxiliaries:
            _as_participle(token, lemmas)
        elif token.pos == "NOUN" and _is_infinitive(token, tokens, lemmas):
            token.pos, token.morph = "VERB", {"VerbForm": "Inf"}
        elif (
            token.pos == "VERB"
            and token.morph.get("VerbForm") == "Inf"
            and not token.lower.endswith(_INFINITIVE_ENDINGS)
        ):
            token.morph = {**token.morph, "VerbForm": "Fin", "Mood": "Ind", "Tense": "Pres"}
        if token.pos in ("VERB", "AUX") and token.morph.get("VerbForm") == "Fin":
            _future_by_ending(token)
            if token.lemma == token.lower and lemmas.is_base_form(f"{token.lower}r", "verb"):
                token.lemma = f"{token.lower}r"  # « rencontre » looks like an infinitive in -re
        elif token.pos == "VERB" and not token.morph.get("VerbForm") and token.lower.endswith(_INFINITIVE_ENDINGS):
            token.morph = {**token.morph, "VerbForm": "Inf"}


def _future_by_ending(token: Token) -> None:
    """« évoqueront », « évoquerait »: the infinitive with an ending is the future or the conditional."""
    stem = token.lemma[:-1] if token.lemma.endswith("re") else token.lemma
    if not stem.endswith("r") or not token.lower.startswith(stem):
        return
    ending = token.lower[len(stem) :]
    if ending in _FUTURE_ENDINGS:
        token.morph = {**token.morph, "Mood": "Ind", "Tense": "Fut"}
    elif ending in _CONDITIONAL_ENDINGS:
        token.morph = {**token.morph, "Mood": "Cnd"}


def _is_infinitive(token: Token, tokens: list[Token], lemmas: LemmaTables) -> bool:
    """« menacé d'annexer »: a word after a preposition that is an infinitive and no noun."""
    if token.i == 0 or not token.lower.endswith(_INFINITIVE_ENDINGS) or tokens[token.i - 1].pos != "ADP":
        return False
    return lemmas.is_base_form(token.lower, "verb") and not lemmas.is_base_form(token.lower, "noun")


def _as_participle(token: Token, lemmas: LemmaTables) -> None:
    lemma = lemmas.lemma(token.text, "VERB")
    if token.lower.endswith(_PARTICIPLE_ENDINGS) and lemma != token.lower and lemma.endswith(_INFINITIVE_ENDINGS):
        token.pos, token.lemma = "VERB", lemma
        token.morph = {**token.morph, "VerbForm": "Part", "Tense": "Past"}
