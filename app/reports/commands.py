"""Reports from the command line: `report` writes an area's document, `round-table` the round's table."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import click
from flask_babel import gettext as _

from app.config import LANGUAGES
from app.errors import BadInput, Conflict, Problem

OUT = click.Path(dir_okay=False, path_type=Path)


@click.command("report")
@click.argument("area")
@click.option("--docx", type=OUT, help="The DOCX file to write.")
@click.option("--hwpx", type=OUT, help="The HWPX file to write.")
@click.option("--round", "code", help="Code of the round, such as 2026H2; the one evaluated last when left out.")
@click.pass_context
def report(context: click.Context, area: str, docx: Path | None, hwpx: Path | None, code: str | None) -> None:
    """Write the report on AREA (its code) as a DOCX or HWPX file, or both."""
    from app.accounts.downloading import write_out
    from app.commands import app_of
    from app.db import get_db
    from app.papers.sending import paper_bytes
    from app.reports import store
    from app.reports.filed.area_paper import area_paper
    from app.reports.reporting import read_report

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
    from app.accounts.downloading import write_out
    from app.accounts.people import EVERYTHING
    from app.commands import app_of
    from app.db import get_db
    from app.evaluation.round import store as evaluation_store
    from app.reports.round_table import all_sheets, round_sheet
    from app.tables.sheets import csv_bytes, xlsx_bytes

    app_of(context)
    db, round_ = get_db(), _round(code)
    evaluation = evaluation_store.newest_evaluation(db, round_["id"])
    if evaluation is None:
        raise Conflict(_("아직 평가하지 않은 회차입니다. 종합평가를 먼저 실행해 주십시오."))
    if file.suffix.lower() == ".xlsx":
        data = xlsx_bytes(all_sheets(db, round_, evaluation, EVERYTHING))
    else:
        data = csv_bytes(*round_sheet(db, evaluation, EVERYTHING))
    write_out(db, file, data, "reports.round_table", object_kind="round", object_id=round_["id"])
    click.echo(str(file))


@click.command("round-report")
@click.argument("file", type=OUT)
@click.option("--round", "code", help="Code of the round; the one evaluated last when left out.")
@click.option("--language", type=click.Choice(LANGUAGES), default="ko", help="Of the report: ko or en.")
@click.option("--summary", is_flag=True, help="The one page alone.")
@click.pass_context
def round_report(context: click.Context, file: Path, code: str | None, language: str, summary: bool) -> None:
    """Write the report on a round to FILE (.docx or .hwpx)."""
    from app.accounts.downloading import write_out
    from app.accounts.office import read_office
    from app.accounts.people import EVERYTHING
    from app.commands import app_of
    from app.db import get_db
    from app.papers.sending import WRITERS, paper_bytes
    from app.reports.rounds.mayor import one_page
    from app.reports.rounds.papering import paper_of, paper_of_page
    from app.reports.rounds.reading import read_round_report
    from app.words.i18n import speaking

    app_of(context)
    db, round_, form = get_db(), _round(code), file.suffix.lower().removeprefix(".")
    if form not in WRITERS:
        raise BadInput(Problem(str(file), _("쓸 수 없는 형식입니다"), _(".docx나 .hwpx로 끝나는 이름을 적어 주십시오")))
    with speaking(language):
        told = read_round_report(db, round_, EVERYTHING, whole=not summary)
        if told is None:
            raise Conflict(_("아직 평가하지 않은 회차입니다. 종합평가를 먼저 실행해 주십시오."))
        office = read_office(db)
        paper = paper_of_page(one_page(told), office) if summary else paper_of(told, office)
        data = paper_bytes(paper, form)
    write_out(db, file, data, "reports.round_file", object_kind="round", object_id=round_["id"])
    click.echo(str(file))


@click.command("public-pages")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--round", "code", help="Code of the round; the one evaluated last when left out.")
@click.option("--draft", is_flag=True, help="With levels that are not decided yet; every page says so.")
@click.option("--quotes", is_flag=True, help="With words of firms, where three or more named the theme.")
@click.pass_context
def public_pages(context: click.Context, folder: Path, code: str | None, draft: bool, quotes: bool) -> None:
    """Write the pages for the office's site below FOLDER."""
    from app.accounts.people import EVERYTHING
    from app.accounts.store import record
    from app.commands import app_of
    from app.db import get_db, writing
    from app.reports.public.making import Asked, written
    from app.reports.public.packing import write_folder
    from app.words.file_words import unwritable

    app_of(context)
    db, round_ = get_db(), _round(code)
    files = written(db, Asked(round_["code"], EVERYTHING, draft, quotes))
    with writing(db):
        record(
            db,
            "data downloaded",
            person_id=None,
            object_kind="round",
            object_id=round_["id"],
            what="public_pages",
            rows=len(files),
            bytes=sum(map(len, files.values())),
        )
    try:
        write_folder(folder, files)
    except OSError as error:
        raise BadInput(unwritable(folder, error)) from error
    click.echo(str(folder))


def _round(code: str | None) -> sqlite3.Row:
    """The round asked for, or the one evaluated last."""
    from app.areas import store as areas_store
    from app.db import get_db
    from app.reports import store

    db = get_db()
    found = areas_store.find_round(db, code) if code else store.newest_round(db)
    if found is not None:
        return found
    if code:
        raise BadInput(Problem("--round", _("없는 회차입니다"), _("2026H2처럼 회차 코드를 적어 주십시오")))
    raise Conflict(_("아직 평가한 회차가 없습니다. 종합평가를 먼저 실행해 주십시오."))


COMMANDS = [report, round_table, round_report, public_pages]
