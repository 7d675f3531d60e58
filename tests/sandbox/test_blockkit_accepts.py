"""All that the library `slackblocks` can build passes, and nothing known to the validator goes unbuilt."""

from collections.abc import Callable
from typing import Any

import pytest
import slackblocks as sb

from sandbox.blockkit import check_message, check_view
from sandbox.blockkit.blocks import ALLOWED, BLOCKS, Surface
from sandbox.blockkit.elements import ELEMENTS, IN_ACTIONS, IN_INPUT, IN_SECTION

PICTURE = "https://files.example/picture.png"
OPTIONS = [sb.Option(sb.PlainText(name, emoji=True), name, sb.PlainText(f"About {name}")) for name in ("a", "b", "c")]
TICKS = [sb.Option(f"*{name}*", name) for name in ("a", "b", "c")]
GROUPS = [sb.OptionGroup(sb.PlainText("Letters"), OPTIONS)]
SURE = sb.Confirm("Sure?", "*Really*", "Yes", "No", style="danger")
ON_ENTER = sb.DispatchActionConfiguration(["on_enter_pressed", "on_character_entered"])
IMAGE = sb.Image("A picture", image_url=PICTURE)
WORDS = sb.RichTextSection(
    [
        sb.RichText("Hello", bold=True, code=True),
        sb.RichTextUser("U0CLAIRE", italic=True),
        sb.RichTextUserGroup("S0RHHR"),
        sb.RichTextChannel("C0GENERAL"),
        sb.RichTextEmoji("wave", 2),
        sb.RichTextLink("https://a.example", "here", unsafe=True),
    ]
)
RICH = sb.RichTextBlock(
    [
        WORDS,
        sb.RichTextList("bullet", [WORDS], indent=1),
        sb.RichTextCodeBlock(sb.RichText("x = 1")),
        sb.RichTextQuote(sb.RichText("so be it"), border=1),
    ]
)
AXIS = sb.AxisConfig(["Mon", "Tue"], x_label="Day", y_label="Meetings")
SERIES = [sb.DataSeries("Lyon", [sb.DataPoint("Mon", 1), sb.DataPoint("Tue", 2.5)])]
CARD = sb.CardBlock(
    title="Ana",
    subtitle="Mentor",
    body="Can help with *public speaking*",
    subtext="Lyon",
    hero_image=IMAGE,
    slack_icon=sb.SlackIcon("rocket"),
    actions=sb.Button("Meet", "meet"),
)


def example_elements() -> list[sb.Element]:
    more: dict[str, Any] = {"confirm": SURE, "placeholder": "Choose"}
    written: dict[str, Any] = {"dispatch_action_config": ON_ENTER, "placeholder": "Write"}
    return [
        sb.Button("Go", "go", value="1", style="primary", confirm=SURE, accessibility_label="Go on"),
        sb.Button("See", "see", url="https://a.example", agent_prompt="Tell", agent_prompt_display="Telling"),
        sb.OverflowMenu("more", [sb.Option(sb.PlainText("Open"), "open", url="https://a.example")], SURE),
        sb.WorkflowButton("Run", sb.Workflow.from_url("https://a.example/t", who="me"), "danger", "Run it", "run"),
        sb.FeedbackButtons(sb.FeedbackButton("Good", "1"), sb.FeedbackButton("Bad", "0", "Not good"), "fit"),
        sb.IconButton("Delete", action_id="bin", value="1", confirm=SURE, visible_to_user_ids=["U0CLAIRE"]),
        sb.StaticSelectMenu("one", OPTIONS, initial_option=OPTIONS[1], **more),
        sb.StaticSelectMenu("grouped", option_groups=GROUPS),
        sb.ExternalSelectMenu("far", OPTIONS[0], 3, **more),
        sb.UserSelectMenu("user", "U0CLAIRE", **more),
        sb.ConversationSelectMenu("talk", "C0GENERAL", True, filter=sb.ConversationFilter("public"), **more),
        sb.ChannelSelectMenu("channel", "C0GENERAL", **more),
        sb.StaticMultiSelectMenu("many", OPTIONS, initial_options=OPTIONS[:2], max_selected_items=2, **more),
        sb.ExternalMultiSelectMenu("many_far", 0, OPTIONS[:1], **more),
        sb.UserMultiSelectMenu("users", ["U0CLAIRE", "U0PRIYA"], max_selected_items=3, **more),
        sb.ConversationMultiSelectMenu("talks", ["C0GENERAL"], **more),
        sb.ChannelMultiSelectMenu("channels", ["C0GENERAL"], **more),
        sb.CheckboxGroup("ticks", TICKS, TICKS[1:], SURE),
        sb.RadioButtonGroup("radio", TICKS, TICKS[0], SURE),
        sb.DatePicker("date", "2026-11-23", **more),
        sb.TimePicker("time", "09:30", timezone="America/Toronto", **more),
        sb.DateTimePicker("moment", 1_790_000_000, SURE),
        sb.PlainTextInput("text", "Hello", True, 2, 300, **written),
        sb.NumberInput(True, "number", "1.5", -2, 4.5, **written),
        sb.EmailInput("mail", "a@b.example", **written),
        sb.URLInput("link", "https://a.example", **written),
        sb.RichTextInput("rich", RICH, ON_ENTER, placeholder="Write", min_lines=2, max_lines=9),
        sb.FileInput("file", ["pdf", "ics"], 3),
        IMAGE,
    ]


def example_blocks() -> list[sb.Block]:
    return [
        sb.ActionsBlock([sb.Button("Go", "go"), sb.Button("Stop", "stop")], "actions"),
        sb.AlertBlock("Careful", "warning"),
        CARD,
        sb.CarouselBlock([sb.CardBlock(title="Ana", icon=IMAGE), sb.CardBlock(body="Léo")]),
        sb.ContainerBlock(
            [sb.SectionBlock("Inside"), sb.DividerBlock()], "Box", subtitle="*Bold*", is_collapsible=True, icon=IMAGE
        ),
        sb.ContextBlock([sb.Markdown("*a*", verbatim=True), sb.PlainText("b", emoji=True), IMAGE]),
        sb.ContextActionsBlock([sb.IconButton("Delete", action_id="bin")]),
        sb.DataTableBlock(
            [[sb.RawText("Site"), sb.RawText("Pairs")], [sb.RawText("Lyon"), sb.RawNumber(3, "3")], [RICH, RICH]],
            "Pairs",
        ),
        *(
            sb.DataVisualizationBlock("Meetings", chart)
            for chart in (
                sb.PieChart([sb.ChartSegment("Met", 3), sb.ChartSegment("Not yet", 0.5)]),
                sb.BarChart(SERIES, AXIS),
                sb.AreaChart(SERIES, AXIS),
                sb.LineChart(SERIES, AXIS),
            )
        ),
        sb.DividerBlock(),
        sb.FileBlock("F123"),
        sb.HeaderBlock("Mentoring"),
        sb.ImageBlock(PICTURE, "A picture", "Title"),
        sb.ImageBlock(alt_text="A file", slack_file=sb.SlackFile(None, "F012345678")),
        sb.InputBlock("Name", sb.PlainTextInput("name"), True, hint="Yours", optional=True),
        sb.MarkdownBlock("# Hello\n- a"),
        sb.PlanBlock("Plan", [sb.TaskCardBlock("1", "Meet", details=RICH, status="pending")]),
        RICH,
        sb.SectionBlock("Text", fields=["a", sb.PlainText("b")], accessory=sb.Button("Go", "go")),
        sb.TableBlock([[sb.RawText("a"), WORDS]], [sb.ColumnSettings("right", True)]),
        sb.TaskCardBlock("1", "Meet", output=RICH, sources=[sb.URLSource("https://a.example", "A")], status="complete"),
        sb.VideoBlock("A talk", PICTURE, "Talk", "https://video.example/1", "Ana", description="d", provider_name="V"),
    ]


def surfaces_of(kind: str) -> list[Surface]:
    return [surface for surface, allowed in ALLOWED.items() if kind in allowed]


def problems_on(surface: Surface, block: dict[str, Any]) -> list[Any]:
    if surface is Surface.MESSAGE:
        return check_message([block], "Fallback")
    title = {"title": {"type": "plain_text", "text": "Title"}, "submit": {"type": "plain_text", "text": "Send"}}
    return check_view({"type": surface.value, "blocks": [block], **(title if surface is Surface.MODAL else {})})


@pytest.mark.parametrize("block", [block._resolve() for block in example_blocks()], ids=lambda block: block["type"])
def test_every_block_passes_where_slack_allows_it_and_nowhere_else(block: dict[str, Any]) -> None:
    for surface in Surface:
        refused = [problem.path for problem in problems_on(surface, block)]
        assert refused == ([] if surface in surfaces_of(block["type"]) else ["blocks[0].type"]), surface


HOLDERS: list[tuple[str, frozenset[str], Callable[[dict[str, Any]], dict[str, Any]]]] = [
    ("actions", IN_ACTIONS, lambda element: {"type": "actions", "elements": [element]}),
    (
        "section",
        IN_SECTION,
        lambda element: {"type": "section", "text": {"type": "mrkdwn", "text": "a"}, "accessory": element},
    ),
    (
        "input",
        IN_INPUT,
        lambda element: {"type": "input", "label": {"type": "plain_text", "text": "a"}, "element": element},
    ),
]


@pytest.mark.parametrize(("holder", "allowed", "holding"), HOLDERS, ids=[holder[0] for holder in HOLDERS])
def test_every_element_passes_in_the_blocks_that_may_hold_it(
    holder: str, allowed: frozenset[str], holding: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    for element in (each._resolve() for each in example_elements()):
        problems = problems_on(Surface.MODAL, holding(element))
        assert bool(problems) is (element["type"] not in allowed), (holder, element, problems)


def test_nothing_that_the_validator_knows_is_left_without_an_example() -> None:
    assert {block._resolve()["type"] for block in example_blocks()} == set(BLOCKS)
    assert {element._resolve()["type"] for element in example_elements()} == set(ELEMENTS)


def test_whole_views_and_messages_pass() -> None:
    blocks = [sb.InputBlock("Name", sb.PlainTextInput("name", focus_on_load=True)), sb.SectionBlock("Text")]
    modal = sb.ModalView("Join", blocks, "Close", "Send", "{}", "join", True, True, "join-1")
    assert check_view(modal.to_dict()) == []
    assert check_view(sb.HomeTabView(blocks, "{}", "home").to_dict()) == []
    message = sb.Message("C0GENERAL", "Fallback", [sb.HeaderBlock("Hi"), *blocks]).to_dict()
    assert check_message(message["blocks"], message["text"]) == []
