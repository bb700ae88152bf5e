"""Codes beneath themes, what was settled and memos go out with the codings and come home; whose they were stays known."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient

from app.accounts.people import EVERYTHING
from app.codebook import draft_store
from app.coding.access import themes_by_code
from app.coding.codes import codes
from app.coding.codes.codes import codes_now
from app.coding.judging import judging
from app.coding.several import settling
from app.coding.several.sides import Coding as Said
from app.coding.statements.segmenting import segment_round
from app.coding.themes.quote_list import Wanted
from app.db import rows, scalar
from app.exchange.carrying import bringing, noting
from app.exchange.carrying import notes as memo_notes
from app.exchange.carrying.bringing import Choice
from app.exchange.carrying.finer import finer_of
from app.exchange.carrying.gathering import Manner, gather
from app.exchange.carrying.matching import named_themes, themes_of
from app.exchange.project.project import Code, Coding, Project, Selection, Source, User, coded
from app.exchange.project.project import Note as FileNote
from app.exchange.readers import reading
from app.exchange.writers import refi, refi_codes, tables
from app.memos import noting as memos
from app.memos.memo import Note, Thing
from app.memos.store import Reader
from tests.coding.conftest import World
from tests.conftest import sign_in, token

pytestmark = pytest.mark.usefixtures("words")
WORKERS, RENT = "숙련공을 구할 수가", "임대료가 너무 올라서"


@pytest.fixture
def coded_world(world: World, people: dict[str, str]) -> World:
    """A code beneath a code beneath a theme, one statement settled, and a memo on statement, theme and transcript."""
    segment_round(world.db, world.round_id)
    above = codes.make(world.db, theme_code="workforce", name="숙련공", parent=None, by=world.expert)
    below = codes.make(world.db, theme_code="workforce", name="용접공", parent=above, by=world.expert)
    for part, code, severity in ((WORKERS, below, 4), (RENT, None, 5)):
        theme = "workforce" if code else "location"
        said = {"theme_code": theme, "code_id": code, "stance": "need", "severity": severity}
        judging.judge(world.db, world.segment(part), coder_id=world.expert, action="add", seen=0, **said)
    settling.settle(
        world.db,
        world.segment(RENT),
        person_id=people["analyst"],
        seen=0,
        codings=[Said("location", "need", 2)],
        reason="기준",
    )
    document = scalar(world.db, "select id from document")
    things = (("segment", world.segment(WORKERS)), ("theme", "location"), ("document", document))
    for kind, thing in things:
        memos.write(world.db, Thing(kind, thing, "", ""), Note(f"예시 메모 {kind}"), person_id=world.expert)
    return world


def gathered(world: World, *, counting: bool = False, marks: bool = True) -> Project:
    notes = memo_notes.memos_for(world.db, Reader(world.expert, EVERYTHING))
    manner = Manner(False, marks, counting)
    wanted = Wanted(world.round_id, EVERYTHING)
    return gather(world.db, wanted, themes_by_code(world.db), name="예시", manner=manner, memos=notes)


def brought(world: World, project: Project, person: str, *, make: bool = True) -> str:
    """Brings a project's file as this person; the act."""
    found, reader = reading.read(refi.project_bytes(project), "x.qdpx"), Reader(person, EVERYTHING)
    themes = themes_by_code(world.db)
    chosen = themes_of(found.project, themes)
    finer = finer_of(found.project, chosen, named_themes(found.project, themes), codes_now(world.db))
    choice = Choice(chosen, finer=finer, make=make)
    made = bringing.plan(world.db, found, choice, round_id=world.round_id, scope=EVERYTHING, coder_id=person)
    told = noting.plan(
        world.db, found.project, matches=made.matches, touched=made.touched, themes=chosen, reader=reader
    )
    more = {"finer": finer if make else None, "notes": told.items}
    return bringing.bring(world.db, made, coder_id=person, sha256="0" * 64, **more)


def test_a_project_holds_the_tree_the_settled_word_as_a_coder_of_its_own_and_every_memo(coded_world: World) -> None:
    project = gathered(coded_world, marks=False)
    names = project.code_names()
    told = {
        (names[c.coding.code], project.user_names()[c.coding.coder], c.coding.values["심각도"]) for c in coded(project)
    }
    assert told == {
        ("인력·고용 > 숙련공 > 용접공", "예시 expert", "4"),
        ("입지·기반시설·정주", "예시 expert", "5"),
        ("입지·기반시설·정주", "조정하여 정함", "2"),
    }
    (source,) = project.sources
    assert len(project.notes) == 3 and len(source.notes) == 1
    assert [len(s.notes) for s in source.selections] == [1, 0]
    assert [len(c.notes) for c in project.codes if c.name == "입지·기반시설·정주"] == [1]
    assert "용접공" in b"".join(tables.codings_csv(project)).decode()
    counting = [c.coding.coder for c in coded(gathered(coded_world, counting=True, marks=False))]
    assert len(counting) == 2


def test_a_file_comes_home_with_codes_beneath_themes_and_nobodys_word_becomes_somebodys(coded_world: World) -> None:
    act = brought(coded_world, gathered(coded_world), coded_world.second)
    columns = "theme_code, code_id, severity"
    mine, theirs = (
        [tuple(r) for r in rows(coded_world.db, f"select {columns} from coding where coder_id = ? order by 1", [who])]
        for who in (coded_world.expert, coded_world.second)
    )
    assert mine == theirs and len(mine) == 2
    sources = rows(coded_world.db, "select b.coder, b.code from brought b order by b.judgment_id")
    assert [tuple(r) for r in sources] == [
        ("예시 expert", "인력·고용 > 숙련공 > 용접공"),
        ("예시 expert", "입지·기반시설·정주"),
    ]
    # Memos of the house are known by their ids and not written a second time.
    assert scalar(coded_world.db, "select count(*) from memo") == 3
    assert noting.take_back(coded_world.db, act, Reader(coded_world.second, EVERYTHING)) == 0


def test_another_tools_finer_codes_are_made_beneath_the_theme_and_its_notes_become_own_memos(
    coded_world: World, client: FlaskClient
) -> None:
    text = gathered(coded_world).sources[0].text
    at = text.index("인력 부족이")
    theirs = Project(
        "남의 것",
        users=(User("u", "김예시"),),
        codes=(Code("t", "인력·고용"), Code("s", "외국인", "t", definition="외국인 근로자")),
        sources=(Source("x", "글", text, (Selection("q", at, at + 6, (Coding("k", "s", "u"),), notes=("n",)),)),),
        notes=(FileNote("n", "느낌", "더 물을 것", "u"),),
    )
    act = brought(coded_world, theirs, coded_world.second)
    made = next(each for each in codes_now(coded_world.db) if each.name == "외국인")
    stands = rows(coded_world.db, "select theme_code, code_id from coding where coder_id = ?", [coded_world.second])
    assert [tuple(r) for r in stands] == [("workforce", made.id)] and made.definition == "외국인 근로자"
    memo = rows(coded_world.db, "select kind, text from memo_now where person_id = ?", [coded_world.second])
    assert [tuple(r) for r in memo] == [("segment", "더 물을 것")]
    assert scalar(coded_world.db, "select coder from brought_memo") == "김예시"
    sign_in(client, "analyst")
    page = client.get(f"/segments/{coded_world.segment('인력 부족이')}").text
    assert "다른 도구에서 가져옴" in page and "김예시" in page
    assert noting.take_back(coded_world.db, act, Reader(coded_world.second, EVERYTHING)) == 1
    assert scalar(coded_world.db, "select count(*) from memo_now where trashed = 1") == 1


def test_a_codebook_from_another_tool_waits_in_the_draft_and_finer_codes_are_made(
    coded_world: World, client: FlaskClient
) -> None:
    theirs = Project(
        "남의 코드북",
        codes=(
            Code("t", "인력·고용"),
            Code("s", "외국인", "t"),
            Code("n", "가업 승계", definition="대를 이음\n포함: 상속"),
            Code("m", "상속세", "n"),
        ),
    )
    sign_in(client, "expert")
    csrf = token(client, "/exchange")
    data = refi_codes.codebook_bytes(theirs)
    sent = client.post("/exchange/files", data={"csrf_token": csrf, "file": (io.BytesIO(data), "코드북.qdc")})
    page = client.get(sent.location).text
    assert "새 주제 1개는 내 코드북 초안에" in page and "외국인" in page and "코드 1개는 그 주제를 게시한 뒤" in page
    taken = client.post(f"{sent.location.partition('?')[0]}/codebook", data={"csrf_token": csrf})
    assert taken.location.endswith("/codebook/draft")
    mine = draft_store.open_draft(coded_world.db, coded_world.expert)
    added = next(each for each in mine.definition["themes"] if each["name_ko"] == "가업 승계")
    assert (added["definition_ko"], added["include_ko"], added["domain"]) == ("대를 이음", "상속", None)
    assert (
        "외국인" in {each.name for each in codes_now(coded_world.db)} and "가업 승계" in client.get(taken.location).text
    )
    assert client.post(f"{sent.location.partition('?')[0]}/codebook", data={"csrf_token": csrf}).status_code == 409
