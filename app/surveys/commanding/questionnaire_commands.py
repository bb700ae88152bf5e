"""Questionnaires from the command line: looked through, published, written as a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask_babel import gettext as _

from app.errors import BadInput, Problem

if TYPE_CHECKING:
    from forms.xlsform import Checked

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _start(context: click.Context) -> None:
    from app.commands import app_of

    app_of(context)


@click.group("questionnaire")
def questionnaire() -> None:
    """Check, publish and export questionnaires."""


@questionnaire.command("publish")
@click.argument("file", type=FILE)
@click.pass_context
def publish(context: click.Context, file: Path) -> None:
    """Publish a questionnaire's JSON file; the same definition is the same version."""
    from app.db import get_db
    from app.surveys.asking import publishing

    _start(context)
    version_id = publishing.publish_file(get_db(), file.read_bytes(), file.name, None)
    click.echo(_("게시했습니다: %(id)s", id=version_id))


@questionnaire.command("install")
@click.pass_context
def install(context: click.Context) -> None:
    """Publish the questionnaires that come with the workbench."""
    from app.db import get_db
    from app.surveys.asking import presets

    _start(context)
    installed = presets.install(get_db())
    click.echo(_("기본 설문지 %(n)s개를 게시했습니다.", n=len(installed)))


@questionnaire.command("check")
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON (questionnaire-check.schema.json).")
@click.pass_context
def check_(context: click.Context, file: Path, as_json: bool) -> None:
    """Look through an XLSForm or a JSON questionnaire: what it asks, and with sheet and row what is not carried.

    Ends with 0 if it can be imported, else with 2. Nothing is stored.
    """
    from app.surveys.asking import bringing
    from forms.xlsform import answer, check

    _start(context)
    checked = check(file.read_bytes(), file.name)
    if as_json:
        click.echo(json.dumps(answer(checked), ensure_ascii=False, indent=2))
    elif checked.questionnaire is None:
        raise BadInput(*bringing.problems(checked), source=file.name)
    else:
        _tell(checked)
    context.exit(0 if checked.questionnaire else 2)


@questionnaire.command("import")
@click.argument("file", type=FILE)
@click.option("--draft", "as_draft", is_flag=True, help="Begin a draft of the editor with it instead of publishing it.")
@click.pass_context
def import_(context: click.Context, file: Path, *, as_draft: bool) -> None:
    """Publish a questionnaire from an XLSForm (.xlsx, .xls) or JSON; what is not carried is told with sheet and row.

    With --draft it becomes a draft that people go on with in the browser; each call begins another.
    """
    from app.db import get_db
    from app.surveys.asking import bringing
    from app.surveys.drafting import drafting
    from forms.xlsform import check

    _start(context)
    checked = check(file.read_bytes(), file.name)
    if as_draft:
        draft_id = drafting.begin(get_db(), bringing.definition_of(checked), begun_from="file", person_id=None)
        _tell(checked)
        path = f"/questionnaires/drafts/{draft_id}"
        click.echo(_("초안을 시작했습니다. 설문지 쓰기에서 이어 고칩니다: %(path)s", path=path))
        return
    version_id = bringing.publish_checked(get_db(), checked, None)
    _tell(checked)
    click.echo(_("게시했습니다: %(id)s", id=version_id))


@questionnaire.command("export")
@click.argument("code")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--version", "number", type=int, help="The number of an older version; the newest when left out.")
@click.pass_context
def export(context: click.Context, code: str, file: Path, number: int | None) -> None:
    """Write a published questionnaire as an XLSForm (FILE.xlsx) or as JSON (FILE.json); either imports back the same."""
    from app.accounts.downloading import write_out
    from app.db import get_db
    from app.surveys.asking import store
    from app.surveys.asking.files import written

    _start(context)
    db = get_db()
    found = store.find_questionnaire(db, code)
    version = store.version_numbered(db, found["id"], number) if found else None
    if version is None:
        right = _("게시된 설문지의 코드와 판 번호를 적어 주십시오")
        raise BadInput(Problem(code, _("게시된 설문지가 아닙니다"), right))
    data = written(version["definition"], file.suffix.lower())
    write_out(db, file, data, "questionnaire", object_kind="questionnaire", object_id=version["questionnaire_id"])
    click.echo(_("설문지 %(code)s (판 %(number)s)을 내보냈습니다.", code=code, number=version["number"]))


def _tell(checked: Checked) -> None:
    """What was read, and what is not carried, a line each."""
    from app.surveys.asking.bringing import place
    from app.words.i18n import language
    from forms.xlsform import answer

    counts = answer(checked)["counts"]
    told = {"questions": counts["questions"], "rules": counts["rules_compiled"], "lost": counts["not_carried"]}
    click.echo(_("문항 %(questions)s개, 규칙 %(rules)s개를 읽었습니다. 옮기지 못하는 것은 %(lost)s건입니다.", **told))
    for finding in checked.findings:
        mark = {"lost": "✗", "changed": "·", "mended": "✓", "opinion": "?"}[finding.kind]
        click.echo(f"{mark} {place(finding)}: {finding.what(language())} → {finding.instead(language())}")
