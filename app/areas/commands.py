"""Commands of the registers and rounds: `areas import`, `firms import`, `rounds open`, `rounds date`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask_babel import gettext as _

if TYPE_CHECKING:
    from app.areas import importing

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
MAPPING = click.option("--mapping", "source", help="The name of a source whose columns were matched on the page.")


@click.group("areas")
def areas() -> None:
    """The register of areas."""


@click.group("firms")
def firms() -> None:
    """The register of firms."""


@click.group("rounds")
def rounds() -> None:
    """Half-yearly rounds."""


@areas.command("import")
@click.argument("file", type=FILE)
@MAPPING
@click.pass_context
def import_areas(context: click.Context, file: Path, source: str | None) -> None:
    """Add or change areas from a CSV, XLSX, XLS, XLSB or ODS file."""
    from app.areas import importing
    from app.areas.matching import named
    from app.commands import app_of
    from app.db import get_db

    app_of(context, pages=False)
    mapping = named(get_db(), "areas", source) if source else None
    _tell(importing.import_areas(get_db(), file.read_bytes(), file.name, None, mapping))


@areas.command("locate")
@click.argument("file", type=FILE)
@click.pass_context
def locate(context: click.Context, file: Path) -> None:
    """Put areas on the map: coordinates from a table (code, latitude, longitude) or boundaries from a GeoJSON file."""
    from app.areas.places import locating
    from app.commands import app_of
    from app.db import get_db

    app_of(context, pages=False)
    done = locating.locate(get_db(), file.read_bytes(), file.name, person_id=None)
    click.echo(
        _(
            "%(file)s: 좌표 변경 %(moved)s곳, 새 경계 %(bounded)s개, 그대로 %(unchanged)s건",
            file=done.file_name,
            moved=done.moved,
            bounded=done.bounded,
            unchanged=done.unchanged,
        )
    )


@firms.command("import")
@click.argument("file", type=FILE)
@MAPPING
@click.pass_context
def import_firms(context: click.Context, file: Path, source: str | None) -> None:
    """Add or change firms from a CSV, XLSX, XLS, XLSB or ODS file."""
    from app.areas import importing
    from app.areas.matching import named
    from app.commands import app_of
    from app.db import get_db

    app_of(context, pages=False)
    mapping = named(get_db(), "firms", source) if source else None
    _tell(importing.import_firms(get_db(), file.read_bytes(), file.name, None, mapping))


@rounds.command("open")
@click.argument("code")
@click.pass_context
def open_round(context: click.Context, code: str) -> None:
    """Open the round of a half-year (2026H2) with its two quarterly waves."""
    from app.areas import opening
    from app.commands import app_of
    from app.db import get_db

    app_of(context, pages=False)
    opening.open_round(get_db(), code)
    click.echo(_("%(code)s 회차를 열었습니다.", code=code))


@rounds.command("date")
@click.argument("code")
@click.argument("day")
@click.pass_context
def fix_day(context: click.Context, code: str, day: str) -> None:
    """Fix the day whose data a round (2026H2) is evaluated on (2027-02-10); without it that is the day of the run."""
    from app.areas import opening
    from app.commands import app_of
    from app.db import get_db

    app_of(context, pages=False)
    opening.fix_day(get_db(), code, day)
    click.echo(_("%(code)s 회차의 기준일을 %(day)s로 정했습니다.", code=code, day=day))


def _tell(done: importing.Imported) -> None:
    words = {"new": done.new, "changed": done.changed, "unchanged": done.unchanged}
    click.echo(
        _("%(file)s: 새로 추가 %(new)s건, 변경 %(changed)s건, 그대로 %(unchanged)s건", file=done.file_name, **words)
    )
    for each in done.moved:
        click.echo(f"{each.code}: {each.before} → {each.after}")
    for text in done.told:
        click.echo(text, err=True)


COMMANDS = [areas, firms, rounds]
