"""What the files of industries look like: the list of a cycle, drafts of decisions, results of the yearly evaluation."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _
from sqlite_utils import Database

from app.areas import choices
from app.areas.columns import Explained, as_code, as_name, as_word, words
from app.tables.figures import as_count, as_number
from app.tables.heads import Column
from app.tables.moments import as_date

LONGEST = 2000
YES, NO = ("예", "y", "yes", "1", "o"), ("아니요", "아니오", "n", "no", "0", "x")
# Units an amount may be headed by, in won.
MONEY = {"원": 1, "천원": 10**3, "만원": 10**4, "백만원": 10**6, "억원": 10**8}


def columns_of(db: Database, kind: str) -> list[Explained]:
    return {"list": _list, "decisions": _decisions, "incentives": _incentives}[kind](db)


def _list(db: Database) -> list[Explained]:
    industries = dict(choices.industries(db))
    listed = ", ".join(f"{word}({code})" for code, word in industries.items())
    return [
        Explained(Column("code", ("코드", "산업코드"), as_code), _("주기 안에서 바뀌지 않는 코드"), "BS-01"),
        Explained(Column("name_ko", ("이름", "산업명", "산업"), as_name), _("산업의 이름"), "예시 산업 01"),
        Explained(Column("name_en", ("영문이름", "영문명"), as_name, False), _("영어 이름"), "Example industry 01"),
        Explained(
            Column("kind", ("구분", "유형"), as_word("key_industry_kind")), words("key_industry_kind"), "주력산업"
        ),
        Explained(Column("province", ("시도", "시·도", "지역"), as_name), _("시·도"), "부산"),
        Explained(Column("region", ("권역",), as_name, False), _("권역이나 시군구"), "동남권"),
        Explained(Column("industry_code", ("업종", "명부업종"), _among(industries), False), listed, "기계"),
        Explained(
            Column("maturity", ("성숙도", "기술성숙도"), as_word("maturity"), False), words("maturity"), "도입기"
        ),
        Explained(
            Column("infrastructure", ("기반시설", "인프라"), _as_text, False),
            _("연구소나 시험·인증 시설"),
            "시험센터 예시",
        ),
        Explained(Column("scope", ("범위",), _as_text, False), _("어디까지 이 산업으로 보는지"), ""),
        Explained(Column("example", ("예시",), _as_yes, False), _("지어낸 산업이면 ‘예’"), "예"),
        Explained(Column("source", ("출처",), as_name), _("이 목록을 알린 자료"), "예시 고시"),
        Explained(Column("as_of", ("기준일", "출처일"), as_date), _("그 자료의 날짜"), "2026-11-22"),
    ]


def _decisions(_db: Database) -> list[Explained]:
    return [
        Explained(
            Column("code", ("코드", "산업코드"), as_code), _("앞 주기의 산업, 또는 이 주기의 후보의 코드"), "BS-01"
        ),
        Explained(Column("verdict", ("결정",), as_word("industry_verdict")), words("industry_verdict"), "유지"),
        Explained(
            Column("successor", ("대체코드", "대체 산업"), as_code, False), _("대체일 때: 이 주기 후보의 코드"), ""
        ),
        Explained(Column("name_ko", ("새이름", "새 이름"), as_name, False), _("범위 조정일 때: 바뀌는 이름"), ""),
        Explained(
            Column("kind", ("새구분", "새 구분"), as_word("key_industry_kind"), False),
            _("범위 조정일 때: %(words)s", words=words("key_industry_kind")),
            "",
        ),
        Explained(Column("scope", ("새범위", "새 범위"), _as_text, False), _("범위 조정일 때: 바뀌는 범위"), ""),
        Explained(Column("reason", ("사유",), _as_text), _("왜 그렇게 정하는지"), "예시: 기업군이 그대로입니다."),
        Explained(Column("grounds", ("근거",), _as_text, False), _("본 자료"), ""),
    ]


def _incentives(_db: Database) -> list[Explained]:
    return [
        Explained(Column("code", ("코드", "산업코드"), as_code), _("이 주기의 산업 코드"), "BS-01"),
        Explained(Column("year", ("연도", "평가연도"), as_count, units=("년",)), _("평가한 해"), "2024"),
        Explained(Column("grade", ("등급", "평가등급"), as_name), _("평가 등급"), "우수"),
        Explained(
            Column("amount", ("인센티브", "금액"), as_number, False, tuple(MONEY)),
            _("원. 모르면 비워 둡니다. 제목에 (백만원)처럼 단위를 적을 수 있습니다"),
            "200000000",
        ),
        Explained(Column("source", ("출처",), as_name), _("결과를 알린 자료"), "예시 평가 결과"),
        Explained(Column("as_of", ("기준일", "출처일"), as_date), _("그 자료의 날짜"), "2026-11-22"),
    ]


def _among(known: dict[str, str]) -> Callable[[str], str]:
    by_word = {"".join(word.split()).casefold(): code for code, name in known.items() for word in (code, name)}

    def parse(text: str) -> str:
        code = by_word.get("".join(text.split()).casefold())
        if code is None:
            raise ValueError(_("다음 가운데 하나로 적어 주십시오: %(words)s", words=", ".join(known.values())))
        return code

    return parse


def _as_text(text: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(_("%(n)s자까지 적어 주십시오", n=LONGEST))
    return text


def _as_yes(text: str) -> bool:
    word = text.casefold()
    if word not in YES + NO:
        raise ValueError(_("‘예’나 ‘아니요’로 적어 주십시오"))
    return word in YES
