"""The one rule of what a participant is called by those who may not read what is sealed."""

from __future__ import annotations

from app.roundtables.record.hearing import Participant
from app.roundtables.talk.telling import organization_told, told


def person(label: str, organization: str, org_kind: str, **more: object) -> Participant:
    words: dict[str, object] = {"role": "대표", "firm_id": "f", "firm_code": "F1", "respondent_id": None}
    words["area_ids"] = frozenset()
    return Participant("p", label, organization, org_kind, **{**words, **more})  # type: ignore[arg-type]


def test_institutions_and_hidden_names_stay_and_firms_do_not() -> None:
    assert organization_told("부산시 경제 부서", "city", None) == "부산시 경제 부서"
    assert organization_told("지역 대학(예시)", "expert", None) == "지역 대학(예시)"
    assert organization_told("A정밀(예시)", "firm", None) == "A정밀(예시)"
    assert organization_told("(주)대한정밀", "firm", "기업 3") == "기업 3"
    assert organization_told("(주)대한정밀", "firm", None) == "기업"


def test_the_stored_label_stands_and_before_there_is_one_no_name_is_told() -> None:
    stored = told(
        person("김영수 대표", "대한정밀", "firm", shown_label="참여자 2 대표", shown_organization="기업 2"), knows=False
    )
    assert (stored.label, stored.organization, stored.firm_code, stored.firm_id) == (
        "참여자 2 대표",
        "기업 2",
        None,
        None,
    )
    before = told(person("김영수 대표", "대한정밀", "firm"), knows=False)
    assert (before.label, before.organization) == ("기업 대표", "기업")
    assert told(person("대한정밀 대표", "(주)대한정밀", "firm"), knows=False).label == "기업 대표"
    assert told(person("A정밀 대표", "A정밀(예시)", "firm"), knows=False).label == "A정밀 대표"
    assert told(person("부산시 과장", "부산시", "city"), knows=False).label == "부산시 과장"


def test_the_facilitator_reads_what_was_recorded() -> None:
    each = person("김영수 대표", "대한정밀", "firm", shown_label="참여자 2 대표", shown_organization="기업 2")
    assert told(each, knows=True) == each
