"""Numbered database steps. Each is SQL (strict tables, checks, references) run once, in order, in one transaction."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from migrations import (
    m0001_accounts,
    m0002_areas,
    m0003_surveys,
    m0004_roundtables,
    m0005_codebook,
    m0006_monitoring,
    m0007_coding,
    m0008_evaluation,
    m0009_corrections,
    m0010_layers,
    m0011_learned,
    m0012_words,
    m0013_passed_terms,
    m0014_withdrawals,
    m0015_tables,
    m0016_as_of,
    m0017_open_answers,
    m0018_destroying,
    m0019_access,
    m0020_survey_changes,
    m0021_voices_names,
    m0022_set_aside,
    m0023_vectors,
    m0024_grades,
    m0025_yields,
    m0026_trials,
    m0027_register,
    m0028_evaluation_two,
    m0029_stance_share,
    m0030_scheme_drafts,
    m0031_places,
    m0032_withdrawn_turns,
    m0033_visits,
    m0034_field_records,
    m0035_reaching,
    m0036_corrections,
    m0037_drafting,
    m0038_frame,
    m0039_draft_changes,
    m0040_acts,
    m0041_returns_found,
    m0042_codes,
    m0043_several,
    m0044_corpus,
    m0045_memos,
    m0046_settled,
    m0047_programmes,
    m0048_proposals,
    m0049_plans,
    m0050_industries,
    m0051_papers,
    m0052_wrong_values,
    m0053_words_kept,
    m0054_returns_counted,
    m0055_pages_kept,
    m0056_values_kept,
    m0057_proposal_sources,
    m0058_reflected_in,
    m0059_firms_counted,
)

STEPS = (
    m0001_accounts,
    m0002_areas,
    m0003_surveys,
    m0004_roundtables,
    m0005_codebook,
    m0006_monitoring,
    m0007_coding,
    m0008_evaluation,
    m0009_corrections,
    m0010_layers,
    m0011_learned,
    m0012_words,
    m0013_passed_terms,
    m0014_withdrawals,
    m0015_tables,
    m0016_as_of,
    m0017_open_answers,
    m0018_destroying,
    m0019_access,
    m0020_survey_changes,
    m0021_voices_names,
    m0022_set_aside,
    m0023_vectors,
    m0024_grades,
    m0025_yields,
    m0026_trials,
    m0027_register,
    m0028_evaluation_two,
    m0029_stance_share,
    m0030_scheme_drafts,
    m0031_places,
    m0032_withdrawn_turns,
    m0033_visits,
    m0034_field_records,
    m0035_reaching,
    m0036_corrections,
    m0037_drafting,
    m0038_frame,
    m0039_draft_changes,
    m0040_acts,
    m0041_returns_found,
    m0042_codes,
    m0043_several,
    m0044_corpus,
    m0045_memos,
    m0046_settled,
    m0047_programmes,
    m0048_proposals,
    m0049_plans,
    m0050_industries,
    m0051_papers,
    m0052_wrong_values,
    m0053_words_kept,
    m0054_returns_counted,
    m0055_pages_kept,
    m0056_values_kept,
    m0057_proposal_sources,
    m0058_reflected_in,
    m0059_firms_counted,
)

migrations = Migrations("moksori")


def _register(name: str, sql: str) -> None:
    @migrations(name=name)
    def step(db: Database) -> None:
        for statement in statements(sql):
            db.execute(statement)


def statements(sql: str) -> list[str]:
    """Split a script at complete statements (a trigger's inner semicolons do not count)."""
    found: list[str] = []
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if pending.strip() and sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    if pending.strip():
        raise ValueError(f"incomplete SQL statement: {pending.strip()[:80]}")
    return found


for _step in STEPS:
    _register(_step.__name__.rsplit(".", 1)[-1], _step.SQL)


def migrate(db: Database) -> None:
    """Bring the database to the newest step. Foreign keys are off while it runs and checked at the end."""
    db.execute("pragma foreign_keys = off")
    migrations.apply(db)
    broken = db.execute("pragma foreign_key_check").fetchall()
    if broken:
        raise sqlite3.IntegrityError(f"foreign keys broken after migration: {broken[:5]}")
    db.execute("pragma foreign_keys = on")
