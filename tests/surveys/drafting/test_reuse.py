"""Ids ever used never come to mean something else; publishing says which version had them."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from sqlite_utils import Database

from app.errors import BadInput
from app.surveys.asking.publishing import publish
from app.surveys.drafting.comparing import changes, counts
from tests.surveys.conftest import DEFINITION, words


def without(id: str) -> dict[str, Any]:
    return {**DEFINITION, "questions": [q for q in DEFINITION["questions"] if q["id"] != id]}


def changed(id: str, **entries: Any) -> dict[str, Any]:
    d = copy.deepcopy(DEFINITION)
    next(q for q in d["questions"] if q["id"] == id).update(entries)
    return d


def test_a_dropped_question_comes_back_only_as_it_was(db: Database) -> None:
    publish(db, DEFINITION, None)
    publish(db, without("hardest"), None)
    with pytest.raises(BadInput, match="판 1에서 다른 문항"):
        publish(db, changed("hardest", label=words("다른 물음")), None)
    assert publish(db, changed("employees", max=500), None)  # `hardest` is back as it was


def test_a_question_never_changes_its_type(db: Database) -> None:
    publish(db, DEFINITION, None)
    d = without("employees")
    d["questions"].append({"id": "employees", "type": "text", "label": words("종사자")})
    with pytest.raises(BadInput, match="employees"):
        publish(db, d, None)


def test_a_retired_option_code_is_never_another_option(db: Database) -> None:
    choices = DEFINITION["questions"][3]["choices"]
    publish(db, DEFINITION, None)
    publish(db, changed("causes", choices=choices[:2]), None)
    with pytest.raises(BadInput, match="workforce"):
        publish(db, changed("causes", choices=[*choices[:2], {"id": "workforce", "label": words("딴것")}]), None)
    assert publish(db, DEFINITION, None)  # the very first definition again is the first version


def test_words_of_a_standing_question_may_change(db: Database) -> None:
    publish(db, DEFINITION, None)
    assert publish(db, changed("employees", label=words("일하는 사람")), None)


def test_changes_between_versions_are_kept_reworded_changed_new_and_dropped() -> None:
    d = changed("employees", label=words("일하는 사람"))
    d["questions"] = [q for q in d["questions"] if q["id"] != "hardest"]
    d["questions"].append({"id": "q1", "type": "text", "label": words("새 물음")})
    causes = next(q for q in d["questions"] if q["id"] == "causes")
    causes["choices"] = [
        {"id": "finance", "label": words("돈")},
        causes["choices"][1],
        {"id": "c1", "label": words("새")},
    ]
    found = {each.id: each for each in changes(DEFINITION, json.loads(json.dumps(d)))}
    assert {id: each.kind for id, each in found.items() if each.kind != "kept"} == {
        "employees": "reworded",
        "causes": "changed",
        "q1": "new",
        "hardest": "dropped",
    }
    assert (found["causes"].added, found["causes"].retired, found["causes"].renamed) == (
        ("c1",),
        ("workforce",),
        ("finance",),
    )
    assert counts(list(found.values())) == {"kept": 3, "reworded": 1, "changed": 1, "new": 1, "dropped": 1}
