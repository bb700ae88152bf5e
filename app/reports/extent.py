"""What part of a round a paper holds: all of its areas, or an extract of them, as its title and first line say."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.db import scalar
from app.words.formats import number


@dataclass(frozen=True)
class Extent:
    """`n` areas of `total` that were evaluated; `own`: they are all a person may see, not what somebody picked."""

    n: int
    total: int
    own: bool = True

    @property
    def whole(self) -> bool:
        return self.n >= self.total

    def title(self, title: str) -> str:
        """A paper's title, or a file's name, with how many areas it holds where these are not all."""
        return title if self.whole else _("%(title)s, %(n)s곳 발췌", title=title, n=number(self.n))

    @property
    def areas(self) -> str:
        """The areas that a sentence of the whole counts, so that it says itself when they are not all."""
        values = {"n": number(self.n), "total": number(self.total)}
        if self.whole:
            return _("밀집지역 %(total)s곳", **values)
        if self.own:
            return _("맡은 밀집지역 %(n)s곳(부산은 모두 %(total)s곳)", **values)
        return _("고른 밀집지역 %(n)s곳(부산은 모두 %(total)s곳)", **values)

    @property
    def told(self) -> str:
        """What it holds, in a few words."""
        values = {"n": number(self.n), "total": number(self.total)}
        if self.whole:
            return _("부산 밀집지역 %(total)s곳 모두", **values)
        if self.own:
            return _("맡은 %(n)s곳만 담은 발췌(부산 밀집지역은 모두 %(total)s곳)", **values)
        return _("고른 %(n)s곳만 담은 발췌(부산 밀집지역은 모두 %(total)s곳)", **values)


def read_extent(db: Database, round_id: str, n: int, *, own: bool = True) -> Extent:
    """How much of a round so many of its areas are."""
    return Extent(n, areas_in(db, round_id, EVERYTHING), own)


def areas_in(db: Database, round_id: str, scope: Scope) -> int:
    """How many areas of a scope were evaluated in a round."""
    found = scalar(
        db,
        f"""select count(distinct r.area_id) from area_result r join evaluation e on e.id = r.evaluation_id
            where e.round_id = ? and {scope.sql("r.area_id")}""",
        [round_id],
    )
    return int(found or 0)
