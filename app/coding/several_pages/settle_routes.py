"""Pages of disagreements: the list, both codings side by side with a thread, settling them one after another."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlite_utils import Database

from app.accounts.permissions import may, permit
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.coding.access import my_segment, theme_names, themes_by_code
from app.coding.blueprint import bp
from app.coding.judging import judgment_store
from app.coding.judging.blind import may_see_others, waiting
from app.coding.several import settlement_store as store
from app.coding.several import settling
from app.coding.several.settlement_store import KINDS, STATES, Wanted
from app.coding.several.sides import MACHINE, Coding, Side, act_for, coding_of, machine_side, sides_of
from app.coding.statements import segment_store
from app.coding.statements.speaking import asked, place, speaker
from app.db import get_db
from app.errors import BadInput, Problem
from app.paging import Page, page_number
from app.words.labels import choices

PAGE = 50


@bp.get("/review/differences")
@permit("review.settle")
def differences() -> ResponseReturnValue:
    db, found = get_db(), rounds.current()
    if found is None:
        return render_template("coding/no_round.html", active="review")
    wanted, number = _wanted(found["id"]), page_number()
    counted, names = store.counts(db, wanted), theme_names(db)
    listed = store.listed(db, wanted, limit=PAGE, offset=(number - 1) * PAGE)
    ids = [r["id"] for r in listed]
    return render_template(
        "coding/several/differences.html",
        wanted=wanted,
        counted=counted,
        listed=listed,
        placed=segment_store.placed(db, ids),
        sides={each: sides_of(store.words_on(db, each)) for each in ids},
        page=Page(number, PAGE, counted[wanted.state]),
        kinds=KINDS,
        themes=themes_by_code(db),
        theme_name=lambda code: names.get(code, code),
        themes_in=settling.themes_in,
        speaker=speaker,
        place=place,
        asked_for=_address(wanted),
    )


@bp.get("/review/differences/next")
@permit("review.settle")
def next_difference() -> ResponseReturnValue:
    return _onward(None)


@bp.get("/review/differences/<segment_id>")
@permit("review.settle")
def difference(segment_id: str) -> ResponseReturnValue:
    return _page(my_segment(segment_id))


@bp.post("/review/differences/<segment_id>")
@permit("review.settle")
def settle(segment_id: str) -> ResponseReturnValue:
    segment, db, given = my_segment(segment_id), get_db(), request.form
    seen, reason, person = given.get("seen", -1, type=int), given.get("reason", ""), current_user.id
    act = given.get("act", "settle")
    try:
        if act == "agree":
            settling.agree(db, segment_id, person_id=person, seen=seen)
        elif act == "drop":
            settling.drop(db, segment_id, person_id=person, seen=seen, reason=reason)
        elif act == "withdraw":
            settling.withdraw(db, segment_id, person_id=person, seen=seen, reason=reason)
        else:
            act = settling.settle(
                db, segment_id, person_id=person, seen=seen, codings=_chosen(db, segment), reason=reason
            )
    except BadInput as error:
        return _page(segment, wrong=error.problems), 422
    flash(_said(act), "done")
    return _onward(segment_id) if act in ("settle", "agree", "propose") else _back(segment_id)


@bp.post("/review/differences/<segment_id>/notes")
@permit("review.settle")
def discuss(segment_id: str) -> ResponseReturnValue:
    segment = my_segment(segment_id)
    try:
        settling.comment(get_db(), segment_id, person_id=current_user.id, text=request.form.get("text", ""))
    except BadInput as error:
        return _page(segment, wrong=error.problems), 422
    return _back(segment_id, _anchor="thread")


def _wanted(round_id: str) -> Wanted:
    given = request.args
    state, kind, theme = given.get("state", "open"), given.get("kind", ""), given.get("theme", "")
    return Wanted(round_id, my_scope(), state if state in STATES else "open", kind if kind in KINDS else "", theme)


def _address(wanted: Wanted) -> dict[str, Any]:
    usual = {"state": "open", "kind": "", "theme": ""}
    return {key: getattr(wanted, key) for key, word in usual.items() if getattr(wanted, key) != word}


def _onward(segment_id: str | None) -> ResponseReturnValue:
    """To the next disagreement of the list, or to the list where none is left."""
    found = rounds.current()
    if found is None:
        return redirect(url_for("coding.differences"), 303)
    wanted = _wanted(found["id"])
    following = store.after(get_db(), wanted, segment_id)
    if following is None:
        return redirect(url_for("coding.differences", **_address(wanted)), 303)
    return redirect(url_for("coding.difference", segment_id=following, **_address(wanted)), 303)


def _back(segment_id: str, **more: Any) -> ResponseReturnValue:
    found = rounds.current()
    asked_for = _address(_wanted(found["id"])) if found else {}
    return redirect(url_for("coding.difference", segment_id=segment_id, **asked_for, **more), 303)


def _chosen(db: Database, segment: sqlite3.Row) -> list[Coding]:
    """What is to stand: one side as it is, nothing, or the rows of the form."""
    choice = request.form.get("choice", "")
    if choice == "none":
        return []
    if choice == "own":
        return _rows()
    side = next((each for each in _sides(db, segment["id"]) if each.coder == choice), None)
    if side is None:
        right = _("한 사람의 판단, 해당 없음, 다른 판단 가운데 하나를 고르십시오")
        raise BadInput(Problem(_("정할 판단"), _("고르지 않았습니다"), right))
    return list({c.theme: c for c in side.codings}.values())


def _rows() -> list[Coding]:
    given = request.form
    columns = (given.getlist(key) for key in ("theme", "stance", "severity", "statement"))
    return [
        Coding(theme, stance, int(severity) if severity.isdigit() and stance == "need" else None, kind or None)
        for theme, stance, severity, kind in zip(*columns, strict=False)
        if theme
    ]


def _sides(db: Database, segment_id: str) -> list[Side]:
    people = sides_of(store.words_on(db, segment_id))
    return [*people, machine_side(judgment_store.suggestions_of(db, segment_id), _("기계의 제안"))]


def _page(segment: sqlite3.Row, *, wrong: tuple[Problem, ...] = ()) -> str:
    db, person = get_db(), current_user.id
    sides, history = _sides(db, segment["id"]), store.history(db, segment["id"])
    coders = {each.coder for each in sides if each.coder != MACHINE}
    hidden = bool(waiting(db, [segment["id"]])) or (
        person in coders and not may_see_others(db, [segment["id"]], person)
    )
    names, themes, wanted = theme_names(db), themes_by_code(db), _wanted(segment["round_id"])
    codings = store.codings_of(db, [h["id"] for h in history])
    named = {c.theme for side in sides for c in side.codings} | {t for side in sides for t in side.rejected}
    return render_template(
        "coding/several/difference.html",
        segment=segment,
        context=segment_store.context_of(db, segment, my_scope()),
        question=asked(segment),
        areas=segment_store.areas_of(db, segment["respondent_id"]),
        sides=[] if hidden else sides,
        hidden=hidden,
        machine=MACHINE,
        criteria={code: theme for code, theme in themes.items() if code in named},
        rows=_form_rows(sides),
        history=[] if hidden else history,
        codings={key: [coding_of(r) for r in own] for key, own in codings.items()},
        seen=history[-1]["id"] if history else 0,
        open_proposal=history[-1] if history and history[-1]["act"] == "propose" else None,
        standing=store.standing(db, segment["id"]),
        notes=[] if hidden else store.notes(db, segment["id"]),
        beside=store.open_beside(db, segment["id"]),
        act=act_for(person, coders),
        party=person in coders,
        left=store.counts(db, wanted)["open"],
        later=store.after(db, wanted, segment["id"]),
        themes=themes,
        theme_name=lambda code: names.get(code, code),
        stances=[each for each in choices("stance") if each[0] != "undecided"],
        statements=choices("statement"),
        asked_for=_address(wanted),
        speaker=speaker,
        place=place,
        may_code=may("review.code"),
        given=request.form,
        wrong=wrong,
    )


def _form_rows(sides: list[Side]) -> list[Coding | None]:
    """Rows of the form: as they were sent, else each theme a person coded once, and an empty one."""
    if request.method == "POST" and request.form.get("choice") == "own":
        return [*_rows(), None]
    coded = {c.theme: c for side in reversed(sides) if side.coder != MACHINE for c in side.codings}
    return [*coded.values(), None]


def _said(act: str) -> str:
    words = {
        "settle": _("정했습니다. 종합평가는 이 값을 씁니다."),
        "agree": _("동의하여 정해졌습니다. 종합평가는 이 값을 씁니다."),
        "propose": _("제안했습니다. 다른 전문가나 분석가가 동의하면 정해집니다."),
        "drop": _("제안을 거두었습니다."),
        "withdraw": _("정한 것을 거두었습니다. 전문가마다의 판단이 다시 쓰입니다."),
    }
    return words[act]
