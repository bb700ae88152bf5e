"""The monthly indicators: what each measures, in which unit, and in which direction it is bad news."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from app.tables.checked import N_, Checked, FaultyFile

SHIPPED = Path(__file__).parents[1] / "indicators.json"


@dataclass(frozen=True)
class Indicator:
    """One monthly series an area can have.

    Attributes
    ----------
    code : str
        The word used in files, tables and schemes.
    kind : str
        "level" (changes in % year on year) or "rate" (changes in %p year on year).
    bad : str
        "fall" or "rise": the direction that is bad news.
    source_ko : str
        What the series is in reality.
    position : int
        Order on pages.
    """

    code: str
    name_ko: str
    name_en: str
    unit: str
    unit_en: str
    kind: str
    bad: str
    source_ko: str
    position: int

    @property
    def direction(self) -> int:
        """s of the robust z: +1 where a fall is bad, -1 where a rise is bad."""
        return 1 if self.bad == "fall" else -1


def read_indicators(data: object) -> tuple[Indicator, ...]:
    """Indicators from a parsed list, in the order of their positions.

    Raises
    ------
    FaultyFile
        With every fault of the list.
    """
    whole = Checked({"indicators": data})
    found = [_read(part) for part in whole.parts("indicators")]
    codes = [each.code for each in found]
    for code in {c for c in codes if codes.count(c) > 1}:
        whole.say("indicators", N_("같은 코드가 두 번 나옵니다."), code)
    if whole.faults:
        raise FaultyFile(whole.faults)
    return tuple(sorted(found, key=lambda each: each.position))


def load_indicators(path: Path = SHIPPED) -> tuple[Indicator, ...]:
    """The indicators of a file, by default the six that are shipped."""
    return read_indicators(json.loads(path.read_text("utf-8")))


def _read(part: Checked) -> Indicator:
    indicator = Indicator(
        code=part.word("code"),
        name_ko=part.word("name_ko"),
        name_en=part.word("name_en"),
        unit=part.word("unit"),
        unit_en=part.word("unit_en"),
        kind=part.word("kind", ("level", "rate")),
        bad=part.word("bad", ("fall", "rise")),
        source_ko=part.word("source_ko"),
        position=part.whole("position", 1),
    )
    part.finish()
    return indicator
