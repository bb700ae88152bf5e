"""What the two register files look like: their columns, what each cell may hold, and an example line each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.tables.figures import as_count, as_number
from app.tables.heads import Column
from app.tables.moments import as_date, as_month
from app.words.labels import LABELS, code_for

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}")
DESIGNATION = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<since>[^()~]*)~(?P<until>[^()~]*)\))?")
NONE = "없음"
YEARS = (1880, 2100)  # chosen, not measured: outside of it a year is mistyped
FOUNDED = (
    *(
        "설립연도",
        "설립년도",
        "창업연도",
        "설립",
        "설립일자",
        "설립일",
        "설립연월일",
        "설립년월일",
        "법인설립일",
        "창립일",
    ),
    *("창업일", "창업일자", "개업일", "개업일자", "개업연월일"),
)


@dataclass(frozen=True)
class Designated:
    """A special zone or status an area has, with its first and last day (None where unknown or open)."""

    name: str
    since: str | None
    until: str | None


@dataclass(frozen=True)
class Explained:
    """A column with a word for people: what to write in it, and an example."""

    column: Column
    meaning: str
    example: str


def as_code(text: str) -> str:
    """An identifying code of up to 20 Latin letters, digits, hyphens and underscores."""
    if not CODE.fullmatch(text):
        raise ValueError(_("영문자와 숫자로 20자까지 적어 주십시오(예: B001)"))
    return text


def as_name(text: str) -> str:
    """A name of up to 100 characters, its spaces made single."""
    name = " ".join(text.split())
    if len(name) > 100:
        raise ValueError(_("100자까지 적어 주십시오"))
    return name


def as_word(kind: str) -> Callable[[str], str]:
    """A parser of one kind of label: the Korean word or the stored code."""

    def parse(text: str) -> str:
        code = code_for(text, kind)
        if code is None:
            raise ValueError(_("다음 가운데 하나로 적어 주십시오: %(words)s", words=words(kind)))
        return code

    return parse


def as_district(text: str) -> str:
    """A district as it is stored: the English word of one of ours is that one."""
    return code_for(text, "district") or as_name(text)


def words(kind: str) -> str:
    return ", ".join(str(word) for word in LABELS[kind].values())


def as_listed(listed: dict[str, str], what: str) -> Callable[[str], str]:
    """A parser of codes of a table: `listed` maps every accepted word, squeezed, to its code."""

    def parse(text: str) -> str:
        code = listed.get("".join(text.split()).casefold())
        if code is None:
            raise ValueError(_("다음 가운데 하나로 적어 주십시오: %(words)s", words=what))
        return code

    return parse


def as_list(parse: Callable[[str], Any], between: str = ";") -> Callable[[str], tuple[Any, ...]]:
    """A parser of several values with semicolons (or other signs) between; the word for none is an empty list."""

    def parse_all(text: str) -> tuple[Any, ...]:
        if text == NONE:
            return ()
        parts = re.split(f"[{between}]", text)
        return tuple(dict.fromkeys(parse(part.strip()) for part in parts if part.strip()))

    return parse_all


def as_designation(text: str) -> Designated:
    """A designation with its dates: 규제자유특구(2022-01-01~), dates may be left out."""
    found = DESIGNATION.fullmatch(text)
    if found is None:
        raise ValueError(_("이름(시작일~종료일)처럼 적어 주십시오(예: 규제자유특구(2022-01-01~))"))
    since, until = ((found[key] or "").strip() for key in ("since", "until"))
    since, until = as_date(since) if since else None, as_date(until) if until else None
    if since and until and until < since:
        raise ValueError(_("종료일은 시작일보다 늦어야 합니다"))
    return Designated(found["name"].strip(), since, until)


def between(low: float, high: float, parse: Callable[[str], Any]) -> Callable[[str], Any]:
    """A number within bounds."""

    def parse_within(text: str) -> Any:
        value = parse(text)
        if not low <= value <= high:
            raise ValueError(_("%(low)s부터 %(high)s까지의 값으로 적어 주십시오", low=f"{low:g}", high=f"{high:g}"))
        return value

    return parse_within


def as_year(text: str) -> int:
    """A year, or that of a day or a month: a register of firms often tells the day of founding."""
    for parse in (as_count, as_date, as_month):
        try:
            year = int(str(parse(text))[:4]) if parse is not as_count else as_count(text)
        except ValueError:
            continue
        if YEARS[0] <= year <= YEARS[1]:
            return year
    raise ValueError(_("%(low)s부터 %(high)s까지의 연도나 날짜로 적어 주십시오(예: 2009)", low=YEARS[0], high=YEARS[1]))


def area_columns(clusters: dict[str, str], names: str) -> list[Explained]:
    """Columns of areas.csv; `clusters` maps accepted words to codes, `names` lists them for people."""
    cluster = as_list(as_listed(clusters, names), ";,")  # our own list has commas between
    designation = as_list(as_designation)
    # Korea with Jeju and Dokdo: swapped columns are noticed.
    latitude, longitude = between(33, 39, as_number), between(124, 132, as_number)
    return [
        Explained(
            Column("code", ("코드", "밀집지역코드", "지역코드", "관리번호"), as_code),
            _("바뀌지 않는 고유 코드. 같은 코드는 고쳐 씁니다"),
            "B001",
        ),
        Explained(
            Column("name_ko", ("이름", "밀집지역", "밀집지역명", "지역명", "단지명", "명칭"), as_name),
            _("한국어 이름"),
            "예시 산업단지 1",
        ),
        Explained(
            Column("name_en", ("영문이름", "영문명", "영어이름"), as_name, False), _("영어 이름"), "Example Complex 1"
        ),
        Explained(
            Column("kind", ("종류", "유형", "지역종류", "밀집지역종류"), as_word("area_kind")),
            words("area_kind"),
            "산업단지",
        ),
        Explained(
            Column("district", ("구군", "구·군", "구/군", "시군구", "자치구", "소재지"), as_district),
            _("구 또는 군"),
            "사상구",
        ),
        Explained(
            Column("latitude", ("위도", "lat"), latitude, False, ("도", "°")), _("십진법 도 단위, 33~39"), "35.152"
        ),
        Explained(
            Column("longitude", ("경도", "lon", "lng"), longitude, False, ("도", "°")),
            _("십진법 도 단위, 124~132"),
            "128.991",
        ),
        Explained(Column("clusters", ("클러스터", "혁신클러스터"), cluster, False), names, "nakdong-river"),
        Explained(
            Column("designations", ("지정", "지정현황"), designation, False),
            _("이름(시작일~종료일). 여러 개는 ;로 나눕니다"),
            "규제자유특구 예시(2022-01-01~)",
        ),
        Explained(
            Column("ends_on", ("종료일", "폐지일", "해제일"), as_date, False),
            _("없어진 지역의 마지막 날. 그 뒤에 끝나는 회차의 평가에서 빠집니다"),
            "",
        ),
    ]


def firm_columns(industries: dict[str, str], names: str) -> list[Explained]:
    """Columns of firms.csv; `industries` maps accepted words to codes, `names` lists them for people."""
    industry = as_listed(industries, names)
    return [
        Explained(
            Column("code", ("코드", "기업코드", "업체코드", "기업번호"), as_code),
            _("바뀌지 않는 고유 코드. 같은 코드는 고쳐 씁니다"),
            "F0001",
        ),
        Explained(
            Column("area", ("밀집지역코드", "지역코드", "밀집지역", "밀집지역명"), as_name),
            _("밀집지역 명부에 있는 코드나 이름"),
            "B001",
        ),
        Explained(
            Column("name", ("이름", "기업명", "회사명", "업체명", "상호", "기업이름"), as_name),
            _("기업 이름"),
            "예시정밀",
        ),
        Explained(Column("industry_code", ("업종", "업종명", "산업"), industry, False), names, "machinery"),
        Explained(Column("size_band", ("규모", "기업규모"), as_word("size_band")), words("size_band"), "소기업"),
        Explained(
            Column("growth_stage", ("성장단계", "기업성장단계"), as_word("growth_stage"), False),
            words("growth_stage"),
            "성숙기",
        ),
        Explained(
            Column(
                "employees", ("종사자수", "종업원수", "직원수", "상시근로자수", "인원"), as_count, False, ("명", "인")
            ),
            _("0 이상의 정수"),
            "27",
        ),
        Explained(
            Column("founded_year", FOUNDED, as_year, False, ("년",)),
            _("네 자리 연도 또는 날짜(연도만 담습니다)"),
            "2009",
        ),
    ]
