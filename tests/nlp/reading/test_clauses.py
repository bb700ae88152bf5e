"""Clauses are cut where one matter gives way to another, and nowhere inside one."""

from __future__ import annotations

import pytest

from nlp.reading import korean
from nlp.reading.clauses import clauses


@pytest.mark.parametrize(
    "marked",
    [
        "인력은 괜찮은데| 자금이 막혔습니다.",
        "주문은 넉넉한데| 일할 사람이 없습니다.",
        "사람은 안 모자란데| 일감이 끊겼습니다.",
        "대출은 나오는데|, 인허가가 막혀 있습니다.",
        "설비를 바꾸는 데 드는 돈이 모자랍니다.",
        "맡길 데가 없고| 사람도 없습니다.",
        "물건 쌓아둘데 하나 없습니다.",
        "돈 들어가는데가 많습니다.",
    ],
)
def test_an_ending_that_sets_against_cuts_and_a_place_or_purpose_does_not(marked: str) -> None:
    said = korean.analyse(marked.replace("|", ""))
    assert [said.text[a:b] for a, b in clauses(said, "ko")] == marked.split("|")
