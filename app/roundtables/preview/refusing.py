"""Refusing from the command line what only a person can decide: words that may be personal, questions of the file."""

from __future__ import annotations

from flask_babel import gettext as _

from app.errors import BadInput, Problem
from app.personal.disguises import Plan
from app.words.file_words import asked
from app.words.labels import label
from transcripts import Transcript


def refuse_open(file_name: str, transcript: Transcript, plan: Plan, *, accept_unsure: bool, strict: bool) -> None:
    """Raise BadInput for what nobody has looked at, one problem a word or a question."""
    found = []
    if not accept_unsure:
        right = _("화면에서 올려 확인하거나, 살펴본 뒤 --accept-unsure를 붙여 다시 가져와 주십시오")
        for group in plan.unsure:
            words = {"kind": label(group.kind, "personal"), "word": group.original, "n": group.count}
            found.append(Problem(file_name, _("개인정보일 수 있는 말: %(kind)s ‘%(word)s’, %(n)s곳", **words), right))
    if strict:
        right = _("화면에서 올려 답하거나, --strict 없이 다시 가져와 주십시오")
        found += [Problem(file_name, asked(question), right) for question in transcript.questions]
    if found:
        raise BadInput(*found, source=file_name)
