"""Managing a survey from the command line once it is open: its last day, its titles, closing it."""

from __future__ import annotations

import click
from flask_babel import gettext as _

SURVEY = click.option("--survey", required=True, help="The survey's id, or its wave such as 2026Q4.")


def _start(context: click.Context) -> None:
    from app.commands import app_of

    app_of(context)


@click.command("extend")
@SURVEY
@click.option("--closes", required=True, help="The new last day, such as 2026-12-31; today or later.")
@click.pass_context
def extend(context: click.Context, survey: str, closes: str) -> None:
    """Set another last day; a closed survey takes answers again."""
    from app.db import get_db
    from app.surveys.asking import changing, surveying
    from app.words.labels import label

    _start(context)
    db = get_db()
    kind = changing.reschedule(db, surveying.survey_named(db, survey)["id"], closes, person_id=None)
    click.echo(_("바꾸었습니다: %(what)s", what=label(kind, "survey_change")))


@click.command("close")
@SURVEY
@click.pass_context
def close(context: click.Context, survey: str) -> None:
    """Take no more answers from now on; what came in stays. `extend` opens it again."""
    from app.db import get_db
    from app.surveys.asking import changing, surveying

    _start(context)
    db = get_db()
    changing.close(db, surveying.survey_named(db, survey)["id"], person_id=None)
    click.echo(_("조사를 마감했습니다. 받은 응답은 그대로 남고, 다시 열 수 있습니다."))


@click.command("retitle")
@SURVEY
@click.option("--title", default="", help="The new Korean title; left out, it stays.")
@click.option("--title-en", default="", help="The new English title; left out, it stays.")
@click.pass_context
def retitle(context: click.Context, survey: str, title: str, title_en: str) -> None:
    """Give a survey other titles."""
    from app.db import get_db
    from app.surveys.asking import changing, surveying

    _start(context)
    db = get_db()
    found = surveying.survey_named(db, survey)
    changing.retitle(db, found["id"], title_ko=title, title_en=title_en, person_id=None)
    click.echo(_("제목을 바꾸었습니다."))
