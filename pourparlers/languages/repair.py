"""Mending what the French model is known to get wrong, before any stage sees it.

Short news sentences make it take a participle after an auxiliary for a noun (« a téléphoné ») and a finite form for
an infinitive. Only readings that contradict the words themselves are changed.
"""

from __future__ import annotations

from .pipeline import LemmaTables
from .tokens import Token

_AUXILIARIES = frozenset({"avoir", "être"})
_PARTICIPLE_ENDINGS = ("é", "és", "ée", "ées", "i", "is", "it", "ie", "ies", "u", "us", "ue", "ues", "ert", "ort", "aint")
_INFINITIVE_ENDINGS = ("er", "ir", "re", "ïr")


def repair(tokens: list[Token], lemmas: LemmaTables) -> None:
    """Correct part of speech, lemma and verb form of ``tokens`` (one French sentence) in place."""
    auxiliaries = {t.head for t in tokens if t.dep in ("aux:tense", "aux:pass", "aux") and t.lemma in _AUXILIARIES}
    for token in tokens:
        if token.pos in ("NOUN", "ADJ", "PROPN", "X") and token.i in auxiliaries:
            _as_participle(token, lemmas)
        elif token.pos == "VERB" and token.morph.get("VerbForm") == "Inf":
            if not token.lower.endswith(_INFINITIVE_ENDINGS):
                token.morph = {**token.morph, "VerbForm": "Fin", "Mood": "Ind", "Tense": "Pres"}
        elif token.pos == "VERB" and not token.morph.get("VerbForm") and token.lower.endswith(_INFINITIVE_ENDINGS):
            token.morph = {**token.morph, "VerbForm": "Inf"}


def _as_participle(token: Token, lemmas: LemmaTables) -> None:
    lemma = lemmas.lemma(token.text, "VERB")
    if token.lower.endswith(_PARTICIPLE_ENDINGS) and lemma != token.lower and lemma.endswith(_INFINITIVE_ENDINGS):
        token.pos, token.lemma = "VERB", lemma
        token.morph = {**token.morph, "VerbForm": "Part", "Tense": "Past"}
