"""What a file of programmes looks like: its columns, what each cell may hold, and an example line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from app.areas.columns import Explained, as_code, as_name, as_word, words
from app.programmes.register.amounts import UNKNOWN
from app.tables.heads import Column
from app.tables.moments import as_date
from app.words.i18n import language
from app.words.labels import code_for

# Longest texts a cell may hold. Chosen, not measured.
LONG, SHORT = 1000, 200
NOTHING = ("없음", "none", "-")
_BETWEEN = re.compile(r"[,;·/、\n]+")

MUST = {"required": True}

# Column of a list to the kind of its codes' words, and the words for its title and what it asks.
LISTED: dict[str, tuple[str, str]] = {
    "levels": ("level", "단계"),
    "stages": ("growth_stage", "성장단계"),
    "sizes": ("size_band", "규모"),
    "industry_kinds": ("industry_kind", "산업 종류"),
    "area_kinds": ("area_kind", "지역 종류"),
}


class Cleared:
    """What a cell says that takes away what is stored: 없음, 모름."""


CLEARED = Cleared()


def as_text(longest: int) -> Callable[[str], Any]:
    """A text of so many characters at most; 없음 takes away what is stored."""

    def parse(text: str) -> Any:
        if text.strip() in NOTHING:
            return CLEARED
        kept = "\n".join(" ".join(line.split()) for line in text.splitlines())
        if len(kept) > longest:
            raise ValueError(_("%(n)s자까지 적어 주십시오", n=longest))
        return kept

    return parse


def as_codes(kind: str) -> Callable[[str], Any]:
    """Several words of a kind with commas between them."""
    one = as_word(kind)

    def parse(text: str) -> Any:
        if text.strip() in NOTHING:
            return CLEARED
        return tuple(dict.fromkeys(one(part.strip()) for part in _BETWEEN.split(text) if part.strip()))

    return parse


def as_themes(themes: Mapping[str, str]) -> Callable[[str], Any]:
    """Several themes, by code or name; a name may hold the sign that parts others (인력·고용)."""
    known = {"".join(word.split()).casefold(): code for word, code in themes.items()}

    def parse(text: str) -> Any:
        if text.strip() in NOTHING:
            return CLEARED
        found = []
        for part in re.split(r"[,;\n]+", text):
            squeezed = "".join(part.split()).casefold()
            if squeezed and squeezed not in known:
                raise ValueError(_("코드북에 있는 주제를 쉼표로 나누어 적어 주십시오: %(words)s", words=listed(themes)))
            found += [known[squeezed]] if squeezed else []
        return tuple(dict.fromkeys(found))

    return parse


def listed(themes: Mapping[str, str]) -> str:
    """The names of themes in the page's language; `themes` has of each the Korean one first, then the English one."""
    names: dict[str, list[str]] = {}
    for word, code in themes.items():
        if word != code:
            names.setdefault(code, []).append(word)
    return ", ".join(each[-1] if language() == "en" else each[0] for each in names.values())


def as_day(text: str) -> Any:
    """A day, or that nobody knows it."""
    return CLEARED if _is_unknown(text) or text.strip() in NOTHING else as_date(text)


def as_cap(text: str) -> Any:
    """The text of an amount, read once its column's unit is known; or that nobody knows it."""
    return CLEARED if _is_unknown(text) or text.strip() in NOTHING else text


def as_cap_per(text: str) -> str:
    """What the most is counted by."""
    code = code_for(text, "cap_per")
    if code is None:
        raise ValueError(_("다음 가운데 하나로 적어 주십시오: %(words)s", words=words("cap_per")))
    return code


def _is_unknown(text: str) -> bool:
    return "".join(text.split()).casefold() in UNKNOWN


def columns(themes: Mapping[str, str]) -> list[Explained]:
    """Every column, with what to write in it; `themes` are names and codes of the codebook to its codes."""

    def told(name: str, titles: tuple[str, ...], parse: Any, meaning: str, example: str, **more: Any) -> Explained:
        return Explained(Column(name, titles, parse, **{"required": False, **more}), meaning, example)

    lists = [
        told(
            *(name, (title, name), as_codes(kind)),
            _("쉼표로 나누어 적습니다: %(words)s. 비우면 가리지 않습니다", words=words(kind)),
            "",
        )
        for name, (kind, title) in LISTED.items()
    ]
    owners = "programme_owner"
    theme_words = listed(themes)
    return [
        told("code", ("코드", "code"), as_code, _("영문자와 숫자로 20자까지. 같은 코드는 고칩니다"), "P101", **MUST),
        told("name_ko", ("이름", "지원사업명", "사업명", "name"), as_name, _("사업의 이름"), "예시 지원사업", **MUST),
        told("name_en", ("영문이름", "name_en"), as_name, _("영문 화면에 보일 이름"), "Example programme"),
        told("owner_kind", ("기관종류", "owner_kind"), as_word(owners), words(owners), "부산시", **MUST),
        told("owner", ("기관", "주관기관", "운영기관", "owner"), as_name, _("운영하는 기관"), "예시 기관", **MUST),
        told("region", ("시행지역", "region"), as_text(SHORT), _("다른 시·도의 사업이면 그 지역 이름(참고로만 보임)"), ""),
        told("domains", ("분야", "domains"), as_codes("domain"), words("domain"), "금융", **MUST),
        told("themes", ("주제", "themes"), as_themes(themes), _("쉼표로 나누어 적습니다: %(words)s", words=theme_words), ""),
        *lists,
        told("cap", ("한도", "지원한도", "cap"), as_cap, _("가장 큰 금액. 모르면 ‘모름’"), "8억 원", units=None),
        told("cap_per", ("한도기준", "cap_per"), as_cap_per, words("cap_per"), "기업마다"),
        told("opens_on", ("시작일", "접수시작일", "opens_on"), as_day, _("모르면 비웁니다"), "2026-01-05"),
        told("closes_on", ("마감일", "접수마감일", "closes_on"), as_day, _("모르면 비웁니다"), "2026-12-18"),
        told("applications", ("접수 차수", "applications"), as_text(SHORT), _("해마다 몇 번, 언제 받는지"), "분기마다"),
        told("apply", ("신청 방법", "apply"), as_text(LONG), _("어디에 어떻게 신청하는지"), "예시 기관 누리집에서 신청"),
        told("source", ("출처", "source"), as_text(SHORT), _("무엇을 보고 적었는지"), "예시 공고", **MUST),
        told("address", ("출처 주소", "address"), as_text(LONG), _("공고가 있는 주소"), ""),
        told("as_of", ("기준일", "as_of"), as_date, _("출처가 그렇게 말한 날"), "2026-11-30", **MUST),
        told("note", ("비고", "note"), as_text(LONG), _("그 밖에 알아둘 것"), ""),
    ]  # fmt: skip
