"""What firms said, word by word, theme by theme: only words that anybody may read, and that say by themselves what of."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlite_utils import Database

from app.codebook import store as codebook_store
from app.coding.statements.alone import needs_before
from app.reports.rounds.round_report import Section, Spoken
from app.reports.rounds.theming import Heard, names_of
from app.voices.seeing import Words, said_of

# Themes with quotes, and quotes of each: about a page. Chosen, not measured.
THEMES, EACH = 6, 2


def section(db: Database, heard: Heard) -> Section | None:
    """The quotes of the themes most firms named; None where nobody's words may be told."""
    asked = [each.theme for each in heard.themes[:THEMES]]
    said = said_of(db, {theme: heard.gravest.get(theme, ()) for theme in asked}, leaving=True)
    names, terms = names_of(db, heard), _terms(db, asked)
    spoken = [Spoken(theme, names[theme], _of_theme(theme, said[theme].words, terms[theme])) for theme in asked]
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


def _terms(db: Database, themes: Sequence[str]) -> dict[str, list[str]]:
    book = codebook_store.newest(db)
    return {t: [each["form"] for each in codebook_store.terms(db, book["id"], t)] if book else [] for t in themes}


def _of_theme(theme: str, words: Sequence[Words], terms: Sequence[str]) -> tuple[Words, ...]:
    """Those that stand alone and are told under this theme: a statement may name another besides, of fewer firms."""
    return tuple(each for each in words if theme in dict(each.themes) and not needs_before(each.text, terms))[:EACH]
