"""Taking a record for what it says it is: each kind of record knows how, or why it has to be held for the office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlite_utils import Database

from app.field.records.record import Record


@dataclass(frozen=True)
class Taken:
    """What became of a record.

    Parameters
    ----------
    state : str
        "accepted", or "held" until the office has looked.
    response_id : str or None
        The return it became.
    problems : tuple of str
        Why it is held, as codes of LABELS["held_reason"]; a question's id may follow after a colon.
    number : str or None
        The receipt number the return has; None: the record gets one of its own.
    """

    state: str
    response_id: str | None = None
    problems: tuple[str, ...] = ()
    survey_id: str | None = None
    area_id: str | None = None
    firm_id: str | None = None
    number: str | None = None


# Kind -> act, inside the caller's one transaction: (db, record, person's id). Raises BadInput for what is no record of
# that kind at all; then the laptop keeps it. Kinds of features above join here (`joining.py`).
KINDS: dict[str, Callable[[Database, Record, str], Taken]] = {}
# "keep": stores a file under its hash for a person, (db, sha256, bytes, person's id) -> whether it was new. Joined above.
FILES: dict[str, Callable[[Database, str, bytes, str], bool]] = {}
