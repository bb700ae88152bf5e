"""The codebook from the command line: terms out and in, versions compared, what an import would change."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from flask_babel import gettext as _

from app.commands import app_of
from app.errors import BadInput, Problem

if TYPE_CHECKING:
    from sqlite_utils import Database

    from app.codebook.definitions import Definition
    from app.codebook.differences import Difference


@click.group("codebook")
def codebook() -> None:
    """The codebook's terms and versions."""


@codebook.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--version", "number", type=int, help="The version's number; the newest by default.")
@click.pass_context
def export(context: click.Context, file: Path, number: int | None) -> None:
    """Export a version's terms to FILE (.csv or .xlsx), as import reads them."""
    from app.accounts.downloading import write_out
    from app.codebook import publishing
    from app.codebook.exporting import term_rows, titles
    from app.db import get_db
    from app.tables.sheets import csv_bytes, xlsx_bytes

    app_of(context, pages=False)
    book = _version(get_db(), number)
    rows = term_rows(publishing.definition_of(get_db(), book["id"]))
    if file.suffix.lower() not in (".csv", ".xlsx"):
        raise BadInput(Problem(file.name, _("쓸 수 없는 파일 이름입니다"), _(".csv나 .xlsx로 끝나게 적어 주십시오")))
    is_csv = file.suffix.lower() == ".csv"
    data = csv_bytes(titles(), rows) if is_csv else xlsx_bytes({_("용어"): (titles(), rows)})
    write_out(get_db(), file, data, "codebook.export", count=len(rows), object_kind="codebook", object_id=book["id"])
    click.echo(_("%(n)s판의 용어 %(terms)s개를 적었습니다. 용어집 %(lexicon)s", **_words_of(book, rows)))


def _words_of(book: sqlite3.Row, rows: list[list[Any]]) -> dict[str, Any]:
    return {"n": book["number"], "terms": len(rows), "lexicon": book["lexicon_version"]}


@codebook.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--theme", default="", help="Replace the terms of this theme alone (its code).")
@click.option("--add", is_flag=True, help="Keep the terms that are there; add and change those of FILE.")
@click.option("--publish", is_flag=True, help="Publish the result as the next version; needs --note.")
@click.option("--note", default="", help="What was changed and why: kept with the version.")
@click.pass_context
def import_(context: click.Context, file: Path, theme: str, add: bool, publish: bool, note: str) -> None:
    """Read terms from FILE (CSV or XLSX) and print what they would change; with --publish they become a version."""
    from app.codebook import publishing
    from app.codebook.definitions import theme_of
    from app.codebook.differences import compare
    from app.codebook.term_importing import ADD, REPLACE, imported
    from app.db import get_db

    app_of(context, pages=False)
    db = get_db()
    book = _version(db, None)
    base = publishing.definition_of(db, book["id"])
    if theme and theme_of(base, theme) is None:
        known = ", ".join(t["id"] for t in base["themes"])
        raise BadInput(Problem("--theme", _("없는 주제입니다: ‘%(code)s’", code=theme), known))
    if publish and not note.strip():
        raise BadInput(Problem("--note", _("비어 있습니다"), _("무엇을 왜 바꾸었는지 적어 주십시오")))
    after = imported(base, _data(file), file.name, theme=theme, way=ADD if add else REPLACE)
    difference = compare(base, after)
    _tell(difference)
    if not difference:
        return
    _tell_preview(db, base, after)
    if publish:
        publishing.publish(db, after, note=note.strip(), person_id=None)
        click.echo(_("%(n)s판으로 게시했습니다.", n=_version(db, None)["number"]))


def _data(file: Path) -> bytes:
    from app.words.file_words import unreadable

    try:
        return file.read_bytes()
    except OSError as error:
        raise BadInput(unreadable(file, error)) from error


@codebook.command("diff")
@click.argument("before", type=int)
@click.argument("after", type=int)
@click.pass_context
def diff(context: click.Context, before: int, after: int) -> None:
    """Print what version AFTER changed in version BEFORE (their numbers)."""
    from app.codebook import publishing
    from app.codebook.differences import compare
    from app.db import get_db

    app_of(context, pages=False)
    db = get_db()
    old, new = (publishing.definition_of(db, _version(db, n)["id"]) for n in (before, after))
    _tell(compare(old, new))


def _version(db: Database, number: int | None) -> sqlite3.Row:
    from app.codebook import store

    found = store.newest(db) if number is None else store.find(db, number)
    if found is None:
        raise BadInput(Problem(_("코드북"), _("없는 판입니다"), _("판의 번호를 확인해 주십시오")))
    return found


SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def _tell(difference: Difference) -> None:
    """A line a term and a word: sign, theme, language, form, weights."""
    for term in difference.terms:
        weights = [f"{side['weight']:g}" for side in (term.before, term.after) if side]
        click.echo("\t".join((SIGNS[term.what], term.theme, term.lang, term.form, " > ".join(weights))))
    for word in difference.words:
        click.echo("\t".join(("~", word.theme, word.field, word.after)))
    for code in difference.themes_added:
        click.echo(f"+\t{code}")
    for code in difference.themes_gone:
        click.echo(f"-\t{code}")
    if not difference:
        click.echo(_("다른 점이 없습니다."))


def _tell_preview(db: Database, base: Definition, after: Definition) -> None:
    from app.coding.trying import term_store
    from app.coding.trying.term_preview import preview, total_of

    found = term_store.newest_round(db)
    if found is None:
        return
    result = preview(db, base, after, found["id"])
    figures = {key: total_of(result, key) for key in ("gained", "rejected", "lost", "accepted", "changed", "stance")}
    click.echo(
        _(
            "%(round)s의 문장 %(segments)s개: 새로 제안 %(gained)s(이미 반려 %(rejected)s), 더는 제안하지 않음 %(lost)s"
            "(이미 채택 %(accepted)s), 다르게 제안 %(changed)s(태도 %(stance)s)",
            round=found["code"],
            segments=result["segments"],
            **figures,
        )
    )
