"""What the agreement of coders means for the level of a round, in one sentence."""

from __future__ import annotations

from flask_babel import gettext as _

from app.agreement.meaning import FIRM_BAND, LOW_BAND, NO_BAND, TENTATIVE_BAND, band, figure
from app.words.labels import label
from nlp.agreeing.estimating import CODED_ONLY, NO_VARIATION, Estimate


def effect_of_theme(theme: str, found: Estimate, *, scored: bool = True) -> str:
    """One sentence on what the agreement in a theme means for the level of this round.

    The method takes, at each place, the mean over its coders of the largest severity each gave, whatever the theme; the
    theme only lays it to a domain, and whoever named no scored theme gave 0. Where they differ the band is drawn from them.

    Parameters
    ----------
    theme : str
        Its name.
    scored : bool
        Whether the theme belongs to a domain of the scheme; one that does not counts as 0.
    """
    said = {"theme": theme, "alpha": figure(found), "reason": label(found.reason, "no_agreement")}
    if not scored:
        return _not_scored(found, said)
    return {
        FIRM_BAND: _(
            "‘%(theme)s’ 주제는 충분히 일치하므로(알파 %(alpha)s) 이 회차의 등급은 이 주제를 누가 판단했는지에 "
            "거의 좌우되지 않습니다.",
            **said,
        ),
        TENTATIVE_BAND: _(
            "‘%(theme)s’ 주제는 잠정적으로만 일치하므로(알파 %(alpha)s) 엇갈린 자리에는 판단한 사람들의 심각도 평균이 "
            "들어가 점수의 구간이 넓어지고, 이 주제가 등급을 가른 지역은 잠정으로 보아야 합니다.",
            **said,
        ),
        LOW_BAND: _(
            "‘%(theme)s’ 주제는 일치가 모자라(알파 %(alpha)s) 등급에는 엇갈린 심각도의 평균이 들어가고 어느 영역의 "
            "부담인지도 믿기 어려우므로, 기준을 맞추어 다시 판단하거나 엇갈린 자리를 조정한 뒤 등급을 정하십시오.",
            **said,
        ),
        NO_BAND: _unknown(found, said),
    }[band(found)]


def effect_of_severity(found: Estimate) -> str:
    """One sentence on what the agreement in severity (ordinal alpha) means for the level of this round."""
    said = {"alpha": figure(found), "reason": label(found.reason, "no_agreement")}
    return {
        FIRM_BAND: _(
            "심각도는 충분히 일치하므로(알파 %(alpha)s) 목소리의 점수를 이 회차의 등급에 그대로 써도 됩니다.", **said
        ),
        TENTATIVE_BAND: _(
            "심각도는 잠정적으로만 일치하므로(알파 %(alpha)s) 자리마다 평균을 쓰고 그만큼 점수의 구간이 넓어지며, "
            "구간이 등급의 경계를 넘는 지역은 잠정으로 보아야 합니다.",
            **said,
        ),
        LOW_BAND: _(
            "심각도의 일치가 모자라(알파 %(alpha)s) 평균한 목소리의 점수를 믿기 어려우므로, 기준을 맞추어 다시 "
            "판단하거나 엇갈린 자리를 조정한 뒤 등급을 정하십시오.",
            **said,
        ),
        NO_BAND: _(
            "심각도의 일치도를 구할 수 없어(%(reason)s) 판단한 사람의 심각도가 등급에 그대로 들어가며, 사람에 따른 "
            "차이는 점수의 구간에 담기지 않습니다.",
            **said,
        ),
    }[band(found)]


def _not_scored(found: Estimate, said: dict[str, str]) -> str:
    if found.value is None:
        return _(
            "‘%(theme)s’ 주제는 영역이 없어 등급의 점수에 들지 않으며, 일치도는 구할 수 없습니다(%(reason)s).", **said
        )
    if band(found) == FIRM_BAND:
        return _("‘%(theme)s’ 주제는 충분히 일치하며(알파 %(alpha)s) 영역이 없어 등급의 점수에 들지 않습니다.", **said)
    return _(
        "‘%(theme)s’ 주제는 영역이 없어 등급의 점수에 들지 않지만, 일치가 넉넉하지 않아(알파 %(alpha)s) 점수에 드는 "
        "주제와 엇갈린 자리에서는 평균을 낮춥니다.",
        **said,
    )


def _unknown(found: Estimate, said: dict[str, str]) -> str:
    if found.reason == NO_VARIATION:
        return _(
            "‘%(theme)s’ 주제는 함께 본 자리에서 판단이 모두 같아 우연을 뺀 일치도는 구할 수 없으나, 엇갈린 자리가 없어 이 "
            "회차의 등급은 이 주제를 누가 판단했는지에 좌우되지 않습니다.",
            **said,
        )
    if found.reason == CODED_ONLY:
        return _(
            "‘%(theme)s’ 주제의 알파는 표시된 문장만으로는 구할 수 없으므로, 등급에 미치는 영향은 모든 문장을 놓고 "
            "보십시오.",
            **said,
        )
    return _(
        "‘%(theme)s’ 주제의 일치도를 구할 수 없어(%(reason)s) 판단한 사람의 심각도가 등급에 그대로 들어가며, 사람에 따른 "
        "차이는 점수의 구간에 담기지 않습니다.",
        **said,
    )
