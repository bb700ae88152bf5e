"""What is known of an area comes from the rows of coding, evaluation and register, and says why in words."""

from __future__ import annotations

from flask import Flask
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.coding.statements.voices import problem_codings, respondents
from app.coding.themes.themes import prevalences
from app.evaluation.package.exporting import package_of
from app.evaluation.round.evaluating import evaluate_round
from app.programmes.matching.finding import fits_of_area
from app.programmes.matching.ground_store import statements
from app.programmes.matching.reading import ground_of_area, ground_of_firm, read_grounds
from app.programmes.picks.picking import Offer, pick
from app.programmes.register import store
from app.programmes.register.editing import add
from tests.evaluation.conftest import Round, small, told
from tests.programmes.conftest import said

__all__ = ["small", "told"]


def test_firms_are_counted_as_the_page_of_themes_counts_them(small: Round) -> None:
    small.voices("B001", (4, 3, 5, 0, 2), "workforce")
    small.voices("B002", (4, 4), "finance")
    cells = prevalences(respondents(small.db, small.id), problem_codings(small.db, small.id))
    found = {each.area_id: each for each in read_grounds(small.db, small.id, Scope(None, answers=True))}
    near, far = (found[small.areas[code]] for code in ("B001", "B002"))
    assert (near.spoke, near.said) == (5, {"workforce": 4})
    assert (far.spoke, far.said) == (2, {"finance": 2})
    assert {(a, t): cell.k for (a, t), cell in cells.items()} == {
        (near.area_id, "workforce"): near.said["workforce"],
        (far.area_id, "finance"): far.said["finance"],
    }


def test_an_area_is_told_what_fits_and_how_many_said_so(app: Flask, small: Round) -> None:
    small.voices("B001", (4, 3, 5, 0, 2), "workforce")
    add(small.db, "P101", said(), person_id=None)
    add(small.db, "P102", said(domains=("rnd",)), person_id=None)
    with app.test_request_context("/"):
        (match,) = fits_of_area(small.db, small.areas["B001"], small.id)
        assert match.programme.code == "P101"
        assert [r.text for r in match.why] == ["인력·고용: 기업 5곳 중 4곳이 말했습니다."]
        assert fits_of_area(small.db, small.areas["B002"], small.id) == []
    found = statements(small.db, small.id, small.areas["B001"], {"workforce"})
    assert (len(found), {theme for _segment, theme in found}) == (4, {"workforce"})


def test_what_one_firm_said_is_known_to_who_reads_single_answers_alone(small: Round) -> None:
    small.voices("B001", (4,), "workforce")
    firm = small.db.conn.execute("select * from firm").fetchone()
    reads, not_ = Scope(None, answers=True), Scope(None, answers=False)
    assert ground_of_firm(small.db, small.id, firm, reads).own == {"workforce"}
    assert ground_of_firm(small.db, small.id, firm, not_).own == frozenset()


def test_scores_that_tell_of_one_or_two_firms_are_no_ground_for_who_may_not_read_them(told: Round) -> None:
    evaluate_round(told.db, told.id, person_id=None)
    with_answers = ground_of_area(told.db, told.id, told.areas["B001"], Scope(None, answers=True))
    assert with_answers.points and with_answers.level
    few = ground_of_area(told.db, told.id, told.areas["B001"], EVERYTHING)
    assert few.level == with_answers.level
    assert set(few.points) <= set(with_answers.points)


def test_programmes_and_picks_leave_the_evaluation_as_it_is(app: Flask, told: Round) -> None:
    before = package_of(told.db, evaluate_round(told.db, told.id, person_id=None))
    add(told.db, "P101", said(domains=("finance",)), person_id=None)
    programme = store.by_code(told.db)["P101"]
    offer = Offer(programme, told.id, told.areas["B001"], (), "예시 까닭입니다.", (), "0" * 64)
    with app.test_request_context("/"):
        pick(told.db, offer, person_id=None)
    assert package_of(told.db, evaluate_round(told.db, told.id, person_id=None)) == before


def test_an_area_of_no_round_is_told_its_register(db: Database, areas: dict[str, str]) -> None:
    (one,) = [g for g in read_grounds(db, None, EVERYTHING) if g.area_id == areas["B001"]]
    assert (one.level, one.spoke, one.firms) == (None, 0, 0)
