"""The command `agreement`: how far coders agree in any table of units by coders, without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask_babel import gettext as _

from app.commands import speak
from app.errors import BadInput, Problem
from nlp.agreeing.choices import DRAWS, LEVELS, WEIGHTS

if TYPE_CHECKING:
    from nlp.agreeing.choices import Level, Weights


def _listed(_context: object, _option: object, text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())


@click.command("agreement")
@click.argument("ratings", type=click.Path(path_type=Path))
@click.option("--level", type=click.Choice(LEVELS), default="nominal", show_default=True, help="Level of measurement.")
@click.option("--units", default="", metavar="COLUMN", help="The column that names units; a first column titled so is.")
@click.option("--clusters", default="", metavar="COLUMN", help="Respondents or texts that are drawn whole; else units.")
@click.option(
    "--coders", default="", metavar="COLUMNS", callback=_listed, help="The coders' columns, with commas; else all."
)
@click.option("--order", default="", metavar="WORDS", callback=_listed, help="An ordinal scale's words, lowest first.")
@click.option("--weights", type=click.Choice(WEIGHTS), help="Of kappa and AC2; quadratic unless nominal.")
@click.option("--draws", type=click.IntRange(0, 100_000), default=DRAWS, show_default=True, help="Of the bootstrap.")
@click.option("--no-header", is_flag=True, help="The first line holds judgments, no titles.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def agreement(
    context: click.Context,
    ratings: Path,
    level: Level,
    units: str,
    clusters: str,
    coders: tuple[str, ...],
    order: tuple[str, ...],
    weights: Weights | None,
    draws: int,
    no_header: bool,
    as_json: bool,
) -> None:
    """Tell how far coders agree in a table (CSV, XLSX) of units by coders; blanks, NA and . are no judgment.

    Krippendorff's alpha, Cohen's and Fleiss' kappa, Gwet's AC1 or AC2, each with a bootstrap interval; what cannot be
    estimated says why.
    """
    from app.agreement import reporting
    from app.agreement.table import Asked, read_ratings
    from nlp.agreeing.agreement import agreement as agreement_of
    from nlp.agreeing.distances import usual_weights

    speak(context)
    if order and level != "ordinal":
        raise BadInput(Problem("--order", _("순서가 있는 척도에만 씁니다"), _("--level ordinal을 함께 적어 주십시오")))
    asked = Asked(level, units, clusters, coders, order, titled=not no_header)
    rated = read_ratings(_bytes(ratings), ratings.name, asked)
    weighed = weights or usual_weights(level)
    found = agreement_of(rated.table, rated.groups, weights=weighed, draws=draws)
    values = reporting.by_value(rated, draws=draws)
    if as_json:
        told = reporting.report(rated, asked, found, values, weighed)
        click.echo(json.dumps({**told, "draws": draws}, ensure_ascii=False, allow_nan=False))
    else:
        click.echo("\n".join(reporting.lines(rated, asked, found, values)))


def _bytes(path: Path) -> bytes:
    from app.words.file_words import unreadable

    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(unreadable(path, error)) from error


COMMANDS = [agreement]
