"""What an alpha means for whoever wants to draw conclusions."""

from __future__ import annotations

from flask_babel import gettext as _

from app.words.labels import label
from nlp.agreeing.estimating import NO_WIDTH, Estimate

# Krippendorff, K. (2004): Content Analysis, 2nd edition, p. 241: rely on alpha of .800 or more, draw tentative conclusions
# from .667 on. METHOD ("Agreement between coders") takes both.
FIRM, TENTATIVE = 0.800, 0.667
# Of the method: cut-offs are met up to this.
TOLERANCE = 1e-9

FIRM_BAND, TENTATIVE_BAND, LOW_BAND, NO_BAND = "firm", "tentative", "low", "none"


def band(found: Estimate) -> str:
    """ "firm", "tentative", "low" or "none" (not estimable).

    An alpha of .80 whose interval reaches below .667 is tentative: as Krippendorff has it, it is the lowest alpha one has to
    reckon with that decides. Where the interval is not known the figure is tentative, but for people who never differed.
    """
    if found.value is None:
        return NO_BAND
    if found.value < TENTATIVE - TOLERANCE:
        return LOW_BAND
    sure = found.low >= TENTATIVE - TOLERANCE if found.low is not None else found.reason in ("", NO_WIDTH)
    return FIRM_BAND if found.value >= FIRM - TOLERANCE and sure else TENTATIVE_BAND


def figure(found: Estimate) -> str:
    """An alpha with its interval: 0.743, 95 % interval 0.417 to 1.000."""
    if found.value is None:
        return "–"
    value = f"{found.value:.3f}"
    if found.low is None or found.high is None:
        return value
    return _("%(value)s, 95%% 구간 %(low)s~%(high)s", value=value, low=f"{found.low:.3f}", high=f"{found.high:.3f}")


def meaning(found: Estimate) -> str:
    """One sentence on an alpha, of whatever was coded."""
    alpha = figure(found)
    if found.value is None:
        return _("일치도를 구할 수 없습니다: %(reason)s.", reason=label(found.reason, "no_agreement"))
    if found.value <= 0:
        return _(
            "우연히 맞은 것보다 낫지 않습니다(알파 %(alpha)s): 기준을 함께 읽고 처음부터 다시 판단하십시오.",
            alpha=alpha,
        )
    return {
        FIRM_BAND: _("결론에 써도 될 만큼 일치합니다(알파 %(alpha)s).", alpha=alpha),
        TENTATIVE_BAND: _("잠정적인 결론에만 쓰십시오(알파 %(alpha)s).", alpha=alpha),
        LOW_BAND: _("결론에 쓰기에는 모자랍니다(알파 %(alpha)s): 기준을 맞추고 다시 판단하십시오.", alpha=alpha),
    }[band(found)]
