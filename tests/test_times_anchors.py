"""Which date is an event's: that of its own clause, not of a noun that the clause only mentions. Both languages."""

from __future__ import annotations

import pytest

from pourparlers.coder import code_batch
from pourparlers.record import Document, Record

TOLD = "2022-05-14"
# (language, text, dates of the contacts in the order of the text)
CASES = [
    ("en", "President Emmanuel Macron spoke by phone with King Mohammed VI after the Rabat summit of April 3.", [TOLD]),
    ("en", "President Emmanuel Macron spoke by phone with King Mohammed VI after the Rabat summit on April 3.", [TOLD]),
    ("en", "Emmanuel Macron called Olaf Scholz ahead of the June 2 summit.", [TOLD]),
    ("en", "Emmanuel Macron called Olaf Scholz in the wake of the April 3 summit.", [TOLD]),
    ("en", "Emmanuel Macron met Olaf Scholz on Friday before the summit of June 2.", ["2022-05-13"]),
    ("en", "On Wednesday, Emmanuel Macron met Olaf Scholz to discuss the conference of May 2.", ["2022-05-11"]),
    ("en", "Emmanuel Macron met King Mohammed VI at the Rabat summit of April 3.", ["2022-04-03"]),
    ("en", "After meeting Wang Yi on Tuesday, Antony Blinken phoned Sergey Lavrov.", ["2022-05-10", TOLD]),
    ("en", "Lloyd Austin met Sergei Shoigu for the second time this year.", [TOLD]),
    ("en", "Emmanuel Macron met Olaf Scholz on the anniversary of the treaty of January 22, 1963.", [TOLD]),
    ("en", "Emmanuel Macron met Olaf Scholz on Friday to mark the anniversary of the 1963 treaty.", ["2022-05-13"]),
    ("en", "Emmanuel Macron met Olaf Scholz at a ceremony for the victims of the attacks of May 3, 2021.", [TOLD]),
    ("en", "Emmanuel Macron met Olaf Scholz at the ceremony of May 8.", ["2022-05-08"]),
    ("en", "Emmanuel Macron met Olaf Scholz on the sidelines of the May 3 conference.", ["2022-05-03"]),
    ("en", "Emmanuel Macron phoned Olaf Scholz about the summit of May 2.", [TOLD]),
    ("en", "Emmanuel Macron phoned Olaf Scholz, the winner of the election of May 2.", [TOLD]),
    ("en", "Emmanuel Macron met Olaf Scholz at the summit of May 2021.", []),  # history: no contact of this report
    ("fr", "Emmanuel Macron s'est entretenu avec Mohammed VI après le sommet de Rabat du 3 avril.", [TOLD]),
    ("fr", "Emmanuel Macron a appelé Olaf Scholz avant le sommet du 2 juin.", [TOLD]),
    ("fr", "Emmanuel Macron s'est entretenu avec Olaf Scholz du traité de 1997.", [TOLD]),
    ("fr", "Emmanuel Macron a rencontré Olaf Scholz vendredi avant le sommet du 2 juin.", ["2022-05-13"]),
    ("fr", "Mercredi, Emmanuel Macron a reçu Olaf Scholz pour préparer la conférence du 2 juin.", ["2022-05-11"]),
    ("fr", "Emmanuel Macron a rencontré Mohammed VI lors du sommet de Rabat du 3 avril.", ["2022-04-03"]),
    ("fr", "Sergueï Lavrov et son homologue turc ont évoqué par téléphone l'accord signé le 4 mai à Istanbul.", [TOLD]),
    ("fr", "Emmanuel Macron a rencontré Olaf Scholz à l'occasion de l'anniversaire du traité du 2 mai 1963.", [TOLD]),
    ("fr", "Emmanuel Macron a rencontré Olaf Scholz vendredi pour l'anniversaire du traité de 1963.", ["2022-05-13"]),
    ("fr", "Emmanuel Macron a rencontré Olaf Scholz lors de la commémoration des attentats du 3 mai 2021.", [TOLD]),
    ("fr", "Emmanuel Macron a rencontré Olaf Scholz. La rencontre faisait suite à l'accord du 2 mai.", [TOLD]),
    ("fr", "Emmanuel Macron a rencontré Olaf Scholz à la cérémonie du 8 mai.", ["2022-05-08"]),
    ("fr", "Emmanuel Macron a rencontré Olaf Scholz en marge de la conférence du 3 mai.", ["2022-05-03"]),
    ("fr", "Emmanuel Macron a parlé avec Olaf Scholz au sujet du sommet du 2 mai.", [TOLD]),
    ("fr", "Emmanuel Macron a téléphoné à Olaf Scholz, vainqueur de l'élection du 2 mai.", [TOLD]),
    ("fr", "Emmanuel Macron a rencontré Olaf Scholz lors du sommet de mai 2021.", []),  # history
    ("fr", "Lloyd Austin a rencontré Sergueï Choïgou pour la deuxième fois cette année.", [TOLD]),
]  # fmt: skip


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    documents = [Document(text=text, language=language, date=TOLD) for language, text, _ in CASES]
    return {document.text: record for document, record in zip(documents, code_batch(documents), strict=True)}


@pytest.mark.parametrize(("language", "text", "dates"), CASES)
def test_a_contact_takes_the_date_of_its_own_clause(language: str, text: str, dates: list[str], records) -> None:
    assert sorted(contact.date for contact in records[text].contacts) == sorted(dates)
