"""Attaching statements: the corpus page picks them for a thing, and only those that may be read come to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.voices.attaching import ATTACH, Attach
from tests.coding.telling.told_world import Saying
from tests.conftest import sign_in, token


@pytest.fixture
def thing(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """A kind of thing of which one is there, with what was attached to it, by whom."""
    held: dict[str, str] = {}

    def attach(_db: Database, _id: str, segments: Sequence[str], person: str) -> int:
        new = [each for each in segments if each not in held]
        held.update(dict.fromkeys(new, person))
        return len(new)

    how = Attach(
        "themes.view",
        lambda _db, id: "예시 사업" if id == "one" else None,
        attach,
        lambda id: f"/areas?thing={id}",
        held=lambda _db, _id: list(held),
    )
    monkeypatch.setitem(ATTACH, "thing", how)
    monkeypatch.setitem(ATTACH, "shut", Attach("people.manage", lambda _db, _id: "없음", attach, lambda _id: "/"))
    yield held


def test_statements_are_ticked_attached_once_and_the_page_leads_back(
    client: FlaskClient, saying: Saying, thing: dict[str, str], people: dict[str, str]
) -> None:
    one, two = (saying.firm("B003", f"사람이 모자랍니다 {n}.", "workforce") for n in (1, 2))
    sign_in(client, "analyst")
    page = client.get("/corpus?all=workforce&attach=thing:one").text
    assert (
        page.count('name="said"') == 2 and "‘예시 사업’에 붙이기" in page and 'name="attach" value="thing:one"' in page
    )
    assert 'name="said"' not in client.get("/corpus?all=workforce").text

    def attach(*said: str, **more: str):
        sent = {"csrf_token": token(client, "/corpus"), "attach": "thing:one", "said": list(said), **more}
        return client.post("/corpus/attach", data=sent)

    assert attach(one, two).location == "/areas?thing=one"
    assert thing == {one: people["analyst"], two: people["analyst"]}
    page = client.get("/corpus?all=workforce&attach=thing:one").text
    assert page.count('name="said"') == 0 and page.count("붙어 있음") == 2 and "이미 붙인 말" in page
    stayed = attach(one, then="stay", here="/corpus?all=workforce&attach=thing:one")
    assert stayed.location == "/corpus?all=workforce&attach=thing:one"
    assert "이미 ‘예시 사업’에 붙어 있습니다" in client.get(stayed.location).text
    assert attach(here="https://elsewhere.example/").location.startswith("/corpus?attach=thing")


def test_only_what_one_may_read_is_attached(client: FlaskClient, saying: Saying, thing: dict[str, str]) -> None:
    few = saying.firm("B003", "이자가 버겁습니다.", "finance")
    told = [saying.firm("B003", f"사람이 모자랍니다 {n}.", "workforce") for n in range(3)]
    sign_in(client, "official")
    sent = {"csrf_token": token(client, "/corpus"), "attach": "thing:one", "said": [few, told[0], "0" * 36]}
    assert client.post("/corpus/attach", data=sent).status_code == 303 and list(thing) == [told[0]]


def test_a_thing_that_is_not_there_or_not_ones_own_to_change_is_not_found(
    client: FlaskClient, saying: Saying, thing: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    for key in ("thing:two", "thing:", "nothing:one", "shut:one"):
        assert client.get(f"/corpus?attach={key}").status_code == 404, key
        sent = {"csrf_token": token(client, "/corpus"), "attach": key, "said": ["x"]}
        assert client.post("/corpus/attach", data=sent).status_code == 404, key
    assert not thing
