"""What the pages of proposals show on the stage: a proposal of one area, a joined one, links that open and do not."""

from __future__ import annotations

import re
from datetime import timedelta

from sqlite_utils import Database

from app.clock import today
from app.db import scalar
from tests.journeys.acting import Person


def proposed(db: Database, people: dict[str, Person], at: dict[str, str]) -> dict[str, str]:
    """The example's proposals, and two personal links of a firm, the first of them closed."""
    facilitator = people["facilitator"]
    series = scalar(db, "select series_id from roundtable where code = 'sasang-machinery'")
    path = f"/series/{series}/links"

    def link() -> str:
        whom = re.search(r'name="whom" value="([^"]+)"', facilitator.client.get(path).text)
        assert whom
        facilitator.press(path, whom=whom[1], expires_on=(today() + timedelta(days=30)).isoformat(), confirmed="1")
        found = re.search(r"/p/([\w-]{22})", facilitator.client.get(path).text)
        assert found
        return found[1]

    gone = link()
    facilitator.press(f"{path}/{scalar(db, 'select id from proposal_link')}/revoke")
    return {
        "series": series,
        "own_gone": gone,
        "own": link(),
        "proposal": scalar(
            db,
            """select proposal_id from proposal_area group by proposal_id
               having min(area_id) = ? and max(area_id) = min(area_id)""",
            [at["area"]],
        ),
        "joined": scalar(db, "select id from proposal_now where state = 'joined'"),
        "asks": scalar(
            db,
            """select s.id from current_suggestion u join segment s on s.id = u.segment_id
                 join document d on d.id = s.document_id join roundtable r on r.id = d.roundtable_id
               where r.code = 'sasang-machinery' and u.statement = 'request' and s.respondent_id is not null
                 and s.id not in (select segment_id from proposal_segment where ended_at is null) order by s.id""",
        ),
    }
