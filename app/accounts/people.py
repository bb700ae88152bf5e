"""A person of the workbench and what he or she may see."""

from __future__ import annotations

from dataclasses import dataclass

from flask_login import UserMixin


@dataclass(frozen=True)
class Person(UserMixin):
    """Somebody who can sign in. `session_key` changes with the password, so that old sessions end."""

    id: str
    login: str
    name: str
    role: str
    all_areas: bool
    locale: str
    session_key: str

    def get_id(self) -> str:
        return f"{self.id}:{self.session_key}"


@dataclass(frozen=True)
class Scope:
    """The areas a person may see; `area_ids` is None where that is all of them.

    Stores take a scope and put `scope.sql("area.id")` into their WHERE clause. `answers` says whether the person reads
    single answers anyway, so that a score may tell what one or two firms said; what leaves the house never does.
    """

    area_ids: frozenset[str] | None
    answers: bool = False

    def allows(self, area_id: str | None) -> bool:
        return self.area_ids is None or area_id in self.area_ids

    def sql(self, column: str) -> str:
        """A condition on a column of area ids. Ids are canonical UUIDs from our own table, so quoting is safe."""
        if self.area_ids is None:
            return "1"
        if not self.area_ids:
            return "0"
        return f"{column} in ({', '.join(repr(str(i)) for i in sorted(self.area_ids))})"


EVERYTHING = Scope(area_ids=None)
