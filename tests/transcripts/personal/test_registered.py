"""A registered participant's label that is no role is a name, though no list knows such a name."""

from __future__ import annotations

import pytest

from transcripts.personal.labels import registered


@pytest.mark.parametrize("label", ["윤본보기", "하늘빛나", "하늘빛나 대표", "응우옌반안", "소이든님"])
def test_a_name_no_list_knows_is_a_name(label: str) -> None:
    assert registered(label) is not None


@pytest.mark.parametrize(
    "label",
    [
        "사회자",
        "참석자 1",
        "위원장",
        "좌장",
        "A가공 대표",
        "가온정밀 이사",
        "○○기계",
        "전문위원",
        "발제자",
        "업체 대표",
    ],
)
def test_roles_numbers_firms_and_masks_are_none(label: str) -> None:
    assert registered(label) is None
