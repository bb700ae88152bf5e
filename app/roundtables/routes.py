"""Pages of roundtables: the list, the record and its form, an area's tab."""

from __future__ import annotations

import sqlite3
import unicodedata
from dataclasses import asdict

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.downloading import record_download
from app.accounts.permissions import may, permit
from app.accounts.signing_in import my_scope, require_area
from app.areas import store as areas
from app.areas.finding.finding import area_found, choosable
from app.db import get_db
from app.ids import is_id
from app.paging import Page, page_number
from app.personal import sealed_store
from app.roundtables.access import changeable, may_change, mine
from app.roundtables.blueprint import bp
from app.roundtables.preview.drafts import drafts_of
from app.roundtables.record import filling, record_form, recording, series_store, store
from app.roundtables.record.hearing import audience
from app.roundtables.record.records import ORG_KINDS, fingerprint, normal
from app.roundtables.sealed import deidentifying
from app.roundtables.talk import turn_store, withdrawal_store
from app.roundtables.talk.recalling import last_meeting
from app.roundtables.talk.telling import kind_told, presented, told, voice_told
from app.tables.sheets import table_response
from app.words.formats import day as day_of
from app.words.formats import named
from app.words.i18n import language
from app.words.labels import label
from forms.roundtables import RecordForm

# Bounds the list in the page; the preview's is 2,000 (preview/preview_page.py). Chosen, not measured.
LISTED_FIRMS = 3000
# As minutes list them: who led, who represents the public, who spoke for themselves.
SHOWN_ORDER = ("moderator", *(kind for kind in ORG_KINDS if kind != "moderator"))


@bp.get("/roundtables")
@permit("roundtables.view")
def index() -> ResponseReturnValue:
    db, scope, filters = get_db(), my_scope(), _filters()
    number, sort = page_number(), request.args.get("sort", "-date")
    found, total = store.list_roundtables(db, scope, filters, sort=sort, limit=50, offset=(number - 1) * 50)
    choices = areas.list_areas(db, scope)
    return render_template(
        "roundtables/index.html",
        found=found,
        page=Page(number, 50, total),
        filters=filters,
        asked={**_named(filters), "sort": sort},
        narrowed=filters != store.Filters(),
        sort=sort,
        areas_of=store.areas_of(db, (r["id"] for r in found)),
        scope=scope,
        area_choices=choices,
        many_areas=choosable(choices) is None,
        chosen_area=next((a for a in choices if filters.area in (a["code"], a["id"])), None),
        series_choices=store.list_series(db),
        rounds=areas.list_rounds(db),
    )


@bp.get("/roundtables.<any(csv, xlsx):file_type>")
@permit("roundtables.view")
def export(file_type: str) -> ResponseReturnValue:
    db, scope = get_db(), my_scope()
    found, _total = store.list_roundtables(db, scope, _filters(), sort=request.args.get("sort", "-date"))
    where = store.areas_of(db, (r["id"] for r in found))
    titles = [
        _("코드"), _("날짜"), _("시작"), _("끝"), _("종류"), _("시리즈"), _("제목"), _("장소"), _("밀집지역"),
        _("업종"), _("참여자"), _("참여 기업"), _("발언"), _("녹취록 상태"),
    ]  # fmt: skip
    table = [
        [
            r["code"], r["held_on"], r["starts_at"], r["ends_at"], label(r["kind"], "roundtable_kind"),
            named(r, "series") if r["series_ko"] else "", _title(r), r["place"],
            ", ".join(a["code"] for a in where[r["id"]] if scope.allows(a["id"])),
            named(r, "industry") if r["industry_ko"] else "", r["people"], r["firms"], r["turns"],
            label(r["state"], "transcript_state"),
        ]
        for r in found
    ]  # fmt: skip
    record_download(db, "roundtables", len(table))
    return table_response(file_type, _("간담회 목록"), titles, table)


bp.add_app_template_global(kind_told, "kind_told")


@bp.route("/roundtables/new", methods=["GET", "POST"])
@permit("roundtables.edit")
def new() -> ResponseReturnValue:
    return _edit(record_form.new_form(get_db(), my_scope()), None)


@bp.route("/roundtables/<roundtable_id>/edit", methods=["GET", "POST"])
@permit("roundtables.edit")
def edit(roundtable_id: str) -> ResponseReturnValue:
    changeable(roundtable_id)
    draft = store.draft_of(get_db(), roundtable_id)
    data = record_form.data_of(draft, fingerprint(draft))
    return _edit(record_form.new_form(get_db(), my_scope(), data), roundtable_id)


def _edit(form: RecordForm, roundtable_id: str | None) -> ResponseReturnValue:
    if request.method == "GET":
        return _form_page(form, roundtable_id)
    if "more" in request.form:
        record_form.add_rows(form)
        return _form_page(form, roundtable_id)
    if "paste" in request.form or "copy" in request.form:
        done = _copied(form, roundtable_id) if "copy" in request.form else filling.paste(get_db(), my_scope(), form)
        if done.new or done.there:
            flash(filling.told(done))
        return _form_page(form, roundtable_id), 422 if form.pasted.errors or form.series.errors else 200
    unclear = record_form.find_firms(get_db(), my_scope(), form)
    valid = form.validate() and not unclear and not filling.unread(form)
    record_form.show_flaws(form, unclear)
    try:
        if valid:
            return _saved(form, roundtable_id)
        recording.check_record(get_db(), record_form.draft_in(form), my_scope(), roundtable_id)
    except recording.FlawedRecord as error:
        record_form.show_flaws(form, error.flaws)
    return _form_page(form, roundtable_id), 422


def _copied(form: RecordForm, roundtable_id: str | None) -> filling.Filled:
    """Write the people of the series' last meeting into the form, and its areas where none is chosen yet."""
    series, day = record_form.text_of(form.series.data), record_form.text_of(form.held_on.data)
    knows, scope = may("roundtables.raw"), my_scope()
    last = last_meeting(get_db(), series, day, scope, knows=knows, besides=roundtable_id) if series else None
    if last is None:
        right = _("이 시리즈의 지난 회의가 없습니다. 시리즈 이름을 목록에서 골라 주십시오.")
        form.series.errors = [right if series else _("어느 시리즈의 지난 회의인지 먼저 적어 주십시오.")]
        return filling.Filled()
    form.areas.data = form.areas.data or list(last.area_codes)
    title, held_on = _title(last.meeting), last.meeting["held_on"]
    flash(_("지난 회의에서 가져왔습니다: %(title)s, %(day)s", title=title, day=day_of(held_on)))
    if last.hidden:
        flash(_("다른 지역 참여자 %(n)s명은 가져오지 않았습니다.", n=last.hidden), "careful")
    if last.nameless:
        flash(_("‘참석자 2’처럼 번호뿐인 참여자 %(n)s명은 가져오지 않았습니다.", n=last.nameless), "careful")
    return filling.fill(form, filling.with_firms(get_db(), scope, last.people, form.areas.data))


def _saved(form: RecordForm, roundtable_id: str | None) -> ResponseReturnValue:
    draft = record_form.draft_in(form)
    done = recording.save_record(
        get_db(),
        draft,
        scope=my_scope(),
        person_id=current_user.id,
        roundtable_id=roundtable_id,
        seen=form.seen.data or None,
    )
    if form.series_kind.data and series_store.name_kind(get_db(), done.id, form.series_kind.data):
        flash(_("시리즈의 종류를 정했습니다. 시리즈 화면에서 고칠 수 있습니다."), "done")
    words = {"new": _("기록을 저장했습니다."), "changed": _("기록을 수정했습니다.")}
    flash(words.get(done.state, _("바뀐 것이 없습니다.")), "done")
    stored = store.draft_of(get_db(), done.id)
    if (stored.title, stored.topics) != (normal(draft).title, normal(draft).topics):
        flash(_("제목이나 논의 주제에 있던 이름·번호·기업을 가렸습니다. 모두가 읽는 칸입니다."), "careful")
    told_there = deidentifying.told_by_record(get_db(), done.id, deidentifying.known_of(get_db(), done.id))
    if told_there:
        found = ", ".join(dict.fromkeys(word for _field, word in told_there))
        flash(
            _("제목, 장소, 논의 주제는 모두가 그대로 읽습니다. 알아볼 수 있는 말이 있습니다: %(words)s", words=found),
            "careful",
        )
    return redirect(url_for("roundtables.show", roundtable_id=done.id))


def _form_page(form: RecordForm, roundtable_id: str | None) -> str:
    db, scope = get_db(), my_scope()
    return render_template(
        "roundtables/form.html",
        form=form,
        saving=not {"paste", "copy"} & set(request.form),
        faults=record_form.faults_of(form),
        unopened=record_form.unopened(db, form),
        roundtable=store.find_roundtable(db, roundtable_id, scope) if roundtable_id else None,
        series=store.list_series(db),
        firms=store.list_firms(db, scope, limit=LISTED_FIRMS),
        unlisted=store.count_firms(db, scope) > LISTED_FIRMS,
    )


@bp.get("/roundtables/<roundtable_id>")
@permit("roundtables.view")
def show(roundtable_id: str) -> ResponseReturnValue:
    db, found = get_db(), mine(roundtable_id)
    people = store.participants_of(db, roundtable_id)
    where = store.areas_of(db, [roundtable_id])[roundtable_id]
    scope = my_scope()
    heard = audience(people, (a["id"] for a in where), scope).participant_ids
    document = turn_store.document_of(db, roundtable_id)
    changing = may_change(roundtable_id)
    knows = changing and may("roundtables.raw")
    known = [told(each, knows=may("roundtables.raw")) for each in people if each.id in heard]
    return render_template(
        "roundtables/show.html",
        roundtable=found,
        areas=[a for a in where if scope.allows(a["id"])],
        other_areas=sum(not scope.allows(a["id"]) for a in where),
        topics=store.topics_of(db, roundtable_id),
        people=known,
        presentations=presented(store.presentations_of(db, roundtable_id), known),
        org_kinds=SHOWN_ORDER,
        hidden=len(people) - len(heard),
        document=document,
        sealed=sealed_store.original_of(db, document["id"]) if document and may("roundtables.raw") else None,
        waiting=turn_store.waiting_speakers(db, document["id"]) if document else [],
        withdrawn=withdrawal_store.withdrawn_of(db, roundtable_id) if knows else [],
        changeable=changing,
        drafts=drafts_of(db, current_user.id, scope, roundtable_id) if changing else [],
    )


@bp.get("/areas/<area_id>/roundtables")
@permit("roundtables.view")
def area(area_id: str) -> ResponseReturnValue:
    require_area(area_id)
    db = get_db()
    found = areas.find_area(db, area_id) or abort(404)
    held, total = store.list_roundtables(db, my_scope(), store.Filters(area=area_id))
    return render_template(
        "roundtables/area.html",
        area=found,
        held=held,
        total=total,
        voices=store.voices_of_area(db, area_id),
        knows=may("roundtables.raw"),
        voice_told=voice_told,
    )


def _filters() -> store.Filters:
    asked = request.args
    area = asked.get("area", "")
    if area and not is_id(area) and choosable(areas.list_areas(get_db(), my_scope())) is None:
        found = area_found()
        area = found["code"] if found else ""
    return store.Filters(
        text=unicodedata.normalize("NFC", asked.get("q", "").strip()),
        area=area,
        **{field: asked.get(field, "") for field in ("kind", "series", "state", "round")},
    )


def _named(filters: store.Filters) -> dict[str, str]:
    """The filters as they stand in an address."""
    words = asdict(filters)
    return {"q" if field == "text" else field: word for field, word in words.items() if word}


def _title(found: sqlite3.Row) -> str:
    return (language() == "en" and found["title_en"]) or found["title"]
