"""Pages of a code: read with its history, made and described, moved, merged, split; each looked at before it is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.areas.store import list_areas
from app.codebook.access import colours
from app.coding.access import is_expert, theme_names, themes_by_code
from app.coding.blueprint import bp
from app.coding.codes import code_store, codes, moving
from app.coding.codes.carry_store import Carry, on_codes
from app.coding.codes.code import RETIRED, TEXTS, USED, Code, below
from app.coding.codes.counting import Count, counts, used_anywhere
from app.coding.codes.effects import effects
from app.coding.codes.history import history
from app.coding.codes.moving import Plan
from app.coding.codes.placing import place_of, placed, places
from app.coding.judging.blind import may_see_others
from app.coding.statements import segment_store
from app.coding.statements.speaking import place, speaker
from app.db import get_db
from forms.codebook import CodeForm, IntoForm, PartsForm, PlaceForm, ReasonForm

# Codings of a code that one page offers to split. Chosen, not measured: they are read one by one.
MOST_SPLIT = 300


@bp.get("/codebook/codes/<code_id>")
@permit("codebook.view")
def code(code_id: str) -> ResponseReturnValue:
    db, found, every = get_db(), _code(code_id), codes.codes_now(get_db())
    by_id, now = {each.id: each for each in every}, rounds.current()
    return render_template(
        "coding/codes/code.html",
        **_all(found),
        here_now=counts(db, my_scope(), every, now["id"] if now else None).get(code_id, Count()),
        ever=counts(db, my_scope(), every).get(code_id, Count()),
        used=code_id in used_anywhere(db),
        into=by_id.get(codes.resolve(db, code_id)) if found.into_id else None,
        history=history(db, code_id, theme_names(db), every),
        form=ReasonForm(formdata=None, event=found.event_id),
        may_read=not found.invivo or segment_store.find_segment(db, found.invivo, my_scope()) is not None,
    )


@bp.route("/codebook/codes/new", methods=["GET", "POST"])
@permit("codebook.edit")
def new_code() -> ResponseReturnValue:
    form = CodeForm(data={"place": request.args.get("place", "")})
    form.place.choices, form.colour.choices = _places(), colours()
    if form.validate_on_submit():
        theme, parent = place_of(form.place.data)
        words = {field: form[field].data or "" for field in (*TEXTS, "name_en", "colour")}
        made = _tried(
            form,
            lambda: codes.make_or_find(
                get_db(), theme_code=theme, name=form.name_ko.data, parent=parent, by=current_user.id, **words
            ),
        )
        if made:
            flash(_("코드를 만들었습니다.") if made[1] else _("같은 자리에 이미 있는 코드입니다."), "done")
            return redirect(url_for("coding.code", code_id=made[0]), 303)
    return render_template("coding/codes/edit.html", form=form, code=None), 422 if form.errors else 200


@bp.route("/codebook/codes/<code_id>/edit", methods=["GET", "POST"])
@permit("codebook.edit")
def edit_code(code_id: str) -> ResponseReturnValue:
    found = _code(code_id, USED)
    kept = {field: getattr(found, field) for field in (*TEXTS, "name_ko", "name_en", "colour")}
    form = CodeForm(data={**kept, "event": found.event_id})
    form.colour.choices = colours()
    if form.validate_on_submit():
        words = {field: form[field].data or "" for field in kept}
        told = {"by": current_user.id, "event_id": form.event.data or "", "reason": form.reason.data or ""}
        if _tried(form, lambda: _done_with(codes.change, code_id, **told, **words)):
            flash(_("코드를 고쳤습니다."), "done")
            return redirect(url_for("coding.code", code_id=code_id), 303)
    page = render_template("coding/codes/edit.html", form=form, **_all(found))
    return page, 422 if form.errors else 200


@bp.route("/codebook/codes/<code_id>/move", methods=["GET", "POST"])
@permit("codebook.edit")
def move_code(code_id: str) -> ResponseReturnValue:
    found = _code(code_id, USED)
    form = PlaceForm(data={"event": found.event_id})
    every = codes.codes_now(get_db())
    form.place.choices = _places({found.id, *(each.id for each in below(every, found.id))})

    def plan() -> Plan:
        theme, parent = place_of(form.place.data)
        return moving.plan_move(get_db(), code_id, event_id=form.event.data or "", theme_code=theme, parent=parent)

    return _changed("move", found, form, plan)


@bp.route("/codebook/codes/<code_id>/merge", methods=["GET", "POST"])
@permit("codebook.edit")
def merge_code(code_id: str) -> ResponseReturnValue:
    found = _code(code_id, USED)
    form = IntoForm(data={"event": found.event_id})
    every = codes.codes_now(get_db())
    own = {found.id, *(each.id for each in below(every, found.id))}
    form.into.choices = [(value.partition("/")[2], word) for value, word in _places(own) if "/" in value]

    def plan() -> Plan:
        return moving.plan_merge(get_db(), code_id, event_id=form.event.data or "", into=form.into.data or "")

    return _changed("merge", found, form, plan)


@bp.route("/codebook/codes/<code_id>/split", methods=["GET", "POST"])
@permit("codebook.edit")
def split_code(code_id: str) -> ResponseReturnValue:
    """First the names of the parts, then which coding goes to which, then what changes."""
    found = _code(code_id, USED)
    form = PartsForm(data={"event": found.event_id})
    names = list(dict.fromkeys(filter(None, (" ".join(line.split()) for line in (form.names.data or "").splitlines()))))
    chosen: dict[str, set[int]] = defaultdict(set)
    for key, part in request.form.items():
        if key.startswith("to-") and key[3:].removeprefix("-").isdigit() and part in names:
            chosen[part].add(int(key[3:]))
    listed, unseen = _codings(code_id)

    def plan() -> Plan:
        parts = {name: chosen[name] for name in names}
        retire = bool(form.retire.data)
        return moving.plan_split(get_db(), code_id, event_id=form.event.data or "", parts=parts, retire=retire)

    asks = request.form.get("step") == "pick"
    more = {"names": names, "chosen": chosen, "listed": listed, "unseen": unseen}
    if request.method == "POST" and asks and form.validate() and _tried(form, plan):
        return render_template("coding/codes/split.html", form=form, **more, **_all(found))
    return _changed("split", found, form, plan, **more)


@bp.route("/codebook/codes/<code_id>/retire", methods=["GET", "POST"])
@permit("codebook.edit")
def retire_code(code_id: str) -> ResponseReturnValue:
    """What stays and what ends, then the word of it."""
    found, form = _code(code_id, USED), ReasonForm()
    if form.validate_on_submit():
        reason = form.reason.data or ""
        codes.retire(get_db(), code_id, by=current_user.id, event_id=form.event.data or "", reason=reason)
        flash(_("이 코드를 더 쓰지 않습니다. 이미 한 판단은 그대로 있습니다."), "done")
        return redirect(url_for("coding.code", code_id=code_id), 303)
    form.event.data = found.event_id
    ever = counts(get_db(), my_scope(), codes.codes_now(get_db())).get(code_id, Count())
    page = render_template("coding/codes/change.html", what="retire", form=form, plan=None, ever=ever, **_all(found))
    return page, 422 if form.errors else 200


@bp.post("/codebook/codes/<code_id>/restore")
@permit("codebook.edit")
def restore_code(code_id: str) -> ResponseReturnValue:
    _code(code_id, RETIRED)
    codes.restore(get_db(), code_id, by=current_user.id, event_id=request.form.get("event", ""))
    flash(_("이 코드를 다시 씁니다."), "done")
    return redirect(url_for("coding.code", code_id=code_id), 303)


@bp.post("/codebook/changes/<event_id>/undo")
@permit("codebook.edit")
def undo_code_change(event_id: str) -> ResponseReturnValue:
    event = code_store.find_event(get_db(), event_id) or abort(404)
    back = moving.undo(get_db(), event_id, by=current_user.id)
    flash(
        _("되돌렸습니다. 옮겼던 판단 %(n)s건도 제자리로 돌아왔습니다.", n=back) if back else _("되돌렸습니다."), "done"
    )
    if event["code_id"] is None:
        return redirect(url_for("codebook.index"), 303)
    return redirect(url_for("coding.code", code_id=event["code_id"]), 303)


def _changed(what: str, found: Code, form: ReasonForm, planned: Callable[[], Plan], **more: Any) -> ResponseReturnValue:
    """The form; with it sent what would change; with that pressed again the change done."""
    plan = _tried(form, planned) if form.validate_on_submit() else None
    if plan and request.form.get("step") == "do":
        count = int(form.count.data) if (form.count.data or "").isdigit() else -1
        moving.perform(get_db(), plan, by=current_user.id, count=count, reason=form.reason.data or "")
        flash(_("바꾸었습니다. 이 코드의 기록에서 되돌릴 수 있습니다."), "done")
        return redirect(url_for("coding.code", code_id=found.id), 303)
    touched, names = _effects(plan) if plan else None, theme_names(get_db())
    page = render_template(
        "coding/codes/change.html",
        what=what,
        form=form,
        plan=plan,
        effects=touched,
        themes_told=", ".join(names.get(each, each) for each in touched.themes) if touched else "",
        areas={a["id"]: a for a in list_areas(get_db(), my_scope())},
        **more,
        **_all(found),
    )
    return page, 422 if form.errors else 200


def _effects(plan: Plan) -> Any:
    theme = plan.code.theme_code
    parted = [Carry(n, theme, None, theme) for chosen in (plan.parts or {}).values() for n in chosen]
    now = rounds.current()
    return effects(get_db(), [*plan.carries, *parted], scope=my_scope(), round_id=now["id"] if now else None)


def _tried(form: Any, act: Callable[[], Any]) -> Any:
    """What an act gives; None where it is refused, each fault said at its field."""
    fields = {"name": "name_ko", "theme": "place", "parent": "place", "parts": "names"}
    try:
        return act()
    except codes.Refused as refused:
        for field, problem in zip(refused.fields, refused.problems, strict=True):
            name = fields.get(field, field)
            at = getattr(form, name, form.reason)
            at.errors = [*at.errors, f"{problem.what}. {problem.right}."]
        return None


def _done_with(act: Callable[..., None], code_id: str, **words: Any) -> bool:
    act(get_db(), code_id, **words)
    return True


def _code(code_id: str, state: str = "") -> Code:
    """The code, in that state where one is asked for, or the end of the request with 404."""
    found = code_store.find(get_db(), code_id)
    return found if found and state in ("", found.state) else abort(404)


def _all(found: Code) -> dict[str, Any]:
    db, names = get_db(), theme_names(get_db())
    return placed(found, codes.codes_now(db), themes_by_code(db), lambda theme: names.get(theme, theme))


def _places(without: Collection[str] = ()) -> list[tuple[str, str]]:
    return places(themes_by_code(get_db()), codes.codes_now(get_db()), without)


def _codings(code_id: str) -> tuple[list[tuple[int, Any]], int]:
    """Codings of a code with their words as far as the person may read them, and how many others there are."""
    db, scope = get_db(), my_scope()
    found = [j for j in on_codes(db, [code_id]) if not is_expert() or j["coder_id"] == current_user.id or _done(j)]
    said = []
    for each in found[:MOST_SPLIT]:
        segment = segment_store.find_segment(db, each["segment_id"], scope)
        if segment and segment_store.is_heard(db, segment, scope):
            told = {"text": segment["text"], "who": speaker(segment), "place": place(segment)}
            said.append((each["id"], {**told, "settled": each["id"] < 0}))
    return said, len(on_codes(db, [code_id])) - len(said)


def _done(coding: Any) -> bool:
    return bool(may_see_others(get_db(), [coding["segment_id"]], current_user.id))
