"""The round's draft for the council (안): what is to be decided, the areas with their levels, and why each stands there."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from app.areas.anonymity import is_small
from app.evaluation.display.lines import Line
from app.papers.model import Block, Bullets, Facts, Heading, Lead, Note, Paper, SignOff, Table, Text
from app.reports.area_report import PrintedDomain
from app.reports.citing import method_lines
from app.reports.filed.council_reading import Cause, Draft
from app.words.formats import day, named, number, percent
from app.words.i18n import language
from app.words.labels import LEVEL_SHAPES, label


def council_paper(draft: Draft) -> Paper:
    word = _("안") if draft.draft else _("의결")
    return Paper(
        title=draft.extent.title(
            _("%(round)s 중소기업 밀집지역 위기징후 단계(%(word)s)", round=named(draft.round), word=word)
        ),
        subtitle=_("지역 중소기업 지원협의회 심의 자료") if draft.draft else _("지역 중소기업 지원협의회 의결 결과"),
        blocks=tuple(_blocks(draft)),
        language=language(),
        example=draft.example,
        running=_("%(round)s 위기징후 단계(%(word)s)", round=named(draft.round), word=word),
        keywords=(named(draft.round), _("위기징후 단계"), word),
        sign_off=SignOff((_("담당"), _("검토"), _("결재"))),
    )


def _blocks(draft: Draft) -> Iterator[Block]:
    if not draft.extent.whole:
        yield Text(_("%(extent)s입니다.", extent=draft.extent.told), strong=True)
    yield Lead(_lead(draft))
    if draft.draft:
        yield Text(
            _("협의회가 의결하기 전의 안입니다. 여기에 적은 단계는 밖에 알릴 수 있는 단계가 아닙니다."), strong=True
        )
    yield Facts(tuple(_facts(draft)))
    yield Heading(_("1. 단계별 현황"))
    yield _spread(draft)
    yield Heading(_("2. 지역별 단계"))
    yield _list(draft)
    yield Note(
        _(
            "점수는 0점부터 100점까지이며 높을수록 나쁩니다. 근거 등급은 A(충분)부터 D(아주 적음)까지입니다. "
            "‘경계’는 자료와 가중치를 조금 바꾸면 단계가 달라질 수 있다는 뜻입니다."
        )
    )
    if draft.causes:
        yield Heading(_("3. 원인 분석"))
        yield Note(
            _(
                "목소리의 수는 답하거나 말한 기업과 그 지역에 대해 말한 전문가를 함께 센 것입니다. "
                "3곳 미만이거나 다른 수로 짐작할 수 있는 수는 싣지 않습니다."
            )
        )
        for cause in draft.causes:
            yield from _cause(draft, cause)
        if draft.untold:
            yield Note(
                _(
                    "원인 분석은 %(n)s곳까지 싣습니다. 나머지 %(rest)s곳은 구군으로 좁혀 따로 만들어 주십시오.",
                    n=number(len(draft.causes)),
                    rest=number(draft.untold),
                )
            )
    yield Heading(_("4. 조사와 방문"))
    yield _asked(draft)
    yield Heading(_("5. 자료와 방법"))
    yield Bullets(tuple(filter(None, method_lines(draft.evaluation, draft.scheme))))


def _lead(draft: Draft) -> str:
    told = {"round": named(draft.round), "n": number(len(draft.lines))}
    if not draft.draft:
        return _("%(round)s 밀집지역 %(n)s곳의 위기징후 단계를 아래와 같이 의결했습니다.", **told)
    lead = _("%(round)s 밀집지역 %(n)s곳의 위기징후 단계를 아래와 같이 정하는 것을 제안합니다.", **told)
    if not draft.decided:
        return lead
    return lead + " " + _("그 가운데 %(n)s곳은 이미 의결했습니다.", n=number(draft.decided))


def _facts(draft: Draft) -> Iterator[tuple[str, str]]:
    wanted = draft.wanted
    chosen = [
        label(wanted.district, "district") if wanted.district else "",
        label(wanted.kind, "area_kind") if wanted.kind else "",
        _("주의 이상") if wanted.level == "above" else label(wanted.level, "level") if wanted.level else "",
    ]
    yield _("심의 대상"), " · ".join(filter(None, [*chosen, draft.extent.told]))
    yield _("단계"), _counted(draft)
    worse, better = _moved(draft)
    if worse or better:
        yield _("지난 회차와 달라진 곳"), _("나빠진 곳 %(worse)s곳, 나아진 곳 %(better)s곳", worse=worse, better=better)
    seen = sum(draft.course(line).levels.get("validated") is not None for line in draft.lines)
    yield _("현장검증"), _("보아야 하는 %(n)s곳 가운데 마친 곳 %(seen)s곳", n=draft.to_visit, seen=seen)
    grades = [(grade, sum(line.row["grade"] == grade for line in draft.lines)) for grade in "ABCD"]
    if told := ", ".join(_("%(grade)s %(n)s곳", grade=grade, n=n) for grade, n in grades if n):
        yield _("근거 등급"), told
    days = sorted({draft.course(line).met_on for line in draft.lines} - {""})
    if days:
        yield _("의결한 날"), ", ".join(map(day, days))
    yield _("자료 기준일"), day(draft.evaluation["as_of"])


def _counted(draft: Draft) -> str:
    known = [(each.id, draft.levels[each.id]) for each in draft.scheme.levels]
    told = [_("%(level)s %(n)s곳", level=label(level, "level"), n=number(n)) for level, n in known if n]
    rest = len(draft.lines) - sum(n for _level, n in known)
    return ", ".join([*told, *([_("판단 유보·미평가 %(n)s곳", n=number(rest))] if rest else [])])


def _moved(draft: Draft) -> tuple[int, int]:
    places = {each.id: n for n, each in enumerate(draft.scheme.levels)}
    both = [(places.get(line.row["previous_level"]), places.get(line.level or "")) for line in draft.lines]
    known = [(before, now) for before, now in both if before is not None and now is not None]
    return sum(now > before for before, now in known), sum(now < before for before, now in known)


def _spread(draft: Draft) -> Table:
    rows, total = [], len(draft.lines)
    for each in draft.scheme.levels:
        n, before = draft.levels[each.id], draft.before[each.id] if draft.before else None
        rows.append((_word(each.id), number(n), percent(n / total if total else None), number(before)))
    undetermined = sum(line.level is None and bool(line.row["undetermined"]) for line in draft.lines)
    without = {_("판단 유보"): undetermined, _("미평가"): draft.levels[""] - undetermined}
    rows += [(word, number(n), percent(n / total), "–") for word, n in without.items() if n]
    return Table(
        (_("단계"), _("이번 회차(곳)"), _("비율"), _("지난 회차(곳)")),
        tuple(rows),
        _("단계별 지역 수"),
        numeric=frozenset({1, 2, 3}),
    )


def _list(draft: Draft) -> Table:
    proposed = _("제안하는 단계") if draft.draft else _("의결한 단계")
    head = (
        *(_("연번"), _("밀집지역"), _("구군"), _("지난 회차"), _("산출"), _("현장검증"), proposed, _("점수")),
        *(_("근거"), _("비고")),
    )
    rows = tuple(_row(draft, n, line) for n, line in enumerate(draft.lines, start=1))
    widths = (1.1, 4.0, 1.9, 1.8, 1.5, 1.9, 2.0, 1.3, 1.2, 4.0)
    return Table(head, rows, _("지역별 위기징후 단계"), numeric=frozenset({0, 7}), shares=widths)


def _row(draft: Draft, n: int, line: Line) -> tuple[str, ...]:
    row, course = line.row, draft.course(line)
    remarks = (
        _("경계") if line.borderline else "",
        _("조정") if row["override"] else "",
        _("판단 유보") if row["undetermined"] else "",
        _("의견 필요 %(n)s", n=row["open"]) if row["open"] and line.parts else "",
        _("의결 %(day)s", day=day(course.met_on)) if course.met_on else "",
    )
    return (
        *(str(n), f"{named(row)}\n{row['code']}", label(row["district"], "district")),
        *(label(row["previous_level"], "level"), label(row["level"], "level")),
        *(label(course.levels.get("validated"), "level"), _word(line.level), number(row["score"], 1)),
        *(row["grade"] or "–", " · ".join(filter(None, remarks))),
    )


def _word(level: str | None) -> str:
    return f"{LEVEL_SHAPES[level]} {label(level, 'level')}" if level else "–"


def _cause(draft: Draft, cause: Cause) -> Iterator[Block]:
    line = cause.line
    yield Heading(f"{named(line.row)}({line.row['code']}) · {_word(line.level)}", 2)
    pairs = [
        (_proposed(draft, line), cause.course or _("산출 %(level)s", level=label(line.row["level"], "level"))),
        (_("왜 이 단계인가"), " ".join(cause.sentences)),
        *((domain.domain, _domain(domain)) for domain in cause.domains),
        (_("설문과 목소리"), _heard(cause, draft)),
        (_("현장"), _went(draft, line)),
        (_("근거"), " ".join(cause.evidence)),
        (_("분석가 의견"), "\n".join([*cause.stated, *_open(cause)])),
        (_("단계를 바꾼 까닭"), "\n".join(cause.reasons)),
    ]
    yield Facts(tuple((name, told) for name, told in pairs if told))


def _proposed(draft: Draft, line: Line) -> str:
    return _("의결한 단계") if draft.course(line).decided else _("제안하는 단계")


def _domain(domain: PrintedDomain) -> str:
    """What was measured and what was said of a domain, with how many said it."""
    told = (
        _("지표·설문: %(told)s", told="; ".join(domain.numbers)) if domain.numbers else "",
        _("목소리: %(told)s", told=" ".join(domain.voices)) if domain.voices else "",
        _("지표와 목소리: %(fit)s", fit=label(domain.fit, "fit")) if domain.fit else "",
    )
    return "\n".join(filter(None, told))


def _heard(cause: Cause, draft: Draft) -> str:
    row, n = cause.line.row, cause.respondents
    told = []
    if n is None:
        told.append(_("말한 곳이 3곳 미만이어서 수를 싣지 않습니다."))
    elif row["asked"]:
        told.append(
            _("물은 %(asked)s곳 가운데 기업·전문가 %(n)s곳이 말했습니다.", asked=number(row["asked"]), n=number(n))
        )
    else:
        told.append(_("기업·전문가 %(n)s곳이 말했습니다.", n=number(n)) if n else _("말한 곳이 없습니다."))
    if firms := draft.went.get(row["area_id"]):
        told.append(_("조사원이 찾아간 기업은 %(n)s곳입니다.", n=number(firms)))
    return " ".join(told)


def _went(draft: Draft, line: Line) -> str:
    seen = draft.visited.get(line.row["area_id"])
    level = draft.course(line).levels.get("validated")
    voted = _("현장검증 단계는 ‘%(level)s’로 정해졌습니다.", level=label(level, "level")) if level else ""
    if seen is None:
        return " ".join(filter(None, (voted, _("현장검증단이 다녀온 기록은 없습니다."))))
    went = _("현장검증단이 %(n)s번 다녀왔습니다(마지막 %(day)s).", n=seen["visits"], day=day(seen["last"]))
    return " ".join(filter(None, (went, voted)))


def _open(cause: Cause) -> list[str]:
    if not cause.open:
        return []
    return [_("지표와 목소리가 어긋난 %(n)s개 영역에 아직 의견이 없습니다.", n=cause.open)]


def _asked(draft: Draft) -> Table:
    rows = [
        (
            _("설문"),
            named(each, "title"),
            f"{day(each['opens_on'])}–{day(each['closes_on'])}",
            _("%(n)s곳", n=number(each["firms"])) if not is_small(each["firms"]) else _("3곳 미만"),
        )
        for each in draft.surveys
    ]
    rows += [
        (label(each["kind"], "roundtable_kind"), "", "", _("%(n)s건", n=number(each["n"]))) for each in draft.talks
    ]
    went, seen = sum(draft.went.values()), sum(each["visits"] for each in draft.visited.values())
    rows += [(_("방문 조사"), "", "", _("%(n)s곳", n=number(went)))] if went else []
    rows += [(_("현장검증단 방문"), "", "", _("%(n)s번", n=number(seen)))] if seen else []
    head = (_("종류"), _("이름"), _("기간"), _("규모"))
    return Table(head, tuple(rows), _("이번 회차의 조사와 방문"), shares=(2, 5, 3, 2), numeric=frozenset({3}))
