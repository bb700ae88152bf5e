"""One firm's burden reckoned back from what may be opened: by who reads single answers anyway, and by nobody else."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.permissions import PERMISSIONS
from app.db import row, rows, scalar
from app.evaluation.commands import evaluation as command
from app.evaluation.method.scheme import Scheme
from app.evaluation.round import presets
from app.evaluation.round.evaluating import evaluate_round
from tests.conftest import ROLES, sign_in
from tests.evaluation.conftest import Round
from tests.house.test_routes import LETTERS, MAY, address, guarded
from tests.house.test_small_cells import CHANGING
from tests.house.test_withdrawn import text_of

# What says, or is drawn from, a score: everything such a page or file tells is compared.
TELLING = ("evaluation.", "reports.", "home.")
ANSWERS = PERMISSIONS["evaluation.answers"]
# At 50 points of the register one firm moves the score by five and no level: 2 and 5 of severity are 17 and 100 points.
SEVERITIES = (2, 5)
# The other area's bands take B001 into their prior, as one of all voiced areas: with two areas that shows, and it is no
# way back (decision 0028). Its score stays; its row is left out of what is compared.
OTHER = re.compile(r"<tr>(?:(?!</tr>).)*?B002(?:(?!</tr>).)*</tr>|^B002,[^\n]*$", re.DOTALL | re.MULTILINE)
Pages = dict[tuple[str, str], str]


def answers_of(app: Flask, client: FlaskClient, role: str, values: dict[str, str]) -> Pages:
    """Every page and file about evaluations a role may open, by endpoint and address."""
    letter = next(letter for letter, each in LETTERS.items() if each == role)
    found: Pages = {}
    sign_in(client, role)
    for rule, method in guarded(app):
        reads = method == "GET" and letter in MAY[rule.endpoint] and rule.endpoint.startswith(TELLING)
        if not reads or not rule.arguments <= {*values, "kind", "code"}:
            continue
        answer = client.get(address(rule, values))
        assert answer.status_code in (200, 302, 403, 404), rule.endpoint
        found[role, rule.endpoint] = said(text_of(answer.data))
    for sort in ("-score", "-robustness", "-look") if letter in MAY["evaluation.index"] else ():
        found[role, f"by {sort}"] = said(client.get(f"/evaluation?sort={sort}").text)
    return found


def said(text: str) -> str:
    return OTHER.sub("", CHANGING.sub("", text))


def reckoned(stored: sqlite3.Row, told: float, scheme: Scheme) -> float:
    """The points of the voices from a score to the tenth, the register's numbers, the scheme and K."""
    Z = stored["n_eff"] / (stored["n_eff"] + min(json.loads(stored["details"])["K"]["K"], scheme.voices.most_K))
    voices = (1 - scheme.lam) * Z
    numbers = stored["evidence"] - voices  # the known numbers' weights, which the scheme says
    return float((told * (numbers + voices) - numbers * stored["score_numbers"]) / voices)


@pytest.fixture
def tried(app: Flask, client: FlaskClient, small: Round) -> Iterator[dict[int, tuple[Pages, sqlite3.Row]]]:
    """The same round with one firm of B001 at each severity: what every role reads, and what was stored."""
    small.calm_nation()
    small.at_points("B001", 50)
    small.at_points("B002", 50)
    small.voices("B002", (3, 4, 3, 2))
    segment = small.answer("B001")
    before = sqlite3.connect(":memory:")
    small.db.conn.backup(before)
    found = {}
    for severity in SEVERITIES:
        small.code(segment, "finance", severity)
        own = evaluate_round(small.db, small.id, person_id=None)
        stored = row(
            small.db,
            "select * from area_result where evaluation_id = ? and area_id = ?",
            [own, small.areas["B001"]],
        )
        assert stored is not None
        pages: Pages = {}
        for role in ROLES:
            pages |= answers_of(app, client, role, values_of(small, stored["id"]))
        found[severity] = (pages, stored)
        before.backup(small.db.conn)
    yield found
    before.close()


def values_of(small: Round, result_id: str) -> dict[str, str]:
    return {
        **{"area_id": small.areas["B001"], "area_result_id": result_id, "domain": "workforce", "ref": "employees"},
        **{"item_kind": "indicator", "scheme_id": str(scalar(small.db, "select id from scheme"))},
    }


def test_nobody_reckons_a_burden_back_who_does_not_read_single_answers(
    tried: dict[int, tuple[Pages, sqlite3.Row]], small: Round
) -> None:
    (mild, one), (grave, other) = (tried[severity] for severity in SEVERITIES)
    assert one["level"] == other["level"] and other["score"] - one["score"] > 5
    apart = {key for key in mild if mild[key] != grave[key]}
    assert {role for role, _page in apart} <= ANSWERS
    # What leaves the house is the same whoever takes it.
    assert not [page for _role, page in apart if page.startswith("reports.") and page != "reports.index"]
    assert {("analyst", "evaluation.area"), ("analyst", "evaluation.index"), ("expert", "home.area")} <= apart
    read = {role: sum(of == role for of, _page in mild) for role in ROLES}
    assert read["official"] > 15 and min(read.values()) >= 3, read
    # Who reads single answers could: the score to the tenth gives the firm away, which is why the others are not told.
    scheme = presets.scheme_of(small.db, scalar(small.db, "select id from scheme where code = 'national3'"))
    assert isinstance(scheme, Scheme)
    for severity, (pages, stored) in tried.items():
        assert f"{stored['score']:.1f}" in pages["analyst", "evaluation.area"]
        want = 100 * min(max((scheme.voices.severity_points[severity - 1] - 0.3) / 0.6, 0), 1)
        assert reckoned(stored, round(stored["score"], 1), scheme) == pytest.approx(want, abs=1)


def test_a_package_is_exported_by_who_reads_single_answers_and_the_trail_says_so(
    app: Flask, told: Round, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.commands.create_app", lambda _config: app)
    evaluate_round(told.db, told.id, person_id=None)

    def run(login: str) -> Any:
        words = ["export", "2026H2", str(tmp_path / login), "--by", login]
        return CliRunner().invoke(command, words, obj=app.config["MOKSORI"])

    for role in ROLES:
        assert (run(role).exit_code == 0) == (role in ANSWERS), role
        assert (tmp_path / role).exists() == (role in ANSWERS)
    assert "없거나 닫힌" in str(run("nobody").exception.problems)
    taken = rows(told.db, "select person_id from audit where action = 'data downloaded' and detail like '%package%'")
    assert {r["person_id"] for r in taken} == {told.people[role] for role in ANSWERS}
    assert b"evaluation.answers" in (tmp_path / "analyst" / "README.md").read_bytes()
    assert "evaluation.answers" in json.loads((tmp_path / "analyst" / "schema.json").read_text("utf-8"))["description"]
