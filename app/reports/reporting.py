"""Reading an area's report: everything the evaluation stored, in words that may be printed."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable

from flask import current_app
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.areas import store as areas_store
from app.areas.anonymity import LEAST_FIRMS, balance_told
from app.coding.telling.masking import Mask
from app.coding.telling.name_store import mask_of
from app.evaluation.display import told_store, wording
from app.evaluation.display.display import Display, DomainLine, Measure, ThemeVoice, read_display
from app.evaluation.display.later import newer_sentence
from app.evaluation.display.quoting import Quote
from app.evaluation.people import telling
from app.evaluation.people.grounds import from_json
from app.evaluation.people.validating import count
from app.evaluation.round import store as evaluation_store
from app.evaluation.round.item_store import Item
from app.evaluation.round.presets import scheme_of
from app.evaluation.round.standing_store import standing_result
from app.reports.area_report import AreaReport, PrintedDomain, PrintedEvent, PrintedQuote
from app.reports.citing import codes, sources
from app.reports.helped import help_blocks
from app.reports.noted import memos_of_area
from app.reports.trends import trends
from app.words.formats import day, named, number, share_of
from app.words.labels import label


def read_report(db: Database, area_id: str, round_: sqlite3.Row) -> AreaReport | None:
    """The report on an area as it stands in a round; None where there is no result.

    It may leave the house: speakers are told by industry and size, quotes stand only where three firms or
    more spoke, and names of firms are masked everywhere.
    """
    area = areas_store.find_area(db, area_id)
    result = standing_result(db, round_["id"], area_id)
    evaluation = evaluation_store.find_evaluation(db, result["evaluation_id"]) if result else None
    if area is None or evaluation is None or result is None:
        return None
    display = read_display(db, result, anonymous=True, alone=True)
    (shown,) = told_store.results_told(db, [result], EVERYTHING)
    mask = mask_of(db, round_["id"])
    events = evaluation_store.events_of(db, result["id"])
    indicators = evaluation_store.indicators(db)
    return AreaReport(
        area=area,
        round=round_,
        evaluation=evaluation,
        result=result,
        title=_("%(area)s 위기징후 종합평가 보고서", area=named(area)),
        level=result["level_now"] or result["level"],
        state=result["state"] or "computed",
        lead=_lead(area, result),
        sentences=(*_sentences(shown, display, events, mask), *_counted(db, result)),
        warning=_warning(result),
        chart=wording.waterfall(display),
        trends=trends(db, area_id, evaluation, display),
        domains=tuple(
            printed_domain(line, lambda m: wording.item_name(m.code, m.kind, indicators, display.waves), mask)
            for line in display.domains
        ),
        quote_note=_quote_note(display),
        memos=memos_of_area(db, area_id, round_["id"], mask, quotable=display.firms >= LEAST_FIRMS),
        losses=tuple(wording.loss_sentences(display, indicators)),
        history=tuple(_event(event, mask) for event in events),
        sources=sources(db, area, evaluation, display),
        codes=codes(evaluation),
        example=bool(current_app.config["MOKSORI"].example),
        help=help_blocks(db, area_id, round_, mask),
    )


def _lead(area: sqlite3.Row, result: sqlite3.Row) -> str:
    """The first sentence of all: which level stands, and how far it has gone."""
    level = result["level_now"] or result["level"]
    if level is None:
        return _("%(area)s의 위기징후 단계는 자료가 없어 산출하지 못했습니다.", area=named(area))
    state = result["state"] or "computed"
    if state == "computed":
        return _("산출된 %(area)s의 위기징후 단계는 ‘%(level)s’입니다.", area=named(area), level=_word(level))
    told = {"area": named(area), "level": _word(level), "when": _unbroken(day(result["met_on"] or result["state_at"]))}
    words = {
        "validated": _("현장검증단이 본 %(area)s의 위기징후 단계는 ‘%(level)s’입니다(%(when)s).", **told),
        "decided": _(
            "지역 중소기업 지원협의회가 의결한 %(area)s의 위기징후 단계는 ‘%(level)s’입니다(%(when)s).", **told
        ),
        "confirmed": _("확정된 %(area)s의 위기징후 단계는 ‘%(level)s’입니다(%(when)s).", **told),
    }
    return words[state]


def _unbroken(text: str) -> str:
    """Words that stay on one line."""
    return text.replace(" ", "\u00a0")


def _sentences(result: Item, display: Display, events: Iterable[sqlite3.Row], mask: Mask) -> tuple[str, ...]:
    found = [
        telling.course_sentence(result, events),
        wording.level_sentence(display),
        wording.held_sentence(display),
    ]
    if result["newer_id"]:
        found.append(newer_sentence(result))
    found += evidence_lines(result, display)
    if result["previous_level"]:
        found.append(_("지난 회차의 산출 단계는 ‘%(level)s’입니다.", level=_word(result["previous_level"])))
    return tuple(mask(sentence) for sentence in found if sentence)


def evidence_lines(result: Item, display: Display) -> list[str]:
    """The grade of the evidence and both bands, as the second method has them; voices are told as the one source they
    are, and not at all where one or two firms spoke."""
    if not result["grade"]:
        return []
    found = [_("근거 등급은 %(grade)s입니다(A 충분, D 아주 적음).", grade=result["grade"])]
    if result["undetermined"]:
        found.append(_("갖추어진 지표가 모자라 단계 판단을 유보했습니다."))
    if result["data_low"] is not None:
        found.append(
            _(
                "모두에게 물었다면 점수는 자료만 보아 %(low)s–%(high)s점, 방식까지 바꾸어 보아 "
                "%(least)s–%(most)s점에 들 것으로 봅니다(90 %%).",
                low=number(result["data_low"], 1),
                high=number(result["data_high"], 1),
                least=number(result["band_low"], 1),
                most=number(result["band_high"], 1),
            )
        )
    if display.told.respondents and result["asked"]:
        asked = {"asked": number(result["asked"]), "n": number(display.told.respondents)}
        found.append(
            _("물은 %(asked)s곳 가운데 기업·전문가 %(n)s곳이 말했고, 그 목소리는 하나의 원천으로 셈합니다.", **asked)
        )
    return found


def _counted(db: Database, result: sqlite3.Row) -> list[str]:
    """How the team voted, without who voted what; nothing while the vote is open."""
    if (result["state"] or "computed") == "computed":
        return []
    team = count(db, result)
    levels = [level.id for level in scheme_of(db, result["scheme_id"]).levels]
    return [_("현장검증단의 표: %(told)s.", told=telling.votes_told(team, levels))] if team.cast else []


def _warning(result: sqlite3.Row) -> str:
    """What must be known before the report is passed on."""
    return {
        "computed": _("초안: 현장검증과 협의회 의결을 거치지 않은 산출 결과입니다. 밖에 알릴 수 있는 단계가 아닙니다."),
        "validated": _("초안: 협의회 의결을 거치지 않은 현장검증 결과입니다. 밖에 알릴 수 있는 단계가 아닙니다."),
        "decided": _("협의회가 의결했으나 아직 확정되지 않은 단계입니다."),
        "confirmed": "",
    }[result["state"] or "computed"]


def printed_domain(line: DomainLine, name: Callable[[Measure], str], mask: Mask) -> PrintedDomain:
    """A row of the joint display in words that may leave the house."""
    row = line.row
    return PrintedDomain(
        domain=label(row["domain"], "domain"),
        q=_points(row["q"]),
        l=_points(row["l"]),
        numbers=_numbers(line, name),
        voices=_voices(line),
        fit=row["fit"] or "",
        quotes=tuple(_quote(q, mask) for q in line.quotes),
        statements=tuple(mask(s["text"]) for s in line.statements),
    )


def _quote(quote: Quote, mask: Mask) -> PrintedQuote:
    return PrintedQuote(mask(quote.text), quote.speaker, quote.language)


def _points(value: float | None) -> str:
    return "" if value is None else _("%(points)s점", points=number(value, 1))


def _numbers(line: DomainLine, name: Callable[[Measure], str]) -> tuple[str, ...]:
    """What was measured, then how much is missing and why."""
    if not line.measures:
        return (_("이 방식에는 이 영역의 지표가 없습니다."),)
    told = [m for m in line.measures if m.y is not None and _may_leave(m)]
    missing = Counter(
        wording.missing(m.reason if m.y is None else "given_away") for m in line.measures if m not in told
    )
    return (
        *(_measured(m, name(m)) for m in told),
        *(_("%(why)s: %(n)s개 항목", why=why, n=n) for why, n in missing.items()),
    )


def _may_leave(measure: Measure) -> bool:
    """Whether a number may leave the house; a survey's not where it says every firm's answer."""
    if measure.kind == "indicator" or measure.y is None:
        return True
    return balance_told(measure.y, measure.n or 0)


def _measured(measure: Measure, name: str) -> str:
    """A name with its value and points, which stay on one line."""
    points = number(measure.points)
    if measure.kind == "indicator":
        y = number(measure.y, 1, sign=True)
        told = _("%(name)s %(y)s %%p → %(points)s점", name="", y=y, points=points)
    else:
        told = _(
            "%(name)s %(y)s(응답 %(n)s곳) → %(points)s점", name="", y=number(measure.y), n=measure.n, points=points
        )
    return f"{name} {_unbroken(told.strip())}"


def _voices(line: DomainLine) -> tuple[str, ...]:
    row = line.row
    if row["withheld"]:
        return (_("말한 곳이 3곳 미만이어서 싣지 않습니다."),)
    if not row["prevalence_n"]:
        return (_("말한 곳이 없습니다."),)
    told = _(
        "기업·전문가 %(share)s에서 애로를 말했습니다.", share=share_of(row["prevalence_k"] or 0, row["prevalence_n"])
    )
    if row["few"]:
        told = _(
            "기업·전문가 %(n)s곳이 말했습니다. 애로를 말한 곳의 수는 3곳 미만이거나 다른 수로 짐작할 수 있어 싣지 않습니다.",
            n=number(row["prevalence_n"]),
        )
    elif row["mean_severity"] is not None:
        told += " " + _("심각도 %(severity)s/5", severity=number(row["mean_severity"], 1))
    return tuple(filter(None, (told, ", ".join(_theme(t) for t in line.themes[:4]))))


def _theme(voice: ThemeVoice) -> str:
    name = named(voice.theme) if voice.theme else voice.code
    few = _("%(theme)s 싣지 않음", theme=name)
    return few if voice.named is None else _("%(theme)s %(n)s곳", theme=name, n=voice.named)


def _quote_note(display: Display) -> str:
    if display.firms >= LEAST_FIRMS:
        if any(line.quotes for line in display.domains):
            return ""
        return _("어려움을 말했고 앞뒤 말 없이도 뜻이 서는 발언이 없어 옮기지 않습니다.")
    if not display.result["respondents"]:
        return _("이번 회차에 이 지역에서 말한 곳이 없어 인용할 발언이 없습니다.")
    return _("세 곳 미만의 기업이 말해 누구의 말인지 짐작할 수 있으므로 발언을 옮기지 않습니다.")


def _event(event: sqlite3.Row, mask: Mask) -> PrintedEvent:
    """An event without who acted: a report names offices, not people."""
    reason = mask(event["reason"])
    if event["reason_code"]:
        reason = f"[{label(event['reason_code'], 'override_reason')}] {reason}"
    texts = [mask(each.text) for each in from_json(event["evidence"]) if each.kind == "text"]
    seen = tuple(text for text in texts if text not in reason)
    return PrintedEvent(event["state"], event["level"], event["at"], event["met_on"], reason, seen)


def _word(level: str) -> str:
    return label(level, "level")
