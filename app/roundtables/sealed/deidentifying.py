"""Planning what of a transcript is replaced, from the record's participants and the register of firms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlite_utils import Database

from app.areas import store as areas
from app.clock import years_after
from app.db import scalar
from app.personal import sealed_store
from app.personal.disguises import LIKELY, Choices, Plan, planned
from app.roundtables.record import store
from app.roundtables.record.hearing import Participant
from transcripts import Transcript
from transcripts.personal.finding import find
from transcripts.personal.findings import Known, KnownFirm, KnownPerson
from transcripts.personal.firms import core, is_masked
from transcripts.personal.labels import person_in, registered
from transcripts.personal.pseudonyms import Key, named, stands

# Chosen, as the year until the first day is; the institution decides within it.
LONGEST_YEARS = 5
# A label that hides its person already: 참가자 4, 전문가 1, Manager A.
_NUMBERED = re.compile(r".*[가-힣a-z] ?(?:\d{1,3}|[A-Z])번?")


def plan(
    db: Database,
    roundtable_id: str,
    transcript: Transcript,
    answers: Mapping[str, str],
    choices: Choices | None = None,
) -> Plan:
    """Look for everything that may say who somebody is, and say what each would read. Stores nothing.

    `answers` gives each speaker a participant's id (or ``nobody``, or nothing yet).
    """
    chosen = choices or Choices()
    people = store.participants_of(db, roundtable_id)
    known = _known(db, people, transcript.speakers, chosen.words)
    language = store.draft_of(db, roundtable_id).language
    settled = {**_of_participants(people, answers, transcript, language), **sealed_store.key_of(db, roundtable_id)}
    return planned(transcript.text, known, settled=settled, choices=chosen, language=language)


def automatic(db: Database, roundtable_id: str, transcript: Transcript, answers: Mapping[str, str]) -> Plan:
    """The plan where nobody is asked: what is sure is replaced, the rest stays and is told."""
    return plan(db, roundtable_id, transcript, answers).decided()


def _known(db: Database, people: Sequence[Participant], speakers: Iterable[str], words: Mapping[str, str]) -> Known:
    persons = []
    for each in people:
        if person := named_in(each.label, people):
            # Whoever is registered is a person, however much the name looks like a word.
            persons.append(KnownPerson(person.name, person.title or each.role.strip()))
    there = {each.name for each in persons}
    for speaker in speakers:
        person = named_in(speaker, people)
        if person and person.name not in there:
            persons.append(person)
    present = [KnownFirm(each.organization) for each in people if each.org_kind == "firm"]
    listed = [KnownFirm(name, present=False) for name in areas.names_of_firms(db)]
    spared = tuple(each.organization for each in people if each.org_kind != "firm")
    return Known(tuple(dict.fromkeys(persons)), (*present, *listed), words, spared)


def named_in(label: str, people: Sequence[Participant]) -> KnownPerson | None:
    """The person a label names; the name of a participating firm or institution (한빛 대표 of 한빛) is none."""
    listed = any(label == each.label for each in people)
    person = person_in(label) or (registered(label) if listed else None)
    if person is None or len(person.name) < 2:
        return person
    names = {core(each.organization).replace(" ", "") for each in people}
    bare = person.name.replace(" ", "")
    return None if any(name == bare or (len(bare) > 2 and name.startswith(bare)) for name in names) else person


def _of_participants(
    people: Sequence[Participant], answers: Mapping[str, str], transcript: Transcript, language: str
) -> dict[Key, str]:
    """Pseudonyms of participants and their firms: 참여자 3 speaks for 기업 3; a label that hides him is kept."""
    by_id = {each.id: each for each in people}
    said = [(label, by_id[answer]) for label, answer in answers.items() if answer in by_id]
    settled: dict[Key, str] = {}
    for label, each in [*((each.label, each) for each in people), *said]:
        person = named_in(label, people)
        if person is not None:
            key = ("person", person.name if len(person.name) > 1 else f"{person.name} {person.title}")
            hides = _NUMBERED.fullmatch(each.label) and named_in(each.label, people) is None
            settled.setdefault(key, each.label if hides else _free("participant", each, people, transcript, language))
    for each in people:
        if each.org_kind == "firm" and not is_masked(each.organization):
            key = ("firm", core(each.organization))
            settled.setdefault(key, _free("firm", each, people, transcript, language))
    return settled


def _free(kind: str, each: Participant, people: Sequence[Participant], transcript: Transcript, language: str) -> str:
    """The participant's number as a pseudonym; a higher one where a label or the text has it already."""
    labels, number = {p.label for p in people}, each.position
    while (name := named(kind, number, language)) in labels or stands(name, transcript.text):
        number += len(people)
    return name


def known_of(db: Database, roundtable_id: str) -> Known:
    """What the record and the register alone say of people and firms."""
    return _known(db, store.participants_of(db, roundtable_id), (), {})


def told_by_record(db: Database, roundtable_id: str, known: Known) -> list[tuple[str, str]]:
    """What of the record everybody reads names somebody: the field, and the words."""
    draft = store.draft_of(db, roundtable_id)
    fields = [("title", draft.title), ("title", draft.title_en), ("place", draft.place)]
    fields += [("topics", topic) for topic in draft.topics]
    return [
        (field, found.text)
        for field, text in fields
        for found in find(text, Known(known.people, known.firms, spared=known.spared))
        if (found.sure or found.reason in LIKELY) and found.kind != "place"
    ]


def first_day(db: Database, roundtable_id: str, today: date) -> date:
    """The day until which originals are kept if nobody says another: a year after the meeting, or after today."""
    held = date.fromisoformat(str(scalar(db, "select held_on from roundtable where id = ?", [roundtable_id])))
    due = years_after(held, 1)
    return due if due > today else years_after(today, 1)


def last_day(db: Database, roundtable_id: str, today: date) -> date:
    """The latest day originals may be kept: five years after the meeting; of an older one, the first day."""
    held = date.fromisoformat(str(scalar(db, "select held_on from roundtable where id = ?", [roundtable_id])))
    return max(years_after(held, LONGEST_YEARS), first_day(db, roundtable_id, today))


def masked_firms(db: Database, roundtable_id: str) -> list[str]:
    """Participating firms whose recorded name already hides them: they are left as they are, and the page says so."""
    people = store.participants_of(db, roundtable_id)
    found = [core(each.organization) for each in people if each.org_kind == "firm" and is_masked(each.organization)]
    return list(dict.fromkeys(found))
