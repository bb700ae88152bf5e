"""The problems of a table, each at its row: those that are alike become one line with all their rows. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from flask_babel import gettext as _

from app.errors import Problem

# More lines than this nobody reads; what is beyond is counted.
MOST = 200
# Rows named in one line: a person looks at the first and sees the kind.
MOST_ROWS = 12


@dataclass
class Problems:
    """What is wrong, by place and kind, with the rows it stands in."""

    kinds: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)
    titles: list[tuple[int, Problem]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.kinds or self.titles)

    def __len__(self) -> int:
        return len(self.titles) + sum(map(len, self.kinds.values()))

    def whole(self) -> bool:
        """Whether titles or whole rows are wrong, not single cells alone."""
        return bool(self.titles) or any(not title for title, _what, _right in self.kinds)

    def add(self, row: int, title: str, what: str, right: str) -> None:
        rows = self.kinds.setdefault((title, what, right), [])
        if row not in rows[-1:]:
            rows.append(row)

    def of_titles(self, row: int, what: str, right: str) -> None:
        self.titles.append((row, Problem(_("제목 줄(%(row)s행)", row=row), what, right)))

    def listed(self) -> list[Problem]:
        """All of them in the order of their first rows: the first 200 lines, and a count of the rest."""
        found = [problem for _row, problem in self.titles]
        for (title, what, right), rows in sorted(self.kinds.items(), key=lambda kind: kind[1][0]):
            where = row_numbers(rows)
            found.append(
                Problem(
                    _("%(row)s행 ‘%(column)s’ 칸", row=where, column=title) if title else _("%(row)s행", row=where),
                    what,
                    right,
                )
            )
        rest = len(found) - MOST
        if rest > 0:
            found[MOST:] = [
                Problem(_("그 밖에"), _("문제가 %(n)s건 더 있습니다", n=rest), _("위의 문제부터 고쳐 주십시오"))
            ]
        return found


def row_numbers(rows: Iterable[int]) -> str:
    """Row numbers as people write them.

    >>> row_numbers([3, 4, 5, 9]), row_numbers([7])
    ('3–5, 9', '7')
    """
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    named = [f"{first}" if first == last else f"{first}–{last}" for first, last in runs[:MOST_ROWS]]
    return ", ".join(named) + (" …" if len(runs) > MOST_ROWS else "")
