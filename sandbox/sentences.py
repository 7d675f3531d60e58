"""What the people of the sandbox write in text fields: by a hint in the label, in their own language."""

import re
from collections.abc import Mapping

Sentences = Mapping[str, tuple[str, ...]]

# (what the label hints at, sentences by language); the last one answers to anything.
BY_HINT: list[tuple[re.Pattern[str], Sentences]] = [
    (
        re.compile(r"succ|réuss|goal|objecti|aim|ziel|erfolg|6 mois|six months", re.IGNORECASE),
        {
            "fr": (
                "Présenter mon projet devant le comité sans lire mes notes.",
                "Encadrer une première personne et savoir quand la laisser faire.",
                "Changer de métier dans l'entreprise d'ici à un an.",
                "Négocier un budget avec des chiffres que je sais défendre.",
                "Mieux connaître les autres équipes et y avoir des appuis.",
                "Déléguer assez pour prendre deux semaines de congés d'affilée.",
            ),
            "en": (
                "Present my project to the board without reading my notes.",
                "Lead my first small team and know when to step back.",
                "Move into another role in the company within a year.",
                "Defend a budget with figures that I understand.",
                "Know the other teams better and have allies there.",
                "Delegate enough to take two whole weeks off.",
            ),
            "de": (
                "Mein Projekt vor der Leitung frei vortragen.",
                "Ein kleines Team führen und im richtigen Moment loslassen.",
                "Die anderen Bereiche besser kennenlernen.",
            ),
        },
    ),
    (
        re.compile(r"struggl|difficult|défi|challeng|situation|obstacle|herausforder|bloqu", re.IGNORECASE),
        {
            "fr": (
                "Dire non à une demande urgente sans abîmer la relation.",
                "Prendre la parole en réunion quand tout le monde parle anglais.",
                "Reprendre une équipe dont je faisais partie.",
                "Travailler avec des collègues que je ne vois jamais.",
                "Garder du temps pour le travail de fond.",
            ),
            "en": (
                "Saying no to urgent requests without harming the relationship.",
                "Speaking up in meetings held in French.",
                "Managing people who were my peers last year.",
                "Working across three time zones without losing the evening.",
                "Finding time for the work that matters.",
            ),
            "de": (
                "Nein sagen, ohne die Zusammenarbeit zu belasten.",
                "In Besprechungen auf Französisch das Wort ergreifen.",
                "Zeit für die eigentliche Arbeit finden.",
            ),
        },
    ),
    (
        re.compile(r"wish|souhait|attente|expect|wunsch|idéal|mentor", re.IGNORECASE),
        {
            "fr": (
                "Quelqu'un qui pose des questions avant de donner des conseils.",
                "Une personne d'un autre métier que le mien.",
                "Quelqu'un qui a changé de voie lui aussi.",
            ),
            "en": (
                "Somebody who asks before giving advice.",
                "A person from another line of work than mine.",
                "Somebody who has changed paths too.",
            ),
            "de": ("Jemand, der erst fragt und dann rät.", "Eine Person aus einem anderen Fachgebiet."),
        },
    ),
    (
        re.compile(r"\bnam|\bnom\b|titl|titre|intitul|bezeichnung", re.IGNORECASE),
        {
            "fr": ("Mentorat 2027", "Grandir ensemble", "Passerelles"),
            "en": ("Mentoring 2027", "Growing together", "Bridges"),
            "de": ("Mentoring 2027", "Gemeinsam wachsen"),
        },
    ),
    (
        re.compile(r""),
        {
            "fr": (
                "Merci, cela m'aide beaucoup.",
                "Nous avons pris le temps de faire connaissance.",
                "Je préfère commencer par un échange court.",
                "Rien à ajouter pour le moment.",
            ),
            "en": (
                "Thank you, this helps a lot.",
                "We took the time to get to know each other.",
                "I would rather start with a short conversation.",
                "Nothing to add for now.",
            ),
            "de": ("Danke, das hilft mir sehr.", "Im Moment nichts hinzuzufügen."),
        },
    ),
]


def sentences(label: str, locale: str) -> tuple[str, ...]:
    """Plausible answers to a question with this label; English for a language that has no table."""
    language = locale[:2]
    table = next(table for hint, table in BY_HINT if hint.search(label))
    return table.get(language, table["en"])
