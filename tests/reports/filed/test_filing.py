"""Filing: numbers in one series, a file recognized by its hash, other words under no old number; council and team told."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.accounts.office import Office, write_office
from app.accounts.people import EVERYTHING, Scope
from app.clock import today
from app.db import row, rows, scalar
from app.evaluation.display.display import open_questions
from app.evaluation.display.stating import state
from app.evaluation.people.deciding import decide
from app.evaluation.people.grounds import Grounds
from app.papers.model import Facts, Paper, Table
from app.personal.foretelling import SEEN
from app.reports.filed.filing import Head, file_paper, read_filed
from app.reports.filed.kinds import Subject, subject_of
from tests.conftest import sign_in, token
from tests.evaluation.conftest import Round, small, told
from tests.evaluation.team import Team, all_for

__all__ = ["small", "told"]

HEAD = {
    "office": "예시 기관",
    "department": "예시팀",
    "to": "내부결재",
    "made_on": "2026-11-30",
    "signers": "담당, 결재",
}


@pytest.fixture
def team(told: Round) -> Team:
    return Team(told)


def subject(team: Team, kind: str, **asked: str) -> Subject:
    round_ = row(team.db, "select * from round where id = ?", [team.round.id])
    assert round_ is not None
    found = subject_of(team.db, kind, asked, round_=round_, scope=EVERYTHING)
    assert found is not None
    return found


def post(client: FlaskClient, path: str, data: Mapping[str, object]) -> TestResponse:
    return client.post(path, data={"csrf_token": token(client, "/account"), **data})


def words(paper: Paper) -> str:
    return repr((paper.title, paper.subtitle, paper.blocks))


def numbered(team: Team, made_on: date) -> str:
    head = Head("예시 기관", "예시팀", "", made_on, ("담당",))
    paper_id = file_paper(
        team.db, subject(team, "area", area=team.round.areas["B001"]), head, person_id=team.people["city"]
    )
    return str(scalar(team.db, "select number from filed_paper where id = ?", [paper_id]))


def test_numbers_run_from_one_in_each_year_and_are_never_given_again(team: Team) -> None:
    days = (date(2026, 11, 30), date(2026, 12, 1), date(2027, 1, 2), date(2026, 12, 31))
    assert [numbered(team, day) for day in days] == [
        "예시팀-2026-0001", "예시팀-2026-0002", "예시팀-2027-0001", "예시팀-2026-0003",
    ]  # fmt: skip
    with pytest.raises(Exception, match="append-only"):
        team.db.conn.execute("delete from filed_paper where serial = 3")


def test_a_filed_paper_gives_the_same_file_which_is_known_again(client: FlaskClient, team: Team) -> None:
    sign_in(client, "official")
    area = team.round.areas["B001"]
    assert "문서번호 매기기" in client.get(f"/reports/areas/{area}").text
    page = str(post(client, f"/reports/papers/new/area?area={area}", HEAD).location)
    first, again = (client.get(f"{page}.hwpx").data for _each in range(2))
    assert first == again and first.startswith(b"PK")
    kept = rows(team.db, "select form, sha256 from filed_file")
    assert [r["form"] for r in kept] == ["hwpx"] and kept[0]["sha256"] in client.get(page).text
    sent = post(client, "/reports/papers", {"file": (io.BytesIO(first), "받은 것.hwpx")})
    assert sent.location == page
    other = post(client, "/reports/papers", {"file": (io.BytesIO(first + b" "), "고친 것.hwpx")})
    assert other.location == "/reports/papers"
    listed = client.get("/reports/papers.csv").text
    assert "예시팀-2026-0001" in listed and kept[0]["sha256"] in listed


def test_other_words_do_not_stand_under_an_old_number(client: FlaskClient, team: Team) -> None:
    sign_in(client, "official")
    area = team.round.areas["B001"]
    page = str(post(client, f"/reports/papers/new/area?area={area}", HEAD).location)
    team.vote_all(all_for(team.computed()))
    assert "내용이 바뀌었습니다" in client.get(page).text
    assert client.get(f"{page}.docx").status_code == 302
    assert scalar(team.db, "select count(*) from filed_file") == 0


def test_a_paper_filed_in_korean_is_the_same_to_who_reads_english(client: FlaskClient, team: Team) -> None:
    sign_in(client, "official")
    page = str(post(client, f"/reports/papers/new/area?area={team.round.areas['B001']}", HEAD).location)
    korean = client.get(f"{page}.docx").data
    client.get(f"{page}?lang=en")
    assert client.get(f"{page}.docx").data == korean


def test_a_head_without_an_office_is_refused_and_no_number_is_used(client: FlaskClient, team: Team) -> None:
    sign_in(client, "official")
    answer = post(client, f"/reports/papers/new/area?area={team.round.areas['B001']}", {**HEAD, "office": ""})
    assert answer.status_code == 422 and "기관 이름을 적어 주십시오" in answer.text
    assert scalar(team.db, "select count(*) from filed_paper") == 0


def test_a_letter_names_its_firm_to_whom_it_goes_and_nobody_in_its_words(client: FlaskClient, team: Team) -> None:
    sign_in(client, "official")
    assert "현장 방문 협조 요청" in client.get("/reports/letters?about=visit").text
    body = "귀사의 무궁한 발전을 기원합니다.\n문의: 010-1234-5678"
    sent = {**HEAD, "to": "예시 받는 곳", "title": "예시 편지", "body": body}
    asked = post(client, "/reports/letters", sent).text
    seen = asked.split(f'name="{SEEN}" value="')[1].split('"')[0]
    page = post(client, "/reports/letters", {**sent, SEEN: seen})
    shown = client.get(str(page.location)).text
    assert "예시 받는 곳" in shown and "무궁한 발전" in shown and "010-1234-5678" not in shown


def test_a_letter_says_how_to_reach_the_office_that_wrote_it(client: FlaskClient, team: Team) -> None:
    write_office(team.db, Office(name_ko="예시 기관", contact="051-000-0000"), person_id=None)
    sign_in(client, "official")
    body = "문의: 051-000-0000\n담당자: 010-1234-5678"
    page = post(client, "/reports/letters", {**HEAD, "to": "예시 받는 곳", "title": "예시 편지", "body": body})
    shown = client.get(str(page.location)).text
    assert "문의: 051-000-0000" in shown and "010-1234-5678" not in shown


def test_the_draft_says_why_each_area_above_the_best_level_stands_there(team: Team) -> None:
    paper = subject(team, "council").paper
    assert paper.title == "2026년 하반기 중소기업 밀집지역 위기징후 단계(안)"
    assert "의결하기 전의 안" in words(paper)
    listed = next(block for block in paper.blocks if isinstance(block, Table) and "지역별" in block.caption)
    levels = {r[1].split("\n")[1]: r[6] for r in listed.rows}
    assert set(levels) == set(team.round.areas) and "심각" in levels["B001"]
    causes = [block for block in paper.blocks if isinstance(block, Facts)][1:]
    above = [level for level in levels.values() if "양호" not in level and level != "–"]
    assert len(causes) == len(above) > 0
    first = dict(causes[0].pairs)
    assert (
        first["왜 이 단계인가"]
        and "근거 등급" in first["근거"]
        and first["현장"] == "현장검증단이 다녀온 기록은 없습니다."
    )
    assert any("목소리: " in told for told in first.values()) and "예시기업" not in words(paper)


def test_the_draft_says_of_which_areas_it_is_and_counts_each_once(team: Team) -> None:
    whole = subject(team, "council").paper
    n = len(team.round.areas)
    assert f"부산 밀집지역 {n}곳 모두" in words(whole) and "발췌" not in words(whole)
    spread = next(block for block in whole.blocks if isinstance(block, Table) and "단계별" in block.caption)
    assert sum(int(r[1]) for r in spread.rows) == n and {r[3] for r in spread.rows} == {"–"}, "no round before"
    round_ = row(team.db, "select * from round where id = ?", [team.round.id])
    mine = Scope(frozenset({team.round.areas["B001"]}))
    assert round_ is not None
    part = subject_of(team.db, "council", {}, round_=round_, scope=mine)
    assert part is not None and part.paper.title.endswith(", 1곳 발췌")
    assert f"맡은 1곳만 담은 발췌(부산 밀집지역은 모두 {n}곳)입니다." in repr(part.paper.blocks[0])
    picked = subject(team, "council", level="serious").paper
    assert "고른 " in repr(picked.blocks[0]) and "곳 발췌" in picked.title


def test_a_level_the_team_voted_on_without_a_visit_is_told_so(team: Team) -> None:
    team.vote_all(all_for(team.computed()))
    causes = [block for block in subject(team, "council").paper.blocks if isinstance(block, Facts)]
    went = [dict(block.pairs).get("현장", "") for block in causes]
    assert any("현장검증 단계는 ‘" in told and "다녀온 기록은 없습니다" in told for told in went)


def test_once_decided_the_same_paper_says_so(team: Team) -> None:
    result = team.result()
    team.vote_all(all_for(team.computed()))
    for domain in open_questions(team.db, result):
        state(team.db, result, domain=domain, text="현장에서 함께 보았습니다.", person_id=team.people["expert"])
    person = scalar(team.db, "select id from person where login = 'official'")
    decide(
        team.db,
        result,
        state="decided",
        level=team.computed(),
        person_id=person,
        grounds=Grounds(reason="원안대로"),
        met_on=today(),
    )
    whole = subject(team, "council").paper
    assert "이미 의결했습니다" in words(whole) and whole.title.endswith("(안)")


def test_the_teams_record_holds_votes_only_once_the_vote_is_over(team: Team) -> None:
    team.vote("city", team.computed())
    before = words(subject(team, "team", result=team.result()).paper)
    assert "city 자리의 판단입니다" not in before and "투표가 끝나지 않아" in before
    team.vote_all({seat: team.computed() for seat in ("technopark", "support_center", "mss", "expert")})
    paper = subject(team, "team", result=team.result()).paper
    after = words(paper)
    assert "city 자리의 판단입니다" in after and "검증단의 단계(중앙값)" in after
    assert paper.sign_off is not None and len(paper.sign_off.lines) == 5
    assert re.search("정족수는 [0-9]표", after)


def test_a_paper_of_another_area_is_not_there(team: Team) -> None:
    number = numbered(team, date(2026, 11, 30))
    paper_id = scalar(team.db, "select id from filed_paper where number = ?", [number])
    far = Scope(frozenset({team.round.areas["B002"]}))
    assert read_filed(team.db, paper_id, far, team.people["city"]) is None
    assert read_filed(team.db, paper_id, EVERYTHING, team.people["city"]) is not None
