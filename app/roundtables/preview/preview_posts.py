"""What the buttons of the preview do: each keeps the whole page's choices, then one thing happens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.signing_in import my_scope
from app.db import get_db
from app.errors import BadInput
from app.roundtables.preview import adding, correcting, importing, newcomers, preparing, preview_page, previews
from app.roundtables.preview.asking import answers_in
from app.roundtables.preview.correcting import Pressed, Wrong
from app.roundtables.preview.preview_page import Opened, Refused
from app.roundtables.record.recording import FlawedRecord
from app.roundtables.record.records import ParticipantDraft
from forms.roundtables import NewParticipantForm

Work = dict[str, Any]


def answered(folder: Path, work: Opened) -> ResponseReturnValue:
    """Carry out what was pressed."""
    op, *words = request.form.get("op", "next").split()
    before = work.waiting.work
    stale = request.form.get("seen", correcting.token_of(before)) != correcting.token_of(before)
    if op == "hold":
        return _held(folder, work, stale=stale)
    if stale:
        flash(_("다른 창에서 그사이 고친 것이 있어 화면을 새로 열었습니다. 다시 눌러 주십시오."), "careful")
        return _back(work)
    unanswered = {each.key: _("답을 골라 주십시오.") for each in work.open_questions if each.choices}
    if op == "answer" and unanswered and not dict(_picks(work)):
        return preview_page.page_of(work, Refused(unanswered)), 422
    kept = _with_choices(before, work, guessing=op == "guess")
    try:
        fresh = _again(work, kept)
    except BadInput as error:  # an answer by which the file cannot be read is not kept
        return preview_page.page_of(work, Refused({"questions": str(error.problems[0].what)})), 422
    previews.keep_work(folder, work.preview_id, kept)
    if correcting.is_edit(op):
        return _corrected(folder, work, kept, op, tuple(words))
    if op == "person":
        return _added(folder, fresh, kept)
    if op == "people":
        return _all_added(folder, fresh, kept)
    if op in ("undo", "anew"):
        return _taken_back(folder, work, kept, op)
    if op in ("find", "see", "page", "all", "columns"):
        return _elsewhere(fresh, op, words)
    if op != "next":
        return _back(fresh, anchor="questions" if fresh.open_questions else "talk")
    return _gone_on(work, fresh)


def _held(folder: Path, work: Opened, *, stale: bool) -> ResponseReturnValue:
    """Keep what is chosen at the moment, sent by the page itself: nothing is read again, nothing is shown."""
    if stale:
        return "", 409
    before = work.waiting.work
    picked = dict(_picks(work))
    held = {
        **before,
        "newcomers": newcomers.kept_of(newcomers.sent_form()),
        "answers": {**before.get("answers", {}), **_sent(work)},
        "picked": picked,
    }
    previews.keep_work(folder, work.preview_id, held)
    return "", 204


def _elsewhere(work: Opened, op: str, words: list[str]) -> ResponseReturnValue:
    """To other turns of the same file: what was searched for, one speaker's, another page; or to its columns."""
    where: dict[str, Any] = {"roundtable_id": work.roundtable["id"], "preview_id": work.preview_id}
    if op == "columns":
        return redirect(url_for("roundtables.preview_columns", **where))
    asked: dict[str, Any] = {name: request.args.get(name, "") for name in ("q", "speaker")} if op == "page" else {}
    if op == "find":
        asked = {name: request.form.get(name, "").strip() for name in ("q", "speaker")}
    number = words[0] if words and words[0].isascii() and words[0].isdigit() else ""
    if op == "see" and number and int(number) < len(work.counted):
        asked = {"speaker": work.counted[int(number)].speaker or ""}
    elif op == "page":
        asked["page"] = number
    asked = {name: word for name, word in asked.items() if word}
    return redirect(url_for("roundtables.preview", **where, **asked, _anchor="talk"))


def _picks(work: Opened) -> Iterator[tuple[str, str]]:
    """The answers chosen for open questions, by the question's key."""
    for number, question in enumerate(work.open_questions):
        value = request.form.get(f"question-{number}", "")
        if value in {choice.value for choice in question.choices}:
            yield question.key, value


def _with_choices(before: Work, work: Opened, *, guessing: bool) -> Work:
    """The work with what was chosen on the page: participants of speakers, answers to questions."""
    answers = {**before.get("answers", {}), **_sent(work)}
    guesses = {each.key: each.guess for each in work.open_questions if each.choices} if guessing else {}
    reading = {**before.get("reading", {}), **guesses, **dict(_picks(work))}
    rest = {name: value for name, value in before.items() if name != "picked"}
    return {**rest, "answers": answers, "reading": reading, "newcomers": newcomers.kept_of(newcomers.sent_form())}


def _sent(work: Opened) -> dict[str, str]:
    counted = list(work.counted)
    found = answers_in(counted)
    return {label: found[label] for n, label in enumerate(found) if f"speaker-{n}" in request.form}


def _corrected(folder: Path, work: Opened, kept: Work, op: str, words: tuple[str, ...]) -> ResponseReturnValue:
    pressed = Pressed(words, request.form, work.brought.transcript, work.counted, work.numbers)
    try:
        edit = correcting.edit_of(op, pressed)
    except (Wrong, ValueError, IndexError) as error:
        wrong = {error.field: error.words} if isinstance(error, Wrong) else {"": _("화면을 다시 열어 눌러 주십시오.")}
        return preview_page.page_of(_again(work, kept), Refused(wrong)), 422
    text = preparing.text_of(work.brought.transcript)
    previews.keep_work(folder, work.preview_id, correcting.with_edit(_moved(kept, edit), edit, text))
    return _back(_again(work, correcting.with_edit(kept, edit, text)), start=_place(work, op, pressed))


def _again(work: Opened, kept: Work) -> Opened:
    return preview_page.opened(work.roundtable, work.preview_id, replace(work.waiting, work=kept))


def _moved(kept: Work, edit: dict[str, Any]) -> Work:
    """A label that gets another name takes its participant along, unless the other has one."""
    if edit["do"] != "rename":
        return kept
    answers = dict(kept["answers"])
    old = answers.pop(edit["from"] or "", "")
    answers[edit["to"]] = answers.get(edit["to"]) or old
    return {**kept, "answers": answers}


def _place(work: Opened, op: str, pressed: Pressed) -> int | None:
    """Where to go on: the turn that was corrected, or what it was joined to."""
    if op in ("rename", "same", "title", "lift"):
        return None
    if op == "join":
        return work.brought.transcript.turns[pressed.turn.position - 2].start
    return pressed.start


def _added(folder: Path, work: Opened, kept: Work) -> ResponseReturnValue:
    form = preview_page.new_person(list(work.counted))
    each = ParticipantDraft(
        label=_words(form.new_label.data) or form.new_for.data or "",
        organization=_words(form.new_organization.data),
        org_kind=form.new_org_kind.data or "",
        role=_words(form.new_role.data),
        firm_code=_words(form.new_firm.data) or None,
    )
    try:
        added = adding.add_participant(
            get_db(), work.roundtable["id"], each, scope=my_scope(), person_id=current_user.id
        )
    except FlawedRecord as error:
        if not form.validate() or _show(form, error):
            return preview_page.page_of(work, Refused(person=form)), 422
        raise
    if form.new_for.data:
        kept = {**kept, "answers": {**kept["answers"], form.new_for.data: added}}
        previews.keep_work(folder, work.preview_id, kept)
    flash(_("기록에 참여자를 더했습니다: %(label)s", label=each.label), "done")
    return _back(work, anchor="speakers")


def _all_added(folder: Path, work: Opened, kept: Work) -> ResponseReturnValue:
    """Add everybody ticked in the table, all or none; who speaks under the label is matched at once."""
    form = newcomers.sent_form()
    valid = form.validate()
    taken = list(newcomers.taken_of(form))
    if not taken:
        return preview_page.page_of(work, Refused({"newcomers": _("더할 사람을 하나 이상 표시해 주십시오.")})), 422
    try:
        added = (
            adding.add_participants(
                get_db(),
                work.roundtable["id"],
                [each for _row, each in taken],
                scope=my_scope(),
                person_id=current_user.id,
            )
            if valid
            else []
        )
    except FlawedRecord as error:
        if not newcomers.show([row for row, _each in taken], error):
            raise
        valid = False
    if not valid:
        return preview_page.page_of(work, Refused(newcomers.wrong_of(form), newcomers=form)), 422
    speakers = {row.speaker.data: found for (row, _each), found in zip(taken, added, strict=True) if row.speaker.data}
    rest = {name: value for name, value in kept.items() if name != "newcomers"}
    previews.keep_work(folder, work.preview_id, {**rest, "answers": {**kept["answers"], **speakers}})
    flash(_("기록에 참여자 %(n)s명을 더했습니다. 발언자 %(m)s명과 이었습니다.", n=len(added), m=len(speakers)), "done")
    return _back(work, anchor="speakers")


def _show(form: NewParticipantForm, error: FlawedRecord) -> bool:
    """Put the flaws of the new participant at its fields. False where the record itself is at fault."""
    shown = False
    for flaw in error.flaws:
        name = f"new_{flaw.field}"
        if flaw.row is None and name in form:
            form[name].errors = [f"{_(flaw.what)} {_(flaw.right)}"]
            shown = True
    return shown


def _words(text: str | None) -> str:
    return " ".join((text or "").split())


def _taken_back(folder: Path, work: Opened, kept: Work, op: str) -> ResponseReturnValue:
    if op == "undo":
        previews.keep_work(folder, work.preview_id, correcting.without_last(kept))
        flash(_("마지막으로 고친 것을 되돌렸습니다."))
    else:
        whole: Work = {name: kept[name] for name in ("answers", "known", "settled") if name in kept}
        previews.keep_work(folder, work.preview_id, whole)
        flash(_("고친 것과 답을 모두 지우고 파일을 처음 읽은 대로 되돌렸습니다."))
    return _back(work, anchor="talk")


def _gone_on(work: Opened, fresh: Opened) -> ResponseReturnValue:
    """To the next step, once nothing is open; answers that were just given are shown first."""
    if fresh.open_questions:
        wrong = {question.key: _("답을 골라 주십시오.") for question in fresh.open_questions}
        return preview_page.page_of(fresh, Refused(wrong)), 422
    if work.open_questions:
        flash(_("답하신 대로 다시 읽었습니다. 발언을 확인한 뒤 ‘다음’을 눌러 주십시오."))
        return _back(fresh)
    importing.check_answers(get_db(), work.roundtable["id"], fresh.waiting.work["answers"])
    return redirect(url_for("roundtables.names", roundtable_id=work.roundtable["id"], preview_id=work.preview_id))


def _back(work: Opened, *, start: int | None = None, anchor: str | None = None) -> ResponseReturnValue:
    """To the same place of the same page."""
    asked: dict[str, Any] = {name: request.args[name] for name in ("q", "speaker", "page") if request.args.get(name)}
    if start is not None and not (asked.get("q") or asked.get("speaker")):
        asked["page"] = str(preview_page.number_of(work, start))
    if asked.get("page") == "1":
        del asked["page"]
    # A label that goes with a turn moves where the turn begins.
    there = next(
        (each.start for each in work.brought.transcript.turns if start is not None and each.end > start), start
    )
    where = anchor or (f"t-{there}" if there is not None else "talk")
    return redirect(
        url_for(
            "roundtables.preview",
            roundtable_id=work.roundtable["id"],
            preview_id=work.preview_id,
            **asked,
            _anchor=where,
        )
    )
