"""Commands of monitoring: `observations import`, `classify`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from app.areas.matching import named
from app.db import get_db
from app.monitoring.observations import importing
from app.monitoring.quarter import classifying

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("observations")
def observations() -> None:
    """Monthly values of the indicators."""


@observations.command("import")
@click.argument("file", type=FILE)
@click.option(
    "--confirmed", is_flag=True, help="Values that leap from those before them, or are odd otherwise, are right."
)
@click.option("--mapping", "source", help="The name of a source whose columns were matched on the page.")
@click.pass_context
def import_observations(context: click.Context, file: Path, confirmed: bool, source: str | None) -> None:
    """Append the values of a CSV, XLSX, XLS, XLSB or ODS file; what is stored already stays as it is."""
    from app.commands import app_of

    app_of(context)
    mapping = named(get_db(), "observations", source) if source else None
    try:
        done = importing.import_observations(
            get_db(), file.read_bytes(), file.name, person_id=None, confirmed=confirmed, mapping=mapping
        )
    except importing.Leaping as leap:
        for j in leap.jumps:
            click.echo(
                f"row {j.found.row}: {j.found.indicator} {j.found.month} {j.found.value:,.10g}"
                + (f" ({j.month_before}: {j.before:,.10g})" if j.month_before else f" ({j.why})"),
                err=True,
            )
        raise click.ClickException(
            "These values are odd; nothing was stored. If they are right, add --confirmed."
        ) from leap
    absent = f", {done.absent} without a figure" if done.absent else ""
    click.echo(f"{done.file_name}: {done.new} new, {done.revised} revised, {done.unchanged} unchanged{absent}")
    for text in done.told:
        click.echo(text, err=True)


@click.command()
@click.argument("quarter")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day whose data count (2026-05-05).")
@click.option("--count", type=int, help="Quarters to go through, ending with QUARTER.")
@click.pass_context
def classify(context: click.Context, quarter: str, as_of: datetime | None, count: int | None) -> None:
    """Classify all areas for a quarter (2026Q3) as stable or watch, by default on the newest data."""
    from app.commands import app_of

    app_of(context)
    day = as_of.date().isoformat() if as_of else None
    for done in classifying.classify_quarters(get_db(), quarter, count=count, as_of=day):
        states = ", ".join(f"{number} {state}" for state, number in done.states.items())
        click.echo(f"{done.quarter} as of {done.as_of}: {states}; {done.appended} rows appended")


COMMANDS = [observations, classify]
