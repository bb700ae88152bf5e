"""Filling lines of the record's form from what is there already: pasted lines, people of an earlier meeting."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.roundtables.record import record_form, record_store
from app.roundtables.record.people_lines import people_pasted
from app.roundtables.record.records import MOST_PARTICIPANTS, ParticipantDraft
from forms.roundtables import RecordForm

# Unread lines the error quotes, and letters of each. Chosen, not measured.
_QUOTED, _QUOTED_LETTERS = 5, 40


@dataclass(frozen=True)
class Filled:
    """How many lines were filled, how many stood there under that label, how many still lack something."""

    new: int = 0
    there: int = 0
    short: int = 0


def paste(db: Database, scope: Scope, form: RecordForm) -> Filled:
    """Read the pasted lines into lines of the form; nothing is stored. What reads as nobody stays, said at the field."""
    read = people_pasted(form.pasted.data or "")
    if not read.people and not read.unread:
        form.pasted.errors = [_("붙여 넣은 줄이 없습니다. 한 줄에 한 명씩 적어 주십시오.")]
        return Filled()
    if len(read.people) + len(record_form.written_lines(form)) > MOST_PARTICIPANTS:
        form.pasted.errors = [_("참여자는 200명까지 적을 수 있습니다.")]
        return Filled()
    done = fill(form, with_firms(db, scope, read.people, form.areas.data or []))
    form.pasted.data = "\n".join(words for _number, words in read.unread)
    if read.unread:
        quoted = ", ".join(
            _("%(n)s번째 줄 ‘%(words)s’", n=number, words=words[:_QUOTED_LETTERS])
            for number, words in read.unread[:_QUOTED]
        )
        form.pasted.errors = [
            _("사람으로 읽지 못해 남겨 두었습니다(%(n)s줄): %(lines)s", n=len(read.unread), lines=quoted)
        ]
    return done


def unread(form: RecordForm) -> bool:
    """Whether pasted lines wait that saving would lose; said at their field."""
    if not (form.pasted.data or "").strip():
        return False
    form.pasted.errors = [_("붙여 넣은 줄이 아직 아래에 없습니다. ‘아래 줄에 옮기기’를 누르거나 지워 주십시오.")]
    return True


def with_firms(
    db: Database, scope: Scope, people: Iterable[ParticipantDraft], area_codes: Collection[str]
) -> list[ParticipantDraft]:
    """The people with the register's firm where the name of their organization means just one."""
    listed = record_store.listed_firms(db, scope)
    found = []
    for each in people:
        meant = record_form.firms_meant(each.firm_code or each.organization, listed, area_codes)
        if len(meant) == 1 and each.org_kind in ("firm", ""):
            code = f"{meant[0]['code']} {meant[0]['name']}"
            each = replace(each, firm_code=code, org_kind="firm", organization=each.organization or meant[0]["name"])
        found.append(each)
    return found


def fill(form: RecordForm, people: Iterable[ParticipantDraft]) -> Filled:
    """Write people into the form's empty lines, then into new ones; a label that stands there already is passed over."""
    labels = {(each.label.data or "").strip() for each in record_form.written_lines(form)}
    empty = [entry.form for entry in form.participants if not entry.form.is_filled()]
    new = there = short = 0
    for each in people:
        if each.label in labels:
            there += 1
            continue
        labels.add(each.label)
        row = empty.pop(0) if empty else form.participants.append_entry().form
        row.process(data=record_form.row_of(replace(each, id=None)))
        new, short = new + 1, short + (not (each.organization and each.org_kind))
    record_form.set_row_choices(form)
    return Filled(new, there, short)


def told(done: Filled) -> str:
    """What is said after lines were filled."""
    said = [_("참여자 %(n)s명을 아래 줄에 적었습니다. 확인한 뒤 저장하십시오.", n=done.new)]
    if done.short:
        said.append(_("기관이나 종류를 알 수 없는 줄 %(n)s개는 채워 주십시오.", n=done.short))
    if done.there:
        said.append(_("이미 적혀 있는 %(n)s명은 건너뛰었습니다.", n=done.there))
    return " ".join(said)
