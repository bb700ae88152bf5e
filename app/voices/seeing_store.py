"""SQL of the firms behind statements."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import rows


def firms_of(db: Database, segment_ids: Sequence[str], scope: Scope) -> dict[str, str]:
    """Statement to the firm that said it, of areas within the scope; a firm of several rounds is one."""
    found = rows(
        db,
        f"""select s.id, coalesce(re.firm_id, re.id) as firm from segment s
              join respondent re on re.id = s.respondent_id and re.kind = 'firm'
            where s.id in (select value from json_each(?)) and exists (
              select 1 from respondent_area ra where ra.respondent_id = re.id and {scope.sql("ra.area_id")})""",
        [json.dumps(list(segment_ids))],
    )
    return {r["id"]: r["firm"] for r in found}
