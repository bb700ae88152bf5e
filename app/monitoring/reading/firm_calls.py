"""The numbers by which one firm's change of one indicator is abnormal, and how they are told."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from app.monitoring.method.indicators import Indicator
from app.monitoring.reading.wording import change_words
from app.words.formats import number


@dataclass(frozen=True)
class Call:
    """What calls for a visit: a firm's change of an indicator in a month, against itself and against its like.

    Attributes
    ----------
    change : float
        y/y change [% or %p].
    own, peers : float or None
        z against its own history and against its peers, negative is bad; None not known.
    history, peers_count : int
        Months of its own history; peers it was compared with.
    peers_middle : float or None
        Median change of the peers [% or %p].
    peers_level : int or None
        0 same industry and area, 1 same industry, 2 all firms; None compared with none.
    q : float
        Adjusted p-value: so much of a list up to here is chance.
    """

    indicator_code: str
    month: str
    change: float
    own: float | None
    history: int
    peers: float | None
    peers_middle: float | None
    peers_count: int
    peers_level: int | None
    q: float


def is_bad(indicator: Indicator, call: Call) -> bool:
    """Whether the change goes in the direction that is bad for the indicator."""
    return indicator.direction * call.change < 0


def called(indicator: Indicator, call: Call) -> str:
    """The reason in words: worse or better, and against what."""
    told = []
    if call.own is not None:
        z = number(call.own, 1, sign=True)
        told.append(_("자기 이력 %(n)s개월에 견주어 z %(z)s", n=number(call.history), z=z))
    if call.peers is not None and call.peers_level is not None:
        words = {
            "n": number(call.peers_count),
            "middle": change_words(indicator, call.peers_middle if call.peers_middle is not None else float("nan")),
            "z": number(call.peers, 1, sign=True),
        }
        told.append(
            (
                _("같은 지역·업종 %(n)s곳(가운데 %(middle)s)에 견주어 z %(z)s", **words),
                _("같은 업종 %(n)s곳(가운데 %(middle)s)에 견주어 z %(z)s", **words),
                _("모든 기업 %(n)s곳(가운데 %(middle)s)에 견주어 z %(z)s", **words),
            )[call.peers_level]
        )
    return (_("나빠짐: ") if is_bad(indicator, call) else _("좋아짐: ")) + ", ".join(told)
