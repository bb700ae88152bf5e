"""What firms said, word by word, theme by theme: only words that anybody may read, and that say by themselves what of."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.telling.opening import words_told
from app.coding.themes.cells import Cell
from app.coding.themes.key_quotes import key_quotes, stands_alone
from app.coding.themes.quote_store import Wanted
from app.reports.rounds.round_report import Section, Spoken
from app.reports.rounds.theming import Heard, names_of
from app.voices.seeing import Words, said_of

# Themes with quotes, quotes of each, and how many are looked through for them: about a page. Chosen, not measured.
THEMES, EACH, LOOKED_AT = 6, 2, 12


def section(db: Database, round_id: str, scope: Scope, heard: Heard) -> Section | None:
    """The quotes of the themes most firms named; None where nobody's words may be told."""
    asked = [each.theme for each in heard.themes[:THEMES]]
    cells = words_told(db, round_id, scope)
    found = {
        theme: _standing(db, round_id, scope, [cell for cell in cells if cell[1:] == (theme, "need")])
        for theme in asked
    }
    said = said_of(db, found, leaving=True)
    names = names_of(db, heard)
    spoken = [Spoken(theme, names[theme], _of_theme(theme, said[theme].words)) for theme in asked]
    without = [each.name for each in spoken if not each.words]
    if len(without) == len(spoken):
        return None
    rule = _(
        "지역에서 3곳 이상이 말한 주제에서, 따로 읽어도 뜻이 통하는 말만 싣습니다. 말한 기업의 이름은 ○○로 가립니다."
    )
    rest = _("실을 수 있는 말이 없는 주제: %(themes)s.", themes=", ".join(without)) if without else ""
    return Section(
        "quotes",
        _("기업의 말"),
        tuple(each for each in (rule, rest) if each),
        spoken=tuple(each for each in spoken if each.words),
    )


def _standing(db: Database, round_id: str, scope: Scope, cells: Sequence[Cell]) -> list[str]:
    """Statements of a theme that stand alone, one of each speaker: key quotes, then the gravest."""
    if not cells:
        return []
    theme = cells[0][1]
    wanted = Wanted(round_id, scope, theme=theme, stance="need", told=frozenset(cells))
    by_speaker: dict[str, str] = {}
    for each in key_quotes(db, wanted, LOOKED_AT):
        if each["text"] and stands_alone(each):
            by_speaker.setdefault(each["respondent_id"], each["id"])
    return list(by_speaker.values())


def _of_theme(theme: str, words: Sequence[Words]) -> tuple[Words, ...]:
    """Those that may be told under this theme: a statement may name another besides, of fewer firms."""
    return tuple(each for each in words if theme in dict(each.themes))[:EACH]
