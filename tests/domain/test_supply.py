from bot.domain.enrolment import Role
from bot.domain.supply import Balance, Entry, Group, Skill, balance, label
from bot.messages.questionnaire import default


def mentee(*skills: str, **more: object) -> Entry:
    return Entry(Role.MENTEE, {"skills_wanted": list(skills), **more}, "Europe/Paris")


def mentor(*skills: str, **more: object) -> Entry:
    return Entry(Role.MENTOR, {"skills_offered": list(skills), **more}, "Europe/Paris")


def test_the_most_wanted_comes_first_and_gaps_are_marked() -> None:
    seen = balance([*[mentee("finance", "sales")] * 3, mentee("writing"), mentor("finance"), *[mentor("writing")] * 2])
    assert seen.skills == (Skill("sales", 3, 0), Skill("finance", 3, 1), Skill("writing", 1, 2))
    assert [skill.key for skill in seen.missing] == ["sales", "finance"]
    assert (seen.mentees, seen.mentors) == (4, 3)


def test_a_mentor_without_room_offers_nothing() -> None:
    seen = balance([mentee("sales"), mentor("sales", capacity="0")])
    assert seen.skills == (Skill("sales", 1, 0),)
    assert seen.mentors == 0


def test_who_is_both_asks_and_offers() -> None:
    both = Entry(Role.BOTH, {"skills_wanted": ["sales"], "skills_offered": ["writing"]}, "UTC")
    assert balance([both]) == Balance(1, 1, (Skill("sales", 1, 0), Skill("writing", 0, 1)))


def test_small_groups_are_not_shown() -> None:
    entries = [mentee("sales", site="Lyon", languages=["fr"])] * 5 + [mentor(site="Brest", languages=["de"])] * 4
    seen = balance(entries)
    assert seen.sites == (Group("Lyon", 5, 0),)
    assert seen.languages == (Group("fr", 5, 0),)


def test_a_site_is_one_however_it_is_spelt_and_the_directory_fills_in() -> None:
    entries = [mentee(site="Lyon"), mentee(site="lyon "), mentee(site=" LYON")]
    entries += [Entry(Role.MENTOR, {"site": None}, "Europe/Paris", site="Lyon")] * 2
    assert balance(entries).sites == (Group("Lyon", 3, 2),)


def test_working_hours_are_the_usual_ones_of_a_zone() -> None:
    days = [("08:00", "16:00"), ("09:00", "17:00"), ("09:00", "17:30"), ("09:30", "18:00"), ("11:00", "20:00")]
    entries = [mentee(work_from=begin, work_until=end) for begin, end in days]
    assert balance(entries).zones == (Group("Europe/Paris", 5, 0, ("09:00", "17:30")),)


def test_nobody_is_nothing() -> None:
    assert balance([]) == Balance()


def test_a_choice_is_called_as_the_form_says_or_else_by_its_key() -> None:
    assert label(default(), "fr", "languages") == {"en": "French", "fr": "Français"}
    assert label(default(), "gone", "skills_wanted") == {"en": "gone", "fr": "gone"}
