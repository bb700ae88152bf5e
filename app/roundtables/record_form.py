"""Between the record's form and the record: what was typed as a draft, a draft and its flaws in fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas import store as areas
from app.formats import named
from app.labels import choices
from app.roundtables.records import Flaw, ParticipantDraft, RecordDraft
from forms.roundtables import MORE_ROWS, ParticipantRow, RecordForm

_SEPARATORS = re.compile(r"[\s,;·]+")


def new_form(db: Database, scope: Scope, data: dict[str, Any] | None = None) -> RecordForm:
    """The form with its choices: only areas in scope can be chosen."""
    form = RecordForm(data=data)
    form.kind.choices = choices("roundtable_kind")
    form.language.choices = choices("language")
    form.industry.choices = [
        ("", _("정하지 않음")),
        *((r["code"], named(r)) for r in areas.list_industries(db)),
    ]
    form.areas.choices = [(r["code"], f"{r['code']} {named(r)}") for r in areas.list_areas(db, scope)]
    set_row_choices(form)
    return form


def set_row_choices(form: RecordForm) -> None:
    for entry in form.participants:
        entry.form.org_kind.choices = [("", _("고르십시오")), *choices("org_kind")]


def add_rows(form: RecordForm) -> None:
    """Some empty lines more, for those who work without script."""
    for _number in range(MORE_ROWS):
        form.participants.append_entry()
    set_row_choices(form)


def data_of(draft: RecordDraft, seen: str) -> dict[str, Any]:
    """What the form's fields show of a stored record; two empty lines stand below the participants."""
    fields = ("kind", "title", "title_en", "held_on", "starts_at", "ends_at", "place", "language")
    return {
        **{field: getattr(draft, field) for field in fields},
        "seen": seen,
        "series": draft.series or "",
        "industry": draft.industry_code or "",
        "areas": list(draft.area_codes),
        "topics": "\n".join(draft.topics),
        "participants": [*(_row_of(each) for each in draft.participants), {}, {}],
    }


def _row_of(each: ParticipantDraft) -> dict[str, str]:
    return {
        "id": each.id or "",
        "label": each.label,
        "organization": each.organization,
        "org_kind": each.org_kind,
        "role": each.role,
        "firm": each.firm_code or "",
        "asked": ", ".join(each.area_codes),
    }


def draft_in(form: RecordForm) -> RecordDraft:
    """The draft that was typed; lines without a word are left out."""
    return RecordDraft(
        kind=form.kind.data or "",
        title=_text(form.title.data),
        title_en=_text(form.title_en.data),
        held_on=_text(form.held_on.data),
        starts_at=_text(form.starts_at.data),
        ends_at=_text(form.ends_at.data),
        place=_text(form.place.data),
        series=_text(form.series.data) or None,
        industry_code=form.industry.data or None,
        language=form.language.data or "ko",
        area_codes=tuple(form.areas.data or ()),
        topics=tuple(topic for line in (form.topics.data or "").splitlines() if (topic := _text(line))),
        participants=tuple(_participant(each) for each in _filled(form)),
    )


def _participant(each: ParticipantRow) -> ParticipantDraft:
    # The list of suggestions fills in "F0001 name": the code is its first word.
    firm = _text(each.firm.data).split(" ")[0]
    return ParticipantDraft(
        label=_text(each.label.data),
        organization=_text(each.organization.data),
        org_kind=each.org_kind.data or "",
        role=_text(each.role.data),
        firm_code=firm or None,
        area_codes=tuple(code for code in _SEPARATORS.split(each.asked.data or "") if code),
        id=each.id.data or None,
    )


def show_flaws(form: RecordForm, flaws: Iterable[Flaw]) -> None:
    """Put each flaw at its field, unless the field has been complained of already."""
    filled = _filled(form)
    for flaw in flaws:
        holder = form if flaw.row is None else filled[flaw.row]
        field = holder[flaw.field]
        if not field.errors:
            field.errors = [f"{_(flaw.what)} {_(flaw.right)}"]


def _filled(form: RecordForm) -> list[ParticipantRow]:
    return [entry.form for entry in form.participants if entry.form.is_filled()]


def _text(value: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", value or "").split())
