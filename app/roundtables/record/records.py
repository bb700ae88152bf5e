"""The record of a roundtable as somebody writes it down, and the rules such a record must keep."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from json import dumps

from app.tables.checked import N_

KINDS = ("roundtable", "interview", "field_note")
LANGUAGES = ("ko", "en")
ORG_KINDS = ("city", "council", "technopark", "support", "ministry", "agency", "firm", "expert", "moderator")
# Moderators and officials are no respondents: what they say is context, not evidence.
VOICES = frozenset({"firm", "expert"})
# Letters. These and the numbers below bound what one form stores. Chosen, not measured.
LONGEST = {
    "title": 200,
    "title_en": 200,
    "place": 200,
    "series": 120,
    "label": 60,
    "organization": 120,
    "role": 60,
}
MOST_PARTICIPANTS = 200
MOST_TOPICS = 30
MOST_PRESENTATIONS = 30
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class ParticipantDraft:
    """One line of the list of participants; codes as they are written, not yet looked up.

    Parameters
    ----------
    label : str
        What the transcript calls this person ("A정밀 대표"); no personal name.
    firm_code : str or None
        The firm on the list, for participants of kind ``firm``.
    area_codes : tuple of str
        For an expert the areas asked about (none: all of the roundtable's); for a firm on no list, its area.
    id : str or None
        The participant this line changes; None finds it by its label.
    """

    label: str
    organization: str
    org_kind: str
    role: str = ""
    firm_code: str | None = None
    area_codes: tuple[str, ...] = ()
    id: str | None = None


@dataclass(frozen=True)
class PresentationDraft:
    """What was presented before the discussion; `speaker` is the label of a participant, minutes are of the transcript."""

    title: str
    organization: str
    role: str = ""
    speaker: str = ""
    minute_from: int | None = None
    minute_to: int | None = None


@dataclass(frozen=True)
class RecordDraft:
    """A record of a roundtable, an interview or field notes as written; dates ISO, times HH:MM."""

    kind: str
    title: str
    held_on: str
    starts_at: str
    ends_at: str
    place: str
    area_codes: tuple[str, ...]
    code: str | None = None
    series: str | None = None
    title_en: str = ""
    industry_code: str | None = None
    language: str = "ko"
    topics: tuple[str, ...] = ()
    participants: tuple[ParticipantDraft, ...] = ()
    number: int | None = None
    presentations: tuple[PresentationDraft, ...] = ()


@dataclass(frozen=True)
class Flaw:
    """What is wrong in one field of a record; texts are msgids.

    `row` is the participant's line from 0, `line` that of a field with a thing a line, from 1.
    """

    field: str
    what: str
    right: str
    row: int | None = None
    line: int | None = None


def normal(draft: RecordDraft) -> RecordDraft:
    """The draft with what goes without saying said, so that equal records are equal values."""
    areas = tuple(sorted(set(draft.area_codes)))
    people = tuple(_normal_participant(each, areas) for each in draft.participants)
    return replace(draft, area_codes=areas, participants=people)


def _normal_participant(each: ParticipantDraft, areas: tuple[str, ...]) -> ParticipantDraft:
    asked: tuple[str, ...] = tuple(sorted(set(each.area_codes)))
    if each.org_kind == "expert":
        asked = asked or areas
    elif each.org_kind != "firm" or each.firm_code:
        asked = ()
    elif len(areas) == 1:
        asked = asked or areas
    return replace(each, area_codes=asked)


def fingerprint(draft: RecordDraft) -> str:
    """A short mark of the whole record: a form that carries an old one is stale."""
    return sha256(dumps(asdict(draft), ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def flaws(draft: RecordDraft) -> list[Flaw]:
    """Everything wrong with a draft that can be seen without looking anything up."""
    return [*_head_flaws(draft), *_time_flaws(draft), *_people_flaws(draft), *_presentation_flaws(draft)]


def _head_flaws(draft: RecordDraft) -> Iterator[Flaw]:
    if draft.kind not in KINDS:
        yield Flaw("kind", N_("없는 종류입니다."), N_("FGI 협의체, 심층 인터뷰, 현장 기록 가운데 하나를 고르십시오."))
    if draft.language not in LANGUAGES:
        yield Flaw("language", N_("없는 언어입니다."), N_("한국어나 영어를 고르십시오."))
    if not draft.title:
        yield Flaw("title", N_("제목이 없습니다."), N_("제목을 적어 주십시오."))
    if not draft.place:
        yield Flaw("place", N_("장소가 없습니다."), N_("장소를 적어 주십시오."))
    if not draft.area_codes:
        yield Flaw("areas", N_("밀집지역이 없습니다."), N_("밀집지역을 한 곳 이상 골라 주십시오."))
    if draft.number is not None and not draft.series:
        right = N_("어느 시리즈의 몇 번째 회의인지 시리즈도 적어 주십시오.")
        yield Flaw("number", N_("시리즈가 없는 회차 번호입니다."), right)
    if draft.number is not None and not 1 <= draft.number <= 9999:
        yield Flaw("number", N_("번호가 올바르지 않습니다."), N_("51처럼 1 이상의 수를 적어 주십시오."))
    if len(draft.topics) > MOST_TOPICS:
        yield Flaw("topics", N_("주제가 너무 많습니다."), N_("주제는 30개까지 적을 수 있습니다."))
    for field in ("title", "title_en", "place", "series"):
        if len(getattr(draft, field) or "") > LONGEST[field]:
            yield Flaw(field, N_("너무 깁니다."), N_("조금 더 짧게 적어 주십시오."))


def _presentation_flaws(draft: RecordDraft) -> Iterator[Flaw]:
    labels = {each.label for each in draft.participants}
    if len(draft.presentations) > MOST_PRESENTATIONS:
        yield Flaw("presentations", N_("발표가 너무 많습니다."), N_("발표는 30개까지 적을 수 있습니다."))
    for line, each in enumerate(draft.presentations, start=1):
        if not each.title or not (each.organization or each.speaker):
            right = N_("‘제목 | 기관 | 직책 | 발표자’처럼 제목과 기관을 적어 주십시오.")
            yield Flaw("presentations", N_("제목이나 기관이 없습니다."), right, line=line)
        if len(each.title) > LONGEST["title"] or len(each.organization) > LONGEST["organization"]:
            yield Flaw("presentations", N_("너무 깁니다."), N_("조금 더 짧게 적어 주십시오."), line=line)
        if each.speaker and each.speaker not in labels:
            right = N_("아래 참여자의 호칭과 똑같이 적거나 비워 두십시오.")
            yield Flaw("presentations", N_("발표자가 참여자 가운데 없습니다."), right, line=line)
        if not _in_order(each.minute_from, each.minute_to):
            right = N_("녹취록의 몇 분부터 몇 분까지인지 3-12처럼 적어 주십시오.")
            yield Flaw("presentations", N_("분이 올바르지 않습니다."), right, line=line)


def _in_order(first: int | None, last: int | None) -> bool:
    if first is None:
        return last is None
    return first >= 0 and (last is None or last > first)


def _time_flaws(draft: RecordDraft) -> Iterator[Flaw]:
    try:
        date.fromisoformat(draft.held_on)
    except ValueError:
        yield Flaw("held_on", N_("날짜가 올바르지 않습니다."), N_("날짜를 2026-11-22처럼 적어 주십시오."))
    right = N_("시각을 15:00처럼 적어 주십시오.")
    wrong = [name for name in ("starts_at", "ends_at") if not _TIME.fullmatch(getattr(draft, name))]
    yield from (Flaw(name, N_("시각이 올바르지 않습니다."), right) for name in wrong)
    if not wrong and draft.ends_at <= draft.starts_at:
        yield Flaw(
            "ends_at",
            N_("끝난 시각이 시작한 시각보다 이릅니다."),
            N_("시작한 시각보다 늦은 시각을 적어 주십시오."),
        )


def _people_flaws(draft: RecordDraft) -> Iterator[Flaw]:
    if len(draft.participants) > MOST_PARTICIPANTS:
        yield Flaw("participants", N_("참여자가 너무 많습니다."), N_("참여자는 200명까지 적을 수 있습니다."))
    labels = Counter(each.label for each in draft.participants)
    for row, each in enumerate(draft.participants):
        yield from _participant_flaws(each, row, draft.area_codes)
        if each.label and labels[each.label] > 1:
            yield Flaw("label", N_("같은 호칭이 두 번 있습니다."), N_("참여자마다 다른 호칭을 적어 주십시오."), row)


def _participant_flaws(each: ParticipantDraft, row: int, areas: tuple[str, ...]) -> Iterator[Flaw]:
    if not each.label:
        yield Flaw("label", N_("호칭이 없습니다."), N_("녹취록에서 부르는 호칭을 적어 주십시오."), row)
    if not each.organization:
        yield Flaw("organization", N_("기관이 없습니다."), N_("기관이나 기업의 이름을 적어 주십시오."), row)
    if each.org_kind not in ORG_KINDS:
        yield Flaw("org_kind", N_("기관 종류가 없습니다."), N_("기관 종류를 골라 주십시오."), row)
    for field in ("label", "organization", "role"):
        if len(getattr(each, field)) > LONGEST[field]:
            yield Flaw(field, N_("너무 깁니다."), N_("조금 더 짧게 적어 주십시오."), row)
    if each.firm_code and each.org_kind != "firm":
        yield Flaw(
            "firm",
            N_("기업이 아닌 참여자입니다."),
            N_("기관 종류를 ‘기업’으로 고르거나 이 칸을 비우십시오."),
            row,
        )
    if set(each.area_codes) - set(areas):
        yield Flaw(
            "asked",
            N_("이 간담회의 밀집지역이 아닙니다."),
            N_("위에서 고른 밀집지역의 코드를 적어 주십시오."),
            row,
        )
    if each.org_kind == "firm" and not each.firm_code and len(each.area_codes) > 1:
        yield Flaw(
            "asked",
            N_("기업의 지역이 여러 곳입니다."),
            N_("명부에 없는 기업은 지역 코드를 하나만 적어 주십시오."),
            row,
        )
