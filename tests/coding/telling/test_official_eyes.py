"""Every page and file an official opens, over cells of one, two and three firms: words, names, numbers, differences."""

from __future__ import annotations

import itertools
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.people import EVERYTHING
from app.coding.judging.judging import undo
from app.coding.telling.opening import words_told
from app.db import scalar
from tests.coding.telling.told_world import Saying
from tests.conftest import sign_in
from tests.house.test_routes import MAY, NOWHERE, address, guarded
from tests.house.test_withdrawn import text_of

# Words nobody may read, and names nobody may; what may be read says so.
HIDDEN, NAME, TOLD = "숨은말", "한빛정밀", "읽을말"
FACETS = (
    "size=micro", "size=small", "stage=growth", "industry=machinery", "kind=firm", "source=survey", "source=roundtable",
    "statement=request", "stance=all", "stance=resolved", "near=turn", "when=all", "when=2026Q4", "q=숨은말", "low=4",
    "any=finance&none=workforce", "all=workforce&none=finance", "order=place", "coder=machine", "by=size",
)  # fmt: skip
WORDS = ("/themes/quotes", "/codings.csv", "/corpus", "/corpus.csv", "/exchange/codings.csv", "/corpus/table.csv")
# The id a form gives what it will make is new each time.
CHANGING = re.compile(r"""<[^>]*csrf_token[^>]*>|<input[^>]*name="id"[^>]*>|nonce="[^"]*"|\d\d:\d\d(:\d\d)?""")


@pytest.fixture
def cells(saying: Saying) -> dict[str, str]:
    """Two areas of five firms each: three say one theme, two and one another; one more has stance of its own."""
    made = {}
    for area in ("B003", "B004"):
        for n in range(3):
            said = f"{TOLD} {area} {n}: {NAME}과 한빛 정밀 일로 사람이 모자랍니다."
            made[f"{area} told {n}"] = saying.firm(area, said, "workforce", name=f"주식회사 {NAME}" if n == 0 else "")
        for n in range(2):
            made[f"{area} few {n}"] = saying.firm(area, f"{HIDDEN} {area} {n} 이자가 버겁습니다.", size="micro")
    # What three said of one theme, one of them said of another, and one meant otherwise.
    saying.code(made["B003 told 0"], "market")
    made["resolved"] = saying.firm("B003", f"{HIDDEN} 이제는 사람을 구했습니다.", "workforce", stance="resolved")
    for few in ("B004 few 0", "B003 few 1", "B003 few 0"):
        saying.code(made[few], "finance")
    return made


@pytest.fixture
def official(client: FlaskClient, saying: Saying) -> FlaskClient:
    return sign_in(client, "official")


def paths(app: Flask, saying: Saying, cells: dict[str, str]) -> list[str]:
    """Every page and file an official may open, of each area and each statement, and lists by whatever narrows them."""
    areas, found = [saying.area("B003"), saying.area("B004")], []
    for rule, method in guarded(app):
        if (
            method == "GET"
            and "O" in MAY[rule.endpoint]
            and rule.endpoint not in ("accounts.sign_out", "areas.matches")
        ):
            for area in areas if "area_id" in rule.arguments else areas[:1]:
                values = {"area_id": area, "segment_id": cells["B003 few 0"], "item_kind": "survey"}
                found.append(address(rule, dict.fromkeys(rule.arguments, "0" * 36) | NOWHERE | values))
    found += [f"/segments/{each}" for each in cells.values()]
    found += [f"{page}?{facet}" for facet in FACETS for page in ("/corpus", "/codings.csv")]
    found += [
        f"{page}?{facet}" for facet in FACETS[:7] for page in ("/corpus/table.csv", "/corpus/together", "/exchange")
    ]
    places = itertools.product(WORDS, areas, ("finance", "workforce", "market"))
    return found + [f"{page}?area={area}&theme={theme}&all={theme}" for page, area, theme in places]


def read(client: FlaskClient, path: str) -> str:
    return CHANGING.sub("", text_of(client.get(path).data))


def test_no_page_shows_words_of_fewer_than_three_nor_a_firms_name_and_none_changes_with_who_said_them(
    app: Flask, official: FlaskClient, saying: Saying, cells: dict[str, str]
) -> None:
    every = paths(app, saying, cells)
    before = {path: read(official, path) for path in every}
    assert len(every) > 150
    shown = {path: text.replace("q=" + HIDDEN, "") for path, text in before.items()}
    assert [path for path, text in shown.items() if HIDDEN in text.replace(f'value="{HIDDEN}"', "")] == []
    assert [path for path, text in before.items() if NAME + "과" in text or "한빛 정밀" in text] == []
    readers = {path.split("?")[0].split("/")[1] for path, text in before.items() if TOLD in text}
    assert readers >= {"themes", "codings.csv", "corpus", "corpus.csv", "segments", "areas", "exchange"}
    # One or two more or fewer in a cell that is not told: no page tells.
    undo(saying.db, coder_id=saying.world.expert, judgment_id=scalar(saying.db, "select max(id) from judgment"))
    saying.code(cells["B004 few 1"], "finance")
    again = [path for path in every if "?" in path or "/areas/" in path or path.startswith(("/segments", "/themes"))]
    assert [path for path in again if read(official, path) != before[path]] == []


def test_a_statement_is_read_under_the_theme_three_named_and_not_under_another(
    official: FlaskClient, saying: Saying, cells: dict[str, str]
) -> None:
    page = official.get(f"/segments/{cells['B003 told 0']}").text
    assert f"{TOLD} B003 0: ○○과 ○○ 일로" in page and "인력·고용" in page and "시장" not in page.partition("<h2>")[2]
    assert "읽을말 B003 0" not in official.get("/corpus?all=market").text
    assert "글자 0" not in page and cells["B003 told 0"] not in page.partition("<main")[2]


def test_a_talk_that_is_coded_throughout_is_no_transcript(
    client: FlaskClient, official: FlaskClient, saying: Saying
) -> None:
    talk = saying.talk("숙련공")
    saying.code(talk, "workforce")
    for n in range(2):
        saying.firm("B001", f"{TOLD} {n}", "workforce")
    for path in (f"/corpus?all=workforce&open={talk}", f"/segments/{talk}", "/themes/quotes?theme=workforce"):
        page = official.get(path).text
        assert "숙련공" in page and "번째 발언" not in page, path
        assert "요즘 인력난이" not in page and "저희는 인력난은" not in page, path


def test_the_second_cell_that_a_sum_would_give_away_is_told_nowhere(official: FlaskClient, saying: Saying) -> None:
    for area, firms in (("B003", 1), ("B004", 3), ("B005", 4)):
        for n in range(5):
            saying.firm(area, f"{area} 말 {n}", *(("finance",) if n < firms else ()))
    b4, b5 = saying.area("B004"), saying.area("B005")
    told = {(area, theme) for area, theme, _ in words_told(saying.db, saying.world.round_id, EVERYTHING)}
    assert (b5, "finance") in told and (b4, "finance") not in told
    assert "4곳" in official.get(f"/corpus?all=finance&stance=need&area={b5}").text
    for path in (f"/themes/quotes?area={b4}&theme=finance", f"/corpus?all=finance&area={b4}", f"/areas/{b4}/themes"):
        page = official.get(path).text
        assert "B004 말" not in page, path
    assert "B004 말" not in official.get("/codings.csv").text
    table = official.get("/themes.csv").data.decode("utf-8-sig")
    assert "B004,예시 산업단지 B004,자금·금융,,5" in table and "B005,예시 산업단지 B005,자금·금융,4,5" in table
    cut = official.get("/corpus/table.csv?by=area").data.decode("utf-8-sig")
    assert "자금·금융,예시 산업단지 B004,," in cut and "자금·금융,예시 산업단지 B005,4,5" in cut
