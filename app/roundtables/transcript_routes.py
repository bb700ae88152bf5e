"""Pages of stored transcripts: who the speakers are, and the transcript itself."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.downloading import record_download
from app.accounts.permissions import may, permit
from app.accounts.signing_in import my_scope
from app.db import get_db
from app.paging import Page, page_number
from app.roundtables.access import changeable, may_change, mine
from app.roundtables.blueprint import bp
from app.roundtables.preview import importing
from app.roundtables.preview.asking import answers_in, guesses
from app.roundtables.record import store
from app.roundtables.record.hearing import Turn, marks, page_of
from app.roundtables.talk import talking, turn_store
from app.roundtables.talk.speakers import NOBODY, tally
from app.tables.sheets import table_response
from app.words.formats import clock
from app.words.labels import label
from forms.roundtables import AnswersForm

# A whole roundtable of two hours fits on a page, so that a link to a turn needs nothing but its anchor.
TURNS_A_PAGE = 200


@bp.route("/roundtables/<roundtable_id>/speakers", methods=["GET", "POST"])
@permit("roundtables.edit")
def speakers(roundtable_id: str) -> ResponseReturnValue:
    db, found = get_db(), changeable(roundtable_id)
    document = turn_store.document_of(db, roundtable_id) or abort(404)
    turns = turn_store.turns_of(db, document)
    counted = tally(turns, aside={t.speaker for t in turns if t.identified and t.participant_id is None})
    if AnswersForm().validate_on_submit():
        changed = importing.match_speakers(db, roundtable_id, answers_in(counted), current_user.id)
        flash(_("발언자를 저장했습니다. 바뀐 발언은 %(n)s개입니다.", n=changed), "done")
        return redirect(url_for("roundtables.transcript", roundtable_id=roundtable_id))
    people = store.participants_of(db, roundtable_id)
    return render_template(
        "roundtables/talk/speakers.html",
        roundtable=found,
        speakers=counted,
        people=people,
        chosen={t.speaker: (t.participant_id or NOBODY) for t in turns if t.identified},
        guesses=guesses(counted, people),
    )


@bp.get("/roundtables/<roundtable_id>/transcript")
@permit("roundtables.view")
def transcript(roundtable_id: str) -> ResponseReturnValue:
    found = mine(roundtable_id)
    talk = talking.talk_of(get_db(), found, my_scope(), knows=may("roundtables.raw"))
    if talk is None:
        changing = may_change(roundtable_id)
        return render_template("roundtables/talk/no_transcript.html", roundtable=found, changeable=changing)
    text, speaker = request.args.get("q", "").strip(), request.args.get("speaker", "")
    entries = talk.found(text, speaker) if text or speaker else talk.entries
    number = page_number()
    if turn := request.args.get("turn", type=int):
        number = page_of(entries, turn, TURNS_A_PAGE)
    return render_template(
        "roundtables/talk/transcript.html",
        roundtable=found,
        talk=talk,
        entries=entries[(number - 1) * TURNS_A_PAGE : number * TURNS_A_PAGE],
        page=Page(number, TURNS_A_PAGE, len(entries)),
        counted=sum(isinstance(entry, Turn) for entry in entries),
        search=text,
        speaker=speaker,
        marks=marks,
        changeable=may_change(roundtable_id),
    )


@bp.get("/roundtables/<roundtable_id>/transcript.<any(csv, xlsx):file_type>")
@permit("roundtables.view")
def export_transcript(roundtable_id: str, file_type: str) -> ResponseReturnValue:
    """The talk as everybody reads it; with names only where the facilitator asks for them, which is marked and noted."""
    found, named = mine(roundtable_id), "named" in request.args
    if named and not may("roundtables.raw"):
        abort(403)
    talk = talking.talk_of(get_db(), found, my_scope(), knows=named) or abort(404)
    wanted = talk.found(request.args.get("q", "").strip(), request.args.get("speaker", ""))
    titles = [_("번호"), _("시각"), _("발언자"), _("기관·기업"), _("기관 종류"), _("발언")]
    table = []
    for turn in wanted:
        who = talk.people.get(turn.participant_id or "")
        whose = [who.organization, label(who.org_kind, "org_kind")] if who else ["", ""]
        name = who.label if who else turn.speaker
        table.append([turn.position, clock(turn.time_start), name, *whose, turn.text])
    if named:
        record_download(get_db(), "transcript_named", len(table), object_kind="roundtable", object_id=roundtable_id)
    else:
        record_download(get_db(), "transcript", len(table), object_kind="roundtable", object_id=roundtable_id)
    title = _("녹취록(참여자 이름 포함)") if named else _("녹취록")
    return table_response(file_type, f"{title} {found['code']}", titles, table)
