"""What may be made of a round, each with what it is for: the top of the page of reports."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _


@dataclass(frozen=True)
class Kind:
    """A kind of report: its name, what it is for, and the addresses with their words, the first first."""

    title: str
    what: str
    links: tuple[tuple[str, str], ...]


def offered(code: str) -> tuple[Kind, ...]:
    """The kinds of reports on a round."""
    return (
        Kind(
            _("회차 보고서"),
            _(
                "단계의 분포, 달라진 곳과 까닭, 기업이 말한 애로, 근거의 질, 다시 볼 곳을 담은 보고서입니다. "
                "협의회와 부처에 냅니다."
            ),
            ((url_for("reports.round_page", code=code), _("보기·인쇄")), *files(code, "report")),
        ),
        Kind(
            _("한 쪽 요약"),
            _("시장·군수에게 보고하는 A4 한 쪽입니다. 한 문장, 수 셋, 나빠진 곳과 까닭, 다음에 할 일만 담습니다."),
            ((url_for("reports.mayor", code=code), _("보기·인쇄")), *files(code, "summary")),
        ),
        Kind(
            _("모든 표"),
            _(
                "점수, 영역, 달라진 곳, 주제, 근거를 시트마다 담은 통합 문서입니다. 더 계산하거나 그림을 그릴 때 씁니다."
            ),
            (
                (url_for("reports.round_table", code=code, kind="xlsx"), _("회차 표 XLSX")),
                (url_for("reports.round_table", code=code, kind="xlsx", language="en"), _("영어 XLSX")),
                (url_for("reports.round_table", code=code, kind="csv"), _("회차 표 CSV")),
            ),
        ),
        Kind(
            _("누리집에 올릴 쪽"),
            _("의결된 단계와 지도, 지역마다 한 쪽을 한국어와 영어로 만든 파일입니다. 3곳 미만의 수와 이름은 빠집니다."),
            ((url_for("reports.public_pages", code=code), _("고르고 미리 보기")),),
        ),
    )


def files(code: str, what: str) -> tuple[tuple[str, str], ...]:
    """Addresses of a paper's files in both languages."""
    listed = (
        ("docx", "ko", "DOCX"),
        ("hwpx", "ko", "HWPX"),
        ("docx", "en", _("영어 DOCX")),
        ("hwpx", "en", _("영어 HWPX")),
    )
    return tuple(
        (url_for("reports.round_file", code=code, what=what, form=form, language=lang), word)
        for form, lang, word in listed
    )
