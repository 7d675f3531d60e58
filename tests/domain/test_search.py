import pytest

from bot.domain.forms import Choice
from bot.domain.search import Index
from tests.domain.test_skills import shipped

K8S = Choice("kubernetes", {"en": "K8s", "fr": "Orchestration"})
INDEX = Index([Choice(each.key, each.label) for each in shipped()], second_names=[K8S])


def found(query: str, language: str = "fr", most: int = 99) -> list[str]:
    return [choice.key for choice in INDEX.search(query, language, most)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("négo", "negotiation"),
        ("nego", "negotiation"),
        ("NEGOCIATION", "negotiation"),
        ("negotiation", "negotiation"),
        ("powerbi", "power-bi"),
        ("power-bi", "power-bi"),
        ("prise parole", "public-speaking"),
        ("parole public", "public-speaking"),
        ("c++", "cpp"),
        ("c#", "csharp"),
        ("r", "r"),
        ("java", "java"),
        ("sql", "sql"),
        ("leadership", "leadership"),
        ("excell", "excel"),
        ("Pyhton", "python"),
        ("negociaton", "negotiation"),
        ("kuberntes", "kubernetes"),
        ("gestoin projet", "project-management"),
        ("recrutement", "recruiting"),
    ],
)
def test_the_best_comes_first(query: str, first: str) -> None:
    assert found(query)[0] == first


def test_names_that_begin_so_come_before_words_that_do_and_ones_own_before_the_others() -> None:
    keys = found("management")
    assert keys[0] == "inclusion"  # Management inclusif
    assert keys.index("controlling") < keys.index("lean")  # Management control, in English, before Lean management
    assert keys.index("lean") < keys.index("brand")  # Lean management before Brand management, in English


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_language_finds_and_is_found(language: str) -> None:
    for query in ("listening", "écoute"):
        assert found(query, language) == ["listening"]


@pytest.mark.parametrize("query", ["tricot", "knitting", "xyzzy"])
def test_what_is_not_there_is_not_found(query: str) -> None:
    assert found(query) == []


def test_with_nothing_typed_the_first_are_shown() -> None:
    assert found("", most=3) == found("  ", most=3) == ["leadership", "delegation", "feedback"]


def test_there_are_never_too_many() -> None:
    assert len(found("e", most=20)) == 20


def test_second_names_lead_to_what_a_skill_has_become() -> None:
    assert found("k8s")[0] == found("orchestration")[0] == "kubernetes"
    assert INDEX.search("K8S", "fr", 9)[0].label["fr"] == "Kubernetes et conteneurs"


@pytest.mark.parametrize(("label", "key"), [("powerbi", "power-bi"), ("VENTES", "sales"), ("Power", None), ("", None)])
def test_what_is_called_so_is_known_however_it_is_spelled(label: str, key: str | None) -> None:
    named = INDEX.named(label)
    assert (named.key if named else None) == key
