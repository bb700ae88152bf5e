"""Rows that sum or average others: by the words offices write into them. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from app.tables.heads import squeezed

# Alone in a cell; a word for one of all things, as 전산업, is the sum of a breakdown by it.
ALONE = frozenset(
    {"계", "합", "합계", "소계", "총계", "총합", "총합계", "누계", "합계액", "전체", "전국", "평균"}
    | {"전산업", "전업종", "전규모", "전지역", "남녀전체", "total", "totals", "subtotal", "sub-total"}
    | {"grandtotal", "sum", "all", "overall", "average", "mean"}
)
# Behind another word: "사상구 소계", "제조업 계". 기계 and 통계 end in 계, too: it stands apart there.
_BEHIND = re.compile(r".+(?:합\s*계|소\s*계|총\s*계|누\s*계)|.*\S{2,}\s+계|.+\s(?:sub-?total|total)", re.I)
_BRACKETS = re.compile(r"[(\[（<【][^()\[\]（）<>【】]*[)\]）>】]")
_AROUND = "※*-=·.:："


@lru_cache(maxsize=65_536)
def is_sum(text: str) -> bool:
    """Whether a cell's word says that its row sums or averages others.

    >>> [is_sum(t) for t in ("합 계", "소계(12개)", "[총계]", "사상구 소계", "제조업 계", "Grand Total", "전국")]
    [True, True, True, True, True, True, True]
    >>> [is_sum(t) for t in ("기계", "기타 기계", "세계로", "부산 전체", "통계", "회계", "계림동", "")]
    [False, False, False, False, False, False, False, False]
    """
    if len(text) > 40:  # chosen, not measured: longer is a sentence
        return False
    bare = _BRACKETS.sub("", text).strip().strip(_AROUND).strip()
    bare = bare or text.strip("()[]（）<>【】 " + _AROUND)
    return squeezed(bare).strip(_AROUND) in ALONE or _BEHIND.fullmatch(bare) is not None
