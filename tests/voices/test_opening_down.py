"""What follows from a level opens down to the very words and rows it rests on, and its numbers are theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from sqlite_utils import Database

from app.db import rows, scalar
from app.voices.attaching import ATTACH
from tests.house.test_routes import signed, values, world

__all__ = ["values", "world"]

# Where each kind begins, and the query whose ids fill the address: one of each kind that the example has.
KINDS = {
    "what fits an area": ("/areas/{}/programmes", "select id from area where code = 'B012'"),
    "a proposal": ("/proposals/{}", "select id from proposal"),
    "a task of a plan": ("/plans/tasks/{}", "select distinct task_id from plan_task_segment where ended_at is null"),
    "a decision on an industry": (
        "/industries/{}",
        """select d.industry_id from industry_decision d
           join industry_decision_segment s on s.decision_id = d.id""",
    ),
    "a firm's follow-up": ("/follow-up/{}", "select id from area where code = 'B012'"),
    "a cluster": ("/clusters/{}", "select code from cluster where code = 'nakdong-river'"),
    "minutes": ("/roundtables/{}/minutes", "select roundtable_id from document limit 1"),
    "a round's report": ("/reports/rounds/{}", "select code from round where code = '2026H2'"),
}
# A link that leads down: to a statement, a question to the corpus, a theme's quotes, or a thing that has its own.
DOWN = re.compile(
    r"^/(segments/|corpus\?|themes/quotes|proposals/[0-9a-f-]{36}$|roundtables/[0-9a-f-]{36}/transcript|plans/tasks/|plans/[0-9a-f-]{36}$|evaluation/|series/)"
)
STEPS = 3
# Of one page so many links are followed.
TRIED = 8


@pytest.fixture(scope="module")
def analyst(world: tuple[Flask, Database]) -> FlaskClient:
    return signed(world[0], "wide-analyst")


def page(client: FlaskClient, path: str) -> html.HtmlElement:
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 200, path
    return html.fromstring(answer.text).get_element_by_id("main")


def starts(db: Database, kind: str) -> Iterator[str]:
    path, query = KINDS[kind]
    for found in rows(db, query):
        yield path.format(found[0])


def leads_to_words(client: FlaskClient, path: str, said: set[str]) -> bool:
    """Whether the page, or one a few links down from it, holds the very words of a statement."""
    seen, level = {path}, [path]
    for _step in range(STEPS + 1):
        below: list[str] = []
        for address in level[:TRIED]:
            shown = page(client, address)
            text = " ".join(shown.text_content().split())
            if any(each in text for each in said):
                return True
            links = [each.get("href", "") for each in shown.iter("a")]
            below += [each for each in dict.fromkeys(links) if DOWN.match(each) and each not in seen]
        seen |= set(below)
        level = below
    return False


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_opens_down_to_the_very_words(world: tuple[Flask, Database], analyst: FlaskClient, kind: str) -> None:
    said = {" ".join(r["text"].split()) for r in rows(world[1], "select text from segment where length(text) > 25")}
    found = [path for path in starts(world[1], kind) if leads_to_words(analyst, path, said)]
    assert found, kind


@pytest.mark.parametrize("kind", KINDS)
def test_the_number_at_words_is_of_the_firms_that_said_them(
    world: tuple[Flask, Database], analyst: FlaskClient, kind: str
) -> None:
    for path in starts(world[1], kind):
        for block in page(analyst, path).find_class("said-block"):
            if block.find_class("said-hidden"):
                continue  # told with what is not shown
            ids = {
                each.get("href").split("/")[2].split("?")[0]
                for each in block.iter("a")
                if "/segments/" in each.get("href", "")
            }
            told = int(re.search(r"\d+", block.find_class("chip")[0].text_content())[0])
            firms = scalar(
                world[1],
                f"""select count(distinct re.id) from segment s join respondent re on re.id = s.respondent_id
                    where re.kind = 'firm' and s.id in ({", ".join("?" * len(ids))})""",
                list(ids),
            )
            assert told == firms, path


def test_an_observation_of_the_city_names_its_source_and_day(
    world: tuple[Flask, Database], analyst: FlaskClient
) -> None:
    shown = page(analyst, "/clusters/series").text_content()
    for value in ("8,362명", "6,030명", "8,416명"):
        assert value in shown
    assert "부산시 공개 발표" in shown and "2023. 10. 31." in shown


# Every kind of thing that statements are looked for, and the pages where the looking begins.
LOOKED_FOR = {
    "measure": (
        "/plans/tasks/{}",
        "select t.id from plan_task t join plan p on p.id = t.plan_id where p.kind <> 'response'",
    ),
    "task": (
        "/plans/tasks/{}",
        "select t.id from plan_task t join plan p on p.id = t.plan_id where p.kind = 'response'",
    ),
    "pick": ("/programmes/offers/{}", "select id from pick"),
    "proposal": ("/proposals/{}", "select id from proposal"),
    "industry_decision": ("/industries/{}/draft", "select industry_id from industry_decision"),
}


@pytest.mark.parametrize("kind", LOOKED_FOR)
def test_looking_for_statements_begins_with_some_or_with_a_way_to_them(
    world: tuple[Flask, Database], analyst: FlaskClient, kind: str
) -> None:
    path, query = LOOKED_FOR[kind]
    things = [path.format(found[0]) for found in rows(world[1], query)]
    found = [page(analyst, link) for thing in things for link in links(page(analyst, thing), f"attach={kind}%3A")]
    begun = [each for each in found if each.xpath(".//input[@name='said']") or each.find_class("attach-list")]
    # Nobody of the industry may have said anything; then the page leads on to a wider question.
    assert len(begun) > len(found) / 2 and set(ATTACH) == set(LOOKED_FOR)
    assert all(links(each, f"attach={kind}%3A") for each in found if each not in begun)


def links(shown: html.HtmlElement, holding: str) -> list[str]:
    hrefs = (each.get("href", "") for each in shown.iter("a"))
    return [each for each in hrefs if each.startswith("/corpus?") and holding in each.replace(":", "%3A")]
