import json
from pathlib import Path

import pytest

from bot import surfaces
from bot.domain.people import LANGUAGES
from bot.messages import catalogue
from sandbox.blockkit import check_message, check_options, check_view

ALL = [
    pytest.param(surface, sample, language, id=f"{surface.name}.{sample}.{language}")
    for surface in catalogue.surfaces()
    for sample in surface.samples
    for language in LANGUAGES
]


@pytest.mark.parametrize(("surface", "sample", "language"), ALL)
def test_slack_takes_everything_that_can_be_shown(surface: catalogue.Surface, sample: str, language: str) -> None:
    shown = catalogue.render(surface.samples[sample], language)
    if surface.where is catalogue.Where.MESSAGE:
        assert check_message(shown["blocks"], shown["text"]) == []
        assert shown["text"]
    elif surface.where is catalogue.Where.OPTIONS:
        assert check_options(shown) == []
    else:
        assert check_view(shown) == []


@pytest.mark.parametrize(("surface", "sample", "language"), ALL)
def test_a_surface_is_the_same_each_time(surface: catalogue.Surface, sample: str, language: str) -> None:
    context = surface.samples[sample]
    assert catalogue.render(context, language) == catalogue.render(context, language)


@pytest.mark.parametrize("surface", [s for s in catalogue.surfaces() if s.where is catalogue.Where.MESSAGE])
def test_a_message_survives_the_outbox(surface: catalogue.Surface) -> None:
    for context in surface.samples.values():
        stored = json.loads(json.dumps(catalogue.dump(context)))
        assert catalogue.load(surface.kind, stored) == context


@pytest.mark.parametrize("surface", list(catalogue.surfaces()))
def test_every_surface_has_a_short_and_a_longest_sample(surface: catalogue.Surface) -> None:
    assert {"short", "longest"} <= set(surface.samples)


def test_all_are_written_by_place(tmp_path: Path) -> None:
    count = surfaces.write(tmp_path)
    assert count == len(ALL) == len(list(tmp_path.glob("*/*.json")))
    assert {folder.name for folder in tmp_path.iterdir()} == {"message", "modal", "home", "options"}
    assert (tmp_path / "message" / "enrolment.confirmation.short.fr.json").exists()
