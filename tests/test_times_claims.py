"""What reports claim about a talk's place in a series: read in both languages, one record, one claim."""

from __future__ import annotations

import pytest

from pourparlers.coder import code_batch
from pourparlers.record import Document, Record

PUBLISHED = "2022-05-14"
# (language, text, kind, since, words)
CASES = [
    ("en", "Emmanuel Macron spoke with Vladimir Putin on Friday for the third time this month.",
     "third_in", "2022-05", "third time this month"),
    ("fr", "Emmanuel Macron s'est entretenu vendredi avec Vladimir Poutine pour la troisième fois ce mois-ci.",
     "third_in", "2022-05", "troisième fois ce mois-ci"),
    ("en", "Emmanuel Macron phoned Vladimir Putin, their second call in a week.",
     "second_since", "2022-05-07", "second call in a week"),
    ("fr", "Emmanuel Macron a téléphoné à Vladimir Poutine, leur deuxième entretien en une semaine.",
     "second_since", "2022-05-07", "deuxième entretien en une semaine"),
    ("en", "Lloyd Austin met Sergei Shoigu for the first time in three months.",
     "first_since", "2022-02", "first time in three months"),
    ("fr", "Lloyd Austin a rencontré Sergueï Choïgou pour la première fois depuis trois mois.",
     "first_since", "2022-02", "première fois depuis trois mois"),
    ("en", "Lloyd Austin met Sergei Shoigu for the first time since the start of the war.",
     "first_since", None, "first time since the start of the war"),
    ("fr", "Lloyd Austin a rencontré Sergueï Choïgou pour la première fois depuis le début de la guerre.",
     "first_since", None, "première fois depuis le début de la guerre"),
    ("en", "Lloyd Austin spoke with Sergei Shoigu on Friday for the first time since Russia invaded Ukraine.",
     "first_since", None, "first time since Russia invaded Ukraine"),
    ("fr", "Lloyd Austin a parlé vendredi à Sergueï Choïgou pour la première fois depuis que la guerre a éclaté.",
     "first_since", None, "première fois depuis que la guerre a éclaté"),
    ("en", "Lloyd Austin spoke with Sergei Shoigu on Friday for the first time since the war began on February 24.",
     "first_since", "2022-02-24", "first time since the war began on February 24"),
    ("fr", "Lloyd Austin a rencontré Sergueï Choïgou pour la première fois depuis le début de la guerre, le 24"
     " février.",
     "first_since", "2022-02-24", "première fois depuis le début de la guerre, le 24 février"),
    ("en", "Lloyd Austin met Sergei Shoigu for the first time since the start of the war on Friday in Geneva.",
     "first_since", None, "first time since the start of the war"),
    ("en", "Lloyd Austin spoke with Sergei Shoigu for the first time since the invasion and urged him to accept peace.",
     "first_since", None, "first time since the invasion"),
    ("en", "Lloyd Austin and Sergei Shoigu, who had not spoken since the start of the war, talked by phone on Friday.",
     "first_since", None, "not spoken since the start of the war"),
    ("fr", "Lloyd Austin et Sergueï Choïgou, qui ne s'étaient plus parlé depuis le début de la guerre, se sont"
     " rencontrés vendredi.",
     "first_since", None, "ne s'étaient plus parlé depuis le début de la guerre"),
    ("en", "Lloyd Austin and Sergei Shoigu held their first-ever meeting in Geneva.",
     "first_ever", None, "first-ever meeting"),
    ("fr", "Lloyd Austin et Sergueï Choïgou ont tenu leur toute première réunion à Genève.",
     "first_ever", None, "première réunion"),
    ("en", "Lloyd Austin and Sergei Shoigu last spoke on February 18.",
     "last_on", "2022-02-18", "last spoke on February 18"),
    ("fr", "Lloyd Austin et Sergueï Choïgou se sont parlé pour la dernière fois le 18 février.",
     "last_on", "2022-02-18", "dernière fois le 18 février"),
    ("en", "Lloyd Austin and Sergei Shoigu, who had not spoken since February 18, talked by phone on Friday.",
     "last_on", "2022-02-18", "not spoken since February 18"),
    ("fr", "Lloyd Austin a appelé Sergueï Choïgou vendredi ; leur dernier échange remontait au 18 février.",
     "last_on", "2022-02-18", "dernier échange remontait au 18 février"),
    ("en", "Lloyd Austin met Sergei Shoigu on Friday to discuss the first exchange of prisoners this year.",
     None, None, None),
    ("fr", "Lloyd Austin a rencontré Sergueï Choïgou vendredi pour préparer le premier échange de prisonniers.",
     None, None, None),
    ("en", "In the first phase, Lloyd Austin met Sergei Shoigu on Friday.", None, None, None),
]  # fmt: skip


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    documents = [Document(text=case[1], language=case[0], date=PUBLISHED) for case in CASES]
    return {document.text: record for document, record in zip(documents, code_batch(documents), strict=True)}


@pytest.mark.parametrize(("language", "text", "kind", "since", "words"), CASES)
def test_a_claim_is_read_with_its_kind_and_date(
    language: str, text: str, kind: str | None, since: str | None, words: str | None, records
) -> None:
    claim = records[text].contacts[0].sequence
    if kind is None:
        assert claim is None
        return
    assert claim is not None
    assert (claim.kind, claim.since, text[slice(*claim.span)]) == (kind, since, words)
