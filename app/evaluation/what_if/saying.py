"""What would turn a level, and what changed it, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask_babel import gettext as _

from app.evaluation.method.scheme import Scheme
from app.evaluation.what_if.changing import Changed
from app.evaluation.what_if.turning import Turn
from app.words.formats import day, named, number
from app.words.labels import label

# Told of each kind, the smallest first: more would be a list and no answer. Chosen, not measured.
MOST_TOLD = 2
ORDER = ("firms", "indicator", "lambda", "weight", "cutoff")


def turn_sentences(
    turns: Sequence[Turn], scheme: Scheme, name: Callable[[str], str], *, spoke: bool
) -> list[tuple[str, list[str]]]:
    """(heading, sentences): changes of findings first, then those of policy; `name` says what an indicator is called.

    `spoke`: somebody has spoken, so that who speaks now speaks besides.
    """
    told = {
        kind: [_turn(t, scheme, name, spoke) for t in turns if t.kind == kind][
            : MOST_TOLD if kind != "indicator" else 3
        ]
        for kind in ORDER
    }
    findings = [*told["firms"], *told["indicator"]]
    policy = [*told["lambda"], *told["weight"], *told["cutoff"]]
    return [(_("확인된 사실이 달라지면"), findings), (_("정한 값이 달라지면"), policy)]


def _turn(turn: Turn, scheme: Scheme, name: Callable[[str], str], spoke: bool) -> str:
    level = label(scheme.levels[turn.level].id, "level")
    values = {"level": level, "before": _told(turn, turn.before), "to": _told(turn, turn.to)}
    if turn.kind == "firms":
        return _firms(int(turn.before), int(turn.to), level, spoke)
    if turn.kind == "indicator":
        return _("%(name)s: %(before)s에서 %(to)s까지 바뀌면 → %(level)s", name=name(turn.ref), **values)
    if turn.kind == "lambda":
        return _("지표·설문의 몫: %(before)s에서 %(to)s까지 바뀌면 → %(level)s", **values)
    if turn.kind == "weight":
        domain = label(turn.ref, "domain")
        return _(
            "%(domain)s 영역의 비중: %(before)s에서 %(to)s까지 바뀌면(나머지는 같은 비율로) → %(level)s",
            domain=domain,
            **values,
        )
    return _(
        "‘%(start)s’이 시작하는 점수: %(before)s에서 %(to)s까지 바뀌면 → %(level)s",
        start=label(turn.ref, "level"),
        **values,
    )


def _firms(n: int, severity: int, level: str, spoke: bool) -> str:
    """So many firms speak: besides others where somebody spoke, and all alike where they are several."""
    words = {"n": number(n), "severity": number(severity), "level": level}
    if severity > 1:
        if spoke:
            return _("기업 %(n)s곳이 더 심각도 %(severity)s의 애로를 말하면 → %(level)s", **words)
        return _("기업 %(n)s곳이 심각도 %(severity)s의 애로를 말하면 → %(level)s", **words)
    if spoke and n > 1:
        return _("기업 %(n)s곳이 더 말하되 모두 가벼운 애로(심각도 1)에 그치면 → %(level)s", **words)
    if spoke:
        return _("기업 한 곳이 더 말하되 가벼운 애로(심각도 1)에 그치면 → %(level)s", **words)
    if n > 1:
        return _("기업 %(n)s곳이 말하되 가벼운 애로(심각도 1)에 그치면 → %(level)s", **words)
    return _("기업 한 곳이 말하되 가벼운 애로(심각도 1)에 그치면 → %(level)s", **words)


def _told(turn: Turn, value: float) -> str:
    if turn.kind == "indicator":
        return (
            number(value, 1, sign=value < 0) if turn.unit == "survey" else _("%(n)s %%p", n=number(value, 1, sign=True))
        )
    return number(value, 2 if turn.kind in ("lambda", "weight") else 1)


def change_sentence(found: Changed, *, level: str | None, score: float | None) -> str:
    """Score and level then and now."""
    before = found.before
    words = {
        "when": named(before),
        "day": day(before["evaluated_at"]),
        "then": number(before["score"], 1),
        "level": label(before["level"], "level") if before["level"] else _("판단 유보"),
        "now": number(score, 1),
        "level_now": label(level, "level") if level else _("판단 유보"),
    }
    return _("%(when)s 평가(%(day)s): %(then)s점 %(level)s → 이번: %(now)s점 %(level_now)s", **words)


def change_parts(found: Changed) -> list[tuple[str, str]]:
    """(what, points) of the way between the two scores; empty where it may not, or can no longer, be told."""
    if found.way.rule is None or found.way.data is None:
        return []
    policy = _("방법과 평가 방식이 달라져서") if found.rules == "method" else _("평가 방식이 달라져서")
    parts = [(policy, found.way.rule)] if found.rules else []
    parts.append((_("자료가 달라져서"), found.way.data))
    return [(word, _("%(n)s점", n=number(points, 1, sign=True))) for word, points in parts]
