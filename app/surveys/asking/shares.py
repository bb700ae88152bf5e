"""How a share of firms is told: always of which firms, in the same words on every page."""

from __future__ import annotations

from flask_babel import gettext as _

from app.words.formats import number, percent


def rate_told(answered: int, of: int, whom: str) -> str:
    """A response rate in words; `whom` names the firms it is a share of."""
    told = {"whom": whom, "n": number(of), "answered": number(answered)}
    if not of:
        return _("%(whom)s이 없습니다", whom=whom)
    return _("%(whom)s %(n)s곳 가운데 %(answered)s곳 응답(%(share)s)", share=percent(answered / of), **told)
