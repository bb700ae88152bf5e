"""The entry page of 지원·계획: where help is missing, what ends soon, what waits, and what its other features tell."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.accounts.permissions import may, permit
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.areas import store as areas_store
from app.clock import today
from app.db import get_db
from app.nav import HELP, help_pages
from app.programmes import access
from app.programmes.blueprint import bp
from app.programmes.matching.lines import lines, ordered
from app.programmes.matching.reading import hold_round
from app.programmes.picks import pick_store
from app.programmes.register import store
from app.programmes.register.store import Wanted

# Lines of each part; the rest is one click away. Chosen, not measured.
SHOWN = 6


@bp.get("/help")
@permit("programmes.view")
def help() -> ResponseReturnValue:
    db, scope, round_ = get_db(), my_scope(), rounds.current()
    held = hold_round(db, access.round_id(), scope)
    offered = pick_store.offered(db, round_["id"], scope) if round_ else {}
    found = lines(held, areas_store.list_areas(db, scope), offered)
    asked = ordered([line for line in found if held.rules.offers_at(line.ground.level)], "-level")
    open_ = [line for line in asked if not line.offers]
    day, soon = today().isoformat(), access.soon(held.rules)
    ending, ends = store.listed(db, Wanted(period="soon", day=day, soon=soon), sort="closes", limit=SHOWN)
    live = pick_store.Wanted(live=True)
    waiting, waits = pick_store.listed(db, live, scope, sort="day", limit=SHOWN if may("programmes.pick") else 0)
    return render_template(
        "programmes/help.html",
        round=round_,
        asked=len(asked),
        open=len(open_),
        lines=open_[:SHOWN],
        best=access.best_of(held, open_[:SHOWN]),
        gaps=sum(line.unanswered for line in found),
        gap_areas=sum(line.unanswered > 0 for line in found),
        ending=ending,
        ends=ends,
        soon_days=held.rules.soon_days,
        waiting=waiting,
        waits=waits,
        programmes=bool(held.programmes),
        parts=[HELP[page.key](db, scope, round_) for page in help_pages() if page.key in HELP],
    )
