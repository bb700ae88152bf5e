"""Tables of industries to take home: columns an import knows again, so that a file comes back as it went out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _

from app.industries.cycle import Change
from app.words.labels import label

Table = tuple[list[str], list[list[Any]]]


def list_rows(industries: Iterable[Any]) -> Table:
    """The list of a cycle."""
    titles = [
        *(_("코드"), _("이름"), _("영문이름"), _("구분"), _("시도"), _("권역"), _("업종"), _("성숙도"), _("기반시설")),
        *(_("범위"), _("예시"), _("출처"), _("기준일"), _("주기")),
    ]
    table = [
        [
            *(r["code"], r["name_ko"], r["name_en"], label(r["kind"], "key_industry_kind"), r["province"], r["region"]),
            *(r["industry_code"], label(r["maturity"], "maturity") if r["maturity"] else None, r["infrastructure"]),
            *(r["scope"], _("예") if r["example"] else _("아니요"), r["source"], r["as_of"], r["cycle_code"]),
        ]
        for r in industries
    ]
    return titles, table


def change_rows(changes: Sequence[Change]) -> Table:
    """The change of a cycle; what is decided, else what is proposed, with its state beside it."""
    titles = [
        *(_("코드"), _("이름"), _("시도"), _("구분"), _("상태"), _("결정"), _("대체코드"), _("새이름"), _("새구분")),
        *(
            _("새범위"),
            _("사유"),
            _("근거"),
            _("결정일"),
            _("위원 수"),
            _("참석"),
            _("결과 코드"),
            _("결과 이름"),
            _("결과 구분"),
        ),
    ]
    return titles, [_change(each) for each in changes]


def _change(each: Change) -> list[Any]:
    row, result, verdict = each.row, each.result or {}, each.verdict or each.draft
    replaced = verdict == "replace" and bool(result)
    adjusted = verdict == "adjust" and bool(result)
    return [
        *(row["code"], row["name_ko"], row["province"], label(row["kind"], "key_industry_kind")),
        _("결정") if each.verdict else _("초안") if each.draft else _("초안 없음"),
        label(verdict, "industry_verdict") if verdict else None,
        result.get("code") if replaced else None,
        result.get("name_ko") if adjusted else row["draft_name"],
        _kind(result.get("kind") if adjusted else row["draft_kind"]),
        result.get("scope") if adjusted else row["draft_scope"],
        *(row["reason"] or row["draft_reason"], row["grounds"] or row["draft_grounds"]),
        *(row["met_on"], row["members"], row["attended"]),
        *(result.get("code"), result.get("name_ko"), _kind(result.get("kind"))),
    ]


def _kind(code: Any) -> str | None:
    return label(code, "key_industry_kind") if code else None
