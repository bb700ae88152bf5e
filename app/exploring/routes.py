"""Pages of words: two groups compared, a word in context; reading the words of what is new."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import jobs
from app.accounts.downloading import record_download
from app.accounts.permissions import permit
from app.areas.anonymity import LEAST_FIRMS, told
from app.coding.meaning import searching
from app.coding.statements.speaking import place, speaker
from app.db import get_db
from app.exploring import finding, store
from app.exploring.access import frame, my_choice, my_pair, my_sight, nothing_yet, whole
from app.exploring.blueprint import bp
from app.exploring.charting import two_sided
from app.exploring.choices import Choice, Sight
from app.exploring.comparing import Comparison, Pair, compare, count_told
from app.paging import Page, page_number
from app.tables.sheets import table_response
from app.words.labels import label
from nlp.exploring.concordance import MODES, cleaned
from nlp.exploring.keyness import CLEAR

PAGE = 50
SHOWN = 25
NARROW, WIDE = 60, 200


@bp.get("/explore/keyness")
@permit("explore.view")
def keyness() -> ResponseReturnValue:
    sight, pair = my_sight(), my_pair()
    if sight is None:
        return nothing_yet()
    asked = bool(request.args)
    found = _compared(pair, sight) if asked and pair.a != pair.b else None
    around = frame(sight, pair.times())
    in_words = around["in_words"]
    names = (in_words(pair.a), in_words(pair.b) if pair.b else _("나머지"))
    return render_template(
        "exploring/keyness.html",
        **around,
        pair=pair,
        second=pair.b or Choice(),
        found=found,
        names=names,
        chosen=_limits(),
        clear=CLEAR,
        sides=_sides(found) if found else (),
        chart=two_sided(found.words, names) if found and found.words else None,
        address=_address(pair, sight),
        asked=asked,
        count_told=count_told,
        waves=store.wave_codes(get_db())[:2],
    )


@bp.get("/explore/keyness.<any(csv, xlsx):kind>")
@permit("explore.view")
def keyness_export(kind: str) -> ResponseReturnValue:
    sight, pair = my_sight(), my_pair()
    if sight is None:
        return nothing_yet()
    titles = [
        *(_("낱말"), _("품사"), "z", _("로그 승산비"), _("묶음 1 횟수"), _("묶음 1 말한 곳")),
        *(_("묶음 2 횟수"), _("묶음 2 말한 곳")),
    ]
    table = [
        [
            *(w.lemma, label(w.tag, "word_tag"), round(w.z, 3), round(w.log_odds, 4)),
            *(count_told(w.count_a, w.respondents_a), told(w.respondents_a)),
            *(count_told(w.count_b, w.respondents_b), told(w.respondents_b)),
        ]
        for w in _compared(pair, sight).words
    ]
    return table_response(kind, _("두드러진 말"), titles, table)


@bp.get("/explore/words")
@permit("explore.view")
def words() -> ResponseReturnValue:
    sight = my_sight()
    if sight is None:
        return nothing_yet()
    if request.args.get("mode") == "meaning":
        asked = {key: request.args.getlist(key) for key in request.args if key not in ("mode", "order", "page")}
        return redirect(url_for("exploring.alike_in_meaning", **asked))  # type: ignore[arg-type]
    where, number = _where(), page_number()
    hits, mode = _found(where, sight, NARROW)
    shown = hits[(number - 1) * PAGE : number * PAGE]
    choices = where.times() if isinstance(where, Pair) else [where]
    return render_template(
        "exploring/words.html",
        **frame(sight, choices),
        where=where,
        compared=isinstance(where, Pair),
        q=cleaned(request.args.get("q", "")),
        mode=mode,
        as_written=mode != _mode(),
        order=_order(),
        offered=searching.offered(),
        page=Page(number, PAGE, len(hits)),
        voices=len({hit.respondent_id for hit in hits}),
        hits=shown,
        places=finding.places(get_db(), [hit.segment_id for hit in shown]),
        address=_address(where, sight) if isinstance(where, Pair) else {**where.address(), "by": sight.by},
    )


@bp.get("/explore/words.<any(csv, xlsx):kind>")
@permit("explore.view")
def words_export(kind: str) -> ResponseReturnValue:
    sight, db = my_sight(), get_db()
    if sight is None:
        return nothing_yet()
    hits, _mode_used = _found(_where(), sight, WIDE)
    said = finding.places(db, [hit.segment_id for hit in hits])
    sides = {"a": _("묶음 1"), "b": _("묶음 2"), "": ""}
    table = [
        [
            *(sides[hit.side], hit.line.left, hit.line.key, hit.line.right),
            *(speaker(said[hit.segment_id]), place(said[hit.segment_id]), hit.segment_id),
        ]
        for hit in hits
    ]
    titles = [_("묶음"), _("앞"), _("낱말"), _("뒤"), _("발언자"), _("자리"), _("문장 번호")]
    record_download(db, "concordance", len(table))
    return table_response(kind, _("문맥 속 낱말"), titles, table)


@bp.post("/explore/read")
@permit("explore.view")
def read() -> ResponseReturnValue:
    """Read the words of what is new in the rounds looked at: the job "words"."""
    sight = my_sight()
    if sight is None:
        return nothing_yet()
    db = get_db()
    args = {"rounds": store.round_ids(db, my_pair_of_form(), sight)}
    return redirect(url_for("coding.job", job_id=jobs.enqueue(db, "words", args, person_id=current_user.id)))


def my_pair_of_form() -> list[Any]:
    """The times a form names: of one choice, or of two groups."""
    return [my_choice(prefix) for prefix in ("", "a_", "b_")]


def _compared(pair: Pair, sight: Sight) -> Comparison:
    return compare(get_db(), pair, sight, **_limits()).told()


def _limits() -> dict[str, Any]:
    return {
        "nouns": request.args.get("nouns") == "1",
        "min_count": whole("count", 2, 1, 1000),
        "min_respondents": whole("respondents", LEAST_FIRMS, LEAST_FIRMS, 1000),
    }


def _sides(found: Comparison) -> tuple[list[Any], list[Any]]:
    """The words most typical of either group, each from its strongest on."""
    a = [word for word in found.words if word.z > 0]
    b = [word for word in reversed(found.words) if word.z < 0]
    return a[:SHOWN], b[:SHOWN]


def _address(pair: Pair, sight: Sight) -> dict[str, Any]:
    limits = _limits()
    own = {
        "count": limits["min_count"],
        "respondents": limits["min_respondents"],
        "nouns": "1" if limits["nouns"] else None,
    }
    return {**pair.address(), **own, "by": sight.by}


def _where() -> Any:
    """One choice, or the two groups of a comparison."""
    return my_pair() if "against" in request.args else my_choice()


def _found(where: Any, sight: Sight, width: int) -> tuple[list[finding.Hit], str]:
    """The lines of the query, and how it was looked for: as written where no word of the talk reads like it."""
    db, query, mode = get_db(), request.args.get("q", ""), _mode()
    hits = finding.find_lines(db, query, where, sight, mode=mode, width=width)
    if not hits and mode == "lemma":
        mode = "part"
        hits = finding.find_lines(db, query, where, sight, mode=mode, width=width)
    return finding.ordered(db, hits, _order()), mode if hits else _mode()


def _mode() -> str:
    mode = request.args.get("mode", "")
    return mode if mode in MODES else "lemma"


def _order() -> str:
    order = request.args.get("order", "")
    return order if order in finding.ORDERS else "place"
