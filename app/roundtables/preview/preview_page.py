"""What the preview shows: the transcript as corrected so far, page by page, with everything that can be done to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from app.accounts.signing_in import my_scope
from app.db import get_db
from app.paging import Page, page_number
from app.roundtables.preview import correcting, newcomers, preparing
from app.roundtables.preview.asking import guesses
from app.roundtables.preview.importing import Brought
from app.roundtables.preview.previews import Preview
from app.roundtables.record import store
from app.roundtables.record.hearing import Participant, finding, marks
from app.roundtables.talk.speakers import Guess, Tally, tally
from app.words.labels import choices
from forms.roundtables import NewcomersForm, NewParticipantForm
from transcripts import Message, Question, Turn

TURNS_A_PAGE = 100
# Bounds the list in the page; the record's is 3,000 (app/roundtables/routes.py). Chosen, not measured.
LISTED_FIRMS = 2000


@dataclass(frozen=True)
class Opened:
    """A waiting file that is being worked on: its roundtable, its id, and how it reads by now."""

    roundtable: sqlite3.Row
    preview_id: str
    waiting: Preview
    brought: Brought
    numbers: Mapping[int, str]

    @property
    def counted(self) -> tuple[Tally, ...]:
        """Who speaks how much; what is set aside is nobody's."""
        return tuple(tally(turn for turn in self.brought.transcript.turns if not turn.aside))

    @property
    def open_questions(self) -> tuple[Question, ...]:
        return self.brought.transcript.questions


def opened(roundtable: sqlite3.Row, preview_id: str, waiting: Preview) -> Opened:
    read = preparing.as_read(waiting)
    brought = preparing.corrected(waiting, read)
    return Opened(roundtable, preview_id, waiting, brought, correcting.numbers(read.turns, brought.transcript.turns))


@dataclass(frozen=True)
class Refused:
    """What could not be taken: words at fields, and the form of a new participant as it was sent."""

    wrong: Mapping[str, str] = field(default_factory=dict)
    person: NewParticipantForm | None = None
    newcomers: NewcomersForm | None = None


def page_of(work: Opened, refused: Refused | None = None) -> str:
    """The page; with errors at their fields where something was refused."""
    refused = refused or Refused()
    db, transcript = get_db(), work.brought.transcript
    people = store.participants_of(db, work.roundtable["id"])
    counted = list(work.counted)
    turns, page = _asked_for(transcript.turns)
    chosen, guessed = _chosen(work.waiting.work, people), guesses(counted, people)
    return render_template(
        "roundtables/preview/preview.html",
        roundtable=work.roundtable,
        preview_id=work.preview_id,
        file_name=work.brought.file_name,
        transcript=transcript,
        notes=[said(note) for note in transcript.notes],
        questions=[_asked(question) for question in work.open_questions],
        head=correcting.head(transcript),
        apart=correcting.apart(transcript),
        same=[(a, b, counted[a].speaker, counted[b].speaker) for a, b in correcting.alike(work.counted)],
        speakers=counted,
        aside=sum(turn.aside for turn in transcript.turns),
        turns=turns,
        page=page,
        search=request.args.get("q", "").strip(),
        speaker=request.args.get("speaker", ""),
        marks=marks,
        places=correcting.places,
        numbers=work.numbers,
        between={turn.start: correcting.between(transcript, turn) for turn in turns},
        chosen=chosen,
        guesses=guessed,
        strangers=sum(
            1 for each in counted if each.speaker and not chosen.get(each.speaker) and each.speaker not in guessed
        ),
        picked=work.waiting.work.get("picked", {}),
        people=people,
        newcomers=refused.newcomers or _newcomers(work, counted, people, chosen, guessed),
        person=refused.person or new_person(counted),
        firms=store.list_firms(db, my_scope(), limit=LISTED_FIRMS),
        unlisted=store.count_firms(db, my_scope()) > LISTED_FIRMS,
        edits=len(work.waiting.work.get("edits", [])),
        answered=len(work.waiting.work.get("reading", {})),
        token=correcting.token_of(work.waiting.work),
        sent=request.form,
        wrong=refused.wrong,
    )


def _newcomers(
    work: Opened,
    counted: list[Tally],
    people: list[Participant],
    chosen: Mapping[str | None, str],
    guessed: Mapping[str | None, Guess],
) -> NewcomersForm:
    db, roundtable_id = get_db(), work.roundtable["id"]
    heard = newcomers.Heard(work.brought.transcript.text, counted, people, chosen, guessed)
    codes = [each["code"] for each in store.areas_of(db, [roundtable_id])[roundtable_id]]
    proposed = newcomers.newcomers(db, my_scope(), heard, codes)
    return newcomers.form_of(proposed, work.waiting.work.get("newcomers", {}))


def said(text: str) -> str:
    """A reader's sentence in the language of the page."""
    return text.translated(_) if isinstance(text, Message) else text


def new_person(counted: list[Tally]) -> NewParticipantForm:
    form = NewParticipantForm()
    form.new_org_kind.choices = [("", _("고르십시오")), *choices("org_kind")]
    labels = [each.speaker for each in counted if each.speaker]
    form.new_for.choices = [("", _("나중에 고릅니다")), *((label, label) for label in labels)]
    return form


def number_of(work: Opened, start: int) -> int:
    """The page on which the turn stands that starts there, or covers it."""
    before = sum(1 for turn in work.brought.transcript.turns if turn.start <= start)
    return max(0, before - 1) // TURNS_A_PAGE + 1


def _asked_for(turns: tuple[Turn, ...]) -> tuple[list[Turn], Page]:
    text, speaker = request.args.get("q", "").strip(), request.args.get("speaker", "")
    wanted = [turn for turn in turns if not speaker or turn.speaker == speaker]
    wanted = [turn for turn in wanted if _holds(turn, text)] if text else wanted
    number = page_number()
    return wanted[(number - 1) * TURNS_A_PAGE : number * TURNS_A_PAGE], Page(number, TURNS_A_PAGE, len(wanted))


def _holds(turn: Turn, text: str) -> bool:
    return bool(finding([turn], text, ""))  # type: ignore[list-item]


def _asked(question: Question) -> dict[str, Any]:
    choices = [
        {"value": each.value, "label": said(each.label), "sample": each.sample, "guess": each.value == question.guess}
        for each in question.choices
    ]
    about = list(zip(question.about, question.choices[0].sample.split("\n"), strict=False)) if question.about else []
    return {
        "key": question.key,
        "kind": question.kind,
        "words": said(question.words),
        "choices": choices,
        "about": about,
    }


def _chosen(work: Mapping[str, Any], people: list[Participant]) -> dict[str | None, str]:
    """What was said of each speaker so far; somebody who is no participant any more is asked for anew."""
    there = {each.id for each in people} | {"nobody", ""}
    return {label or None: answer for label, answer in work.get("answers", {}).items() if answer in there}
