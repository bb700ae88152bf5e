"""The questionnaires that come with the workbench, as JSON files beside this module."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from app.surveys.asking.publishing import publish_file

FOLDER = Path(__file__).parents[1] / "questionnaires"


def install(db: Database) -> list[str]:
    """Publish every questionnaire of the folder; may be repeated. Returns the versions' ids."""
    return [publish_file(db, path.read_bytes(), path.name, None) for path in sorted(FOLDER.glob("*.json"))]
