"""Reports from the command line: `report` writes an area's document, `round-table` the round's table."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import click
from flask_babel import gettext as _

from app.accounts.downloading import write_out
from app.accounts.people import EVERYTHING
from app.areas import store as areas_store
from app.db import get_db
from app.errors import BadInput, Conflict, Problem
from app.evaluation.round import store as evaluation_store
from app.papers.sending import paper_bytes
from app.reports import store
from app.reports.filed.area_paper import area_paper
from app.reports.reporting import read_report
from app.reports.round_table import round_sheet, workbook_sheets
from app.tables.sheets import csv_bytes, xlsx_bytes

OUT = click.Path(dir_okay=False, path_type=Path)


@click.command("report")
@click.argument("area")
@click.option("--docx", type=OUT, help="The DOCX file to write.")
@click.option("--hwpx", type=OUT, help="The HWPX file to write.")
@click.option("--round", "code", help="Code of the round, such as 2026H2; the one evaluated last when left out.")
@click.pass_context
def report(context: click.Context, area: str, docx: Path | None, hwpx: Path | None, code: str | None) -> None:
    """Write the report on AREA (its code) as a DOCX or HWPX file, or both."""
    from app.commands import app_of

    app_of(context)
    wanted = {form: out for form, out in (("docx", docx), ("hwpx", hwpx)) if out}
    if not wanted:
        raise BadInput(
            Problem("--docx, --hwpx", _("쓸 파일이 없습니다"), _("--docx B001.docx처럼 파일을 적어 주십시오"))
        )
    db, round_ = get_db(), _round(code)
    found = store.find_area_by_code(db, area)
    if found is None:
        raise BadInput(Problem(area, _("등록되지 않은 밀집지역입니다"), _("밀집지역 목록의 코드를 적어 주십시오")))
    told = read_report(db, found["id"], round_)
    if told is None:
        raise Conflict(_("이 회차에는 이 지역의 평가 결과가 없습니다. 종합평가를 먼저 실행해 주십시오."))
    for form, out in wanted.items():
        data = paper_bytes(area_paper(told), form)
        write_out(db, out, data, "reports.area_paper_file", object_kind="area", object_id=found["id"])
        click.echo(str(out))


@click.command("round-table")
@click.argument("file", type=OUT)
@click.option("--round", "code", help="Code of the round; the one evaluated last when left out.")
@click.pass_context
def round_table(context: click.Context, file: Path, code: str | None) -> None:
    """Write the round's table to FILE (.xlsx or .csv)."""
    from app.commands import app_of

    app_of(context)
    db, round_ = get_db(), _round(code)
    evaluation = evaluation_store.newest_evaluation(db, round_["id"])
    if evaluation is None:
        raise Conflict(_("아직 평가하지 않은 회차입니다. 종합평가를 먼저 실행해 주십시오."))
    if file.suffix.lower() == ".xlsx":
        data = xlsx_bytes(workbook_sheets(db, round_, evaluation, EVERYTHING))
    else:
        data = csv_bytes(*round_sheet(db, evaluation, EVERYTHING))
    write_out(db, file, data, "reports.round_table", object_kind="round", object_id=round_["id"])
    click.echo(str(file))


def _round(code: str | None) -> sqlite3.Row:
    """The round asked for, or the one evaluated last."""
    db = get_db()
    found = areas_store.find_round(db, code) if code else store.newest_round(db)
    if found is not None:
        return found
    if code:
        raise BadInput(Problem("--round", _("없는 회차입니다"), _("2026H2처럼 회차 코드를 적어 주십시오")))
    raise Conflict(_("아직 평가한 회차가 없습니다. 종합평가를 먼저 실행해 주십시오."))


COMMANDS = [report, round_table]
