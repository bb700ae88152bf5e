"""The questionnaires that come with the workbench, as JSON files beside this module."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sqlite_utils import Database

from app.surveys.asking.definitions import questionnaire_of
from app.surveys.asking.publishing import publish_file
from forms.questions.question import Question

FOLDER = Path(__file__).parents[1] / "questionnaires"


@lru_cache(maxsize=1)
def shipped_questions() -> dict[str, Question]:
    """Every question of the folder by its id; of two with one id the first."""
    found: dict[str, Question] = {}
    for path in sorted(FOLDER.glob("*.json")):
        for question in questionnaire_of(path.read_text("utf-8")).questions:
            found.setdefault(question.id, question)
    return found


def install(db: Database) -> list[str]:
    """Publish every questionnaire of the folder; may be repeated. Returns the versions' ids."""
    return [publish_file(db, path.read_bytes(), path.name, None) for path in sorted(FOLDER.glob("*.json"))]
