"""Elements to choose from: select menus of every kind, checkboxes, radio buttons."""

from sandbox.blockkit.common import CONFIRMED, FOCUSED, element, menu
from sandbox.blockkit.objects import (
    CHANNEL_ID,
    CONVERSATION_FILTER,
    CONVERSATION_ID,
    MENU_OPTION,
    OPTION_GROUP,
    TICK_OPTION,
    USER_ID,
    initial_among_options,
    initial_within_maximum,
    unique_option_values,
)
from sandbox.blockkit.rules import (
    Field,
    Rule,
    boolean,
    integer,
    items,
    may,
    need,
    only_one,
)

SEVERAL = may("max_selected_items", integer(1))
OPTIONS = may("options", items(MENU_OPTION, 1, 100))
OPTION_GROUPS = may("option_groups", items(OPTION_GROUP, 1, 100))


def menu_of_several(kind: str, *fields: Field, also: tuple[Rule, ...] = ()) -> Rule:
    return menu(kind, SEVERAL, *fields, also=(initial_within_maximum, *also))


ONE_OF_OPTIONS = (only_one("options", "option_groups"), unique_option_values, initial_among_options)

MENUS: dict[str, Rule] = {
    "static_select": menu(
        "static_select", OPTIONS, OPTION_GROUPS, may("initial_option", MENU_OPTION), also=ONE_OF_OPTIONS
    ),
    "external_select": menu("external_select", may("initial_option", MENU_OPTION), may("min_query_length", integer(0))),
    "users_select": menu("users_select", may("initial_user", USER_ID)),
    "conversations_select": menu(
        "conversations_select",
        may("initial_conversation", CONVERSATION_ID),
        may("default_to_current_conversation", boolean),
        may("response_url_enabled", boolean),
        may("filter", CONVERSATION_FILTER),
    ),
    "channels_select": menu(
        "channels_select", may("initial_channel", CHANNEL_ID), may("response_url_enabled", boolean)
    ),
    "multi_static_select": menu_of_several(
        "multi_static_select",
        OPTIONS,
        OPTION_GROUPS,
        may("initial_options", items(MENU_OPTION, 1)),
        also=ONE_OF_OPTIONS,
    ),
    "multi_external_select": menu_of_several(
        "multi_external_select",
        may("initial_options", items(MENU_OPTION, 1)),
        may("min_query_length", integer(0)),
    ),
    "multi_users_select": menu_of_several("multi_users_select", may("initial_users", items(USER_ID))),
    "multi_conversations_select": menu_of_several(
        "multi_conversations_select",
        may("initial_conversations", items(CONVERSATION_ID)),
        may("default_to_current_conversation", boolean),
        may("filter", CONVERSATION_FILTER),
    ),
    "multi_channels_select": menu_of_several("multi_channels_select", may("initial_channels", items(CHANNEL_ID))),
}

TICKS: dict[str, Rule] = {
    "checkboxes": element(
        "checkboxes",
        need("options", items(TICK_OPTION, 1, 10)),
        may("initial_options", items(TICK_OPTION, 1)),
        CONFIRMED,
        FOCUSED,
        also=(unique_option_values, initial_among_options),
    ),
    "radio_buttons": element(
        "radio_buttons",
        need("options", items(TICK_OPTION, 1, 10)),
        may("initial_option", TICK_OPTION),
        CONFIRMED,
        FOCUSED,
        also=(unique_option_values, initial_among_options),
    ),
}
