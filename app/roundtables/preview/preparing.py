"""A waiting transcript as its uploader has corrected it: read once, kept beside the file, edits carried out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

from flask_babel import gettext as _

from app.errors import BadInput, Problem
from app.roundtables.preview import previews
from app.roundtables.preview.importing import Brought
from app.roundtables.preview.previews import Preview
from app.roundtables.talk.speakers import Known, propose
from transcripts import Transcript, TranscriptError, exchange, read_limited
from transcripts.text import editing


def prepared(waiting: Preview) -> Brought:
    """The file as it is to be stored: read by the answers in `work`, with its edits carried out.

    Raises BadInput with every problem of the file. What was read is kept beside it, so that a large document is
    taken apart once and not at each click.
    """
    return corrected(waiting, as_read(waiting))


def corrected(waiting: Preview, read: Transcript) -> Brought:
    """The file as it was read, with the edits carried out that were made on this very reading."""
    edits = waiting.work.get("edits", []) if fits(waiting, read) else []
    return Brought(normalize("NFC", waiting.file_name), waiting.data, editing.apply(read, edits))


def as_read(waiting: Preview) -> Transcript:
    """The file as it reads by the answers in `work`, before any edit. Raises BadInput."""
    kept = previews.beside(waiting.place, "read") if waiting.place else None
    if kept is not None:
        head, _newline, body = kept.partition(b"\n")
        if head == _reading(waiting):
            return exchange.answer_of(body)
    try:
        transcript = read_limited(waiting.data, waiting.file_name, answers_of(waiting))
    except TranscriptError as error:
        said = [problem.translated(_) for problem in error.problems]
        raise BadInput(*(Problem(*each) for each in said), source=waiting.file_name) from error
    if not transcript.turns and not transcript.questions:
        right = _("발언자와 발언 내용이 적힌 녹취록을 올려 주십시오.")
        raise BadInput(Problem(_("파일 전체"), _("발언을 찾지 못했습니다."), right), source=waiting.file_name)
    if waiting.place:
        keep_read(waiting.place, waiting, transcript)
    return transcript


def borne_out(waiting: Preview, read: Transcript, people: Sequence[Known]) -> tuple[Preview, Transcript]:
    """Leave out the questions whether a label is a speaker where the record has a participant of that name."""
    found = propose((name for each in read.questions for name in each.about), people)
    settled = {f"label:{label}": "yes" for label in found}
    waiting = replace(waiting, work={**waiting.work, "settled": settled})
    # A question about many is another without these.
    if any(len(each.about) > 1 and set(each.about) & set(found) for each in read.questions):
        return waiting, as_read(waiting)
    rest = tuple(each for each in read.questions if each.key not in settled)
    return waiting, replace(read, questions=rest)


def answers_of(waiting: Preview) -> dict[str, str]:
    """What the file is read by: the names on the list, what they settle, and what the uploader has answered."""
    work = waiting.work
    return {"known": "\n".join(work.get("known", [])), **work.get("settled", {}), **work.get("reading", {})}


def keep_read(place: Path, waiting: Preview, transcript: Transcript) -> None:
    """Keep what was read beside the file, under the answers it was read by."""
    body = json.dumps(exchange.packed(transcript)).encode()
    previews.keep_beside(place, "read", _reading(waiting) + b"\n" + body)


def _reading(waiting: Preview) -> bytes:
    """Which file was read by which answers and rules, as one line."""
    return json.dumps([waiting.sha256, answers_of(waiting)], sort_keys=True).encode()


def fits(waiting: Preview, read: Transcript) -> bool:
    """Whether the edits were made on this very text: a file read in another way begins anew."""
    return waiting.work.get("text") in (None, text_of(read))


def text_of(read: Transcript) -> str:
    return sha256(read.text.encode()).hexdigest()
