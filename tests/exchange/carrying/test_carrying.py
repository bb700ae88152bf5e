"""Codings go out as far as one may read, and another tool's come in as one's own: looked at, stored at once, taken back."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from app import jobs
from app.accounts.people import EVERYTHING, Scope
from app.coding.access import themes_by_code
from app.coding.judging import judging, judgment_store
from app.coding.statements.segmenting import segment_round
from app.coding.themes.quote_list import Wanted
from app.db import rows, scalar
from app.errors import Conflict
from app.exchange.carrying import bringing, making
from app.exchange.carrying.bringing import Choice, Plan, plan
from app.exchange.carrying.gathering import GAP, Manner, gather
from app.exchange.carrying.matching import Stored, match, themes_of
from app.exchange.project.losses import Reading
from app.exchange.project.project import Code, Coding, Project, Selection, Source, User, coded, guid
from app.exchange.readers import reading
from app.exchange.writers import refi, tables
from tests.coding.conftest import World
from tests.conftest import sign_in, token

pytestmark = pytest.mark.usefixtures("words")
WORKERS = "숙련공을 구할 수가 없습니다."
RENT = "임대료가 너무 올라서"


@pytest.fixture
def cut(world: World) -> World:
    segment_round(world.db, world.round_id)
    return world


def judge(world: World, part: str, theme: str, *, by: str = "", **more: object) -> int:
    told = {"stance": "need", "severity": 4, "statement": "difficulty", **more}
    return judging.judge(
        world.db, world.segment(part), coder_id=by or world.expert, action="add", seen=0, theme_code=theme, **told
    )


def gathered(
    world: World, scope: Scope = EVERYTHING, *, anonymous: bool = False, marks: bool = False, **more: object
) -> Project:
    wanted = Wanted(world.round_id, scope, **more)  # type: ignore[arg-type]
    return gather(world.db, wanted, themes_by_code(world.db), name="예시", manner=Manner(anonymous, marks))


def quotes(project: Project) -> list[str]:
    return [each.quote for each in coded(project)]


def planned(world: World, found: Reading, *, by: str = "", scope: Scope = EVERYTHING, **more: object) -> Plan:
    choice = Choice(themes_of(found.project, themes_by_code(world.db)), **more)  # type: ignore[arg-type]
    return plan(world.db, found, choice, round_id=world.round_id, scope=scope, coder_id=by or world.second)


def other(text: str, *quotes: str, code: str = "인력·고용") -> Reading:
    """A project of another tool with one code and one text."""
    spans = [(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]
    coding = Coding("k", "c", "u")
    selections = tuple(Selection(f"s{n}", *span, (replace(coding, guid=f"k{n}"),)) for n, span in enumerate(spans))
    return Reading(
        Project(
            "남의 것",
            codes=(Code("c", code),),
            users=(User("u", "김예시"),),
            sources=(Source("t", "글", text, selections),),
        )
    )


def whole(world: World) -> str:
    return scalar(world.db, "select text from document")


def test_codings_go_out_with_the_words_chosen_the_coder_and_what_was_said_besides(cut: World) -> None:
    start = whole(cut).index("임대료")
    judge(cut, RENT, "location", span=(start, start + 3))
    judge(cut, "자금 조달", "finance", severity=5)
    project = gathered(cut)
    assert sorted(quotes(project)) == ["임대료", "자금 조달이 어렵습니다."]
    first = next(each for each in coded(project) if each.quote == "임대료")
    assert first.source.text == whole(cut)
    assert first.coding.values == {"태도": "애로·요구", "심각도": "4", "발언 종류": "어려움"}
    assert len(project.cases) == 2 and project.users[0].name


def test_what_may_not_be_heard_or_quoted_stays_out(cut: World) -> None:
    judge(cut, "숙련공", "workforce")
    judge(cut, RENT, "location")
    only = gathered(cut, Scope(frozenset([cut.areas["B001"]])))
    assert quotes(only) == [WORKERS]
    assert GAP in only.sources[0].text and "임대료" not in only.sources[0].text
    assert quotes(gathered(cut, blind_for=cut.second)) == []
    cells = ((area, theme, "need") for area in cut.areas.values() for theme in ("workforce", "location"))
    hidden = gathered(cut, anonymous=True, told=frozenset(cells))
    assert len(hidden.sources) == 2 and [s.text for s in hidden.sources] == quotes(hidden)
    assert (hidden.users, hidden.cases, hidden.variables) == ((), (), ())
    cut.db.conn.execute("insert into withdrawal select id, '시험', ?, '2026-11-01' from document", [cut.expert])
    assert quotes(gathered(cut)) == []


def test_a_file_of_ours_comes_home_with_stance_severity_and_span(cut: World) -> None:
    start = whole(cut).index("임대료")
    judge(cut, RENT, "location", span=(start, start + 3))
    judge(cut, "숙련공", "workforce", stance="resolved", severity=None, statement=None)
    found = reading.read(refi.project_bytes(gathered(cut, marks=True)), "x.qdpx")
    made = planned(cut, found)
    bringing.bring(cut.db, made, coder_id=cut.second, sha256="0" * 64)
    columns = "segment_id, theme_code, stance, severity, statement, span_start, span_end"
    mine, theirs = (
        [tuple(r) for r in rows(cut.db, f"select {columns} from coding where coder_id = ? order by 1", [who])]
        for who in (cut.expert, cut.second)
    )
    assert mine == theirs and len(mine) == 2


def test_another_tools_codings_become_own_judgments_taken_back_at_once(cut: World) -> None:
    text = whole(cut)
    found = other(text, WORKERS, "인력 부족이", "요즘 인력난이")
    made = planned(cut, found)
    bringing.bring(cut.db, made, coder_id=cut.second, sha256="0" * 64)
    stands = rows(
        cut.db,
        "select text, stance, span_start, span_end from coding c join segment s on s.id = c.segment_id order by s.start",
    )
    said = [
        (r["stance"], text[r["span_start"] : r["span_end"]] if r["span_start"] is not None else r["text"])
        for r in stands
    ]
    assert said[-2:] == [("undecided", WORKERS), ("undecided", "인력 부족이")]
    last = judgment_store.last_judgments(cut.db, cut.second)
    judging.undo(cut.db, coder_id=cut.second, judgment_id=last[0]["id"])
    assert scalar(cut.db, "select count(*) from coding") == 0
    assert scalar(cut.db, "select count(*) from judgment where action = 'add'") == len(stands)


def test_what_stands_already_is_not_said_again_and_one_place_counts_once(cut: World) -> None:
    judge(cut, "숙련공", "workforce", by=cut.second)
    made = planned(cut, other(whole(cut), WORKERS, "인력 부족이", "부족이 심각합니다."))
    assert (len(made.items), made.left["stands"], made.left["again"]) == (1, 1, 1)
    assert whole(cut)[slice(*made.items[0].span)] == "인력 부족이 심각합니다."
    with pytest.raises(Conflict):
        bringing.bring(cut.db, planned(cut, other(whole(cut), WORKERS)), coder_id=cut.second, sha256="0" * 64)


def test_what_somebody_said_of_a_place_is_not_changed_by_a_file(cut: World) -> None:
    for part, said in ((WORKERS, {"action": "nothing"}), ("인력 부족이", {"action": "add", "theme_code": "workforce"})):
        more = {"stance": "none"} if said["action"] == "add" else {}
        judging.judge(cut.db, cut.segment(part), coder_id=cut.second, seen=0, **said, **more)  # type: ignore[arg-type]
    made = planned(cut, other(whole(cut), WORKERS, "인력 부족이"))
    assert (made.items, made.left["stands"]) == ([], 2)


def test_a_span_over_several_statements_is_clipped_to_each(cut: World) -> None:
    made = planned(cut, other(whole(cut), "구할 수가 없습니다. 대출 금리가"))
    assert [whole(cut)[slice(*item.span)] for item in made.items] == ["구할 수가 없습니다.", "대출 금리가"]


def test_only_what_may_be_heard_can_be_coded(cut: World) -> None:
    made = planned(cut, other(whole(cut), WORKERS, RENT), scope=Scope(frozenset([cut.areas["B001"]])))
    assert [item.text for item in made.items] == [WORKERS]
    assert made.left["no_segment"] == 1


def test_codes_without_a_theme_and_coders_not_chosen_are_counted(cut: World) -> None:
    strange = planned(cut, other(whole(cut), WORKERS, code="기타 등등"))
    assert (strange.items, strange.left["no_theme"]) == ([], 1)
    nobody = planned(cut, other(whole(cut), WORKERS), coders=frozenset())
    assert (nobody.items, nobody.left["coder"]) == ([], 1)


def test_texts_are_matched_exactly_but_for_spaces_and_by_their_words() -> None:
    talk = Stored("document", "d", "간담회", "대표: 매출이 줄었습니다. 사람이 없습니다.\n이사: 임대료가 높습니다.")
    loose = "대표:  매출이\r\n줄었습니다. 사람이 없습니다. 이사: 임대료가 높습니다."
    part = "머리말\n\n매출이 줄었습니다. 끝"
    found = match(
        [
            other(text, quote).project.sources[0]
            for text, quote in (
                (talk.text, "매출이"),
                (loose, "매출이\r\n줄었습니다."),
                (part, "매출이 줄었습니다."),
                ("다른 글", "다른"),
            )
        ],
        [talk],
    )
    assert [m.way for m in found] == ["exact", "bare", "quotes", "none"]
    assert [talk.text[slice(*m.spans["s0"])] for m in found[:3]] == [
        "매출이",
        "매출이 줄었습니다.",
        "매출이 줄었습니다.",
    ]


def test_codes_mean_a_theme_by_id_name_or_the_code_above() -> None:
    themes = {
        "workforce": {"name_ko": "인력·고용", "name_en": "Workforce"},
        "location": {"name_ko": "입지", "name_en": "Land"},
    }
    codes = (
        Code("1", "workforce"),
        Code("2", "숙련공", "1"),
        Code(guid("location", "moksori theme"), "옛 이름"),
        Code("4", "기타"),
    )
    assert list(themes_of(Project("x", codes=codes), themes).values()) == ["workforce", "workforce", "location", ""]  # type: ignore[arg-type]


def test_the_pages_show_before_they_store_and_take_back(cut: World, client: FlaskClient) -> None:
    sign_in(client, "expert")
    csrf = token(client, "/exchange")
    data = refi.project_bytes(other(whole(cut), WORKERS).project)
    sent = client.post("/exchange/files", data={"csrf_token": csrf, "file": (io.BytesIO(data), "남의것.qdpx")})
    page = client.get(sent.location).get_data(as_text=True)
    assert "내 판단 1건" in page and WORKERS in page and scalar(cut.db, "select count(*) from judgment") == 0
    address = sent.location.partition("?")[0]
    client.post(address, data={"csrf_token": csrf, "name": "남의것.qdpx"})
    assert scalar(cut.db, "select count(*) from coding where coder_id = ?", [cut.expert]) == 1
    listed = client.get("/exchange").get_data(as_text=True)
    (undo,) = re.findall(r'action="(/exchange/brought/[^"]+)"', listed)
    assert client.post(undo, data={"csrf_token": csrf}).status_code == 303
    assert scalar(cut.db, "select count(*) from coding") == 0
    assert client.post(address, data={"csrf_token": csrf}).status_code == 409, "the file waits no more"
    broken = client.post("/exchange/files", data={"csrf_token": csrf, "file": (io.BytesIO(b"PK\x03\x04"), "x.qdpx")})
    assert broken.status_code == 422


@pytest.mark.parametrize("address", ["codings.qdpx", "codings.xlsx", "codings.hwpx", "matrix.sav", "codebook.qdc"])
def test_every_file_leaves_with_its_reason_in_the_trail(cut: World, client: FlaskClient, address: str) -> None:
    judge(cut, "숙련공", "workforce")
    sign_in(client, "analyst")
    given = client.get(f"/exchange/{address}", query_string={"reason": "analysis"})
    assert given.status_code == 200 and given.headers["Content-Disposition"].startswith("attachment")
    assert scalar(cut.db, "select count(*) from audit where action = 'data downloaded'") >= 1


def test_a_large_file_is_made_by_the_worker_for_who_asked(
    cut: World, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge(cut, "숙련공", "workforce")
    monkeypatch.setattr(making, "LARGE", 0)
    sign_in(client, "analyst")
    assert client.get("/exchange/codings.csv", query_string={"reason": "analysis"}).status_code == 303
    job = scalar(cut.db, "select id from job where kind = 'export_codings'")
    jobs.run(cut.db, job)
    page = client.get("/exchange").get_data(as_text=True)
    assert f"/exchange/made/{job}" in page
    given = client.get(f"/exchange/made/{job}", query_string={"reason": "analysis"})
    assert WORKERS in given.get_data(as_text=True)
    sign_in(client, "official")
    assert client.get(f"/exchange/made/{job}", query_string={"reason": "analysis"}).status_code == 404


def test_rows_of_the_table_carry_what_was_said_besides(cut: World) -> None:
    judge(cut, "숙련공", "workforce")
    lines = b"".join(tables.codings_csv(gathered(cut))).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("문서,시작,끝,인용,코드,코더,시각,메모,태도,심각도,발언 종류,말한 이,밀집지역")
    assert "애로·요구,4,어려움" in lines[1]
