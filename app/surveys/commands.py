"""Surveys from the command line: open, make links; questionnaires and returns stand in commanding."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import click
from flask_babel import gettext as _

from app.errors import BadInput, Problem
from app.surveys.commanding import manage_commands, questionnaire_commands, response_commands

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
    from app.db import get_db
    from app.surveys.asking import surveying

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
    from app.db import get_db
    from app.surveys.asking import store, surveying
    from app.words.labels import label

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
    from app.db import get_db
    from app.surveys.answering import inviting
    from app.surveys.asking import surveying

    _start(context)
    db = get_db()
    found, place = surveying.survey_named(db, survey), _area(area)
    if firms:
        made = inviting.make_firm_links(db, found["id"], place, person_id=None)
    else:
        made = [inviting.make_open_link(db, found["id"], place, person_id=None)]
    for each in made:
        click.echo("\t".join(filter(None, (each.area_code, each.firm_code, each.firm_name, f"/s/{each.token}"))))


def _area(code: str) -> sqlite3.Row:
    from app.db import get_db
    from app.surveys.asking import store

    found = store.area_of_code(get_db(), code)
    if found is None:
        raise BadInput(Problem(code, _("등록되지 않은 밀집지역입니다"), _("밀집지역 목록의 코드를 적어 주십시오")))
    return found


for each in (manage_commands.extend, manage_commands.close, manage_commands.retitle):
    survey.add_command(each)

COMMANDS = [questionnaire_commands.questionnaire, survey, *response_commands.COMMANDS]
