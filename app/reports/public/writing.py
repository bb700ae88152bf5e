"""The published pages as files: an index, a page an area, one of themes, in Korean and in English, and their style."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from markupsafe import Markup

from app.charts.charts import Bar, bars
from app.config import LANGUAGES
from app.reports.public.published import UNDETERMINED, WAITING, PublicArea, PublicRound
from app.words.formats import named, number, percent
from app.words.i18n import speaking
from app.words.labels import LEVEL_SHAPES, label

STYLE = "style.css"
# Themes drawn in the chart. Chosen, not measured: what one look takes in.
DRAWN = 10
Report = Callable[[int, int], None]


def names_of(found: PublicRound) -> Iterator[tuple[str, str, PublicArea | None]]:
    """Every page: its file without the language's folder, its template, and its area, if it is one of an area."""
    yield "index.html", "reports/public/index.html", None
    yield "themes.html", "reports/public/themes.html", None
    for area in found.areas:
        yield f"areas/{area.slug}.html", "reports/public/area.html", area


def files_of(found: PublicRound, report: Report = lambda done, total: None) -> dict[str, bytes]:
    """All files. Korean stands at the top, English below `en/`."""
    files = {STYLE: style()}
    pages = list(names_of(found))
    total = len(LANGUAGES) * len(pages) + 1
    for language in LANGUAGES:
        with speaking(language):
            shared = words(found, language)
            for name, template, area in pages:
                files[folder(language) + name] = page(found, template, area, shared, name)
                report(len(files), total)
    return files


def one_file(found: PublicRound, path: str) -> bytes | None:
    """One of the files; None where there is no such."""
    if path == STYLE:
        return style()
    language = "en" if path.startswith("en/") else "ko"
    with speaking(language):
        for name, template, area in names_of(found):
            if folder(language) + name == path:
                return page(found, template, area, words(found, language), name)
    return None


def folder(language: str) -> str:
    return "" if language == "ko" else f"{language}/"


def style() -> bytes:
    """The style sheet, beside the pages."""
    return (Path(current_app.static_folder or "") / "css" / "published.css").read_bytes()


def page(found: PublicRound, template: str, area: PublicArea | None, shared: dict[str, Any], name: str) -> bytes:
    """One page in the language that is spoken."""
    language, depth = shared["language"], name.count("/")
    top = "../" * (depth + (language != "ko"))
    other = "en" if language == "ko" else "ko"
    told = current_app.jinja_env.get_template(template).render(
        **shared,
        area=area,
        style=top + STYLE,
        home="../" * depth,
        other=other,
        other_page=top + folder(other) + name,
    )
    return told.encode()


def words(found: PublicRound, language: str) -> dict[str, Any]:
    """What all pages of a language share."""
    scheme = found.scheme
    heading = found.extent.title(_("%(round)s 밀집지역 위기징후 단계", round=named(found.round)))
    return {
        "p": found,
        "language": language,
        "word": word,
        "shapes": LEVEL_SHAPES,
        "theme_name": lambda code: named(found.themes[code]) if code in found.themes else code,
        "heading": _("%(title)s(안)", title=heading) if found.draft else heading,
        "lead": lead(found),
        "scheme_name": scheme.name_en if language == "en" else scheme.name_ko,
        "chart": _chart(found),
        "waiting": WAITING,
        "undetermined": UNDETERMINED,
    }


def word(level: str) -> str:
    """A level's word, or why there is none."""
    if level == WAITING:
        return _("의결 전")
    return _("판단 유보") if level == UNDETERMINED else label(level, "level")


def lead(found: PublicRound) -> str:
    """The sentence of the round, of what is published alone."""
    total, waiting = len(found.areas), found.counts[WAITING]
    levels = [level.id for level in found.scheme.levels[1:]]
    values = {"areas": found.extent.areas, "n": number(found.above), "first": word(levels[0])}
    if waiting == total:
        return _("%(areas)s의 단계는 아직 지역 중소기업 지원협의회의 의결 전입니다.", **values)
    told = ", ".join(
        _("%(level)s %(n)s곳", level=word(level), n=number(found.counts[level]))
        for level in reversed(levels)
        if found.counts[level]
    )
    known = _("%(areas)s 가운데 %(n)s곳이 %(first)s 이상입니다", **values)
    sentence = f"{known}: {told}." if told else f"{known}."
    if not waiting:
        return sentence
    return f"{sentence} " + _("%(n)s곳은 아직 의결 전입니다.", n=number(waiting))


def _chart(found: PublicRound) -> Markup:
    """Firms by theme; nothing where no number may be told."""
    said = found.heard
    if not said.themes:
        return Markup("")
    names = {t.theme: named(found.themes[t.theme]) if t.theme in found.themes else t.theme for t in said.themes}
    drawn = [
        Bar(
            names[each.theme],
            100 * each.k / said.n,
            text=_("%(k)s곳 (%(share)s)", k=number(each.k), share=percent(each.k / said.n)),
        )
        for each in said.themes[:DRAWN]
    ]
    return bars(
        drawn,
        title=_("애로를 말한 기업의 비율"),
        description=_("같은 수가 아래 표에 있습니다."),
        unit="%",
    ).svg()
