"""Where something was said, and to whom there: media in both languages, on sentences written for these tests."""

from __future__ import annotations

import pytest

from tests.test_statements import read, who

# Language, medium, the one spoken to, the report.
MEDIA = [
    ("en", "communiqué", None, "Anne Reed said in a written statement that the dam was closed."),
    (
        "en",
        "communiqué",
        None,
        "In a joint statement released on Sunday, Anne Reed condemned the flooding of the fields.",
    ),
    ("en", "press conference", None, "Anne Reed told a news conference in the capital that the dam was closed."),
    (
        "en",
        "press conference",
        None,
        "Speaking at a joint press conference with Mark Lowe, Anne Reed said the dam was closed.",
    ),
    ("en", "press conference", None, "At her weekly briefing, Anne Reed said that the dam was closed."),
    ("en", "press conference", None, '"The dam is closed," Anne Reed told reporters on Friday.'),
    ("en", "interview", "Mark Lowe", "Anne Reed said in an interview with Mark Lowe that the dam was closed."),
    ("en", "interview", None, '"The dam is closed," Anne Reed told the newspaper in an interview published on Monday.'),
    ("en", "twitter", None, "Anne Reed tweeted that the dam was closed."),
    ("en", "twitter", None, "Anne Reed wrote on X that the dam was closed."),
    ("en", "twitter", None, "Anne Reed said in a post on X, formerly Twitter, that the dam was closed."),
    ("en", "social network", None, "Anne Reed wrote on Bluesky that the dam was closed."),
    ("en", "social network", None, "In a Facebook post, Anne Reed said that the dam was closed."),
    ("en", "social network", None, "Anne Reed said on her Telegram channel that the dam was closed."),
    ("en", "social network", None, "Anne Reed said on the social network VKontakte that the dam was closed."),
    ("en", "phone call", "Mark Lowe", "During a call with Mark Lowe, Anne Reed said that the dam was closed."),
    ("en", "phone call", "Mark Lowe", "Anne Reed told Mark Lowe by phone that the dam was closed."),
    ("en", "phone call", None, "Reached by telephone, Anne Reed said that the dam was closed."),
    ("en", "letter", "Mark Lowe", "In a letter to Mark Lowe, Anne Reed demanded that the dam be opened."),
    ("en", "letter", None, "Anne Reed complained in an open letter that the dam was closed."),
    ("en", "speech", None, "In her address to the nation, Anne Reed said that the dam was closed."),
    ("en", "speech", None, "Anne Reed told parliament in a speech that the dam was closed."),
    ("en", "television", None, "Anne Reed said in a televised address that the dam was closed."),
    ("en", "television", None, "Anne Reed told state television that the dam was closed."),
    ("en", "radio", None, "Anne Reed told a local radio station that the dam was closed."),
    ("en", "article", None, "Anne Reed argued in an op-ed that the dam was useless."),
    ("en", "video", None, "In a video message, Anne Reed said that the dam was closed."),
    ("en", "meeting", "Mark Lowe", "During a meeting with Mark Lowe, Anne Reed said that the dam was closed."),
    ("en", None, None, "Anne Reed said that the phone call with Mark Lowe was short."),
    ("en", None, None, "Anne Reed, who wrote a letter last year, said that the dam was closed."),
    ("fr", "communiqué", None, "Anne Petit a déclaré dans un communiqué conjoint que le barrage était fermé."),
    ("fr", "communiqué", None, "« Le barrage est fermé », indique Anne Petit dans un communiqué publié dimanche."),
    ("fr", "communiqué", None, "Par voie de communiqué, Anne Petit a annoncé que le barrage était fermé."),
    ("fr", "communiqué", None, "Dans une déclaration écrite, Anne Petit a condamné la fermeture du barrage."),
    ("fr", "press conference", None, "En conférence de presse, Anne Petit a affirmé que le barrage était fermé."),
    ("fr", "press conference", None, "« Le barrage est fermé », a déclaré Anne Petit à des journalistes."),
    ("fr", "press conference", None, "Anne Petit a assuré devant la presse que le barrage était fermé."),
    (
        "fr",
        "press conference",
        None,
        "Lors d'un point presse conjoint avec Marc Leroy, Anne Petit a dit que le barrage était fermé.",
    ),
    ("fr", "interview", None, "Dans un entretien au journal local, Anne Petit a déclaré que le barrage était fermé."),
    (
        "fr",
        "interview",
        "Marc Leroy",
        "Anne Petit a déclaré dans une interview avec Marc Leroy que le barrage était fermé.",
    ),
    ("fr", "interview", None, "Interrogée par le journal local, Anne Petit a déclaré que le barrage était fermé."),
    ("fr", "interview", None, "« Le barrage est fermé », a confié Anne Petit dans une interview à paraître lundi."),
    ("fr", "twitter", None, "Anne Petit a tweeté que le barrage était fermé."),
    ("fr", "twitter", None, "Anne Petit a écrit sur son compte Twitter que le barrage était fermé."),
    ("fr", "twitter", None, "« Le barrage est fermé », a écrit Anne Petit sur X."),
    ("fr", "social network", None, "Anne Petit a écrit sur son compte Facebook que le barrage était fermé."),
    ("fr", "social network", None, "Sur Bluesky, Anne Petit a écrit que le barrage était fermé."),
    ("fr", "social network", None, "Anne Petit a affirmé sur sa chaîne Telegram que le barrage était fermé."),
    ("fr", "social network", None, "Sur le réseau social VKontakte, Anne Petit a affirmé que le barrage était fermé."),
    (
        "fr",
        "phone call",
        "Marc Leroy",
        "Lors d'un appel avec Marc Leroy, Anne Petit a déclaré que le barrage était fermé.",
    ),
    (
        "fr",
        "phone call",
        "Marc Leroy",
        "Au cours d'une conversation téléphonique avec Marc Leroy, Anne Petit a déclaré que le barrage était fermé.",
    ),
    ("fr", "phone call", None, "Jointe par téléphone, Anne Petit a déclaré que le barrage était fermé."),
    (
        "fr",
        "letter",
        "Marc Leroy",
        "Dans une lettre adressée à Marc Leroy, Anne Petit a demandé que le barrage soit ouvert.",
    ),
    ("fr", "letter", None, "Anne Petit a regretté dans une lettre ouverte que le barrage soit fermé."),
    ("fr", "speech", None, "Dans une allocution à la nation, Anne Petit a déclaré que le barrage était fermé."),
    ("fr", "speech", None, "Anne Petit a déclaré à la tribune de l'ONU que le barrage était fermé."),
    ("fr", "television", None, "Anne Petit a déclaré à la télévision publique que le barrage était fermé."),
    ("fr", "television", None, "Dans une allocution télévisée, Anne Petit a déclaré que le barrage était fermé."),
    ("fr", "radio", None, "Anne Petit a déclaré au micro de Radio Nord que le barrage était fermé."),
    ("fr", "article", None, "Anne Petit a soutenu dans une tribune que le barrage était inutile."),
    ("fr", "video", None, "Dans un message vidéo, Anne Petit a affirmé que le barrage était fermé."),
    (
        "fr",
        "meeting",
        "Marc Leroy",
        "Lors d'une rencontre avec Marc Leroy, Anne Petit a déclaré que le barrage était fermé.",
    ),
    ("fr", None, None, "Anne Petit a déclaré que l'appel avec Marc Leroy avait été bref."),
    ("fr", None, None, "Dans un appel lancé dimanche, Anne Petit a déclaré que le barrage était fermé."),
]


@pytest.mark.parametrize(("language", "medium", "addressee", "text"), MEDIA)
def test_medium_and_party_are_read(language: str, medium: str | None, addressee: str | None, text: str) -> None:
    (statement,) = read(text, language)
    found = statement.addressee.name if statement.addressee else None
    assert (statement.medium, found) == (medium, addressee)


@pytest.mark.parametrize(
    ("language", "text", "addressee"),
    [
        ("en", "Anne Reed told Mark Lowe that the dam was dry.", "Mark Lowe"),
        ("en", "Anne Reed warned Mark Lowe that the dam was dry.", "Mark Lowe"),
        ("en", "Anne Reed said to Mark Lowe that the dam was dry.", "Mark Lowe"),
        ("en", '"The dam is dry," Anne Reed told Mark Lowe.', "Mark Lowe"),
        ("en", "Anne Reed said that Mark Lowe had closed the dam.", None),
        ("en", "Anne Reed accused Mark Lowe of closing the dam.", None),
        ("fr", "Anne Petit a prévenu Marc Leroy que le barrage était à sec.", "Marc Leroy"),
        ("fr", "Anne Petit a informé Marc Leroy que le barrage était à sec.", "Marc Leroy"),
        ("fr", "Anne Petit a dit à Marc Leroy que le barrage était à sec.", "Marc Leroy"),
        ("fr", "« Le barrage est à sec », a confié Anne Petit à Marc Leroy.", "Marc Leroy"),
        ("fr", "Anne Petit a dit que Marc Leroy avait fermé le barrage.", None),
        ("fr", "Anne Petit a accusé Marc Leroy de fermer le barrage.", None),
    ],
)
def test_the_addressee_is_told_either_way(language: str, text: str, addressee: str | None) -> None:
    statement = read(text, language)[0]
    assert who(statement) in ("Anne Reed", "Anne Petit")
    assert (statement.addressee.name if statement.addressee else None) == addressee
