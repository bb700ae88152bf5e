"""Which pages of the nation are asked, as whom, and with what in their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from flask import Flask
from sqlite_utils import Database
from werkzeug.routing import Rule

from app.db import scalar

PEOPLE = ("researcher", "facilitator", "expert1", "analyst", "official", "admin")
# An area in the middle of the copies; what hangs on it stands for every argument of an address.
AREA = "(select id from area where code = 'B012-1')"
RESULT = f"(select id from area_result where area_id = {AREA} and evaluation_id not like '%<' limit 1)"
OF_AREA = f"(select respondent_id from respondent_area where area_id = {AREA})"
DOCUMENT = f"""(select d.id from document d join roundtable_area a on a.roundtable_id = d.roundtable_id
  where a.area_id = {AREA} and not exists (select 1 from withdrawal w where w.document_id = d.id) limit 1)"""
ARGUMENTS = {
    "area_id": AREA,
    "area_result_id": RESULT,
    "survey_id": "(select id from survey)",
    "response_id": f"(select id from response where area_id = {AREA} limit 1)",
    "receipt": f"(select receipt from response where area_id = {AREA} limit 1)",
    "document_id": DOCUMENT,
    "roundtable_id": f"(select roundtable_id from document where id = {DOCUMENT})",
    "segment_id": f"(select id from segment where document_id = {DOCUMENT} limit 1)",
    "suggestion_id": f"""(select g.id from suggestion g join segment s on s.id = g.segment_id
      where s.respondent_id in {OF_AREA} limit 1)""",
    "observation_id": f"(select id from observation where area_id = {AREA} limit 1)",
    "proposal_id": f"(select proposal_id from proposal_area where area_id = {AREA} limit 1)",
    "pick_id": f"(select id from pick where area_id = {AREA} limit 1)",
    "firm_id": f"(select firm_id from response where area_id = {AREA} limit 1)",
    "programme_id": "(select id from programme order by code desc limit 1 offset 9)",
    "plan_id": "(select id from plan where kind = 'response' limit 1)",
    "task_id": "(select id from plan_task order by id desc limit 1 offset 400)",
    "industry_id": "(select id from key_industry where code = 'I-0007')",
    "zone_id": "(select id from zone where name = '예시 특구 7')",
    "cluster_code": "'nakdong-river'",
    "series_id": "(select series_id from roundtable where code = 'centum-ict')",
    "field_visit_id": f"(select id from visit where area_id = {AREA} limit 1)",
    "paper_stack_id": "(select id from paper_stack limit 1)",
    "sending_id": "(select id from sending limit 1)",
    "person_id": "(select id from person where login = 'researcher')",
    "scheme_id": "(select scheme_id from evaluation limit 1)",
    "version_id": "(select version_id from survey)",
    "domain": "'market'",
    "kind": "'quantitative'",
    "ref": f"(select ref from source_item where area_result_id = {RESULT} and kind = 'quantitative' limit 1)",
    "month": "'2026-11'",
    "sheet": "1",
    "version": "(select version from model limit 1)",
}
# Of a name that means another thing on these pages.
OWN = {
    "codebook.theme": {"code": "'workforce'"},
    "default": {"code": "(select code from round order by starts_on desc)"},
}
# What lists and figures are asked for besides how they open.
ASKED = (
    "/areas?sort=-score&page=3", "/areas?q=12", "/evaluation?cut=industry", "/evaluation?focus=borderline&sort=-change",
    "/evaluation?q=1&page=2", "/review?show=differ", "/review?show=suspect", "/review?q=인력", "/review?show=done&page=5",
    "/themes?area={area_id}", "/themes/quotes?theme=workforce", "/themes/quotes?theme=workforce&page=7",
    "/themes/quotes?q=인력", "/corpus?q=인력", "/corpus?any=workforce", "/corpus?any=workforce&page=9",
    "/surveys/{survey_id}?page=9", "/surveys/{survey_id}?q=12", "/surveys/{survey_id}/results?area={area_id}",
    "/programmes?domain=hr&period=open&sort=-cap&page=3", "/programmes/fits?level=serious&sort=-needs",
    "/programmes/gaps?answered=1", "/areas/{area_id}/programmes?show=not&page=4",
    "/programmes/offers?state=wants&sort=amount&q=예시", "/plans/prevention?state=late&page=9",
    "/industries/committee?cycle=N1", "/industries/changes?cycle=N1&page=3", "/clusters/themes?by=zone",
    "/proposals?state=overdue&sort=-firms", "/proposals?q=ㅂㅈ&page=3", "/proposals?q=제안&theme=finance&sort=title",
    "/proposals?area={area_id}", "/proposals?series={series_id}", "/plans/{plan_id}?as_of=2026-08-31&since=2026-07-01",
    "/industries?cycle=N0", "/roundtables?page=4", "/roundtables?q=센텀", "/indicators/data?page=9",
    "/indicators/data?area={area_id}", "/areas/matches?q=센텀", "/validation?page=2", "/follow-up/{area_id}",
)  # fmt: skip
LONG = ("accounts.sign_in", "static")


def arguments(db: Database) -> dict[str, str]:
    """A value for each argument there is something for."""
    found = {name: scalar(db, f"select {sql}") for name, sql in ARGUMENTS.items()}
    return {name: str(value) for name, value in found.items() if value is not None}


def is_page(rule: Rule) -> bool:
    """Whether a rule answers with a page to look at, and not with a file."""
    return (
        "GET" in (rule.methods or ())
        and rule.endpoint not in LONG
        and not rule.rule.endswith((".json", ".js", ":form>", ":kind>", ":ending>", ":file_type>", ".csv", ".zip"))
    )


def addresses(app: Flask, db: Database, only: str) -> Iterator[tuple[str, str]]:
    """Of every page the name of its address and the address itself."""
    known = arguments(db)
    with app.test_request_context():
        for rule in sorted(app.url_map.iter_rules(), key=lambda each: each.rule):
            own = OWN.get(rule.endpoint, OWN["default"])
            filled = known | {name: str(scalar(db, f"select {sql}")) for name, sql in own.items()}
            if not is_page(rule) or not rule.rule.startswith(only) or not set(rule.arguments) <= set(filled):
                continue
            built = rule.build({name: filled[name] for name in rule.arguments}, append_unknown=False)
            if built:
                yield rule.rule, built[1]
    for told in ASKED:
        if told.startswith(only):
            yield told, told.format(**{name: quote(value) for name, value in known.items()})
