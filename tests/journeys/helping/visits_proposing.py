"""Pages of proposals, series and minutes: every state that is looked at."""

from __future__ import annotations

from tests.journeys.visits import NOBODY, Visit, wrong

PROPOSING: dict[str, list[Visit]] = {
    "proposals": [
        Visit("proposals.index", "/proposals"),
        Visit("proposals.index", "/proposals?q=없는+말&state=overdue", "analyst"),
        Visit("proposals.show", "/proposals/{proposal}"),
        Visit("proposals.show", "/proposals/{joined}", "analyst"),
        wrong("proposals.answer", "/proposals/{proposal}/answer", "official", {"action": "declined", "seen": "0"}),
        Visit("proposals.asking", "/proposals/asking"),
        Visit("proposals.written", "/proposals/written", "facilitator"),
        wrong("proposals.written", "/proposals/written", "facilitator", {"title": "적던 말"}),
        Visit("proposals.asking", "/proposals/asking?aside=1", "facilitator"),
        Visit("proposals.new", "/proposals/new?segment={asks}"),
        wrong("proposals.new", "/proposals/new?segment={asks}", "analyst"),
        Visit("proposals.edit", "/proposals/{proposal}/edit", "analyst"),
        wrong("proposals.edit", "/proposals/{proposal}/edit", "facilitator"),
        Visit("proposals.split", "/proposals/{proposal}/split", "analyst"),
    ],
    "meetings": [
        Visit("roundtables.all_series", "/series"),
        Visit("roundtables.series", "/series/{series}"),
        Visit("roundtables.edit_series", "/series/{series}/edit"),
        wrong("roundtables.edit_series", "/series/{series}/edit"),
        Visit("proposals.told", "/series/{series}/told"),
        Visit("proposals.told", "/series/{series}/told?by=meeting", "analyst"),
        Visit("proposals.told_file", "/series/{series}/told/paper.html", "official"),
        Visit("proposals.links", "/series/{series}/links"),
        wrong("proposals.links", "/series/{series}/links", "facilitator", {"expires_on": "2020-01-01"}),
        Visit("proposals.own", "/p/{own}", NOBODY),
        Visit("proposals.own", "/p/{own_gone}", NOBODY, status=410),
        Visit("proposals.own", "/p/cut-off", NOBODY, status=404),
        Visit("proposals.minutes", "/roundtables/{roundtable}/minutes"),
        Visit("proposals.minutes", "/roundtables/{empty}/minutes", "facilitator"),
    ],
}
