"""The file a record travels in: one JSON object, read with every fault named."""

from __future__ import annotations

from typing import Any

from app.roundtables.record.records import (
    KINDS,
    LANGUAGES,
    ORG_KINDS,
    ParticipantDraft,
    PresentationDraft,
    RecordDraft,
)
from app.tables.checked import N_, Checked, FaultyFile


def draft_from(record: dict[str, Any]) -> RecordDraft:
    """The draft a record file holds.

    Parameters
    ----------
    record : dict
        ``code, kind, title, date, start, end, place, areas`` and, where given, ``series, number, title_en,
        industry, language, topics, presentations, participants, transcript`` (the transcript's file name).

    Raises
    ------
    FaultyFile
        With every missing, misspelt or malformed entry.
    """
    checked = Checked(record)
    _optional(checked, "transcript")
    draft = RecordDraft(
        code=checked.word("code"),
        kind=checked.word("kind", KINDS),
        title=checked.word("title"),
        title_en=_optional(checked, "title_en") or "",
        held_on=checked.word("date"),
        starts_at=checked.word("start"),
        ends_at=checked.word("end"),
        place=checked.word("place"),
        series=_optional(checked, "series"),
        industry_code=_optional(checked, "industry"),
        language=checked.word("language", LANGUAGES) if checked.has("language") else "ko",
        area_codes=_words(checked, "areas"),
        topics=_words(checked, "topics") if checked.has("topics") else (),
        participants=_participants(checked),
        number=_whole(checked, "number"),
        presentations=_presentations(checked),
    )
    checked.finish()
    if checked.faults:
        raise FaultyFile(checked.faults)
    return draft


def _participants(checked: Checked) -> tuple[ParticipantDraft, ...]:
    if not checked.has("participants"):
        return ()
    return tuple(_participant(each) for each in checked.parts("participants"))


def _participant(each: Checked) -> ParticipantDraft:
    draft = ParticipantDraft(
        label=each.word("label"),
        organization=each.word("organization"),
        org_kind=each.word("org_kind", ORG_KINDS),
        role=_optional(each, "role") or "",
        firm_code=_optional(each, "firm"),
        area_codes=_words(each, "areas") if each.has("areas") else (),
    )
    each.finish()
    return draft


def _presentations(checked: Checked) -> tuple[PresentationDraft, ...]:
    if not checked.has("presentations"):
        return ()
    return tuple(_presentation(each) for each in checked.parts("presentations"))


def _presentation(each: Checked) -> PresentationDraft:
    draft = PresentationDraft(
        title=each.word("title"),
        organization=_optional(each, "organization") or "",
        role=_optional(each, "role") or "",
        speaker=_optional(each, "speaker") or "",
        minute_from=_whole(each, "from_minute"),
        minute_to=_whole(each, "to_minute"),
    )
    each.finish()
    return draft


def _whole(checked: Checked, key: str) -> int | None:
    """A whole number that may be missing or null."""
    value = checked.get(key) if checked.has(key) else None
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        checked.say(key, N_("정수여야 합니다."), repr(value))
        return None
    return value


def _optional(checked: Checked, key: str) -> str | None:
    """A text that may be missing, null or empty."""
    value = checked.get(key) if checked.has(key) else None
    if value is not None and not isinstance(value, str):
        checked.say(key, N_("글이어야 합니다."), repr(value))
        return None
    return value.strip() or None if value else None


def _words(checked: Checked, key: str) -> tuple[str, ...]:
    found = []
    for place, value in checked.values(key):
        if isinstance(value, str) and value.strip():
            found.append(value.strip())
        else:
            checked.say(place, N_("빈칸이 아닌 글이어야 합니다."), repr(value))
    return tuple(found)
