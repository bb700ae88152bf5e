"""Bringing a questionnaire as a file: looked through first, with all that is not carried, and published when it is meant."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.errors import BadInput, Problem
from app.surveys.asking import store
from app.surveys.asking.publishing import publish
from app.words.i18n import language
from forms.xlsform import Checked, Finding, check


@dataclass(frozen=True)
class Looked:
    """A file that was looked through.

    Attributes
    ----------
    checked : Checked
        What it asks, and what is not carried.
    newest : Row or None
        The newest version published under its code.
    same : bool
        Whether it is that very version.
    """

    checked: Checked
    newest: sqlite3.Row | None = None
    same: bool = False


def look(db: Database, data: bytes, file_name: str) -> Looked:
    """Look through a file and find what is published under its code. Nothing is stored."""
    checked = check(data, file_name)
    if checked.questionnaire is None:
        return Looked(checked)
    found = store.find_questionnaire(db, checked.questionnaire.id)
    newest = store.newest_version(db, found["id"]) if found else None
    return Looked(checked, newest, newest is not None and newest["sha256"] == checked.questionnaire.sha256)


def publish_checked(db: Database, checked: Checked, person_id: str | None) -> str:
    """The version's id; may be repeated. Raises BadInput with all that is wrong where it cannot be imported."""
    return publish(db, definition_of(checked), person_id)


def definition_of(checked: Checked) -> dict[str, Any]:
    """The definition of a file that was looked through. Raises BadInput with all that is wrong where it is none."""
    if checked.questionnaire is None:
        raise BadInput(*problems(checked), source=checked.file_name)
    return dict(checked.definition)


def problems(checked: Checked) -> list[Problem]:
    """Why a file cannot be imported, in the language of the page."""
    lang = language()
    return [
        Problem(each.question or checked.file_name, each.what[lang].rstrip("."), each.right[lang].rstrip("."))
        for each in checked.problems
    ]


def place(finding: Finding) -> str:
    """Where a finding stands, in the language of the page."""
    return finding.where(language()) or _("파일 전체")
