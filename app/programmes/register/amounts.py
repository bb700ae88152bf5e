"""Amounts in won as offices write them: 15억 원, 800만원, 1,500백만원, 4억 2,650만 원. Pure."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from flask_babel import gettext as _

# What a unit of amounts stands for, alone or beside a column's title.
UNITS = {
    "원": 1,
    "천원": 10**3,
    "만원": 10**4,
    "백만원": 10**6,
    "천만원": 10**7,
    "억원": 10**8,
    "조원": 10**12,
    "won": 1,
    "krw": 1,
    "thousandwon": 10**3,
    "millionwon": 10**6,
    "billionwon": 10**9,
}
UNKNOWN = ("모름", "미상", "unknown", "금액모름", "비공개", "미공개")
_PART = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(조|천억|백억|억|천만|백만|만|천|billion|million|thousand)?")
_SIZES = {
    "조": 10**12,
    "천억": 10**11,
    "백억": 10**10,
    "억": 10**8,
    "천만": 10**7,
    "백만": 10**6,
    "만": 10**4,
    "천": 10**3,
    "billion": 10**9,
    "million": 10**6,
    "thousand": 10**3,
    None: 1,
}


def as_won(text: str, unit: int = 1) -> int:
    """An amount in won; `unit` is what a number without a word of its own counts in.

    >>> as_won("15억 원"), as_won("4억 2,650만 원"), as_won("800", 10_000), as_won("KRW 1.5 billion")
    (1500000000, 426500000, 8000000, 1500000000)
    """
    plain = (
        "".join(unicodedata.normalize("NFKC", text).split())
        .casefold()
        .removeprefix("krw")
        .removesuffix("won")
        .removesuffix("원")
    )
    total, place, before = Decimal(0), 0, None
    while found := _PART.match(plain, place):
        size = _SIZES[found[3]]
        if before is not None and size >= before:
            break
        own = size if found[3] or before is not None or text.strip().endswith("원") else unit
        total += Decimal(found[1].replace(",", "") + (found[2] or "")) * own
        place, before = found.end(), size
    if not plain or place < len(plain) or total != int(total):
        raise ValueError(_("금액은 15억 원, 800만 원, 8000000처럼 적고, 모르면 ‘모름’이라고 적어 주십시오"))
    return int(total)


def unit_of(word: str) -> int | None:
    """What the unit beside a title stands for: 백만원 is a million; None where it is no unit of money.

    >>> unit_of("백만 원"), unit_of("명")
    (1000000, None)
    """
    return UNITS.get("".join(word.split()).casefold())
