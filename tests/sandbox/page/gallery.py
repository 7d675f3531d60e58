"""Every block and every input, as the JSON that an app sends."""

from typing import Any

Json = dict[str, Any]

WEEKS = ["Week 1", "Week 2", "Week 3"]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str) -> Json:
    return {"text": plain(text), "value": value}


def section(text: str, accessory: Json | None = None) -> Json:
    return {"type": "section", "text": mrkdwn(text), **({"accessory": accessory} if accessory else {})}


def button(text: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def image() -> Json:
    return {"type": "image", "image_url": "https://pictures.example/team.png", "alt_text": "A team photo"}


def rich(*words: str) -> Json:
    leaves = [{"type": "text", "text": word, "style": {"bold": True}} for word in words]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": leaves}]}


def series(name: str, *values: int) -> Json:
    return {
        "name": name,
        "data": [{"label": week, "value": value} for week, value in zip(WEEKS, values, strict=True)],
    }


def chart(kind: str) -> Json:
    body = {"type": kind, "series": [series("Held", 3, 5, 4), series("Planned", 4, 5, 6)]}
    return {
        "type": "data_visualization",
        "title": f"Meetings, {kind}",
        "chart": {**body, "axis_config": {"categories": WEEKS, "y_label": "Meetings"}},
    }


def pie() -> Json:
    segments = [{"label": "Paris", "value": 21}, {"label": "Lyon", "value": 12}]
    return {"type": "data_visualization", "title": "By site", "chart": {"type": "pie", "segments": segments}}


def card(number: int) -> Json:
    return {
        "type": "card",
        "icon": image(),
        "title": mrkdwn(f"Card {number}"),
        "subtitle": mrkdwn("Finance"),
        "body": mrkdwn("Can help with *budgets*."),
        "actions": [button("Propose", f"propose_{number}", style="primary")],
    }


SKILLS = [
    option("Public speaking", "speaking"),
    option("Budgets", "budgets"),
    option("Négociation", "negotiation"),
]

# What stands beside a section's text.
ACCESSORIES: list[Json] = [
    button("Press", "press", style="danger"),
    image(),
    {"type": "overflow", "action_id": "overflow", "options": SKILLS},
    {"type": "static_select", "action_id": "static", "options": SKILLS},
    {"type": "multi_static_select", "action_id": "statics", "options": SKILLS, "initial_options": SKILLS[:1]},
    {"type": "external_select", "action_id": "external"},
    {"type": "users_select", "action_id": "user"},
    {"type": "multi_users_select", "action_id": "users"},
    {"type": "conversations_select", "action_id": "conversation"},
    {"type": "channels_select", "action_id": "channel"},
    {"type": "datepicker", "action_id": "date", "initial_date": "2027-01-04"},
    {"type": "timepicker", "action_id": "time", "initial_time": "09:30"},
    {"type": "checkboxes", "action_id": "boxes", "options": SKILLS},
    {"type": "radio_buttons", "action_id": "radio", "options": SKILLS},
]

TEXTS: list[Json] = [
    {"type": "header", "text": plain("A programme :seedling:")},
    section("*bold* _italic_ ~struck~ `code`\n> quoted\n• a point\n```pre```"),
    {"type": "section", "fields": [mrkdwn("*Start*\n4 January"), mrkdwn("*End*\n30 June")]},
    {"type": "divider"},
    {"type": "actions", "elements": [button("Go", "go"), {"type": "datetimepicker", "action_id": "moment"}]},
    {"type": "context", "elements": [image(), mrkdwn("Small *print*")]},
    {**image(), "title": plain("A picture")},
    rich("Rich", "text"),
    {"type": "markdown", "text": "## Title\n**bold**\n- one\n- two\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"},
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "feedback",
                "positive_button": {"text": plain("Good"), "value": "good"},
                "negative_button": {"text": plain("Bad"), "value": "bad"},
            }
        ],
    },
]

FIGURES: list[Json] = [
    {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": "Skill"}, {"type": "raw_text", "text": "Asked"}],
            [rich("Budgets"), {"type": "raw_text", "text": "12"}],
        ],
    },
    pie(),
    chart("bar"),
]

MORE_FIGURES: list[Json] = [
    {
        "type": "data_table",
        "caption": "By department",
        "page_size": 2,
        "rows": [
            [{"type": "raw_text", "text": "Department"}, {"type": "raw_text", "text": "Mentors"}],
            *(
                [
                    {"type": "raw_text", "text": name},
                    {"type": "raw_number", "value": count, "text": str(count)},
                ]
                for name, count in (("Finance", 4), ("Data", 11), ("Sales", 2))
            ),
        ],
    },
    chart("line"),
    chart("area"),
]

GROUPS: list[Json] = [
    card(0),
    {"type": "carousel", "elements": [card(1), card(2)]},
    {
        "type": "container",
        "title": plain("Details"),
        "is_collapsible": True,
        "child_blocks": [section("How the score is made"), {"type": "divider"}],
    },
]


def asked(block_id: str, label: str, element: Json, **more: Any) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {**element, "action_id": "answer"},
        **more,
    }


# One page with every kind of input.
FORM: list[Json] = [
    {"type": "alert", "level": "info", "text": mrkdwn("Your answers stay *private*.")},
    asked("line", "Your aim", {"type": "plain_text_input", "max_length": 40}, hint=plain("One sentence.")),
    asked("lines", "What keeps you busy", {"type": "plain_text_input", "multiline": True}),
    asked("number", "Years", {"type": "number_input", "is_decimal_allowed": False, "min_value": "0"}),
    asked("mail", "E-mail", {"type": "email_text_input"}),
    asked("link", "Page", {"type": "url_text_input"}),
    asked("date", "First day", {"type": "datepicker"}),
    asked("time", "At what time", {"type": "timepicker"}),
    asked("moment", "First meeting", {"type": "datetimepicker"}),
    asked("one", "Skill", {"type": "static_select", "options": SKILLS}),
    asked("many", "Skills", {"type": "multi_static_select", "options": SKILLS, "max_selected_items": 2}),
    asked("far", "Rare skill", {"type": "external_select", "min_query_length": 2}),
    asked("fars", "Rare skills", {"type": "multi_external_select", "min_query_length": 2}),
    asked("person", "With whom", {"type": "users_select"}),
    asked("people", "Never with", {"type": "multi_users_select"}),
    asked("place", "Where", {"type": "conversations_select"}),
    asked("places", "Elsewhere", {"type": "multi_conversations_select"}),
    asked("channel", "Announced in", {"type": "channels_select"}),
    asked("channels", "Also in", {"type": "multi_channels_select"}),
    asked(
        "role",
        "Role",
        {"type": "radio_buttons", "options": [option("Mentor", "mentor"), option("Mentee", "mentee")]},
    ),
    asked("days", "Days", {"type": "checkboxes", "options": [option("Monday", "mon"), option("Tuesday", "tue")]}),
    asked("rich", "In your words", {"type": "rich_text_input"}),
    asked("file", "Attachment", {"type": "file_input", "max_files": 2}, optional=True),
    asked("kept", "Already known", {"type": "plain_text_input", "initial_value": "As before"}),
    asked("skipped", "Anything else", {"type": "plain_text_input"}, optional=True),
]
