"""Bringing roundtables in: a record file (JSON), and a transcript with its speakers matched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from unicodedata import normalize

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts import store as accounts
from app.accounts.people import EVERYTHING, Scope
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.ids import new_id
from app.personal.disguises import Group
from app.roundtables.preview.refusing import refuse_open
from app.roundtables.record import store
from app.roundtables.record.record_file import draft_from
from app.roundtables.record.recording import save_record
from app.roundtables.sealed.deidentifying import automatic
from app.roundtables.sealed.disguising import Disguise, disguised
from app.roundtables.sealed.sealing import seal
from app.roundtables.talk import turn_store
from app.roundtables.talk.speakers import NOBODY, Known, decided, propose
from app.tables.checked import FaultyFile
from transcripts import Question, Transcript, TranscriptError, read_limited


@dataclass(frozen=True)
class Brought:
    """A transcript file that has been read: its name, its bytes and what they say."""

    file_name: str
    data: bytes
    transcript: Transcript

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Imported:
    """What came of importing a record (new, changed or unchanged) and of its transcript."""

    id: str
    state: str
    turns: int = 0
    waiting: tuple[str, ...] = ()
    transcript_new: bool = False
    replaced: int = 0
    unsure: tuple[Group, ...] = ()
    questions: tuple[Question, ...] = ()


def import_record(
    db: Database,
    record: dict[str, Any],
    transcript: tuple[str, bytes] | None,
    person_id: str | None,
    *,
    scope: Scope = EVERYTHING,
    accept_unsure: bool = True,
    strict: bool = False,
) -> Imported:
    """Store a record as its file gives it and, if brought, its transcript (name, bytes): both or nothing.

    May be repeated: a record is known by its code, a transcript by its bytes. Speakers are matched where
    their label is a participant's own; the rest waits for a person. What surely says who somebody is, is replaced;
    what is not sure stays and is told. Raises BadInput, and stores nothing, for what is not sure unless
    `accept_unsure`, and for questions the file leaves open if `strict`.
    """
    try:
        draft = draft_from(record)
    except FaultyFile as error:
        raise BadInput(*(Problem(f.where, _(f.message), f.found or "–") for f in error.faults)) from error
    names = [each.label for each in draft.participants]
    brought = bring(transcript[1], transcript[0], names) if transcript else None
    with writing(db):
        known = store.id_of_code(db, draft.code or "")
        saved = save_record(db, draft, scope=scope, person_id=person_id, roundtable_id=known)
        if brought is None:
            return Imported(saved.id, saved.state)
        answers = exact_matches(db, saved.id, brought.transcript)
        plan = automatic(db, saved.id, brought.transcript, answers)
        stored = store_transcript(
            db, saved.id, brought, answers, person_id=person_id, disguise=disguised(brought.transcript, plan)
        )
        if stored.new:
            refuse_open(brought.file_name, brought.transcript, plan, accept_unsure=accept_unsure, strict=strict)
    return Imported(
        saved.id,
        saved.state,
        len(brought.transcript.turns),
        stored.waiting,
        stored.new,
        stored.replaced if stored.new else 0,
        plan.unsure if stored.new else (),
        brought.transcript.questions if stored.new else (),
    )


def read_record(data: bytes, file_name: str) -> dict[str, Any]:
    """A record file's JSON object. Raises BadInput when the file is none."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError) as error:
        problem = Problem(file_name, _("JSON 파일로 읽을 수 없습니다"), _("UTF-8로 저장한 JSON이어야 합니다"))
        raise BadInput(problem, source=file_name) from error
    if not isinstance(found, dict):
        raise BadInput(
            Problem(file_name, _("기록이 아닙니다"), _("이름과 값의 묶음({ })이어야 합니다")),
            source=file_name,
        )
    return found


def bring(data: bytes, file_name: str, names: Iterable[str] = ()) -> Brought:
    """Read an uploaded file; the participants' names are speakers wherever they stand before what is said.

    Raises BadInput with every problem, in the language of the page.
    """
    try:
        transcript = read_limited(data, file_name, {"known": "\n".join(names)})
    except TranscriptError as error:
        said = [problem.translated(_) for problem in error.problems]
        raise BadInput(*(Problem(*each) for each in said), source=file_name) from error
    if not transcript.turns:
        right = _("발언자와 발언 내용이 적힌 녹취록을 올려 주십시오.")
        raise BadInput(Problem(_("파일 전체"), _("발언을 찾지 못했습니다."), right), source=file_name)
    return Brought(normalize("NFC", file_name), data, transcript)


def exact_matches(db: Database, roundtable_id: str, transcript: Transcript) -> dict[str, str]:
    """Speakers whose label is a participant's own."""
    people = [Known(p.id, p.label, p.organization) for p in store.participants_of(db, roundtable_id)]
    guesses = propose(transcript.speakers, people)
    return {speaker: guess.participant_id for speaker, guess in guesses.items() if guess.exact}


@dataclass(frozen=True)
class Stored:
    """A stored transcript: its document, the speakers that still wait for a person, whether it is new."""

    document_id: str
    waiting: tuple[str, ...]
    new: bool
    replaced: int = 0


def store_transcript(
    db: Database,
    roundtable_id: str,
    brought: Brought,
    answers: Mapping[str, str],
    *,
    person_id: str | None,
    disguise: Disguise | None = None,
    keep_until: str | None = None,
) -> Stored:
    """Store the document (both layers, file, fingerprints), its turns with their participants and the key at once.

    May be repeated: the same file is stored once, and once more after it was withdrawn. `answers` gives each speaker
    ("" where none is named) a participant's id, ``nobody``, or nothing yet. Without a `disguise` what is sure is
    replaced, as in `automatic`.
    Raises Conflict when the roundtable has another transcript.
    """
    with writing(db):
        there = turn_store.document_of(db, roundtable_id)
        if there and there["file_sha256"] == brought.sha256:
            return Stored(there["id"], _waiting(db, there["id"]), new=False)
        if there:
            raise Conflict(another_transcript(there["file_name"]))
        check_answers(db, roundtable_id, answers)
        raw = brought.transcript
        shown = disguise or disguised(raw, automatic(db, roundtable_id, raw, answers))
        document_id = new_id()
        _write(db, document_id, roundtable_id, brought, shown, answers, person_id)
        seal(db, document_id, roundtable_id, brought.data, shown, keep_until=keep_until)
        waiting, replaced = _waiting(db, document_id), len(shown.layers.replacements)
        accounts.record(
            db,
            "transcript stored",
            person_id=person_id,
            object_kind="roundtable",
            object_id=roundtable_id,
            turns=sum(not turn.aside for turn in shown.shown.turns),
            waiting=len(waiting),
            replaced=replaced,
        )
    return Stored(document_id, waiting, new=True, replaced=replaced)


def _write(
    db: Database,
    document_id: str,
    roundtable_id: str,
    brought: Brought,
    disguise: Disguise,
    answers: Mapping[str, str],
    person_id: str | None,
) -> None:
    """What everybody may read: the shown text and its turns."""
    shown = disguise.shown
    values = {
        "roundtable_id": roundtable_id,
        "format": shown.format,
        "language": store.draft_of(db, roundtable_id).language,
        "text": shown.text,
        "sha256": sha256(shown.text.encode()).hexdigest(),
        "file_name": brought.file_name,
        "file_sha256": brought.sha256,
        "created_by": person_id,
    }
    turn_store.insert_document(db, document_id, values)
    whose = [decided(answers, turn.speaker) for turn in disguise.raw.turns]
    turn_store.insert_turns(db, document_id, shown, whose)


def match_speakers(db: Database, roundtable_id: str, answers: Mapping[str, str], person_id: str | None) -> int:
    """Say anew who a stored transcript's speakers are; may be repeated. Returns how many turns changed."""
    with writing(db):
        document = turn_store.document_of(db, roundtable_id)
        if document is None:
            raise Conflict(_("아직 녹취록이 없습니다. 녹취록을 먼저 올려 주십시오."))
        check_answers(db, roundtable_id, answers)
        changed = 0
        for speaker in {turn.speaker for turn in turn_store.turns_of(db, document)}:
            participant_id, settled = decided(answers, speaker)
            changed += turn_store.set_speaker(db, document["id"], speaker, participant_id, identified=settled)
        if changed:
            accounts.record(
                db,
                "speakers matched",
                person_id=person_id,
                object_kind="roundtable",
                object_id=roundtable_id,
                turns=changed,
            )
    return changed


def another_transcript(file_name: str) -> str:
    """What is said when a roundtable has a transcript already."""
    return _(
        "이 기록에는 이미 녹취록(%(name)s)이 있습니다. 저장한 녹취록은 고칠 수 없으니, "
        "이 녹취록을 철회한 뒤 다른 녹취록을 올려 주십시오.",
        name=file_name,
    )


def check_answers(db: Database, roundtable_id: str, answers: Mapping[str, str]) -> None:
    """Raise Conflict when a speaker was given to somebody who is not, or no longer, a participant."""
    there = {each.id for each in store.participants_of(db, roundtable_id)}
    if any(answer and answer != NOBODY and answer not in there for answer in answers.values()):
        raise Conflict(_("고른 참여자가 이 기록에 없습니다. 화면을 다시 열어 골라 주십시오."))


def _waiting(db: Database, document_id: str) -> tuple[str, ...]:
    return tuple(speaker or "" for speaker in turn_store.waiting_speakers(db, document_id))
