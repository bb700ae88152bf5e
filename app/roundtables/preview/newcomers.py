"""Everybody in a waiting file whom the record does not have: proposed line by line, checked, added in one act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.roundtables.preview.attending import attending, heads_list
from app.roundtables.record.filling import with_firms
from app.roundtables.record.hearing import Participant
from app.roundtables.record.people_lines import person_in_words
from app.roundtables.record.record_form import text_of
from app.roundtables.record.recording import FlawedRecord
from app.roundtables.record.records import ParticipantDraft
from app.roundtables.talk.speakers import Guess, Known, Tally, propose, squeezed
from app.words.labels import choices
from forms.roundtables import NewcomerRow, NewcomersForm

# Bounds the table of one page; who comes later is proposed once these are added. Chosen, not measured.
_MOST = 60


@dataclass(frozen=True)
class Newcomer:
    """Somebody the record does not have: as a speaker of the file ("" for who is only listed), and the line proposed."""

    speaker: str
    line: ParticipantDraft


@dataclass(frozen=True)
class Heard:
    """What the file and the work on it tell: who speaks, whom the record has, who was chosen and who is guessed."""

    text: str
    counted: Sequence[Tally]
    people: Sequence[Participant]
    chosen: Mapping[str | None, str]
    guessed: Mapping[str | None, Guess]


def newcomers(db: Database, scope: Scope, heard: Heard, area_codes: Sequence[str]) -> list[Newcomer]:
    """Every speaker without a participant, then everybody else on the file's attendance lists.

    A speaker who stands on a list gets what it says; else what the label itself tells.
    """
    listed = {str(n): each for n, each in enumerate(attending(heard.text))}
    speakers = [each.speaker for each in heard.counted if each.speaker and _is_new(each.speaker, heard)]
    meant = _meant(speakers, listed)
    taken: set[str] = set()
    found = []
    for speaker in speakers:
        key = meant.get(speaker, "")
        each = listed.get(key) if key not in taken else None
        taken.add(key)
        told = each or person_in_words(speaker) or ParticipantDraft(speaker, "", "")
        found.append(Newcomer(speaker, replace(told, label=speaker)))
    rest = [Newcomer("", each) for key, each in listed.items() if key not in taken and not _there(each, heard)]
    everybody = [*found, *rest][:_MOST]
    lines = with_firms(db, scope, (each.line for each in everybody), area_codes)
    return [replace(each, line=line) for each, line in zip(everybody, lines, strict=True)]


def _meant(speakers: Sequence[str], listed: Mapping[str, ParticipantDraft]) -> dict[str, str]:
    """Whom of a list each speaker means: as participants are proposed, else the only one with that title."""
    known = [Known(key, p.label, p.organization, p.role, p.org_kind) for key, p in listed.items()]
    titled = {
        speaker: [key for key, p in listed.items() if p.role and squeezed(p.role) == squeezed(speaker)]
        for speaker in speakers
    }
    found = {speaker: keys[0] for speaker, keys in titled.items() if len(keys) == 1}
    return found | {speaker: guess.participant_id for speaker, guess in propose(speakers, known).items()}


def _is_new(speaker: str, heard: Heard) -> bool:
    return not heard.chosen.get(speaker) and speaker not in heard.guessed and not heads_list(speaker)


def _there(each: ParticipantDraft, heard: Heard) -> bool:
    """Whether somebody on a list is on the record already, or speaks under a label that has a participant."""
    known = [Known(p.id, p.label, p.organization, p.role, p.org_kind) for p in heard.people]
    words = [each.label, f"{each.organization} {each.role}".strip()]
    return bool(propose([word for word in words if word], known))


def form_of(proposed: Sequence[Newcomer], kept: Mapping[str, Any]) -> NewcomersForm:
    """The table: what is proposed, under what was written in it before; who lacks nothing or speaks is ticked."""
    rows = [{**_row(each), **kept.get(_key(each.speaker, each.line.label), {})} for each in proposed]
    form = NewcomersForm(formdata=None, data={"newcomers": rows})
    set_choices(form)
    return form


def sent_form() -> NewcomersForm:
    form = NewcomersForm()
    set_choices(form)
    return form


def set_choices(form: NewcomersForm) -> None:
    for entry in form.newcomers:
        entry.form.org_kind.choices = [("", _("고르십시오")), *choices("org_kind")]


def kept_of(form: NewcomersForm) -> dict[str, dict[str, Any]]:
    """What is written in the table, by whom it is about, so that no button loses it."""
    fields = ("take", "label", "organization", "org_kind", "role", "firm")
    return {
        _key(row.speaker.data or "", row.proposed.data or ""): {name: row[name].data for name in fields}
        for row in _rows(form)
    }


def taken_of(form: NewcomersForm) -> Iterator[tuple[NewcomerRow, ParticipantDraft]]:
    """The ticked lines; an empty organization is what was written for all of them."""
    for row in _rows(form):
        if row.take.data:
            organization = text_of(row.organization.data) or text_of(form.newcomers_organization.data)
            firm = text_of(row.firm.data) or None
            label = text_of(row.label.data)
            yield row, ParticipantDraft(label, organization, row.org_kind.data or "", text_of(row.role.data), firm)


def show(taken: Sequence[NewcomerRow], error: FlawedRecord) -> bool:
    """Put each flaw at its field of the table. False where the record itself is at fault."""
    for flaw in error.flaws:
        if flaw.row is None:
            return False
        row = taken[flaw.row]
        field = row[flaw.field if flaw.field in row else "label"]
        if not field.errors:
            field.errors = [f"{_(flaw.what)} {_(flaw.right)}"]
    return True


def wrong_of(form: NewcomersForm) -> dict[str, str]:
    """Field to what is wrong with it, under the label as the file has it: for the top of the page."""
    return {
        field.id: f"‘{row.proposed.data}’ {field.label.text}: {field.errors[0]}"
        for row in _rows(form)
        for field in row
        if field.errors
    }


def _rows(form: NewcomersForm) -> Iterator[NewcomerRow]:
    return (entry.form for entry in form.newcomers)


def _row(each: Newcomer) -> dict[str, Any]:
    line = asdict(each.line)
    shown = {name: line[name] for name in ("label", "organization", "org_kind", "role")}
    whole = bool(each.speaker or (each.line.organization and each.line.org_kind))
    return {
        **shown,
        "speaker": each.speaker,
        "proposed": each.line.label,
        "firm": each.line.firm_code or "",
        "take": whole,
    }


def _key(speaker: str, label: str) -> str:
    return f"speaker {speaker}" if speaker else f"listed {label}"
