"""Rich text: what people type in Slack's own editor, and what an app may send in its place."""

from sandbox.blockkit.objects import CHANNEL_ID, ID, LINK, USER_ID
from sandbox.blockkit.rules import (
    Rule,
    boolean,
    choice,
    integer,
    items,
    may,
    need,
    record,
    string,
    tagged,
    typed,
)

FACE = ("bold", "italic", "strike", "underline")
TEXT_STYLE = may("style", record(*(may(name, boolean) for name in (*FACE, "code"))))
MENTION_STYLE = may(
    "style", record(*(may(name, boolean) for name in (*FACE, "highlight", "client_highlight", "unlink")))
)

WORDS = tagged(
    {
        "text": typed("text", need("text", string(1)), TEXT_STYLE),
        "link": typed("link", need("url", LINK), may("text", string()), may("unsafe", boolean), TEXT_STYLE),
        "emoji": typed(
            "emoji",
            need("name", string(1)),
            may("skin_tone", integer(1, 6)),
            may("unicode", string(1)),
            TEXT_STYLE,
        ),
        "user": typed("user", need("user_id", USER_ID), MENTION_STYLE),
        "usergroup": typed("usergroup", need("usergroup_id", string(1)), MENTION_STYLE),
        "channel": typed("channel", need("channel_id", CHANNEL_ID), MENTION_STYLE),
        "broadcast": typed("broadcast", need("range", choice("here", "channel", "everyone")), TEXT_STYLE),
        "color": typed("color", need("value", string(1)), TEXT_STYLE),
        "date": typed(
            "date",
            need("timestamp", integer(0)),
            need("format", string(1)),
            may("url", LINK),
            may("fallback", string(1)),
            TEXT_STYLE,
        ),
    }
)

BORDER = may("border", integer(0, 1))
SECTION = typed("rich_text_section", need("elements", items(WORDS)))

PARAGRAPHS: dict[str, Rule] = {
    "rich_text_section": SECTION,
    "rich_text_list": typed(
        "rich_text_list",
        need("style", choice("bullet", "ordered")),
        need("elements", items(SECTION)),
        may("indent", integer(0, 8)),
        may("offset", integer(0)),
        BORDER,
    ),
    "rich_text_preformatted": typed(
        "rich_text_preformatted", need("elements", items(WORDS)), may("language", string(1)), BORDER
    ),
    "rich_text_quote": typed("rich_text_quote", need("elements", items(WORDS)), BORDER),
}

RICH_TEXT: Rule = typed("rich_text", need("elements", items(tagged(PARAGRAPHS), 1)), may("block_id", ID))
