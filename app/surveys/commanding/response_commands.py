"""Returns from the command line: import and export in every format; BSI of a survey, or of anyone's table."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask_babel import gettext as _

from app.errors import BadInput, Problem
from app.surveys.commanding import ending_commands

if TYPE_CHECKING:
    from app.surveys.results.bsi import BusinessSurveyIndex

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SURVEY = click.option("--survey", required=True, help="The survey's id, or its wave such as 2026Q4.")


def _start(context: click.Context) -> None:
    from app.commands import app_of

    app_of(context)


@click.group("responses")
def responses() -> None:
    """Import and export returns."""


@responses.command("import")
@click.argument("file", type=FILE)
@SURVEY
@click.option("--mapping", "source", help="The name of a source whose columns were matched on the page.")
@click.pass_context
def import_(context: click.Context, file: Path, survey: str, source: str | None) -> None:
    """Import returns (CSV, XLSX, XLS, XLSB, ODS, .sav, .dta): all or none; a row imported before is passed over."""
    from app.areas.matching import named
    from app.db import get_db
    from app.surveys.asking import surveying
    from app.surveys.exchange.bringing import bring

    _start(context)
    db = get_db()
    found = surveying.survey_named(db, survey)
    mapping = named(db, "responses", source) if source else None
    done = bring(db, file.read_bytes(), file.name, survey=found, person_id=None, mapping=mapping)
    click.echo(_("새 응답 %(new)s건, 이미 있던 응답 %(unchanged)s건", new=done.new, unchanged=done.unchanged))


@responses.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@SURVEY
@click.option("--outside", is_flag=True, help="To hand to somebody outside: nobody can be known by a row.")
@click.option("--repeat", default="", help="The long table of one repeat, by its section's id.")
@click.option("--reason", default="", help="Why: analysis, report, check, request, inspection, or words of your own.")
@click.pass_context
def export(context: click.Context, file: Path, survey: str, outside: bool, repeat: str, reason: str) -> None:
    """Export returns to FILE: .csv, .xlsx, .sav (SPSS) or .dta (Stata). The reason is kept in the trail."""
    from app.accounts import reasons
    from app.accounts.downloading import write_out
    from app.accounts.people import EVERYTHING
    from app.db import get_db
    from app.surveys.asking import surveying
    from app.surveys.exchange.formats import FORMATS, written
    from app.surveys.exchange.outside import returns_outside
    from app.surveys.exchange.returns import frame_of
    from app.tables.sheets import csv_bytes, xlsx_bytes

    _start(context)
    db, why = get_db(), reasons.told(reason)
    found = surveying.survey_named(db, survey)
    kind = file.suffix.lower().lstrip(".")
    if kind not in (("csv", "xlsx") if outside else FORMATS):
        right = ", ".join(f".{each}" for each in (("csv", "xlsx") if outside else FORMATS))
        raise BadInput(Problem(str(file), _("쓸 수 없는 형식입니다"), right))
    if outside:
        told = returns_outside(db, found, EVERYTHING)
        data = xlsx_bytes(told.sheets()) if kind == "xlsx" else csv_bytes(*told.lines())
        count, what = len(told.table[1]), "responses_outside"
    else:
        frame, what = frame_of(db, found, EVERYTHING), "responses"
        if repeat and repeat not in {each.section for each in frame.repeats}:
            known = ", ".join(each.section for each in frame.repeats) or _("없음")
            raise BadInput(Problem(repeat, _("이 조사에 없는 반복입니다"), _("지금 있는 반복: %(known)s", known=known)))
        for each in FORMATS[kind].cuts(frame):
            line = {"title": each.title, "what": each.what, "limit": each.limit}
            click.echo(_("잘립니다: %(title)s의 %(what)s(%(limit)s바이트까지)", **line), err=True)
        data, count = written(kind, found, frame, repeat=repeat)
    write_out(db, file, data, what, count=count, object_kind="survey", object_id=found["id"], **why)
    click.echo(_("응답 %(n)s건을 내보냈습니다.", n=count))


@responses.command("codebook")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@SURVEY
@click.pass_context
def codebook(context: click.Context, file: Path, survey: str) -> None:
    """Write what the columns of an export mean to FILE: .xlsx, .html, .md, or .xml (DDI-Codebook 2.5). No answers."""
    from app.accounts.downloading import write_out
    from app.accounts.office import read_office
    from app.db import get_db
    from app.surveys.asking import surveying
    from app.surveys.exchange import codebook as codebooks
    from app.surveys.exchange.ddi import ddi_of
    from app.surveys.exchange.returns import fixed_variables, union_of_survey
    from app.surveys.exchange.variables import variables_of
    from app.tables.sheets import xlsx_bytes

    _start(context)
    db = get_db()
    found = surveying.survey_named(db, survey)
    union = union_of_survey(db, found)
    variables = variables_of(union, (), fixed_variables(get_db()))
    title = _("코드북 %(wave)s", wave=found["wave"])
    made = {
        ".md": lambda: codebooks.markdown(title, variables, union).encode(),
        ".html": lambda: codebooks.html(title, variables, union).encode(),
        ".xml": lambda: ddi_of(found, variables, union, maker=read_office(db).name_ko),
        ".xlsx": lambda: xlsx_bytes({_("코드북"): codebooks.codebook_table(variables)}),
    }
    if file.suffix.lower() not in made:
        raise BadInput(Problem(str(file), _("쓸 수 없는 형식입니다"), ", ".join(made)))
    write_out(db, file, made[file.suffix.lower()](), "codebook", object_kind="survey", object_id=found["id"])
    click.echo(_("열 %(n)s개를 적었습니다.", n=len(variables)))


for _command in ending_commands.COMMANDS:
    responses.add_command(_command)


@click.command("bsi")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--survey", help="Of a survey of this database instead: its id, or its wave such as 2026Q4.")
@click.option("--area", help="Of one area of the survey, by its code.")
@click.option("--points", type=click.Choice(["3", "5"]), help="What a file's numbers mean; found out when left out.")
@click.option("--json", "as_json", is_flag=True, help="Of a file one JSON object, of a survey one JSON line an item.")
@click.pass_context
def bsi(
    context: click.Context, file: Path | None, survey: str | None, area: str | None, points: str | None, as_json: bool
) -> None:
    """Business survey index with n and 95 % interval, past and next quarter: of FILE (anyone's table), or of a survey.

    A file needs no database. It has columns item, period, value and perhaps weight, or is an export of ours.
    """
    if (file is None) == (survey is None):
        raise click.UsageError("파일과 --survey 가운데 하나를 적어 주십시오 (either FILE or --survey)")
    if file is not None:
        _of_file(file, int(points) if points else None, as_json)
        return
    _start(context)
    _of_survey(survey or "", area, as_json)


def _of_file(file: Path, points: int | None, as_json: bool) -> None:
    from app.surveys.commanding import bsi_table
    from app.words.file_words import unreadable

    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(unreadable(file, error)) from error
    found = bsi_table.report(data, file.name, points=points)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, allow_nan=False))
        return
    for each in found["items"]:
        value = (
            "–" if each["bsi"] is None else f"{each['bsi']:.1f} [{each['interval'][0]:.1f}, {each['interval'][1]:.1f}]"
        )
        counts = f"{each['positive']}/{each['neutral']}/{each['negative']}"
        weighted = each["weighted"] and f"  {each['weighted']['bsi']:.1f} (n_eff={each['weighted']['n_eff']:.1f})"
        click.echo(f"{each['item']} {each['period'] or ''}\t{value}\tn={each['n']} ({counts}){weighted or ''}")


def _of_survey(survey: str, area: str | None, as_json: bool) -> None:
    from app.accounts.people import EVERYTHING
    from app.db import get_db
    from app.surveys.asking import store, surveying
    from app.surveys.asking.periods import period_word
    from app.surveys.results import summarizing
    from app.words.labels import label

    db = get_db()
    found = surveying.survey_named(db, survey)
    place = store.area_of_code(db, area) if area else None
    if area and place is None:
        raise BadInput(Problem(area, _("등록되지 않은 밀집지역입니다"), _("밀집지역 목록의 코드를 적어 주십시오")))
    words = {period: period_word([found["wave"]], period) for period in ("past", "next")}
    for pair in summarizing.results_of(db, found, EVERYTHING, area_id=place["id"] if place else None).bsi:
        if as_json:
            click.echo(json.dumps(asdict(pair), ensure_ascii=False))
        else:
            word = label(pair.item, "bsi_item")
            past, upcoming = _told(pair.past), _told(pair.next)
            click.echo(f"{word}: {words['past']} {past}, {words['next']} {upcoming}")


def _told(index: BusinessSurveyIndex | None) -> str:
    from app.surveys.results.covering import because, part

    if index is None:
        return "–"
    if why := because(index.reason):
        return why
    value = "–" if index.value is None else f"{index.value:.1f}"
    of = part(index.covered)
    return f"{value} (n={index.n}{', ' if of else ''}{of})"


COMMANDS = [responses, bsi]
