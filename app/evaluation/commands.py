"""The command `evaluate`: the comprehensive evaluation of a round from the command line."""

from __future__ import annotations

import click

from app.areas import store as areas_store
from app.db import get_db
from app.errors import BadInput, Problem
from app.evaluation.round import store
from app.evaluation.round.evaluating import evaluate_round
from app.evaluation.round.presets import scheme_of
from app.evaluation.validation_commands import COMMANDS as VALIDATION
from app.words.labels import label


@click.command("evaluate")
@click.option("--round", "code", required=True, help="Code of the round, such as 2026H2.")
@click.option("--draws", type=click.IntRange(1, 1_000_000), help="Draws of the uncertainty (the scheme's own).")
@click.option("--as-of", help="Day up to which indicators count, such as 2026-11-22 (today).")
@click.pass_context
def evaluate(context: click.Context, code: str, draws: int | None, as_of: str | None) -> None:
    """Evaluate every area of a round; the same data give the evaluation that is there already."""
    from app.commands import app_of

    app_of(context)
    db = get_db()
    found = areas_store.find_round(db, code)
    if found is None:
        raise BadInput(Problem("--round", f"‘{code}’ 회차가 없습니다", "`moksori rounds open`으로 먼저 여십시오"))
    evaluation_id = evaluate_round(
        db,
        found["id"],
        person_id=None,
        draws=draws,
        as_of=as_of,
        report=lambda _d, _t, word: click.echo(word, err=True),
    )
    evaluation = store.find_evaluation(db, evaluation_id)
    assert evaluation is not None
    rows = store.results_of(db, evaluation_id)
    click.echo(f"evaluation {evaluation_id}")
    click.echo(f"inputs {evaluation['inputs_sha256']}")
    for level in scheme_of(db, evaluation["scheme_id"]).levels:
        count = sum(row["level"] == level.id for row in rows)
        click.echo(f"{label(level.id, 'level')} {level.id}: {count} / {len(rows)}")


COMMANDS = [evaluate, *VALIDATION]
