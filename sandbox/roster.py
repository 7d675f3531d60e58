"""Who works at the sandbox company, by department: `key | name | title | site | manager | marks`.

The key makes the id (`CLAIRE` is the user `U0CLAIRE`). Marks, separated by commas: hr, guest, bot, gone
(deactivated), new (just arrived), no-mail, full-name (as display name), a locale other than the usual one of
the site, and `display=…` for a display name other than the first name and an initial.
"""

ROSTER = """
[Direction]
HELENE    | Hélène Marchetti        | Présidente                         | Paris     |           |
ANTOINE   | Antoine Rocheteau       | Directeur général délégué          | Paris     | HELENE    |
ELEANOR   | Eleanor Whitcombe       | Chief of Staff                     | London    | HELENE    |

[RH · HR]
CLAIRE    | Claire Fabre            | Directrice des ressources humaines | Paris     | HELENE    | hr
PRIYA     | Priya Raghavan          | HR Business Partner                | London    | CLAIRE    | hr
MARGAUX   | Margaux Delattre        | Chargée de recrutement             | Lyon      | CLAIRE    |

[R&D]
KENJI     | Kenji Watanabe          | Director of R&D                    | Singapore | HELENE    |
SOFIANE   | Sofiane Belkacem        | Responsable cartographie           | Lyon      | KENJI     |
ANNIKA    | Annika Vogelsang        | Leiterin Softwareentwicklung       | Berlin    | KENJI     |
GABRIEL   | Gabriel Tremblay        | Chef d'équipe mobile               | Montréal  | KENJI     |
CAMILLE   | Camille Perrin          | Développeuse                       | Lyon      | SOFIANE   |
THOMAS    | Thomas Lefèvre          | Développeur confirmé               | Lyon      | SOFIANE   |
INES      | Inès Ouédraogo          | Ingénieure en géodésie             | Paris     | SOFIANE   |
MATHIS    | Mathis Kervella         | Apprenti développeur               | Lyon      | SOFIANE   | new,no-mail
LUKAS     | Lukas Brandstätter      | Softwareentwickler                 | Berlin    | ANNIKA    |
MEHMET    | Mehmet Yıldırım         | Site Reliability Engineer          | Berlin    | ANNIKA    | en-GB
JOHANNA   | Johanna Große-Kleinmann | Qualitätsingenieurin               | Berlin    | ANNIKA    |
AOIFE     | Aoife Ní Bhriain        | Senior Software Engineer           | London    | ANNIKA    |
LAURENCE  | Laurence Gagnon-Roy     | Développeuse mobile                | Montréal  | GABRIEL   |
ETHAN     | Ethan MacLeod           | Mobile Developer                   | Montréal  | GABRIEL   | en-US, new
WEILING   | Wei Ling Tan            | Staff Engineer                     | Singapore | KENJI     |
ARJUN     | Arjun Krishnamurthy     | Research Scientist                 | Singapore | WEILING   |

[Design]
JULIETTE  | Juliette Amsellem       | Directrice du design               | Paris     | ANTOINE   |
NOAH      | Noah Okonkwo-Hughes     | Product Designer                   | London    | JULIETTE  |
ZOE       | Zoé Le Guével-Çelik     | Designer d'interface               | Paris     | JULIETTE  \
          | display=zoé 🌻 à 80 %
FELIX     | Félix Beauchemin        | Concepteur UX                      | Montréal  | JULIETTE  |

[Data]
OLUWASEUN | Oluwaseun Adeyemi       | Head of Data                       | London    | ANTOINE   |
CHLOE     | Chloé Vandenberghe      | Analyste de données                | Paris     | OLUWASEUN |
FRIEDRICH | Friedrich von Hagenbeck | Datenanalyst                       | Berlin    | OLUWASEUN |
SITI      | Siti Nurhaliza Rahman   | Data Engineer                      | Singapore | OLUWASEUN |
BAPTISTE  | Baptiste Morvan         | Statisticien                       | Lyon      | OLUWASEUN |

[Commercial]
NATHALIE  | Nathalie Desrosiers     | Directrice commerciale             | Montréal  | HELENE    |
JAMES     | James Featherstonehaugh | Sales Manager, UK and Ireland      | London    | NATHALIE  |
AMINATA   | Aminata Diallo          | Responsable grands comptes         | Paris     | NATHALIE  |
PIERRE    | Pierre-Yves Cadoret     | Ingénieur d'affaires               | Paris     | AMINATA   |
LEA       | Léa Santini             | Ingénieure commerciale             | Lyon      | AMINATA   |
CHARLOTTE | Charlotte Ashworth      | Account Executive                  | London    | JAMES     |
DARIUSZ   | Dariusz Wiśniewski      | Account Manager                    | Berlin    | JAMES     | en-GB, new
MEILIN    | Mei Lin Chen            | Regional Sales Lead                | Singapore | NATHALIE  |
RYAN      | Ryan D'Souza            | Pre-sales Consultant               | Singapore | MEILIN    |

[Marketing]
SEBASTIEN | Sébastien Hautecœur     | Directeur marketing                | Paris     | ANTOINE   |
MELANIE   | Mélanie Thériault       | Rédactrice de contenus             | Montréal  | SEBASTIEN |
GRACE     | Grace Pemberton         | Brand Manager                      | London    | SEBASTIEN |
JONAS     | Jonas Reuter            | Veranstaltungsmanager              | Berlin    | SEBASTIEN |
MARIA     | María-Fernanda Guadalupe de la Santísima Trinidad Villanueva y Echeverría \
          | Customer Marketing Manager         | London    | SEBASTIEN | full-name
CELESTE   | Céleste Abadie          | Consultante, Abadie & Filles       | Paris     | SEBASTIEN | guest

[Finance]
VERONIQUE | Véronique Aubry         | Directrice financière              | Paris     | HELENE    |
HUGO      | Hugo Castellani         | Contrôleur de gestion              | Paris     | VERONIQUE |
OPHELIE   | Ophélie Grandjean       | Comptable                          | Lyon      | HUGO      |
DANIEL    | Daniel Abernathy        | Financial Controller               | London    | VERONIQUE |

[Support]
CATHERINE | Catherine Lavallée      | Responsable du service client      | Montréal  | ANTOINE   |
XAVIER    | Xavier Pelletier        | Conseiller au service client       | Montréal  | CATHERINE |
EMILY     | Emily Nakagawa          | Customer Support Specialist        | Montréal  | CATHERINE | en-US
AISHA     | Aisha Binte Yusof       | Customer Success Manager           | Singapore | CATHERINE |
ROMAIN    | Romain Quéméneur        | Technicien support                 | Lyon      | CATHERINE | new

[Production]
PATRICK   | Patrick Schneider-Roux  | Directeur de la production         | Lyon      | ANTOINE   |
FATOU     | Fatou Ndiaye            | Cheffe d'atelier                   | Lyon      | PATRICK   |
YANNICK   | Yannick Garnier         | Technicien d'impression            | Lyon      | FATOU     |
OSCAR     | Oscar Lindqvist         | Supply Chain Analyst               | Berlin    | PATRICK   | en-GB, gone
TIDE      | Tide                    | Says what the presses printed      | Lyon      |           | en-US, bot
"""
