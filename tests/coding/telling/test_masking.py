"""Names of firms are masked in every way they may be said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.coding.telling.masking import LEAST, MASK, Mask, names_to_mask

LETTERS = st.text(alphabet="가나다ab ", max_size=24)


def test_a_name_is_masked_as_listed_without_its_aside_and_without_the_role_behind_it() -> None:
    listed = ["가온센서(예시)", "A정밀 대표", None, ""]
    assert names_to_mask(listed) == ("가온센서(예시)", "A정밀 대표", "가온센서", "A정밀")
    assert Mask.of(listed)("가온센서(예시)와 가온센서, a정밀 이야기입니다.") == "○○와 ○○, ○○ 이야기입니다."


def test_the_longest_name_goes_first_and_short_words_stay() -> None:
    mask = Mask.of(["예시정밀", "예시정밀 12", "AB"])
    assert mask("예시정밀 12와 예시정밀의 AB 공정") == "○○와 ○○의 AB 공정"


def test_where_names_overlap_all_they_cover_goes() -> None:
    assert Mask.of(["예시정밀", "정밀산업"])("예시정밀산업과") == "○○과"
    assert Mask.of(["예시정밀"])("예시정밀예시정밀") == "○○○○"


@given(LETTERS, st.lists(st.text(alphabet="가나다ab", min_size=LEAST, max_size=5), max_size=6))
def test_no_name_is_left_and_nothing_else_is_touched(text: str, names: list[str]) -> None:
    shown = Mask.of(names)(text)
    assert not any(name in part for part in shown.split(MASK) for name in names_to_mask(names))
    rest, at = shown.split(MASK), 0
    for part in rest:
        at = text.index(part, at) + len(part)
