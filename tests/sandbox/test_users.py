"""The people of the workspace, as an app finds them."""

from slack_sdk import WebClient

from sandbox.running import BOT_TOKEN, Sandbox
from tests.sandbox.blocks import BOT, CLAIRE, GONE, GUEST, code
from tests.sandbox.manifests import manifest


def test_everybody_is_listed_page_by_page(client: WebClient) -> None:
    members = [member for page in client.users_list(limit=25) for member in page["members"]]
    people = {member["id"]: member for member in members}
    assert len(members) == len(people) == 61
    assert people[GONE]["deleted"]
    assert people[GUEST]["is_restricted"]
    assert people[BOT]["is_bot"]
    assert people["U0APP"]["profile"]["api_app_id"] == "A0APP"


def test_the_locale_comes_on_request(client: WebClient) -> None:
    assert "locale" not in client.users_info(user=CLAIRE)["user"]
    user = client.users_info(user=CLAIRE, include_locale=True)["user"]
    assert (user["locale"], user["tz"], user["real_name"]) == ("fr-FR", "Europe/Paris", "Claire Fabre")
    assert user["tz_offset"] in (3600, 7200)


def test_those_who_left_have_no_zone(client: WebClient) -> None:
    user = client.users_info(user=GONE)["user"]
    assert user["deleted"]
    assert "tz" not in user


def test_custom_fields_come_with_the_profile(client: WebClient) -> None:
    fields = client.users_profile_get(user="U0ZOE", include_labels=True)["profile"]["fields"]
    by_label = {field["label"]: field["value"] for field in fields.values()}
    assert by_label.keys() == {"Department", "Site", "Manager", "Start date"}
    assert by_label["Manager"].startswith("U0")
    assert client.users_info(user="U0ZOE")["user"]["profile"]["fields"] is None


def test_people_are_found_by_e_mail_while_they_are_there(client: WebClient) -> None:
    assert client.users_lookupByEmail(email="Claire.Fabre@meridien.example")["user"]["id"] == CLAIRE
    assert code(client.users_lookupByEmail, email="oscar.lindqvist@meridien.example") == "users_not_found"


def test_addresses_need_their_scope() -> None:
    with Sandbox(manifest=manifest(without_scopes=("users:read.email",))) as sandbox:
        client = WebClient(BOT_TOKEN, base_url=sandbox.api_url)
        assert "email" not in client.users_info(user=CLAIRE)["user"]["profile"]
        assert code(client.users_lookupByEmail, email="claire.fabre@meridien.example") == "missing_scope"


def test_an_unknown_person(client: WebClient) -> None:
    assert code(client.users_info, user="U0NOBODY") == "user_not_found"


def test_strangers_of_shared_channels_are_marked(sandbox: Sandbox, client: WebClient) -> None:
    sandbox.change_person("U0ZOE", is_stranger=True)
    user = client.users_info(user="U0ZOE")["user"]
    assert user["is_stranger"]
    assert user["team_id"] != client.users_info(user=CLAIRE)["user"]["team_id"]


def test_the_companys_own_fields_are_defined_once_for_all(client: WebClient) -> None:
    fields = client.team_profile_get()["profile"]["fields"]
    assert {field["label"] for field in fields} == {"Department", "Site", "Manager", "Start date"}
