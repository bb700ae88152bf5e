"""Whether a quote can be read by itself: it names its theme, is long enough, and does not point back."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Letters. "직접은 없습니다." has seven; a clause that says what happens to what has a dozen. Chosen, not measured.
LONG_ENOUGH = 12
# First words that answer or take up what was said before.
_BACK = frozenset(
    """
    네 예 아니요 아니오 그래서 그런데 그러니까 그러면 그럼 그게 그건 그것 그것도 그거 그거는 이게 이건 이것 이거
    저게 저건 거기 거기서 거기도 대신 그나마 그것보다 yes no so but that this it they then there instead because
    """.split()  # noqa: SIM905
)
# More that take up what somebody else said: enough to leave a quote out of a paper, where nothing stands beside it.
_TAKEN_UP = _BACK | frozenset(
    """
    그 그런 이런 저런 그렇게 이렇게 그렇죠 그렇습니다 그래도 그랬더니 맞아요 맞습니다 아까 방금 앞서
    말씀하신 those these such
    """.split()  # noqa: SIM905
)
_WORD = re.compile(r"[^\W_]+")


def lacks(text: str, terms: Iterable[str]) -> int:
    """How much a quote lacks to stand by itself, 0 to 3: words of its theme, length, a beginning of its own.

    >>> lacks("직접은 없습니다.", ["관세"]), lacks("관세 때문에 미국 쪽 수주가 반으로 줄었습니다.", ["관세"])
    (2, 0)
    """
    words, folded = _WORD.findall(text.casefold()), text.casefold()
    return (
        (not any(term.casefold() in folded for term in terms))
        + (sum(map(len, words)) < LONG_ENOUGH)
        + (not words or words[0] in _BACK)
    )


def needs_before(text: str, terms: Iterable[str]) -> bool:
    """Whether the statement before must be read too: nothing names the theme, and it is short or points back."""
    return lacks(text, terms) > 1


def stands_alone(text: str, terms: Iterable[str]) -> bool:
    """Whether a quote says what it means on a sheet of paper, without its question and without what was said before.

    >>> stands_alone("그건 관세 때문에 수주가 반으로 줄어서 그렇습니다.", ["관세"])
    False
    >>> stands_alone("대출이 막혔습니다.", ["대출"])
    True
    """
    words = _WORD.findall(text.casefold())
    return not needs_before(text, terms) and bool(words) and words[0] not in _TAKEN_UP
