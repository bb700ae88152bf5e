"""Every kind of paper the reports file: how it is made of what it was asked for, for the areas of a person."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.evaluation.display.lines import Wanted
from app.evaluation.round import store as evaluation_store
from app.papers.model import Paper
from app.reports.filed.area_paper import area_paper
from app.reports.filed.council_paper import council_paper
from app.reports.filed.council_reading import read_draft
from app.reports.filed.letter_paper import letter_paper
from app.reports.filed.team_paper import read_record, team_paper
from app.reports.reporting import read_report

Asked = Mapping[str, str]


@dataclass(frozen=True)
class Subject:
    """A paper before it has a number: what it says and what it tells of."""

    kind: str
    asked: Asked
    round_id: str
    paper: Paper
    evaluation_id: str | None = None
    area_id: str | None = None

    @property
    def sha256(self) -> str:
        """Of its words: the same content gives the same, under whatever number and head."""
        said = (self.paper.title, self.paper.subtitle, self.paper.language, self.paper.blocks)
        return hashlib.sha256(repr(said).encode()).hexdigest()


def subject_of(db: Database, kind: str, asked: Asked, *, round_: sqlite3.Row, scope: Scope) -> Subject | None:
    """The paper of a kind as it stands; None for what is not there, or not of this person's areas."""
    known = KINDS.get(kind)
    return known.make(db, {key: asked.get(key, "") for key in known.keys}, round_, scope) if known else None


def _area(db: Database, asked: Asked, round_: sqlite3.Row, scope: Scope) -> Subject | None:
    report = read_report(db, asked["area"], round_) if scope.allows(asked["area"]) else None
    if report is None:
        return None
    return Subject("area", asked, round_["id"], area_paper(report), report.evaluation["id"], asked["area"])


def _council(db: Database, asked: Asked, round_: sqlite3.Row, scope: Scope) -> Subject | None:
    draft = read_draft(db, round_, scope, Wanted(**asked))
    if draft is None or not draft.lines:
        return None
    return Subject("council", asked, round_["id"], council_paper(draft), draft.evaluation["id"])


def _team(db: Database, asked: Asked, _round: sqlite3.Row, scope: Scope) -> Subject | None:
    result = evaluation_store.find_result(db, asked["result"], scope)
    if result is None:
        return None
    paper = team_paper(read_record(db, result))
    return Subject("team", asked, result["round_id"], paper, result["evaluation_id"], result["area_id"])


def _letter(_db: Database, asked: Asked, round_: sqlite3.Row, _scope: Scope) -> Subject | None:
    return (
        Subject("letter", asked, round_["id"], letter_paper(asked["title"], asked["body"])) if asked["title"] else None
    )


@dataclass(frozen=True)
class Kind:
    """`keys` are what it is asked by; all else is left out, so that the same is always asked in the same words."""

    keys: tuple[str, ...]
    make: Callable[[Database, Asked, sqlite3.Row, Scope], Subject | None]


KINDS = {
    "area": Kind(("area",), _area),
    "council": Kind(("district", "kind", "level"), _council),
    "team": Kind(("result",), _team),
    "letter": Kind(("title", "body"), _letter),
}
