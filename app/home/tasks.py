"""The tasks of each role with their counts: what waits, how much of it, and where it is done."""

from __future__ import annotations

import sqlite3

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Person, Scope
from app.accounts.permissions import PERMISSIONS
from app.accounts.review.reviewing import due
from app.clock import today
from app.coding.judging import queue_store
from app.coding.judging.queue import Filters
from app.coding.judging.queue_store import Desk
from app.coding.several import settlement_store
from app.coding.several.settlement_store import Wanted
from app.evaluation.drafting import draft_store
from app.evaluation.people import sitting
from app.evaluation.people.visiting import read_visits
from app.field.paper import store as paper
from app.field.records import record_store as records
from app.field.visits import store as visits
from app.home import today_store as waiting
from app.home.work import SurveyToday, Task
from app.proposals.reading import counts as proposal_counts
from app.surveys.sealed import sealed_store
from app.words.formats import moment, month, number
from app.words.labels import label


def researcher(surveys: list[SurveyToday]) -> list[Task]:
    """Answers that came today and those still wanted."""
    fresh = sum(s.fresh for s in surveys)
    short = {a["id"] for s in surveys for a in s.short}
    note = _("모든 담당 지역이 목표를 채웠습니다.") if surveys else _("지금 받고 있는 조사가 없습니다.")
    if short:
        note = _("목표에 못 미친 %(n)s곳에 모자라는 응답입니다.", n=number(len(short)))
    one = surveys[0].survey["id"] if len(surveys) == 1 else None
    return [
        Task(
            _("목표까지 남은 응답"),
            sum(s.missing for s in surveys),
            _("건"),
            note,
            _("응답 입력"),
            "surveys.enter" if one else "surveys.index",
            (("survey_id", one),) if one else (),
        ),
        Task(
            _("오늘 받은 응답"),
            fresh,
            _("건"),
            _("담당 지역에서 오늘 들어온 응답입니다."),
            _("설문 보기"),
            "surveys.index",
        ),
    ]


def to_visit(visits: list[sqlite3.Row]) -> Task:
    """Visits of today, and those whose day is over."""
    late = sum(v["planned_on"] < today().isoformat() for v in visits)
    note = _("오늘 갈 곳입니다.") if visits else _("오늘 갈 곳이 없습니다.")
    if late:
        note = _("날이 지난 방문 %(n)s건이 들어 있습니다.", n=number(late))
    return Task(_("오늘의 방문"), len(visits), _("건"), note, _("방문 보기"), "field.visits")


def field_office(db: Database, scope: Scope) -> list[Task]:
    """What of the field waits for the office; nothing where nothing does."""
    late = visits.count_overdue(db, scope, today().isoformat())
    differing = paper.count_waiting(db, scope)
    found = []
    if held := records.count_held(db, scope):
        note = _("노트북이 보냈지만 그대로 셀 수 없어 기다립니다.")
        found.append(Task(_("확인할 현장 기록"), held, _("건"), note, _("살펴보기"), "field.held"))
    if late:
        note = _("방문할 날이 지났는데 결과가 없습니다.")
        arguments = (("state", "overdue"),)
        found.append(Task(_("날이 지난 방문"), late, _("건"), note, _("방문 현황"), "field.progress", arguments))
    if differing:
        note = _("두 번 입력한 것이 다릅니다. 종이를 보고 정해야 집계에 들어갑니다.")
        found.append(Task(_("확정할 종이 응답"), differing, _("장"), note, _("종이 응답"), "field.paper"))
    return found


def unsettled(db: Database, scope: Scope, person: Person) -> list[Task]:
    """Returns whose open answers nobody reads before somebody has looked at them; nothing where none waits."""
    count = sealed_store.count_waiting(db, scope) if person.role in PERMISSIONS["surveys.confirm"] else 0
    if not count:
        return []
    note = _("개인정보인지 확실하지 않은 말이 있어, 확정하기 전에는 전문가가 읽을 수 없습니다.")
    return [Task(_("확인할 주관식 답"), count, _("건"), note, _("확인하기"), "surveys.waiting_answers")]


def to_approve(db: Database, person: Person) -> list[Task]:
    """Drafts of a scheme that wait for a second person; nothing where none does."""
    count = draft_store.count_waiting(db, but=person.id) if person.role in PERMISSIONS["schemes.approve"] else 0
    if not count:
        return []
    note = _("평가 방식을 바꾸자는 초안입니다. 쓴 사람이 아닌 사람이 승인해야 다음 판이 됩니다.")
    return [Task(_("승인을 기다리는 초안"), count, _("건"), note, _("초안 보기"), "evaluation.schemes")]


def facilitator(roundtables: list[sqlite3.Row]) -> list[Task]:
    """Roundtables without a transcript, and transcripts whose speakers are not known."""
    states = [t["state"] for t in roundtables]
    return [
        Task(
            _("녹취록 없는 간담회"),
            states.count("none"),
            _("건"),
            _("녹취록을 올려야 발언을 분석할 수 있습니다."),
            _("간담회 보기"),
            "roundtables.index",
            (("state", "none"),),
        ),
        Task(
            _("발언자를 확인할 녹취록"),
            states.count("speakers"),
            _("건"),
            _("참여자와 맞추어야 기업의 목소리로 셉니다."),
            _("발언자 맞추기"),
            "roundtables.index",
            (("state", "speakers"),),
        ),
    ]


def expert(db: Database, round_id: str | None, scope: Scope, person_id: str) -> list[Task]:
    """Statements of the own queue, and those another coder sees differently."""
    if round_id is None:
        return []
    desk = Desk(person_id, scope, round_id)
    left, progress = queue_store.count(db, desk, Filters())
    differ = settlement_store.counts(db, Wanted(round_id, scope))["open"]
    return [
        Task(
            _("검토할 발언"),
            left,
            _("개"),
            _(
                "주제가 제안된 발언 %(total)s개 가운데 %(done)s개를 마쳤습니다.",
                total=number(progress.total),
                done=number(progress.done),
            ),
            _("검토 시작"),
            "coding.review",
        ),
        Task(
            _("전문가마다 다르게 본 발언"),
            differ,
            _("개"),
            _("주제, 태도, 심각도가 서로 달라 아직 정하지 않은 발언입니다. 정한 값이 종합평가에 들어갑니다."),
            _("하나씩 정하기"),
            "coding.differences",
        ),
    ]


def proposals(db: Database, scope: Scope, person: Person) -> list[Task]:
    """Proposals that wait for this person's answer or anybody's, overdue ones apart; nothing where none does."""
    if person.role not in PERMISSIONS["proposals.answer"]:
        return []
    waiting_for = proposal_counts(db, scope, person_id=person.id)
    if not waiting_for["open"]:
        return []
    note = _("간담회와 설문에서 나온 제안입니다. 답한 것은 다음 회의에서 말씀드립니다.")
    if waiting_for["soon"]:
        note = _("7일 안에 답할 제안 %(n)s건이 들어 있습니다.", n=number(waiting_for["soon"]))
    arguments = (("state", "open"),)
    found = [Task(_("답할 제안"), waiting_for["open"], _("건"), note, _("제안 보기"), "proposals.index", arguments)]
    if waiting_for["overdue"]:
        note = _("답하기로 한 날이 지났습니다.")
        late = (("state", "overdue"),)
        word = _("답할 날이 지난 제안")
        found.insert(0, Task(word, waiting_for["overdue"], _("건"), note, _("지난 제안 보기"), "proposals.index", late))
    return found


def votes(db: Database, round_id: str | None, scope: Scope, person: Person) -> list[Task]:
    """Votes that wait for the person's seats of the round."""
    if round_id is None or person.role not in PERMISSIONS["validation.vote"]:
        return []
    mine = [s["seat"] for s in waiting.seats(db, round_id) if s["person_id"] == person.id]
    return [
        Task(
            _("내 표를 기다리는 지역"),
            sum(visit.waits for visit in read_visits(db, round_id, scope, seat)),
            _("곳"),
            _(
                "%(seat)s 자리의 현장검증 표입니다. 다른 자리의 표는 모두 낼 때까지 보이지 않습니다.",
                seat=label(seat, "seat"),
            ),
            _("검증 보기"),
            "evaluation.validations",
        )
        for seat in mine
    ]


def official(db: Database, round_id: str | None, scope: Scope, person: Person) -> list[Task]:
    """Areas whose level waits for the council, and for confirmation; not for who sits in the team."""
    if round_id is None or any(s["person_id"] == person.id for s in waiting.seats(db, round_id)):
        return []
    words = (
        ("decided", _("의결을 기다리는 지역"), _("검증을 마쳤거나 검증이 필요 없어 협의회가 정할 차례입니다.")),
        ("confirmed", _("확정을 기다리는 지역"), _("의결을 마쳐 확정만 남았습니다.")),
    )
    lists = sitting.lists(db, round_id, scope, [state for state, _word, _note in words])
    return [
        Task(
            word,
            len(sitting.ready(lists[state])),
            _("곳"),
            note,
            _("목록 보기"),
            "evaluation.decisions",
            (("state", state),),
        )
        for state, word, note in words
    ]


def admin(db: Database) -> list[Task]:
    """People, the last import and the database."""
    people, imported = waiting.people_counts(db), waiting.last_import(db)
    blind, jobs = _("모두 담당 지역이 정해져 있습니다."), _("끝내지 못한 배경 작업이 없습니다.")
    if people["blind"]:
        blind = _("담당 지역이 없어 아무것도 보지 못하는 사람이 %(n)s명 있습니다.", n=number(people["blind"]))
    if failed := waiting.failed_jobs(db):
        jobs = _("끝내지 못한 배경 작업이 %(n)s건 있습니다.", n=number(failed))
    note = _("가져온 파일이 아직 없습니다.")
    if imported:
        note = _("%(file)s, %(at)s", file=imported["file_name"], at=moment(imported["at"]))
    return [
        _review(due(db)),
        Task(
            _("쓰고 있는 사람"),
            people["active"],
            _("명"),
            blind,
            _("사람과 권한"),
            "accounts.people",
        ),
        Task(
            _("마지막으로 가져온 자료"),
            imported["rows"] if imported else 0,
            _("행"),
            note,
            _("명부 가져오기"),
            "areas.import",
        ),
        Task(
            _("데이터베이스 크기"),
            round(waiting.database_bytes(db) / 1024**2),
            "MB",
            jobs,
            _("감사 기록"),
            "accounts.audit",
        ),
    ]


def _review(months: list[str]) -> Task:
    """Months of the access record nobody has looked through."""
    note = _("끝난 달의 접속기록을 모두 점검했습니다.")
    if months:
        note = _("달마다 한 번 점검해야 합니다: %(months)s", months=", ".join(month(each) for each in months[:3]))
        note += " …" if len(months) > 3 else ""
    return Task(_("점검할 접속기록"), len(months), _("개월"), note, _("접속기록 점검"), "accounts.reviews")
