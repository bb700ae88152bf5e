"""Of how many areas a figure is, where a total leaves small ones out: one rule for every page and file that prints one.

Who may read single answers sees the true total. For everybody else an area of one or two firms is left out of a total
that would give it away; such a total is never called one of all, but "싣는 지역 합계 (지역 4곳 중 3곳)". Areas are
counted and not firms, since how many firms of a small area answered is a small cell as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from app.areas.anonymity import LEAST_FIRMS, Release

# Areas named one by one in a note; more of them are counted. Chosen: two lines of a page.
NAMED = 8


@dataclass(frozen=True)
class Coverage:
    """The areas that answered, and the ids of those whose answers are not in a figure."""

    areas: int = 0
    left: tuple[str, ...] = ()

    @property
    def partial(self) -> bool:
        """Whether the figure is of some areas and not of others."""
        return 0 < len(self.left) < self.areas


WHOLE = Coverage()


def coverage(there: Collection[str], inside: Collection[str]) -> Coverage:
    """Coverage of areas that answered by those that are in a figure."""
    return Coverage(len(there), tuple(sorted(frozenset(there) - frozenset(inside))))


def covered(parts: Release, asked: Collection[str] | None) -> Coverage:
    """Coverage of a released table over the areas asked for."""
    inside = parts.within(asked)
    return coverage(inside | parts.withheld(asked), inside)


def together(every: Iterable[Coverage]) -> Coverage:
    """Coverage of several figures: every area that is left out of one of them."""
    found = list(every)
    left = frozenset[str]().union(*(each.left for each in found))
    return Coverage(max((each.areas for each in found), default=0), tuple(sorted(left)))


def part(found: Coverage) -> str:
    """ "지역 4곳 중 3곳"; "" of a figure that leaves nobody out, or that is withheld anyway."""
    if not found.partial:
        return ""
    return _("지역 %(areas)s곳 중 %(n)s곳", areas=found.areas, n=found.areas - len(found.left))


def total(found: Coverage, word: str = "") -> str:
    """What a total is called: `word` (전체) where it is one."""
    told = part(found)
    return _("싣는 지역 합계 (%(part)s)", part=told) if told else word or _("전체")


def why(found: Coverage, names: Mapping[str, str]) -> str:
    """Which areas are left out, and why; "" where none is."""
    if not found.left:
        return ""
    told = ", ".join(sorted(names.get(each, each) for each in found.left)[:NAMED])
    more = len(found.left) - NAMED
    if more > 0:
        told = _("%(names)s, 그 밖의 %(n)s곳", names=told, n=more)
    return _(
        "%(names)s의 응답은 넣지 않았습니다. 응답한 기업이 %(least)s곳 미만이거나, 합계에서 빼면 그런 지역의 답을 알 수 "
        "있기 때문입니다.",
        names=told,
        least=LEAST_FIRMS,
    )


def reason(firms: int, least: int = LEAST_FIRMS) -> str:
    """Why a figure of so many firms is withheld, as a code: they are too few, or would give away others."""
    return "too_few" if firms < least else "beside"


def because(code: str, least: int = LEAST_FIRMS) -> str:
    """Why nothing stands in a cell; "" for a code that withholds nothing."""
    if code == "too_few":
        return _("%(least)s곳 미만이라 싣지 않았습니다", least=least)
    if code == "beside":
        return _("다른 값과 견주면 %(least)s곳 미만의 답을 알 수 있어 싣지 않았습니다", least=LEAST_FIRMS)
    return ""


def short(code: str) -> str:
    """What stands in a cell of a page: that firms are too few, that it is withheld for others, or that nobody answered."""
    words = {"too_few": _("%(least)s곳 미만", least=LEAST_FIRMS), "beside": _("싣지 않음")}
    return words.get(code, "–")
