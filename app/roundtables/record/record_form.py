"""Between the record's form and the record: what was typed as a draft, a draft and its flaws in fields."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Collection, Iterable
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas import opening
from app.areas import store as areas
from app.roundtables.record import record_store
from app.roundtables.record.presentation_lines import line_of, number_in, presentations_in
from app.roundtables.record.records import Flaw, ParticipantDraft, RecordDraft
from app.tables.checked import N_
from app.words.formats import named
from app.words.labels import choices
from forms.roundtables import MORE_ROWS, ParticipantRow, RecordForm

_SEPARATORS = re.compile(r"[\s,;·]+")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")


def new_form(db: Database, scope: Scope, data: dict[str, Any] | None = None) -> RecordForm:
    """The form with its choices: only areas in scope can be chosen."""
    form = RecordForm(data=data)
    form.kind.choices = choices("roundtable_kind")
    kinds = [(code, word) for code, word in choices("series_kind") if code != "other"]
    form.series_kind.choices = [("", _("정하지 않음")), *kinds]
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
        "number": str(draft.number or ""),
        "presentations": "\n".join(map(line_of, draft.presentations)),
        "industry": draft.industry_code or "",
        "areas": list(draft.area_codes),
        "topics": "\n".join(draft.topics),
        "participants": [*(row_of(each) for each in draft.participants), {}, {}],
    }


def row_of(each: ParticipantDraft) -> dict[str, str]:
    """What the fields of a line show of a participant."""
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
        title=text_of(form.title.data),
        title_en=text_of(form.title_en.data),
        held_on=text_of(form.held_on.data),
        starts_at=text_of(form.starts_at.data),
        ends_at=text_of(form.ends_at.data),
        place=text_of(form.place.data),
        series=text_of(form.series.data) or None,
        industry_code=form.industry.data or None,
        language=form.language.data or "ko",
        area_codes=tuple(form.areas.data or ()),
        topics=tuple(topic for line in (form.topics.data or "").splitlines() if (topic := text_of(line))),
        participants=tuple(_participant(each) for each in written_lines(form)),
        number=number_in(form.number.data),
        presentations=presentations_in(form.presentations.data or ""),
    )


def find_firms(db: Database, scope: Scope, form: RecordForm) -> list[Flaw]:
    """Write each firm as its code and name, whichever of them was typed, and fill in what follows from it.

    Returns a flaw for every name that several firms have; what is on no list stays as it was typed.
    """
    typed = [(row, each) for row, each in enumerate(written_lines(form)) if text_of(each.firm.data)]
    if not typed:
        return []
    listed = record_store.listed_firms(db, scope)
    flaws = []
    for row, each in typed:
        found = firms_meant(text_of(each.firm.data), listed, form.areas.data or [])
        if len(found) == 1:
            each.firm.data = f"{found[0]['code']} {found[0]['name']}"
            each.organization.data = each.organization.data or found[0]["name"]
            each.org_kind.data = each.org_kind.data or "firm"
        elif found:
            right = N_("목록에서 고르거나 기업 코드를 적어 주십시오.")
            flaws.append(Flaw("firm", N_("같은 이름의 기업이 여럿 있습니다."), right, row))
    return flaws


def firms_meant(text: str, listed: list[sqlite3.Row], area_codes: Collection[str]) -> list[sqlite3.Row]:
    """The firms a text can mean: by code, else by name, else by the name without what stands in brackets."""
    code = text.split(" ")[0].casefold()
    by_code = [r for r in listed if r["code"].casefold() == code]
    if by_code:
        return by_code
    for squeezed in (_squeezed, _bare):
        named = [r for r in listed if squeezed(r["name"]) == squeezed(text)]
        if named:
            return [r for r in named if r["area_code"] in area_codes] or named
    return []


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _bare(text: str) -> str:
    return _squeezed(_ASIDE.sub("", text))


def faults_of(form: RecordForm) -> list[tuple[str, str, str]]:
    """Every field that is wrong: its id, its name, what is wrong; for the top of the page."""
    found = [
        (f"field-{field.id}", str(field.label.text), field.errors[0])
        for field in form
        if field.errors and field.type != "FieldList"
    ]
    for number, entry in enumerate(form.participants, start=1):
        for field in entry.form:
            if field.errors:
                word = _("참여자 %(row)s번째 줄 ‘%(field)s’", row=number, field=field.label.text)
                found.append((field.id, word, field.errors[0]))
    return found


def unopened(db: Database, form: RecordForm) -> tuple[str, str] | None:
    """Code and name of the half-year a refused date waits for, where its round is not open but may be opened."""
    half = opening.openable_on(db, form.held_on.data or "") if form.held_on.errors else None
    return (half.code, opening.name_of(half)) if half else None


def _participant(each: ParticipantRow) -> ParticipantDraft:
    # The list of suggestions fills in "F0001 name": the code is its first word.
    firm = text_of(each.firm.data).split(" ")[0]
    return ParticipantDraft(
        label=text_of(each.label.data),
        organization=text_of(each.organization.data),
        org_kind=each.org_kind.data or "",
        role=text_of(each.role.data),
        firm_code=firm or None,
        area_codes=tuple(code for code in _SEPARATORS.split(each.asked.data or "") if code),
        id=each.id.data or None,
    )


def show_flaws(form: RecordForm, flaws: Iterable[Flaw]) -> None:
    """Put each flaw at its field, unless the field has been complained of already."""
    filled = written_lines(form)
    for flaw in flaws:
        holder = form if flaw.row is None else filled[flaw.row]
        field = holder[flaw.field]
        if not field.errors:
            line = _("%(n)s번째 줄: ", n=flaw.line) if flaw.line is not None else ""
            field.errors = [f"{line}{_(flaw.what)} {_(flaw.right)}"]


def written_lines(form: RecordForm) -> list[ParticipantRow]:
    """The lines in which anything is written."""
    return [entry.form for entry in form.participants if entry.form.is_filled()]


def text_of(value: str | None) -> str:
    """A field's words in NFC, single spaces between them."""
    return " ".join(unicodedata.normalize("NFC", value or "").split())
