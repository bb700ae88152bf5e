"""A waiting transcript as its uploader has corrected it: read once, kept beside the file, edits carried out."""

from __future__ import annotations

import json
from hashlib import sha256
from unicodedata import normalize

from flask_babel import gettext as _

from app.errors import BadInput, Problem
from app.roundtables import previews
from app.roundtables.importing import Brought
from app.roundtables.previews import Preview
from transcripts import Transcript, TranscriptError, editing, exchange, read_limited


def prepared(waiting: Preview) -> Brought:
    """The file as it is to be stored: read by the answers in `work`, with its edits carried out.

    Raises BadInput with every problem of the file. What was read is kept beside it, so that a large document is
    taken apart once and not at each click.
    """
    read = as_read(waiting)
    edits = waiting.work.get("edits", []) if fits(waiting, read) else []
    return Brought(normalize("NFC", waiting.file_name), waiting.data, editing.apply(read, edits))


def as_read(waiting: Preview) -> Transcript:
    """The file as it reads by the answers in `work`, before any edit."""
    answers = waiting.work.get("reading", {})
    wanted = json.dumps([sha256(waiting.data).hexdigest(), answers], sort_keys=True).encode()
    kept = previews.beside(waiting.place, "read") if waiting.place else None
    if kept is not None:
        head, _newline, body = kept.partition(b"\n")
        if head == wanted:
            return exchange.answer_of(body)
    try:
        transcript = read_limited(waiting.data, waiting.file_name, answers)
    except TranscriptError as error:
        said = [problem.translated(_) for problem in error.problems]
        raise BadInput(*(Problem(*each) for each in said), source=waiting.file_name) from error
    if waiting.place:
        body = json.dumps(exchange.packed(transcript)).encode()
        previews.keep_beside(waiting.place, "read", wanted + b"\n" + body)
    return transcript


def fits(waiting: Preview, read: Transcript) -> bool:
    """Whether the edits were made on this very text: a file read in another way begins anew."""
    return waiting.work.get("text") in (None, text_of(read))


def text_of(read: Transcript) -> str:
    return sha256(read.text.encode()).hexdigest()
