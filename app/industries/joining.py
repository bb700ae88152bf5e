"""What industries bring to the features below: how statements come to a draft, a part of an entry page."""

from __future__ import annotations

from app.industries import decision_store, grounds, summing
from app.nav import HELP
from app.voices.attaching import ATTACH, Attach


def join() -> None:
    ATTACH["industry_decision"] = Attach(
        permission="industries.edit",
        title=grounds.title_of,
        attach=grounds.attach,
        back=grounds.back_to,
        held=decision_store.segments_of,
    )
    HELP["industries"] = summing.part
