"""Names of firms are masked in every way they may be said."""

from __future__ import annotations

from app.reports.masking import mask, names_to_mask


def test_a_name_is_masked_as_listed_without_its_aside_and_without_the_role_behind_it() -> None:
    names = names_to_mask(["가온센서(예시)", "A정밀 대표", None, ""])
    assert names == ("가온센서(예시)", "A정밀 대표", "가온센서", "A정밀")
    assert mask("가온센서(예시)와 가온센서, a정밀 이야기입니다.", names) == "○○와 ○○, ○○ 이야기입니다."


def test_the_longest_name_goes_first_and_short_words_stay() -> None:
    names = names_to_mask(["예시정밀", "예시정밀 12", "AB"])
    assert mask("예시정밀 12와 예시정밀의 AB 공정", names) == "○○와 ○○의 AB 공정"
