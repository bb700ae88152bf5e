"""Setting up a workbench: what ships with it, the example round through the same imports as a user's, the sign-ins."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from app.accounts import signing_in, store
from app.accounts.office import Office, write_office
from app.areas import presets as areas_presets
from app.areas.importing import import_areas, import_firms
from app.areas.opening import open_round
from app.clock import today
from app.clusters import presets as clusters_presets
from app.clusters.examples import load_zones
from app.codebook.publishing import install_first
from app.coding.judging.importing import import_codings
from app.coding.learning.learning import refit_on_base
from app.coding.suggesting.suggesting import suggest_round
from app.config import ROOT, Config
from app.db import rows, scalar, set_setting, setting, writing
from app.evaluation.people.importing import import_votes
from app.evaluation.people.seating import assign_seat
from app.evaluation.round import presets as evaluation_presets
from app.evaluation.round.evaluating import evaluate_round
from app.field.paper.examples import load_paper
from app.field.visits.examples import load_visits
from app.industries.examples import load_industries
from app.monitoring.observations import presets as monitoring_presets
from app.monitoring.observations.examples import load_firm_values
from app.monitoring.observations.importing import import_observations
from app.monitoring.quarter.classifying import classify_quarters
from app.plans.examples import load_plans
from app.programmes.examples import load_programmes
from app.proposals.examples import load_proposals
from app.roundtables.preview.importing import import_record
from app.surveys.answering.importing import import_responses
from app.surveys.asking import presets as surveys_presets
from app.surveys.asking import store as surveys
from app.surveys.asking.surveying import open_survey
from app.surveys.reaching.examples import load_reaching
from app.words.labels import label

EXAMPLE = ROOT / "example"
ROUND = "2026H2"
Say = Callable[[str], None]


@dataclass(frozen=True)
class SignIn:
    """A login to print: whose it is and the password made for it."""

    login: str
    password: str
    what: str


# login -> role, name, area codes (None: all areas)
FIELD_AREAS = ("B001", "B002", "B007", "B012", "B013", "B021", "B024")
PEOPLE: dict[str, tuple[str, str, tuple[str, ...] | None]] = {
    "researcher": ("researcher", "예시 조사원", FIELD_AREAS),
    "facilitator": ("facilitator", "예시 진행자", FIELD_AREAS),
    "expert1": ("expert", "예시 전문가 1", None),
    "expert2": ("expert", "예시 전문가 2", None),
    "analyst": ("analyst", "예시 분석가", None),
    "official": ("official", "예시 시 공무원", None),
    "admin": ("admin", "예시 관리자", None),
}
SEATS: dict[str, tuple[str, str]] = {
    "seat-city": ("city", "예시 검증단 부산시"),
    "seat-technopark": ("technopark", "예시 검증단 테크노파크"),
    "seat-support": ("support_center", "예시 검증단 지원센터"),
    "seat-mss": ("mss", "예시 검증단 중기청"),
    "seat-expert": ("expert", "예시 검증단 외부 전문가"),
}


OFFICE = Office(
    "예시 지역중소기업 위기지원센터",
    "Example Centre for Regional SMEs in Crisis",
    "051-000-0000 (예시)",
)


def install(db: Database) -> None:
    """What every workbench starts with. May be repeated."""
    areas_presets.install(db)
    clusters_presets.install(db)
    monitoring_presets.install(db)
    install_first(db)
    surveys_presets.install(db)
    evaluation_presets.install(db)
    half = 1 if today().month <= 6 else 2
    open_round(db, f"{today().year}H{half}")


def prepare(db: Database, config: Config, *, say: Say) -> list[SignIn]:
    """Make the database ready to serve and return the sign-ins to print.

    The example round is loaded once (an interrupted load goes on where it stopped) and its people get new
    passwords at every start. The work database gets an administrator at its first start and nothing else.
    """
    install(db)
    if not config.example:
        return _first_administrator(db)
    _example_people(db)
    load_example(db, say=say)
    return _new_passwords(db)


def _first_administrator(db: Database) -> list[SignIn]:
    if scalar(db, "select count(*) from person"):
        return []
    password = signing_in.make_password()
    signing_in.add_person(db, login="admin", name="관리자", role="admin", password=password, all_areas=True)
    return [SignIn("admin", password, label("admin", "role"))]


def _example_people(db: Database) -> None:
    wanted = {login: (role, name) for login, (role, name, _areas) in PEOPLE.items()}
    wanted |= {login: ("expert" if seat == "expert" else "official", name) for login, (seat, name) in SEATS.items()}
    for login, (role, name) in wanted.items():
        if not store.find_login(db, login):
            password = signing_in.make_password()
            signing_in.add_person(db, login=login, name=name, role=role, password=password, all_areas=True)


def _new_passwords(db: Database) -> list[SignIn]:
    made = []
    for login in (*PEOPLE, *SEATS):
        found = store.find_login(db, login)
        if not found:
            continue
        password = signing_in.make_password()
        signing_in.set_password(db, found[0].id, password, by=None)
        what = label(SEATS[login][0], "seat") if login in SEATS else label(found[0].role, "role")
        made.append(SignIn(login, password, what))
    return made


def load_example(db: Database, *, say: Say, folder: Path = EXAMPLE) -> None:
    """Load the invented round through the imports a user has. Steps done before are skipped."""
    for key, word, step in _steps(folder):
        if setting(db, f"example {key}"):
            continue
        say(f"예시 자료: {word} …")
        step(db)
        with writing(db):
            set_setting(db, f"example {key}", "done")


def _steps(folder: Path) -> list[tuple[str, str, Callable[[Database], object]]]:
    def data(name: str) -> tuple[bytes, str]:
        return (folder / name).read_bytes(), name

    return [
        ("office", "조사 기관", lambda db: write_office(db, OFFICE, person_id=None)),
        ("areas", "밀집지역", lambda db: import_areas(db, *data("areas.csv"), person_id=None)),
        ("zones", "특구와 지정", lambda db: load_zones(db, *data("zones.csv"))),
        ("firms", "기업", lambda db: import_firms(db, *data("firms.csv"), person_id=None)),
        ("scopes", "담당 지역", _scopes),
        ("observations", "지표", lambda db: import_observations(db, *data("observations.csv"), person_id=None)),
        ("classification", "분기 분류", lambda db: classify_quarters(db, "2026Q3", count=4, person_id=None)),
        ("survey", "설문 응답", lambda db: _survey(db, *data("responses.csv"))),
        ("reaching", "연락처와 안내 편지", lambda db: _reaching(db, *data("contacts.csv"))),
        ("roundtables", "간담회", lambda db: _roundtables(db, folder / "roundtables")),
        ("suggestions", "주제 제안(형태소 분석)", lambda db: suggest_round(db, _round_id(db))),
        ("codings", "전문가 판단", lambda db: import_codings(db, *data("codings.csv"), person_id=None)),
        ("learning", "학습 모델", lambda db: refit_on_base(db, _round_id(db))),
        ("evaluation", "종합평가", lambda db: evaluate_round(db, _round_id(db), person_id=None)),
        ("firm_values", "기업별 지표", load_firm_values),
        ("visits", "현장 방문과 종이 응답", lambda db: _visits(db, (folder / "visits.csv").read_bytes())),
        ("plans", "대응계획과 예방계획", lambda db: _plans(db, (folder / "plans.json").read_bytes())),
        ("industries", "주력산업", lambda db: load_industries(db, folder / "industries", _round_id(db))),
        ("proposals", "제안", lambda db: _proposals(db, (folder / "proposals.json").read_bytes())),
        ("votes", "현장검증", lambda db: import_votes(db, *data("votes.csv"), person_id=None)),
        ("programmes", "지원사업", lambda db: load_programmes(db, *data("programmes.csv"), round_id=_round_id(db))),
    ]


def _round_id(db: Database) -> str:
    return str(scalar(db, "select id from round where code = ?", [ROUND]))


def _scopes(db: Database) -> None:
    by_code = {r["code"]: r["id"] for r in rows(db, "select code, id from area")}
    for login, (_role, _name, codes) in PEOPLE.items():
        found = store.find_login(db, login)
        if found and codes is not None:
            areas = [by_code[code] for code in codes]
            signing_in.set_scope(db, found[0].id, areas, all_areas=False, by=None)
    open_round(db, ROUND)
    for login, (seat, _name) in SEATS.items():
        found = store.find_login(db, login)
        if found:
            assign_seat(db, _round_id(db), seat, found[0].id, by=None)


def _survey(db: Database, responses: bytes, name: str) -> None:
    opened = scalar(db, "select id from survey")
    survey_id = opened or open_survey(db, wave_code="2026Q4", questionnaire_code="bsi-2026", person_id=None)
    import_responses(db, responses, name, survey_id=survey_id, person_id=None)


def _visits(db: Database, data: bytes) -> None:
    found = store.find_login(db, "researcher")
    survey_id = scalar(db, "select id from survey")
    if found and survey_id:
        load_visits(db, data, survey_id=survey_id, person_id=found[0].id)
    other, survey = store.find_login(db, "analyst"), surveys.find_survey(db, survey_id) if survey_id else None
    area_id = scalar(db, "select id from area where code = 'B012'")
    if found and other and survey and area_id:
        load_paper(db, survey, area_id, (found[0].id, other[0].id))


def _plans(db: Database, data: bytes) -> None:
    found = store.find_login(db, "analyst")
    if found:
        load_plans(db, data, round_id=_round_id(db), person_id=found[0].id)


def _proposals(db: Database, data: bytes) -> None:
    people = {login: found[0].id for login in ("facilitator", "official") if (found := store.find_login(db, login))}
    load_proposals(db, data, _round_id(db), maker=people.get("facilitator"), answerer=people.get("official"))


def _reaching(db: Database, contacts: bytes, name: str) -> None:
    load_reaching(db, contacts, name, survey_id=str(scalar(db, "select id from survey")))


def _roundtables(db: Database, folder: Path) -> None:
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        transcript = folder / record["transcript"]
        import_record(db, record, (transcript.name, transcript.read_bytes()), person_id=None)


def welcome(address: str, sign_ins: list[SignIn], *, example: bool) -> str:
    """What the first command prints: the address and, where there are any, the sign-ins."""
    lines = ["", f"목소리 Moksori  {address}"]
    lines.append("예시 자료(모두 지어낸 것) · example round, invented" if example else "실제 업무 · real work")
    if sign_ins:
        lines += ["", "비밀번호를 새로 만들었습니다 (new passwords; earlier ones no longer work)."]
        lines += ["", f"{'아이디 login':<20}{'비밀번호 password':<28}역할 role"]
        lines += [f"{s.login:<22}{s.password:<28}{s.what}" for s in sign_ins]
    return "\n".join([*lines, "", "끝내려면 Ctrl-C (Ctrl-C ends)", ""])
