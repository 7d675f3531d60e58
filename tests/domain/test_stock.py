from bot.domain.skills import Skill
from bot.domain.stock import Delivery, Line, compare
from tests.fakes import MONDAY

THERE = [
    Skill("sales", "Sales", "Vente", MONDAY),
    Skill("power-bi", "Power BI", "Power BI", MONDAY),
    Skill("selling", "Selling", "Vendre", MONDAY, merged_into="sales"),
]


def delivered(*rows: tuple[str, str, str]) -> Delivery:
    return compare([Line(number, *row) for number, row in enumerate(rows, start=2)], THERE)


def faults(*rows: tuple[str, str, str]) -> list[tuple[int, str]]:
    return [(each.line, each.fault.name) for each in delivered(*rows).mistakes]


def test_new_renamed_and_same_are_told_apart() -> None:
    delivery = delivered(
        ("sales", "Sales", "Vente"), ("power-bi", "Microsoft Power BI", ""), ("", "Welding", "Soudure")
    )
    assert (delivery.same, delivery.mistakes) == (1, [])
    assert [(each.key, dict(each.label)) for each in delivery.renamed] == [
        ("power-bi", {"en": "Microsoft Power BI", "fr": "Microsoft Power BI"})
    ]
    assert [(each.key, each.label["fr"]) for each in delivery.new] == [("welding", "Soudure")]


def test_what_is_there_under_another_key_is_a_mistake_however_it_is_spelled() -> None:
    assert faults(("bi", "PowerBI", ""), ("vendre", "Selling", "")) == [(2, "name_taken"), (3, "name_taken")]
    assert faults(("a", "Welding", ""), ("b", "welding", "")) == [(3, "name_taken")]


def test_lines_that_can_not_be_taken() -> None:
    assert faults(
        ("sales", "Sales", "Vente"),
        ("sales", "Sales", "Vente"),
        ("selling", "Selling", "Vendre"),
        ("+x", "X", "X"),
        ("prefer-not-to-say", "Y", "Y"),
        ("dots", "…", ""),
        ("long", "long " * 20, ""),
    ) == [(3, "twice"), (4, "merged"), (5, "bad_key"), (6, "bad_key"), (7, "bad_name"), (8, "bad_name")]


def test_a_list_as_it_was_written_changes_nothing() -> None:
    delivery = delivered(*((each.key, each.en, each.fr) for each in THERE[:2]))
    assert (delivery.new, delivery.renamed, delivery.same, delivery.mistakes) == ([], [], 2, [])
