"""How many codings and respondents stand behind each theme and code, within a scope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.anonymity import told
from app.coding.codes.code import Code, path
from app.coding.statements.segment_store import in_scope
from app.db import rows


@dataclass(frozen=True)
class Count:
    """Codings that stand and who spoke, each counted once; `respondents` None: fewer than three."""

    codings: int = 0
    respondents: int | None = 0


def counts(db: Database, scope: Scope, codes: Iterable[Code], round_id: str | None = None) -> Mapping[str, Count]:
    """Theme code or code id to its count by the words that count, what lies beneath with it; of one round, or of all.

    Parameters
    ----------
    scope : Scope
        Whose statements are counted.
    """
    by_id = {each.id: each for each in codes}
    found = rows(
        db,
        f"""select c.id, c.theme_code, c.code_id, s.respondent_id from counted c join segment s on s.id = c.segment_id
            where (:round is null or s.round_id = :round) and {in_scope(scope)}""",
        {"round": round_id},
    )
    codings: defaultdict[str, int] = defaultdict(int)
    spoke: defaultdict[str, set[str]] = defaultdict(set)
    for r in found:
        code = by_id.get(r["code_id"] or "")
        above = [each.id for each in path(by_id, code)] if code else []
        for key in (r["theme_code"], *above):
            codings[key] += 1
            spoke[key] |= {r["respondent_id"]} - {None}
    return {key: Count(n, told(len(spoke[key]))) for key, n in codings.items()}


def used_anywhere(db: Database) -> frozenset[str]:
    """Codes some coder gave some time, whether or not the word still stands."""
    return frozenset(r["code_id"] for r in rows(db, "select distinct code_id from judgment where code_id is not null"))
