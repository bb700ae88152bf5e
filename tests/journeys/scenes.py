"""What stands on the stage: links, drafts, waiting files and jobs in every state, made through the pages."""

from __future__ import annotations

import hashlib
import io
import json
import re
from datetime import timedelta

from sqlite_utils import Database

from app import jobs
from app.clock import today
from app.db import row, scalar, writing
from app.evaluation.drafting.drafting import write_draft
from app.evaluation.round import item_store
from app.ids import new_id
from tests.evaluation.people.test_visits import png
from tests.journeys.acting import Person, answers_on
from tests.journeys.helping.scenes_proposing import proposed
from tests.transcripts.files import workbook

TALK = (
    "사회자: 예시 간담회를 시작하겠습니다. 요즘 어떠십니까?\n김 대표: 010-1234-5678로 연락 주십시오. 물량이 줄어 힘듭니다.\n"
    "김대표: 사람도 없고요.\n예시가람 상무: 숙련공을 구할 수가 없습니다.\n"
)
UNCLEAR = "사회자: 시작합니다.\n참가자 1: 네.\n가온테크: 저희는요.\n"
TABLE: list[list[object]] = [
    ["구분", "회사", "적은 말"],
    ["1", "가온", "구할 사람이 없습니다."],
    ["2", "나래", "저희도요."],
]
JOBS = ("suggest", "refit", "words", "preview_terms")
STATES = ("queued", "running", "failed", "done")
LEARNED = {"new": True, "decisions": 231, "themes": 11, "shown": 3}
RESULT = {"cut": 3, "segments": 40, "suggestions": 9, "learned": LEARNED, **LEARNED}


def _start(db: Database, people: dict[str, Person], at: dict[str, str]) -> dict[str, str]:
    area = row(db, "select * from area where code = 'B012'")
    assert area is not None
    return {
        "area": area["id"],
        "fresh": new_id(),
        "plain_area": scalar(db, "select id from area where code = 'B040'"),
        "firm": scalar(db, "select id from firm where area_id = ?", [area["id"]]),
        "person": scalar(db, "select id from person where login = 'researcher'"),
        "survey": scalar(db, "select id from survey"),
        "scheme": scalar(db, "select scheme_id from evaluation order by created_at desc, id desc limit 1"),
        "questionnaire": scalar(db, "select version_id from survey"),
        "response": scalar(db, "select id from response where area_id = ?", [area["id"]]),
        "spare": scalar(db, "select id from person where login = 'spare'"),
        "observation": scalar(db, "select id from observation where area_id = ?", [area["id"]]),
        "industry": scalar(db, "select id from key_industry where code = 'BS-01' and origin_id is null"),
        "zone": scalar(db, "select id from zone where kind = 'economic'"),
        "programme": scalar(db, "select id from programme where code = 'P002'"),
        "pick": scalar(db, "select id from pick where area_id = ? and firm_id is not null", [area["id"]]),
    }


def _drafts(analyst: Person, version: str) -> dict[str, str]:
    """A draft with a changed question, and one that was dropped."""
    drafts = [
        str(analyst.press("/questionnaires/drafts", version=version).location).rpartition("/")[2] for _each in range(2)
    ]
    words = {"label.ko": "예시: 가장 큰 어려움은 무엇입니까?", "label.en": "Example: what is hardest?"}
    analyst.press(f"/questionnaires/drafts/{drafts[0]}/save", part="question:causes", seen="1", **words)
    analyst.press(f"/questionnaires/drafts/{drafts[0]}/add", add="number", section="firm", seen="1")
    analyst.press(f"/questionnaires/drafts/{drafts[1]}/drop")
    return {"questionnaire_draft": drafts[0], "dropped_draft": drafts[1]}


def _surveys(db: Database, people: dict[str, Person], at: dict[str, str]) -> dict[str, str]:
    """Links that are open, used, revoked and of a survey that has not begun; a receipt; a return sent twice."""
    analyst, survey = people["analyst"], at["survey"]

    def link(of: str, **fields: str) -> str:
        page = analyst.press(f"/surveys/{of}/links", area=at["area"], **{"kind": "open", **fields}).text
        found = re.search(r"/s/([\w.-]+)", page)
        assert found, page[-2000:]
        return found[1]

    open_, used, gone = link(survey), link(survey, kind="firm", firm=at["firm"]), link(survey)
    newest = scalar(db, "select id from invitation order by id desc")
    analyst.press(f"/surveys/{survey}/links/{newest}/revoke")
    phone = analyst.client.application.test_client()
    sent = answers_on(phone, f"/s/{open_}")
    receipt = phone.post(f"/s/{open_}", data=sent)
    assert receipt.status_code == 303, receipt.text[-3000:]
    assert phone.post(f"/s/{used}", data=answers_on(phone, f"/s/{used}")).status_code == 303
    written, gone_for_good = _written(db, analyst, open_)
    code = scalar(db, "select code from firm where id not in (select firm_id from response where firm_id is not null)")
    contacts = f"기업코드,담당자,전화번호,주소\n{code},예시 담당자,010-0000-0000,예시시 예시구 예시로 1\n"
    analyst.send_file("/surveys/contacts", "contacts.csv", contacts.encode())
    sending = str(analyst.press(f"/surveys/{survey}/reach", channel="letter", do="send").location).rpartition("/")[2]
    later = today() + timedelta(days=2)
    begun = analyst.press(
        "/surveys/new",
        **{"wave": "2026Q4", "questionnaire": "bsi-2026", "opens_on": later, "closes_on": later, "target": "5"},
        **{"title_ko": "예시 다음 조사", "title_en": "Example: the next survey"},
    )
    waiting = str(begun.location).rpartition("/")[2]
    at = at | _drafts(analyst, str(at["questionnaire"]))
    return {
        "questionnaire_draft": at["questionnaire_draft"],
        "dropped_draft": at["dropped_draft"],
        **{"token": open_, "token_used": used, "token_gone": gone, "token_waiting": link(waiting)},
        "sending": sending,
        "export_job": str(analyst.press(f"/surveys/{survey}/exports", kind="sav").location).rpartition("/")[2],
        **{"receipt": str(receipt.location).rpartition("/")[2], "waiting_survey": waiting},
        **{"number": written, "number_gone": gone_for_good, "invitation": scalar(db, "select id from invitation")},
        "answered_twice": json.dumps({**sent, "hardest": "예시: 다른 말입니다."}, ensure_ascii=False),
    }


def _field(db: Database, people: dict[str, Person], at: dict[str, str]) -> dict[str, str]:
    """Visits of the example; a stack of paper with a sheet both keyed alike, one keyed otherwise, one keyed once."""
    stack, day = new_id(), today().isoformat()
    made = {"id": stack, "survey": at["survey"], "area": at["area"], "sheets": "4"}
    people["analyst"].press("/field/paper", **made)
    for sheet, who, hardest in (
        *((1, "researcher", "예시: 같은 말"), (1, "analyst", "예시: 같은 말"), (2, "researcher", "예시: 한 말")),
        *((2, "analyst", "예시: 다른 말"), (3, "analyst", "예시: 한 번만")),
    ):
        path = f"/field/paper/{stack}/{sheet}"
        sent = {**answers_on(people[who].client, path), "firm": at["firm"], "answered_on": day}
        people[who].press(path, **{**sent, "hardest": hardest})

    def visit_of(code: str) -> str:
        return scalar(db, "select v.id from visit v join firm f on f.id = v.firm_id where f.code = ?", [code])

    held, text = new_id(), _unconsented(at)
    kept = people["researcher"].client.put(f"/field/records/{held}", data=text, content_type="application/json")
    assert kept.status_code == 201, kept.text
    photo = scalar(db, "select sha256 from stored_file")
    return {"stack": stack, "photo": photo, "visit_made": visit_of("F0041"), "visit_planned": visit_of("F0052"),
            "held": held, "held_sha": hashlib.sha256(text).hexdigest()}  # fmt: skip


def _unconsented(at: dict[str, str]) -> bytes:
    """What a laptop seals of a return without consent: kept, and shown to the office."""
    told = {
        **{"v": 1, "kind": "return", "device": new_id(), "sequence": 1, "made_at": "2026-11-30T09:00:00.000Z"},
        **{"person": at["person"], "base": None, "survey": at["survey"], "version": at["questionnaire"]},
        **{"area": at["area"], "firm": at["firm"], "name": "", "visit": None, "lang": "ko"},
        "answers": {"hardest": "예시: 동의 없이 온 답"},
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _written(db: Database, analyst: Person, token: str) -> tuple[str, str]:
    """Returns that name somebody: two that wait, one whose original is sealed and one destroyed; receipts of the last."""
    phone, numbers = analyst.client.application.test_client(), []
    for words in (
        *("예시: 1988년생이라 대출이 어렵습니다. 010-1234-5678로 전화 주십시오.", "예시: 1979년생 대표입니다."),
        *("예시: 010-1234-5678로 전화 주십시오.",) * 2,
    ):
        sent = phone.post(f"/s/{token}", data={**answers_on(phone, f"/s/{token}"), "hardest": words})
        assert sent.status_code == 303, sent.text[-3000:]
        numbers.append(scalar(db, "select receipt from response order by received_at desc"))
    analyst.press(f"/surveys/returns/{numbers[-1]}", act="destroyed", reason="request", sure="y")
    return numbers[-2], numbers[-1]


def _roundtables(db: Database, people: dict[str, Person], at: dict[str, str]) -> dict[str, str]:
    """A roundtable with three waiting files; a stored transcript, one withdrawn, one whose original is gone."""
    facilitator = people["facilitator"]
    firm = row(db, "select code, name from firm where id = ?", [at["firm"]])
    assert firm is not None
    record = {
        **{"kind": "roundtable", "title": "예시 긴급 간담회", "title_en": "Example talk", "held_on": "2026-11-20"},
        **{"starts_at": "14:00", "ends_at": "15:30", "place": "예시 회의실", "language": "ko", "areas": ["B012"]},
        **{"topics": "인력\n관세\n", "participants-0-label": "사회자", "participants-0-organization": "예시모임"},
        **{"participants-0-org_kind": "moderator", "participants-1-label": "김 대표"},
        **{"participants-1-organization": firm["name"], "participants-1-org_kind": "firm"},
        "participants-1-firm": f"{firm['code']} {firm['name']}",
    }

    def new(**more: str) -> str:
        return str(facilitator.press("/roundtables/new", **{**record, **more}).location).rpartition("/")[2]

    def uploaded(of: str, name: str, data: bytes) -> str:
        return facilitator.send_file(f"/roundtables/{of}/upload", name, data).rpartition("/")[2]

    def stored(of: str) -> None:
        path = facilitator.send_file(f"/roundtables/{of}/upload", "간담회.txt", TALK.encode())
        facilitator.press(path, op="next", seen=_seen(facilitator, path))
        names = f"{path}/names"
        facilitator.press(names, **answers_on(facilitator.client, names), confirmed="1", looked="1")

    waiting, withdrawn, empty = new(), new(title="예시 철회 간담회"), new(title="예시 빈 간담회")
    stored(withdrawn)
    document = scalar(db, "select id from document where roundtable_id = ?", [withdrawn])
    facilitator.press(f"/roundtables/{withdrawn}/withdraw", document=document, reason="이름을 놓쳤습니다.", sure="y")
    kept = scalar(db, "select id from roundtable where code = 'sasang-machinery'")
    burnt = scalar(db, "select id from roundtable where code = 'centum-ict'")
    facilitator.press(f"/roundtables/{burnt}/destroy", said="파기합니다")
    talk = uploaded(waiting, "녹취록.txt", TALK.encode())
    path = f"/roundtables/{waiting}/upload/{talk}"
    facilitator.press(path, op="next", seen=_seen(facilitator, path), **{"speaker-1": "nobody"})
    return {
        **{"roundtable": kept, "burnt": burnt, "withdrawn": withdrawn, "waiting": waiting, "empty": empty},
        **{"withdrawn_document": document, "preview": talk},
        "unclear": uploaded(waiting, "불분명.txt", UNCLEAR.encode()),
        "table": uploaded(waiting, "표.xlsx", workbook(TABLE)),
    }


def _seen(person: Person, path: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', person.client.get(path).text)
    assert found, path
    return found[1]


def _finish(db: Database, location: str) -> str:
    """Do the job an answer led to, as the worker would."""
    job_id = re.split("job=|/jobs/", location)[-1]
    jobs.run(db, job_id)
    done = jobs.find(db, job_id)
    assert done is not None and done["state"] == "done", dict(done or {})
    return job_id


def _codebook(db: Database, people: dict[str, Person], at: dict[str, str]) -> dict[str, str]:
    """A second version, a draft it has overtaken with a clash, and a fresh draft that was tried."""
    first, second, analyst = people["expert1"], people["expert2"], people["analyst"]
    for person, weight in ((second, "0.4"), (analyst, "0.7")):
        person.press("/codebook/draft")
        person.press("/codebook/draft/market", form="외상값", lang="ko", weight=weight, note="예시")
    _publish(db, second)
    first.press("/codebook/draft")
    first.press("/codebook/draft/finance", **{"many-lines": "돌려막기\n거래처\n작년", "many-lang": "ko"})
    first.press("/codebook/draft/finance", form="돌린 돈", lang="ko", weight="0.9", note="예시")
    _finish(db, str(first.press("/codebook/draft/preview").location))
    made = first.press("/codebook/codes/new", place="market", name_ko="단골 주문", definition="늘 사던 곳의 주문(예시)")
    return {"term": "수주", "code": str(made.location).rsplit("/", 1)[-1]}


def _publish(db: Database, person: Person) -> None:
    _finish(db, str(person.press("/codebook/draft/preview").location))
    page = person.client.get("/codebook/draft/publish").text
    changed = re.search(r'name="changed"[^>]*value="(\d+)"', page)
    assert changed, page[-2000:]
    person.press("/codebook/draft/publish", changed=changed[1], note="예시: 용어를 더했습니다.")


def _coding(db: Database, people: dict[str, Person], at: dict[str, str]) -> dict[str, str]:
    coder = scalar(db, "select id from person where login = 'expert1'")
    at_hand = "join respondent_area r using (respondent_id) where r.area_id = :area"
    named = {"area": at["area"], "coder": coder}
    sql = "select s.id from segment s join suggestion on suggestion.segment_id = s.id"
    return {
        "segment": scalar(
            db, f"{sql} {at_hand} and s.id not in (select segment_id from judgment where coder_id = :coder)", named
        ),
        "coded": scalar(
            db,
            """select segment_id from judgment group by segment_id
               order by count(distinct coder_id) desc, max(coder_id = ?) desc""",
            [coder],
        ),
        "document": scalar(
            db,
            """select d.id from document d join roundtable rt on rt.id = d.roundtable_id
               where rt.code = 'sasang-machinery'""",
        ),
        "bare": scalar(db, "select id from segment where id not in (select segment_id from suggestion)"),
        "suggestion": scalar(
            db, f"select suggestion.id from segment s join suggestion on segment_id = s.id {at_hand}", named
        ),
        **_again(db, coder, people["analyst"]),
        "version": scalar(db, "select value from setting where key = 'model.theme.version'"),
        "model": scalar(db, "select version from model order by rowid desc"),
    }


def _again(db: Database, coder: str, analyst: Person) -> dict[str, str]:
    """A statement judged two days ago that comes again, and one that was looked at again."""
    analyst.press("/review/plans/again", share="100", days="1", seed="1", reason="예시: 기준 확인")
    book = scalar(db, "select max(id) from codebook")
    old = scalar(
        db,
        """select s.id from segment s join queue_now q on q.segment_id = s.id where q.apart is null and s.id not in (
             select segment_id from judgment where coder_id = ?) order by s.id desc""",
        [coder],
    )
    looked = scalar(db, "select max(segment_id) from coding where coder_id = ?", [coder])
    ago = (today() - timedelta(days=2)).isoformat() + "T00:00:00.000000+00:00"
    with writing(db):
        db.conn.execute(
            """insert into judgment(segment_id, coder_id, action, codebook_id, at) values (?, ?, 'nothing', ?, ?)""",
            [old, coder, book, ago],
        )
        plan = scalar(db, "select id from again_plan")
        db.conn.execute("insert into again values (1, ?, ?, ?, ?, ?)", [plan, looked, coder, ago, ago])
        db.conn.execute("insert into again_coding values (1, 'before', 'market', 'need', 3)")
    return {"again": old, "looked": looked}


def _evaluation(db: Database, people: dict[str, Person], at: dict[str, str]) -> dict[str, str]:
    def result(sql: str, *values: str) -> str:
        return str(scalar(db, f"select r.id from area_result r {sql}", values))

    validated = result("where area_id = ?", at["area"])
    voting = result(
        """where id not in (select area_result_id from vote) and level <> 'good'
           order by score desc limit 1"""
    )
    found = {"result": validated, "voting": voting}
    base = row(
        db, "select * from scheme where id = (select scheme_id from evaluation order by created_at desc, id desc)"
    )
    assert base is not None
    analyst = scalar(db, "select id from person where login = 'analyst'")
    changed = json.loads(base["definition"]) | {"lambda": 0.5, "reason_ko": "예시: 목소리를 더 무겁게 봅니다."}
    found["scheme_draft"] = write_draft(db, base, changed, person=(analyst, "예시 분석가"))
    seen = {"visited_on": f"{today()}", "seats": ["city"], "note": "예시: 세 곳을 보았습니다."}
    people["seat-city"].press(f"/evaluation/{validated}/visits", **seen, photos=(io.BytesIO(png()), "예시.png"))
    found["visit"] = scalar(db, "select id from site_visit")
    found["voting_area"] = scalar(db, "select area_id from area_result where id = ?", [voting])
    items = item_store.items_of(db, validated)
    for kind in ("respondent", "indicator", "survey"):
        item = next(each for each in items if each["kind"] == kind)
        found |= {f"{kind}_domain": item["domain"], f"{kind}_ref": item["ref"]}
    return found


def _jobs(db: Database, people: dict[str, Person], at: dict[str, str]) -> dict[str, str]:
    """Groups that were found, and a job of each kind in each state: no worker is there to move them on."""
    analyst = people["analyst"]
    found = {
        kind: _finish(db, str(analyst.press(f"/explore/{kind}", k=5, threshold=40).location))
        for kind in ("topics", "alike")
    }
    me = scalar(db, "select id from person where login = 'analyst'")
    asked = {kind: scalar(db, "select args from job where id = ?", [found[kind]]) for kind in found}
    for kind in (*JOBS, "evaluate", *asked):
        for state in STATES:
            result = json.dumps(RESULT) if state == "done" else None
            found[f"{kind}_{state}"] = _insert_job(db, kind, state, me, asked.get(kind, "{}"), result)
    return found


def _insert_job(db: Database, kind: str, state: str, person: str, args: str, result: str | None) -> str:
    job_id = new_id()
    with writing(db):
        db.conn.execute(
            """insert into job(id, kind, args, state, done, total, message, result, person_id, created_at)
               values (?, ?, ?, ?, 40, 100, '', ?, ?, '2026-11-20T03:00:00.000000+00:00')""",
            [job_id, kind, args, state, result, person],
        )
    return job_id


def _record(db: Database, people: dict[str, Person], at: dict[str, str]) -> dict[str, str]:
    """Entries of the access record of a month that is over, some at night and some refused."""
    month = (today().replace(day=1) - timedelta(days=1)).replace(day=1)
    person = scalar(db, "select id from person where login = 'analyst'")
    with writing(db):
        for hour in range(15, 23):
            for action, who in (("data viewed", person), ("sign-in refused", None)):
                db.conn.execute(
                    "insert into audit(at, person_id, action, address, page) values (?, ?, ?, '203.0.113.5', 'home.today')",
                    [f"{month}T{hour}:00:00.000000+00:00", who, action],
                )
    return {"month": f"{month:%Y-%m}", "this_month": f"{today():%Y-%m}"}


def _memos(db: Database, people: dict[str, Person], _at: dict[str, str]) -> dict[str, str]:
    """A memo of an expert on a theme, and one that lies in the trash."""
    expert = people["expert1"]
    expert.press("/memos/on/theme/market", text="예시: 내수와 수출을 나누어 볼 것.", in_reports="y")
    kept = scalar(db, "select id from memo")
    expert.press("/memos/on/theme/market", text="예시: 버린 메모")
    expert.press(f"/memos/{scalar(db, 'select max(id) from memo')}/trash")
    return {"memo": kept}


def _plans(db: Database, people: dict[str, Person], _at: dict[str, str]) -> dict[str, str]:
    """Both plans of the example, one that was dropped, a task with an owner and one that was stopped."""

    def task(kind: str, status: str) -> str:
        sql = "select t.id from plan_task_now t join plan p on p.id = t.plan_id where p.kind = ? and t.status = ?"
        return scalar(db, sql, [kind, status])

    made = people["analyst"].press("/plans/response/new", id=new_id(), title="예시 지난 계획")
    dropped = str(made.location).rpartition("/")[2]
    people["analyst"].press(f"/plans/{dropped}/drop", act="drop")
    return {
        "response_plan": scalar(db, "select id from plan_now where kind = 'response' and dropped = 0"),
        "prevention_plan": scalar(db, "select id from plan where kind = 'prevention'"),
        "dropped_plan": dropped,
        "measure": task("prevention", "under_way"),
        "stopped_task": task("response", "stopped"),
        "serious_area": scalar(db, "select id from area where code = 'B038'"),
    }


def _papers(_db: Database, people: dict[str, Person], at: dict[str, str]) -> dict[str, str]:
    """The report on the area, filed by the analyst."""
    head = {"office": "예시 기관", "department": "예시 부서", "to": "내부결재", "signers": "담당, 결재"}
    filed = people["analyst"].press(f"/reports/papers/new/area?area={at['area']}", made_on=today().isoformat(), **head)
    return {"paper": str(filed.location).rpartition("/")[2]}


SCENES = (
    _start,
    _record,
    _surveys,
    _field,
    _roundtables,
    _codebook,
    _coding,
    _memos,
    proposed,
    _plans,
    _evaluation,
    _papers,
    _jobs,
)
