"""Open answers on arrival: what is sure is replaced at once; a return with unsure findings waits until somebody looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from app.clock import in_seoul, now, years_after
from app.personal.register import register_of
from app.surveys.sealed import masking, sealed_store
from app.surveys.sealed.masking import Masked
from app.surveys.sealed.sealed_store import Original

# As long as the original of a transcript, so that one promise holds for every text. Chosen, not measured.
KEPT_YEARS = 1


@dataclass(frozen=True)
class Protected:
    """A return's open answers in both layers, by question; `waiting`: none is read before somebody has looked."""

    answers: Mapping[str, Masked]
    waiting: bool

    def shown(self, question_id: str) -> str | None:
        """What is read of an answer now."""
        found = self.answers.get(question_id)
        return None if self.waiting or found is None else found.shown


def protected(db: Database, opened: Mapping[str, str], *, firm_id: str | None, name: str) -> Protected:
    """Look through the open answers of one return; `name` is what a firm on no list calls itself."""
    if not opened:
        return Protected({}, waiting=False)
    own = sealed_store.name_of_firm(db, firm_id) if firm_id else name
    plan = masking.plan(list(opened.values()), register_of(db), own=own)
    shown = masking.masked(list(opened.values()), plan)
    return Protected(dict(zip(opened, shown, strict=True)), waiting=bool(plan.unsure))


def seal(db: Database, protected: Protected, answer_ids: Mapping[str, str], submitted_at: str) -> None:
    """Put away what was written where it is not what is read. Call it inside the act that stores the answers."""
    keep_until = years_after(in_seoul(submitted_at).date(), KEPT_YEARS).isoformat()
    settled = None if protected.waiting else now()
    sealed_store.insert_originals(
        db,
        [
            Original(answer_ids[question], each.raw, keep_until, settled)
            for question, each in protected.answers.items()
            if protected.waiting or each.raw != each.shown
        ],
    )
