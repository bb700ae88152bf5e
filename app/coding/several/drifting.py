"""How steady each coder is: second looks held against first words, with an interval, and what that means in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlite_utils import Database

from app.agreement.meaning import FIRM_BAND, LOW_BAND, band, figure
from app.codebook import store as codebook_store
from app.coding.several import again_store as store
from app.coding.several.again import Look, named, severities
from app.words.formats import number
from nlp.agreeing.agreement import agreement
from nlp.agreeing.estimating import Estimate
from nlp.agreeing.ratings import ratings
from nlp.agreeing.themes import by_theme

# Of fewer looks nothing is said: a single statement moves the figure by more than what tells firm from low. Chosen.
FEWEST = 20
# As for pairs of coders: a page waits for it. Chosen, not measured.
DRAWS = 500
# A mean shift of severity worth a word. Chosen: half a step.
SHIFT = 0.5


@dataclass(frozen=True)
class Drift:
    """A coder's steadiness.

    Attributes
    ----------
    looks, respondents, same : int
        Statements looked at again, of how many respondents, and on how many both words say the same.
    alpha, kappa, severity : Estimate
        Krippendorff's alpha and Cohen's kappa of themes over the two words, ordinal alpha of severities.
    shift : float or None
        Mean of severity again less before, where both found a need of the same theme; None: nowhere.
    more, fewer : int
        Themes named again and not before, and the other way round.
    """

    coder_id: str
    looks: int
    respondents: int
    same: int
    alpha: Estimate
    kappa: Estimate
    severity: Estimate
    shift: float | None
    more: int
    fewer: int

    @property
    def few(self) -> bool:
        return self.looks < FEWEST

    @property
    def drifts(self) -> bool:
        return not self.few and (band(self.alpha) == LOW_BAND or abs(self.shift or 0) >= SHIFT)


def drifts_of(db: Database, round_id: str) -> list[Drift]:
    """Of everybody who looked again in the round, by coder."""
    book = codebook_store.newest(db)
    themes = [t["code"] for t in codebook_store.themes(db, book["id"])] if book else []
    return [drift_of(coder, looks, themes) for coder, looks in sorted(store.looks(db, round_id).items())]


def drift_of(coder_id: str, looks: Sequence[Look], themes: Sequence[str]) -> Drift:
    """The figures of one coder."""
    every = list(dict.fromkeys([*themes, *(t for look in looks for word in (look.before, look.again) for t in word)]))
    present, who = named(looks, every), [look.respondent_id for look in looks]
    whole = by_theme(present, every, who, draws=DRAWS).overall
    both = severities(looks)
    grave = agreement(
        ratings([pair for _who, pair in both], "ordinal", values=(1, 2, 3, 4, 5)),
        [who for who, _pair in both],
        draws=DRAWS,
    )
    return Drift(
        coder_id=coder_id,
        looks=len(looks),
        respondents=len(set(who)),
        same=sum(look.same for look in looks),
        alpha=whole["alpha"],
        kappa=whole["kappa"],
        severity=grave.estimates["alpha"],
        shift=sum(again - before for _who, (before, again) in both) / len(both) if both else None,
        more=int((present[:, 1] > present[:, 0]).sum()),
        fewer=int((present[:, 1] < present[:, 0]).sum()),
    )


def told(drift: Drift, names: Mapping[str, str]) -> str:
    """What a coder's figures mean, in a sentence; never of few looks."""
    who = {"name": names.get(drift.coder_id, drift.coder_id), "n": number(drift.looks), "same": number(drift.same)}
    if drift.few:
        return _(
            "%(name)s: 다시 본 문장이 %(n)s개뿐이라 한결같은지 아직 말할 수 없습니다(%(fewest)s개부터 말합니다).",
            **who,
            fewest=FEWEST,
        )
    if drift.alpha.value is None and not drift.drifts:
        return _(
            "%(name)s: 다시 본 %(n)s개 가운데 %(same)s개를 같게 보았으나 우연을 뺀 일치도는 구할 수 없습니다.", **who
        )
    who["alpha"] = figure(drift.alpha) if drift.alpha.value is not None else _("추정할 수 없음")
    if band(drift.alpha) == FIRM_BAND and not drift.drifts:
        return _("%(name)s: 다시 본 %(n)s개 가운데 %(same)s개를 같게 보아 한결같습니다(알파 %(alpha)s).", **who)
    if not drift.drifts:
        return _("%(name)s: 다시 본 %(n)s개 가운데 %(same)s개를 같게 보아 대체로 한결같습니다(알파 %(alpha)s).", **who)
    said = _(
        "%(name)s: 기준이 움직이고 있습니다. 다시 본 %(n)s개 가운데 같게 본 것이 %(same)s개입니다(알파 %(alpha)s).",
        **who,
    )
    return " ".join([said, *_which_way(drift)])


def _which_way(drift: Drift) -> list[str]:
    found = []
    if drift.shift is not None and abs(drift.shift) >= SHIFT:
        step = number(abs(drift.shift), 1)
        found.append(
            _("심각도를 평균 %(step)s단계 높게 보게 되었습니다.", step=step)
            if drift.shift > 0
            else _("심각도를 평균 %(step)s단계 낮게 보게 되었습니다.", step=step)
        )
    if drift.more > 2 * drift.fewer:
        found.append(_("주제를 더 많이 찾게 되었습니다."))
    elif drift.fewer > 2 * drift.more:
        found.append(_("주제를 더 적게 찾게 되었습니다."))
    return found
