"""Surveys from the command line: open, make links, import and export returns, BSI."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from pathlib import Path

import click
from flask_babel import gettext as _

from app.accounts import reasons
from app.accounts.downloading import write_out
from app.accounts.people import EVERYTHING
from app.areas.matching import named
from app.db import get_db
from app.errors import BadInput, Problem
from app.surveys import ending_commands, manage_commands, questionnaire_commands
from app.surveys.answering import importing, inviting
from app.surveys.asking import store, surveying
from app.surveys.asking.periods import period_word
from app.surveys.results import exporting, summarizing
from app.surveys.results.bsi import BusinessSurveyIndex
from app.surveys.results.outside import returns_outside
from app.tables.sheets import csv_bytes, xlsx_bytes
from app.words.labels import label

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SURVEY = click.option("--survey", required=True, help="The survey's id, or its wave such as 2026Q4.")


def _start(context: click.Context) -> None:
    from app.commands import app_of

    app_of(context)


@click.group("survey")
def survey() -> None:
    """Open surveys and make links."""


@survey.command("open")
@click.option("--wave", required=True, help="The quarter, such as 2026Q4.")
@click.option("--questionnaire", "code", default="bsi-2026", show_default=True)
@click.option("--title", help="Korean title; made from wave and questionnaire when left out.")
@click.option("--title-en", default="")
@click.option("--opens", help="First day, such as 2026-10-01; the wave's first day when left out.")
@click.option("--closes", help="Last day; the wave's last day when left out.")
@click.option("--target", default=10, show_default=True, help="Responses wanted of each area.")
@click.pass_context
def open_(
    context: click.Context,
    wave: str,
    code: str,
    title: str | None,
    title_en: str,
    opens: str | None,
    closes: str | None,
    target: int,
) -> None:
    """Open a survey of a wave with a questionnaire's newest version."""
    _start(context)
    survey_id = surveying.open_survey(
        get_db(),
        wave_code=wave,
        questionnaire_code=code,
        title_ko=title or "",
        title_en=title_en,
        opens_on=opens,
        closes_on=closes,
        target=target,
        person_id=None,
    )
    click.echo(_("조사를 열었습니다: %(id)s", id=survey_id))


@survey.command("list")
@click.pass_context
def list_(context: click.Context) -> None:
    """List surveys with their days."""
    _start(context)
    for each in store.list_surveys(get_db()):
        words = label(surveying.state(each), "survey_state")
        days = f"{each['opens_on']}–{each['closes_on']}"
        click.echo(f"{each['id']}  {each['wave']}  {days}  {words}  {each['title_ko']}")


@survey.command("link")
@SURVEY
@click.option("--area", required=True, help="The area's code.")
@click.option("--firms", is_flag=True, help="A personal link for every firm of the area instead of an open one.")
@click.pass_context
def link(context: click.Context, survey: str, area: str, firms: bool) -> None:
    """Make links and print them."""
    _start(context)
    db = get_db()
    found, place = surveying.survey_named(db, survey), _area(area)
    if firms:
        made = inviting.make_firm_links(db, found["id"], place, person_id=None)
    else:
        made = [inviting.make_open_link(db, found["id"], place, person_id=None)]
    for each in made:
        click.echo("\t".join(filter(None, (each.area_code, each.firm_code, each.firm_name, f"/s/{each.token}"))))


@click.group("responses")
def responses() -> None:
    """Import and export returns."""


@responses.command("import")
@click.argument("file", type=FILE)
@SURVEY
@click.option("--mapping", "source", help="The name of a source whose columns were matched on the page.")
@click.pass_context
def import_(context: click.Context, file: Path, survey: str, source: str | None) -> None:
    """Import returns from CSV, XLSX, XLS, XLSB or ODS: all or none; a row imported before is passed over."""
    _start(context)
    db = get_db()
    found = surveying.survey_named(db, survey)
    data = file.read_bytes()
    mapping = named(db, "responses", source) if source else None
    done = importing.import_responses(db, data, file.name, survey_id=found["id"], person_id=None, mapping=mapping)
    click.echo(_("새 응답 %(new)s건, 이미 있던 응답 %(unchanged)s건", new=done.new, unchanged=done.unchanged))


@responses.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@SURVEY
@click.option("--outside", is_flag=True, help="To hand to somebody outside: nobody can be known by a row.")
@click.option("--reason", default="", help="Why: analysis, report, check, request, inspection, or words of your own.")
@click.pass_context
def export(context: click.Context, file: Path, survey: str, outside: bool, reason: str) -> None:
    """Export returns with codes and words to FILE (.csv or .xlsx). The reason is kept in the trail."""
    _start(context)
    db, why = get_db(), reasons.told(reason)
    found = surveying.survey_named(db, survey)
    xlsx = file.suffix.lower() == ".xlsx"
    if outside:
        told = returns_outside(db, found, EVERYTHING)
        table = told.table
        data = xlsx_bytes(told.sheets()) if xlsx else csv_bytes(*told.lines())
    else:
        table = exporting.returns_table(db, found, EVERYTHING)
        data = xlsx_bytes({found["wave"]: table}) if xlsx else csv_bytes(*table)
    what = "responses_outside" if outside else "responses"
    write_out(db, file, data, what, count=len(table[1]), object_kind="survey", object_id=found["id"], **why)
    click.echo(_("응답 %(n)s건을 내보냈습니다.", n=len(table[1])))


for _command in ending_commands.COMMANDS:
    responses.add_command(_command)


@click.command("bsi")
@SURVEY
@click.option("--area", help="Of one area, by its code.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line an item.")
@click.pass_context
def bsi(context: click.Context, survey: str, area: str | None, as_json: bool) -> None:
    """Business survey index of every item, past and next quarter, with n."""
    _start(context)
    db = get_db()
    found = surveying.survey_named(db, survey)
    area_id = _area(area)["id"] if area else None
    words = {period: period_word([found["wave"]], period) for period in ("past", "next")}
    for pair in summarizing.results_of(db, found, EVERYTHING, area_id=area_id).bsi:
        if as_json:
            click.echo(json.dumps(asdict(pair), ensure_ascii=False))
        else:
            word = label(pair.item, "bsi_item")
            past, upcoming = _told(pair.past), _told(pair.next)
            click.echo(f"{word}: {words['past']} {past}, {words['next']} {upcoming}")


def _told(index: BusinessSurveyIndex | None) -> str:
    if index is None:
        return "–"
    if index.reason == "too_few":
        return exporting.withheld_word()
    value = "–" if index.value is None else f"{index.value:.1f}"
    return f"{value} (n={index.n})"


def _area(code: str) -> sqlite3.Row:
    found = store.area_of_code(get_db(), code)
    if found is None:
        raise BadInput(Problem(code, _("등록되지 않은 밀집지역입니다"), _("밀집지역 목록의 코드를 적어 주십시오")))
    return found


for each in (manage_commands.extend, manage_commands.close, manage_commands.retitle):
    survey.add_command(each)

COMMANDS = [questionnaire_commands.questionnaire, survey, responses, bsi]
