"""Which areas the verification team must visit before a decision, and what it should look at there."""

from __future__ import annotations

from flask_babel import gettext as _

from app.areas.anonymity import LEAST_FIRMS
from app.evaluation.display.display import Display
from app.evaluation.display.lines import is_firm
from app.evaluation.round.item_store import Item
from app.evaluation.round.presets import AnyScheme
from app.words.formats import percent
from app.words.labels import label


def needs_visit(result: Item, scheme: AnyScheme) -> bool:
    """Whether the team must see the area first: any level but a firm best one."""
    return result["level"] != scheme.levels[0].id or not is_firm(result, scheme.uncertain.firm_share)


def checks(display: Display) -> list[str]:
    """Codes of what to look at on site: where the strands disagree or are silent, and how firm the level is."""
    asked = [line.row for line in display.domains if line.needs_statement]
    found = [f"{row['fit'] or 'open'}:{row['domain']}" for row in asked]  # "open": what is contradicted may not be told
    if display.result["level"] is not None and not display.firm:
        found.append("borderline")
    if not display.firms:
        found.append("nobody")
    elif display.firms < LEAST_FIRMS:
        found.append("few")
    return found or ["agreed"]


def check_words(check: str, result: Item) -> str:
    """A check in words; the code itself where a later version knows it no more."""
    kind, _colon, domain = check.partition(":")
    word = label(domain, "domain") if domain else ""
    words = {
        "silence": _(
            "%(domain)s: 지표와 목소리 가운데 한쪽이 없습니다. 빠진 쪽을 현장에서 들어 주십시오.", domain=word
        ),
        "dissonance": _(
            "%(domain)s: 지표와 목소리가 서로 다릅니다. 어느 쪽이 지금의 사정인지 확인해 주십시오.", domain=word
        ),
        "open": _("%(domain)s: 사람의 의견이 필요한 영역입니다. 현장의 사정이 어떤지 확인해 주십시오.", domain=word),
        "borderline": _(
            "단계가 견고하지 않습니다(견고도 %(share)s). 한 단계 높거나 낮게 볼 만한 사실이 있는지 확인해 주십시오.",
            share=percent(result["robustness"]),
        )
        if result["robustness"] is not None
        else _("단계가 견고하지 않습니다. 한 단계 높거나 낮게 볼 만한 사실이 있는지 확인해 주십시오."),
        "nobody": _("말한 기업이 없습니다. 기업을 만나 무엇이 어려운지 들어 주십시오."),
        "few": _("말한 기업이 3곳 미만입니다. 다른 기업을 더 만나 같은 이야기인지 들어 주십시오."),
        "agreed": _("어긋나는 곳이 없습니다. 지표와 목소리가 지금도 같은지 확인해 주십시오."),
    }
    return words.get(kind, check)
