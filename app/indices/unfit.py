"""What a method cannot be used on: the indicator or group, the units at fault, what would be right."""

from __future__ import annotations

from collections.abc import Sequence


class Unfit(ValueError):
    """Values a method is not defined for.

    Parameters
    ----------
    what, right : for people to read.
    at : positions of the units at fault; empty where it is the whole column.
    column : position of the indicator, or None where a group is at fault, then named by `group`.
    """

    def __init__(
        self, what: str, right: str, *, at: Sequence[int] = (), column: int | None = None, group: str = ""
    ) -> None:
        super().__init__(what)
        self.what, self.right, self.at, self.column, self.group = what, right, tuple(at), column, group
