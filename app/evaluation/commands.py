"""Commands of evaluation: `evaluate`, and `evaluation export`, `evaluation replay`, `evaluation draw`."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask_babel import gettext as _

from app.errors import BadInput, Problem
from app.evaluation.validation_commands import COMMANDS as VALIDATION

if TYPE_CHECKING:
    from sqlite_utils import Database

    from app.evaluation.package.replaying import Compared

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("evaluate")
@click.option("--round", "code", required=True, help="Code of the round, such as 2026H2.")
@click.option(
    "--draws", type=click.IntRange(1, 100_000), help="Draws of the uncertainty; others than the scheme's: a trial."
)
@click.option("--as-of", help="Day up to which data count, such as 2026-11-22; another than the round's: a trial.")
@click.pass_context
def evaluate(context: click.Context, code: str, draws: int | None, as_of: str | None) -> None:
    """Evaluate every area of a round; the same data give the evaluation that is there already.

    A trial is kept, marked and never stands. A round's day is the day it is run, unless `rounds date` fixed another.
    """
    from app import jobs
    from app.commands import app_of
    from app.db import get_db
    from app.evaluation.round import store
    from app.evaluation.round.evaluating import evaluate_round
    from app.evaluation.round.presets import scheme_of
    from app.words.labels import label

    app_of(context)
    db = get_db()
    found = _round(db, code)
    evaluation_id = evaluate_round(
        db,
        found["id"],
        person_id=None,
        draws=draws,
        as_of=as_of,
        report=lambda _d, _t, word: click.echo(word, err=True),
    )
    jobs.want(db, "draw_ahead")
    evaluation = store.find_evaluation(db, evaluation_id)
    assert evaluation is not None
    rows = store.results_of(db, evaluation_id)
    click.echo(f"evaluation {evaluation_id}{' (trial)' if evaluation['trial'] else ''}")
    click.echo(f"inputs {evaluation['inputs_sha256']}")
    for level in scheme_of(db, evaluation["scheme_id"]).levels:
        count = sum(row["level"] == level.id for row in rows)
        click.echo(f"{label(level.id, 'level')} {level.id}: {count} / {len(rows)}")
    without = sum(row["level"] is None for row in rows)
    click.echo(_("판단 유보") + f" undetermined: {without} / {len(rows)}")
    if evaluation["trial"]:
        click.echo(_("시험 계산입니다. 저장하지만 이 회차의 결과가 되지는 않습니다."), err=True)


@click.group("evaluation")
def evaluation() -> None:
    """Packages of an evaluation, and the areas drawn by chance."""


@evaluation.command("export")
@click.argument("code")
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--by", "login", metavar="LOGIN", required=True, help="Whose account: one that may read single answers.")
@click.pass_context
def export(context: click.Context, code: str, folder: Path, login: str) -> None:
    """Write the package of a round's newest evaluation, or of one by its id: scheme, inputs, results.

    What each firm's word adds stands in it, by code: only for who reads single answers, and in the audit trail.
    """
    from app.accounts import store as accounts_store
    from app.commands import app_of
    from app.db import get_db
    from app.evaluation.package.exporting import export_evaluation
    from app.evaluation.round import store

    app_of(context)
    db = get_db()
    found = store.find_evaluation(db, code) or store.newest_evaluation(db, _round(db, code)["id"])
    if found is None:
        raise BadInput(Problem(code, _("아직 평가하지 않은 회차입니다"), _("`moksori evaluate`로 먼저 평가하십시오")))
    by = accounts_store.find_login(db, login)
    if by is None:
        raise BadInput(Problem(login[:40], _("없거나 닫힌 계정입니다"), _("아이디를 확인해 주십시오")))
    names = export_evaluation(db, found["id"], folder, by=by[0])
    click.echo(_("%(folder)s: 파일 %(n)s개를 썼습니다.", folder=str(folder), n=len(names)))


@evaluation.command("replay")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--within", type=click.FloatRange(0), help="Let numbers differ by this much: for a package another program made."
)
@click.pass_context
def replay_package(context: click.Context, folder: Path, within: float | None) -> None:
    """Compute a package's results again without a database; ends with 1 where they are not the same."""
    from app.commands import speak
    from app.evaluation.package.replaying import replay

    speak(context)
    compared = replay(folder)
    for each in compared:
        click.echo(_told(each, within))
    click.echo(_reached(compared))
    if not all(_fits(each, within) for each in compared):
        raise SystemExit(1)


def _fits(each: Compared, within: float | None) -> bool:
    return each.same or (within is not None and each.largest is not None and each.largest <= within)


def _reached(compared: list[Compared]) -> str:
    """How many areas were computed again; of one alone, its score."""
    areas = next((each.rows for each in compared if each.name == "results/areas.csv"), ())
    if len(areas) == 1:
        return _("지역 1곳을 다시 계산했습니다: %(area)s, R = %(R)s", area=areas[0]["area"], R=areas[0]["R"] or "–")
    return _("지역 %(n)s곳을 다시 계산했습니다", n=len(areas))


def _told(each: Compared, within: float | None) -> str:
    if each.same:
        return _("%(name)s: 같습니다", name=each.name)
    lacks = _(" (없는 열: %(names)s)", names=", ".join(each.missing)) if each.missing else ""
    if each.largest is None:
        return _("%(name)s: 다릅니다: %(where)s", name=each.name, where=each.where) + lacks
    words = {"name": each.name, "largest": _size(each.largest), "where": each.where or "–"}
    if within is not None and _fits(each, within):
        words["within"] = _size(within)
        return _("%(name)s: 최대 %(largest)s 차이, 허용한 %(within)s 안에서 같습니다", **words) + lacks
    return _("%(name)s: 최대 %(largest)s 차이로 다릅니다: %(where)s", **words) + lacks


def _size(value: float) -> str:
    """As it is typed: 1e-9, not 1e-09."""
    return f"{value:.3g}".replace("e-0", "e-")


@evaluation.command("draw")
@click.argument("code")
@click.pass_context
def draw(context: click.Context, code: str) -> None:
    """Draw a tenth of the stable areas by chance, to be asked in a round's survey; drawn once."""
    from app.commands import app_of
    from app.db import get_db
    from app.evaluation.round.drawing import draw_areas

    app_of(context)
    db = get_db()
    for area in draw_areas(db, _round(db, code)["id"], person_id=None):
        click.echo(area)


def _round(db: Database, code: str) -> sqlite3.Row:
    from app.areas import store as areas_store

    found = areas_store.find_round(db, code)
    if found is None:
        raise BadInput(
            Problem(code, _("‘%(code)s’ 회차가 없습니다", code=code[:40]), _("`moksori rounds open`으로 먼저 여십시오"))
        )
    return found


COMMANDS = [evaluate, evaluation, *VALIDATION]
