"""Commands of monitoring: `observations import`, `classify`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask_babel import gettext as _

if TYPE_CHECKING:
    from app.monitoring.observations.jumps import Jump

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
@click.option("--published-on", metavar="DAY", help="With --mapping: the day this file's values were published.")
@click.option("--month", metavar="MONTH", help="With --mapping: the month of this file's values.")
@click.option("--year", metavar="YEAR", help="With --mapping: the year of months whose titles tell none.")
@click.pass_context
def import_observations(
    context: click.Context,
    file: Path,
    confirmed: bool,
    source: str | None,
    published_on: str | None,
    month: str | None,
    year: str | None,
) -> None:
    """Append the values of a CSV, XLSX, XLS, XLSB or ODS file; what is stored already stays as it is."""
    from app import jobs
    from app.areas.matching import named
    from app.commands import app_of
    from app.db import get_db
    from app.monitoring.observations import importing

    app_of(context, pages=False)
    given = {"published_on": published_on, "month": month, "year": year}
    mapping = named(get_db(), "observations", source, given) if source else None
    try:
        done = importing.import_observations(
            get_db(), file.read_bytes(), file.name, person_id=None, confirmed=confirmed, mapping=mapping
        )
    except importing.Leaping as leap:
        for jump in leap.jumps:
            click.echo(_leaping(jump), err=True)
        click.echo(
            _("뜻밖인 값이 있어 아무것도 저장하지 않았습니다. 맞는 값이면 --confirmed를 붙여 다시 실행해 주십시오."),
            err=True,
        )
        context.exit(1)
    jobs.want(get_db(), "draw_ahead")
    words = {"new": done.new, "revised": done.revised, "unchanged": done.unchanged}
    click.echo(
        _("%(file)s: 새 값 %(new)s건, 정정한 값 %(revised)s건, 그대로 %(unchanged)s건", file=done.file_name, **words)
    )
    if done.absent:
        click.echo(_("비공개·미상 %(n)s건은 값 없이 적어 두었습니다.", n=done.absent))
    for text in done.told:
        click.echo(text, err=True)


def _leaping(jump: Jump) -> str:
    found = jump.found
    words = {"row": found.row, "indicator": found.indicator, "month": found.month, "value": f"{found.value:,.10g}"}
    if jump.month_before:
        before = f"{jump.before:,.10g}"
        return _(
            "%(row)s행: %(indicator)s %(month)s %(value)s(%(then)s: %(before)s)",
            then=jump.month_before, before=before, **words,
        )  # fmt: skip
    why = {
        "old": _("1990년 전의 달입니다"),
        "share": _("1보다 작은 백분율입니다. 이 파일 형식은 백분율 서식을 알려 주지 않습니다"),
        "others": _("다른 지역의 가운데 값 %(value)s", value=f"{jump.before:,.10g}"),
    }
    return _("%(row)s행: %(indicator)s %(month)s %(value)s(%(why)s)", why=why[jump.why], **words)


@click.command()
@click.argument("quarter")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Try it on the data of another day than the quarter's own (2026-05-05); a trial never stands.",
)
@click.option("--count", type=int, help="Quarters to go through, ending with QUARTER.")
@click.option("--renewed", is_flag=True, help="Take in what was published and revised since; the result stands.")
@click.pass_context
def classify(context: click.Context, quarter: str, as_of: datetime | None, count: int | None, renewed: bool) -> None:
    """Classify all areas for a quarter (2026Q3) as stable or watch, on the data of the day its values were there."""
    from app.commands import app_of
    from app.db import get_db
    from app.monitoring.quarter import classifying
    from app.words.labels import label

    app_of(context, pages=False)
    day = as_of.date().isoformat() if as_of else None
    for done in classifying.classify_quarters(get_db(), quarter, count=count, as_of=day, renewed=renewed):
        states = ", ".join(f"{label(state, 'monitoring_state')} {n}" for state, n in done.states.items())
        words = {"quarter": done.quarter, "day": done.as_of, "states": states, "n": done.appended}
        click.echo(_("%(quarter)s(%(day)s 자료): %(states)s. 덧붙인 행 %(n)s개", **words))
        if done.trial:
            click.echo(_("시험 분류이므로 결과로 서지 않습니다."))


COMMANDS = [observations, classify]
