"""Files that come with a form: kept under their hash before the answers are checked, so that an error loses none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlite_utils import Database
from werkzeug.datastructures import FileStorage, MultiDict

from app.errors import BadInput, Problem
from app.files import keeping
from app.files.sender import Sender
from app.surveys.answering import response_store
from forms.keys import base
from forms.questionnaire import Questionnaire

# Of one link, sent and not yet part of a return: enough for every device of a firm, too few to fill a disk by.
MOST_WAITING = 40
_SUFFIX = "-file"


@dataclass(frozen=True)
class Given:
    """What a form sent: its fields, each file told by its hash, and what is wrong with files by key."""

    data: MultiDict[str, str]
    wrong: Mapping[str, str] = field(default_factory=dict)


def taken(
    db: Database,
    questionnaire: Questionnaire,
    data: MultiDict[str, str],
    files: MultiDict[str, FileStorage],
    sender: Sender,
) -> Given:
    """Keep the files that came with a form. May be repeated: the same bytes are the same file."""
    given, wrong = MultiDict(data), {}
    for name, sent in files.items():
        key = name.removesuffix(_SUFFIX)
        if name == key or not questionnaire.is_file(base(key)) or not (held := sent.read()):
            continue
        sha256 = hashlib.sha256(held).hexdigest()
        try:
            _keep(db, sha256, held, sender)
            given[key] = sha256
        except BadInput as error:
            wrong[key] = " ".join(f"{problem.what}. {problem.right}." for problem in error.problems)
    return Given(given, wrong)


def _keep(db: Database, sha256: str, held: bytes, sender: Sender) -> None:
    if sender.invitation_id and response_store.files_waiting(db, sender.invitation_id) >= MOST_WAITING:
        right = _("파일 없이 보내거나 문의처에 알려 주십시오")
        raise BadInput(Problem(_("파일"), _("이 링크로 보낸 파일이 너무 많습니다"), right))
    keeping.keep(db, sha256, held, sender)


def sender_of(invitation_id: str | None, person_id: str | None) -> Sender | None:
    """Who sent the files of a return: the link it came by, or the researcher; nobody for an imported one."""
    if invitation_id:
        return Sender(invitation_id=invitation_id)
    return Sender(person_id=person_id) if person_id else None


def unsent(
    db: Database, questionnaire: Questionnaire, answers: Mapping[str, object], sender: Sender | None
) -> dict[str, str]:
    """File answers whose file this sender never sent, by key: a hash alone opens no file of another."""
    files = _files(questionnaire, answers)
    gone = set(files.values()) if sender is None else set(keeping.missing(db, list(files.values()), sender))
    return {key: _("파일이 오지 않았습니다. 다시 골라 주십시오.") for key, sha256 in files.items() if sha256 in gone}


def attach(
    db: Database,
    questionnaire: Questionnaire,
    answers: Mapping[str, object],
    sender: Sender | None,
    *,
    area_id: str,
    response_id: str,
) -> None:
    """Say that the files of these answers belong to a return, inside the act that stores it."""
    files = _files(questionnaire, answers)
    if sender and files:
        keeping.attach(db, list(files.values()), sender, area_id=area_id, response_id=response_id)


def _files(questionnaire: Questionnaire, answers: Mapping[str, object]) -> dict[str, str]:
    return {key: str(value) for key, value in answers.items() if questionnaire.is_file(key)}
