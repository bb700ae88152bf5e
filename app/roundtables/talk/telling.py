"""What a participant is called: as recorded to those who may read what is sealed, by pseudonym to everybody else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.roundtables.record.hearing import Participant
from app.words.formats import named as named_in_language
from app.words.labels import label as word_of
from transcripts.personal.finding import find
from transcripts.personal.findings import Known, KnownFirm
from transcripts.personal.firms import is_masked
from transcripts.personal.labels import person_in, registered


def told(each: Participant, *, knows: bool) -> Participant:
    """The participant as a reader may know him or her; `knows` for those with the permission ``roundtables.raw``."""
    if knows:
        return each
    return replace(each, label=label_told(each), organization=_organization_of(each), firm_code=None, firm_id=None)


def label_told(each: Participant) -> str:
    """The label as the stored text has it; before one is stored, as recorded unless it names a person or a firm."""
    if each.shown_label is not None:
        return each.shown_label
    if not names_somebody(each):
        return each.label
    return " ".join(part for part in (word_of(each.org_kind, "org_kind"), each.role) if part)


@dataclass(frozen=True)
class Presented:
    """A presentation as a reader may know it; `speaker` is empty where only organisation and role are told."""

    title: str
    organization: str
    role: str
    speaker: str
    minute_from: int | None
    minute_to: int | None


def presented(found: Iterable[sqlite3.Row], people: Iterable[Participant]) -> list[Presented]:
    """Presentations with their speakers as the participants given are told; one who is not among them is not told."""
    by_id = {each.id: each for each in people}
    return [_presented(r, by_id.get(r["participant_id"])) for r in found]


def _presented(r: sqlite3.Row, speaker: Participant | None) -> Presented:
    minutes = (r["minute_from"], r["minute_to"])
    if speaker is None:
        return Presented(r["title"], r["organization"], r["role"], "", *minutes)
    return Presented(r["title"], speaker.organization, speaker.role, speaker.label, *minutes)


def names_somebody(each: Participant) -> bool:
    """Whether the label holds a person's or the participant's own firm's name."""
    if person_in(each.label) is not None or registered(each.label) is not None:
        return True
    own = (KnownFirm(each.organization),) if each.org_kind == "firm" else ()
    return any(found.sure for found in find(each.label, Known(firms=own)))


def kind_told(found: sqlite3.Row) -> str:
    """What a meeting is: by the kind of its series, else, as of a series whose kind nobody has said, by its record."""
    if found["series_kind"] in (None, "other"):
        return word_of(found["kind"], "roundtable_kind")
    return word_of(found["series_kind"], "series_kind")


def organization_told(organization: str, org_kind: str, shown: str | None) -> str:
    """What everybody but the facilitator reads for an organization: this one rule holds on every page and export.

    Institutions (city, council, technopark, support, ministry, agency), experts' institutes and moderators are no
    persons and stay. A firm is its pseudonym in the stored text; a name that already hides it (A정밀, ○○기계) stays;
    a firm without a pseudonym is but "a firm".
    """
    if org_kind != "firm" or is_masked(organization):
        return organization
    return shown or word_of("firm", "org_kind")


def voice_told(voice: sqlite3.Row, *, knows: bool) -> str:
    """Who spoke of an area: a firm by name, and for others than the facilitator by industry and size."""
    if knows and voice["name"]:
        return str(voice["name"])
    if voice["kind"] == "firm":
        industry = named_in_language(voice, "industry") if voice["industry_ko"] else ""
        size = word_of(voice["size_band"], "size_band") if voice["size_band"] else ""
        return " · ".join(part for part in (industry, size) if part) or word_of("firm", "org_kind")
    hidden = not voice["name"] or person_in(voice["name"]) is not None
    return word_of("expert", "org_kind") if hidden else str(voice["name"])


def _organization_of(each: Participant) -> str:
    return organization_told(each.organization, each.org_kind, each.shown_organization)
