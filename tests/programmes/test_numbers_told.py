"""Numbers of firms that pages of themes withhold stand on no page of programmes and on no paper either."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.accounts.people import EVERYTHING
from app.coding.telling.firms import firm_cells
from app.coding.telling.opening import words_told
from app.db import row
from app.evaluation.round.evaluating import evaluate_round
from app.programmes.register.editing import add
from app.reports.filed.kinds import subject_of
from tests.conftest import sign_in, token
from tests.evaluation.conftest import Round, small, told
from tests.programmes.conftest import said

__all__ = ["small", "told"]
TOLD, UNTOLD = "finance", "workforce"


@pytest.fixture
def differing(told: Round) -> Round:
    """Of the workforce three more firms of B001 speak, which B002's one would be told by; of finance B001 alone."""
    told.voices("B001", (4, 4, 4), UNTOLD)
    told.voices("B002", (4, 0, 0), UNTOLD)
    for code, domain in (("P101", "hr"), ("P102", "finance")):
        add(told.db, code, said(f"예시 {code}", domains=(domain,), cap=8_000_000), person_id=None)
    evaluate_round(told.db, told.id, person_id=None)
    return told


def test_an_official_reads_no_number_of_a_cell_that_is_not_told(client: FlaskClient, differing: Round) -> None:
    area, official = differing.areas["B001"], sign_in(client, "official")
    assert {theme for _area, theme, _stance in words_told(differing.db, differing.id, EVERYTHING)} == {TOLD}
    pages = {
        path: official.get(path).text
        for path in (
            *("/programmes/gaps?answered=1", f"/areas/{area}/programmes", f"/areas/{area}", "/help"),
            *("/programmes/gaps.csv", f"/evaluation/areas/{area}"),
        )
    }
    for path, page in pages.items():
        assert not [each for each in ("8곳 중 4곳", "기업 4곳이 말했습니다", "인력·고용,4,") if each in page], path
    gaps, place = (pages[path] for path in ("/programmes/gaps?answered=1", f"/areas/{area}/programmes"))
    assert "기업 3곳이 말했습니다" in gaps and "기업 8곳 중 3곳" in place
    # Listed, it would be three at least and the other area's one: a theme that is not told is no need either.
    for page in (
        gaps[gaps.index('id="needs"') :],
        place[place.index("<tbody>") : place.index("</table>")],
        pages["/programmes/gaps.csv"],
    ):
        assert "자금" in page and "인력·고용" not in page
    assert "필요로 세지 않고" in gaps and "필요로 세지 않고" in place
    hr = gaps[gaps.index("domain=hr") :][:400]
    assert '<td class="number">4</td>' not in hr and '<td class="number">0</td>' in hr
    analyst = sign_in(client, "analyst").get("/programmes/gaps?answered=1").text
    assert "기업 4곳이 말했습니다" in analyst and "필요로 세지 않고" not in analyst


def test_an_official_reads_of_an_offer_only_the_grounds_that_are_told(client: FlaskClient, differing: Round) -> None:
    area = differing.areas["B001"]
    programme = row(differing.db, "select id from programme where code = 'P101'")
    assert programme is not None
    path = f"/programmes/{programme['id']}/areas/{area}"
    analyst = sign_in(client, "analyst")
    made = analyst.post(path, data={"whole": "y", "reason": "예시 사유", "csrf_token": token(analyst, "/account")})
    assert made.status_code == 303
    assert "8곳 중 4곳" in analyst.get(made.location).text
    page = sign_in(client, "official").get(made.location).text
    assert "예시 사유" in page and "8곳 중 4곳" not in page and "인력·고용" not in page[page.index('id="why"') :][:800]


def test_the_councils_paper_holds_no_number_of_a_cell_that_is_not_told(client: FlaskClient, differing: Round) -> None:
    round_ = row(differing.db, "select * from round where id = ?", [differing.id])
    assert round_ is not None
    with client.application.test_request_context("/"):
        found = subject_of(differing.db, "council", {}, round_=round_, scope=EVERYTHING)
    assert found is not None
    words = repr(found.paper.blocks)
    assert "8곳 중 4곳" not in words and "인력·고용 4곳" not in words
    assert "인력·고용 싣지 않음" in words and "8곳 중 3곳" in words and "전문가를 함께 센" in words


def test_firms_of_a_told_cell_stay_untold_where_their_sum_gives_one_away() -> None:
    cells = {(area, "finance", "need") for area in "ab"} | {("a", "finance", "praise")}
    assert firm_cells({"a": {"finance": 5}, "b": {"finance": 4}, "c": {"finance": 1}}, cells) == {("a", "finance")}
    assert firm_cells({"a": {"finance": 5}}, cells) == {("a", "finance")}
