"""The schemas of docs/schemas say what the program's own checks say, of all that ships and of damaged copies."""

from __future__ import annotations

import copy
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from flask_wtf import FlaskForm
from jsonschema import Draft202012Validator

from app.codebook.definitions import tidied
from app.codebook.publishing import checked
from app.codebook.term_checks import LONGEST as LONGEST_TERM
from app.errors import BadInput
from app.evaluation.method.scheme_file import read_scheme
from app.indices.scheme_file import read_scheme as read_indices
from app.monitoring.method.indicators import read_indicators
from app.programmes.matching.rules import read_rules
from app.roundtables.record import records
from app.roundtables.record.record_file import draft_from
from forms.questionnaire import Questionnaire
from forms.questions import TYPES
from forms.questions.question import BSI_ITEMS, BSI_PERIODS, DOMAINS
from tests.house.damaging import GONE, Place, at, copies, damaged, places, shape
from tests.house.data_dictionary import schema as tables

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "docs" / "schemas"
README = SCHEMAS / "README.md"
REFUSALS = (BadInput, ValueError, KeyError, TypeError, AttributeError)


def _codebook(data: Any) -> None:
    tidied(data)
    checked(data)


def _roundtable(data: Any) -> None:
    if found := records.flaws(draft_from(data)):
        raise ValueError(found)


@dataclass(frozen=True)
class Kind:
    """A kind of file: those that ship, the program's own check (it raises), and where check and schema may differ.

    `beyond` are places where the check refuses what no schema can see (sums, order, names that must exist elsewhere);
    `stricter` those where the schema refuses what the check lets pass.
    """

    files: str
    check: Callable[[Any], object]
    beyond: tuple[str, ...] = ()
    stricter: tuple[str, ...] = ()


KINDS = {
    "scheme": Kind(
        "app/**/schemes/*.json",
        read_scheme,
        beyond=(
            "themes.*",
            "domains.#",
            "domains.#.id",
            "domains.#.weight",
            "domains.#.indicators.#.upper",
            "fit.high",
            "quantitative.months",
            "voices.display*",
            "voices.severity_points.#",
            "monitoring.indicators.#",
            "monitoring.indicators.#.code",
            "monitoring.stable_below",
            "monitoring.window",
            "monitoring.firms.window",
            "monitoring.triggers.#.conditions.#.indicator",
        ),
        stricter=("themes", "votes.seats.#"),
    ),
    "questionnaire": Kind(
        "app/**/questionnaires/*.json",
        Questionnaire.from_dict,
        beyond=(
            *("sections", "sections.#", "sections.#.id", "questions.#.section", "questions.#.min", "questions.#.max"),
            *("questions.#.required", "questions.#.choices"),
        ),
        stricter=("questions.#.decimals",),
    ),
    "codebook": Kind(
        "app/**/codebook.json",
        _codebook,
        stricter=("themes.#.*",),
    ),
    "indicators": Kind("app/**/indicators.json", read_indicators),
    "indices": Kind(
        "example/indices/*.json",
        read_indices,
        beyond=(
            "indicators.#",
            "indicators.#.code",
            "indicators.#.normalise.low",
            "index.parts.#",
            "index.parts.#.parts.#",
            "index.parts.#.parts.#.indicator",
            "*.range.#",
        ),
    ),
    "matching": Kind("app/programmes/matching/*.json", read_rules),
    "roundtable": Kind(
        "example/roundtables/*.json",
        _roundtable,
        beyond=("areas", "areas.#", "participants.#.areas", "participants.#.areas.#"),
    ),
}
# Schemas of what a command prints: held where the command is tested.
ANSWERS = {"questionnaire-check"}
SHIPPED = [(name, path) for name, kind in KINDS.items() for path in sorted(ROOT.glob(kind.files))]


def schema_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema_of(name), format_checker=Draft202012Validator.FORMAT_CHECKER)


def accepted(name: str, data: Any) -> bool:
    """Whether the program's own check takes it."""
    try:
        KINDS[name].check(copy.deepcopy(data))
    except REFUSALS:
        return False
    return True


def shipped(name: str) -> Any:
    """The last file of a kind; of a long codebook a few themes and terms, of a questionnaire a question a sort."""
    found = json.loads([path for kind, path in SHIPPED if kind == name][-1].read_text(encoding="utf-8"))
    if name == "codebook":
        found["themes"] = [{**theme, "terms": theme["terms"][:3]} for theme in found["themes"][:2]]
    if name == "questionnaire":
        found["questions"] = list({(q["type"], *q): q for q in reversed(found["questions"])}.values())[::-1]
    return found


# Damaged copies ------------------------------------------------------------------------------------------------


def disagreements(name: str) -> tuple[set[str], set[str], int]:
    """Shapes where only the program's check refuses a damaged copy, those where only the schema does; how many tried."""
    schema, tried = validator(name), 0
    beyond, stricter = set(), set()
    for where, copied in copies(shipped(name)):
        tried += 1
        ours, theirs = accepted(name, copied), schema.is_valid(copied)
        if ours != theirs:
            (stricter if ours else beyond).add(where)
    return beyond, stricter, tried


def _uncovered(shapes: set[str], patterns: tuple[str, ...]) -> set[str]:
    return {each for each in shapes if not any(fnmatchcase(each, p) for p in patterns)}


def _unused(shapes: set[str], patterns: tuple[str, ...]) -> set[str]:
    return {p for p in patterns if not any(fnmatchcase(each, p) for each in shapes)}


@pytest.mark.parametrize("name", KINDS)
def test_schema_and_check_refuse_the_same_damaged_copies_but_where_said(name: str) -> None:
    kind, (beyond, stricter, tried) = KINDS[name], disagreements(name)
    assert tried > 100
    assert (_uncovered(beyond, kind.beyond), _uncovered(stricter, kind.stricter)) == (set(), set())
    assert (_unused(beyond, kind.beyond), _unused(stricter, kind.stricter)) == (set(), set())


DAMAGED: list[tuple[str, Place, Any]] = [
    ("scheme", ("lambda",), GONE),
    ("scheme", ("domains", 0, "weight"), 1.2),
    ("scheme", ("domains", 0, "weight"), "0.25"),
    ("scheme", ("levels", 0, "start"), 5),
    ("scheme", ("votes", "quorom"), 4),
    ("scheme", ("date",), "22 November"),
    ("scheme", ("monitoring", "triggers", 0, "needs"), "most"),
    ("questionnaire", ("questions", 1, "type"), "slider"),
    ("questionnaire", ("questions", 1, "scale"), 7),
    ("questionnaire", ("questions", 1, "choises"), []),
    ("questionnaire", ("questions", 1, "id"), "data"),
    ("questionnaire", ("questions", 0, "required"), False),
    ("questionnaire", ("title", "en"), GONE),
    ("codebook", ("themes",), []),
    ("codebook", ("themes", 0, "exclude_en"), GONE),
    ("codebook", ("themes", 0, "terms", 0, "weight"), 0),
    ("codebook", ("themes", 0, "terms", 0, "kind"), "fuzzy"),
    ("codebook", ("themes", 0, "terms", 0, "form"), "a~b~c"),
    ("indicators", (0, "bad"), "both"),
    ("indicators", (0, "unit"), GONE),
    ("indicators", (0, "position"), 1.5),
    ("roundtable", ("end",), "25:00"),
    ("roundtable", ("participants", 0, "org_kind"), "press"),
    ("roundtable", ("participants", 0, "phone"), "010-1234-5678"),
    ("roundtable", ("participants", 0, "firm"), "F0001"),
    ("roundtable", ("areas",), []),
    ("matching", ("least_firms",), 2),
    ("matching", ("conditions", 0, "excludes"), "yes"),
    ("matching", ("conditions", 0, "id"), "colour"),
    ("indices", ("index", "parts", 0, "weight"), 0),
    ("indices", ("indicators", 0, "normalise", "high"), GONE),
    ("indices", ("uncertainty", 0, "spred"), 0.2),
]


@pytest.mark.parametrize(("name", "path", "value"), DAMAGED)
def test_a_damaged_copy_is_refused_by_both(name: str, path: Place, value: Any) -> None:
    copied = damaged(shipped(name), path, value)
    assert not accepted(name, copied)
    assert not validator(name).is_valid(copied)


# What ships, and words that must not drift ---------------------------------------------------------------------


@pytest.mark.parametrize(("name", "path"), SHIPPED, ids=lambda each: getattr(each, "name", each))
def test_every_file_that_ships_is_valid(name: str, path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    assert [f"{e.json_path}: {e.message}" for e in validator(name).iter_errors(data)] == []
    assert accepted(name, data)


def test_every_kind_ships_a_file_and_every_schema_is_a_kind() -> None:
    assert {name for name, _path in SHIPPED} == set(KINDS)
    named = set(KINDS) | ANSWERS
    assert {path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.json")} == named
    assert set(re.findall(r"\]\(([\w.-]+)\)", README.read_text(encoding="utf-8"))) == {
        f"{n}.schema.json" for n in named
    }


@pytest.mark.parametrize("name", [*KINDS, *sorted(ANSWERS)])
def test_a_schema_is_valid_itself_and_describes_every_entry(name: str) -> None:
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:moksori:schema:{name}" and schema["title"] and schema["description"]
    for path in places(schema):
        told = at(schema, path)
        if len(path) > 1 and path[-2] == "properties" and "if" not in path and {"type", "enum", "anyOf"} & told.keys():
            assert told.get("description"), shape(path)


def _question(type_: str) -> dict[str, Any]:
    parts = schema_of("questionnaire")["$defs"]["question"]["allOf"]
    found: dict[str, Any] = next(p["then"] for p in parts if p["if"]["properties"]["type"]["const"] == type_)
    return found


def test_question_types_and_their_settings_are_those_of_the_forms() -> None:
    common = schema_of("questionnaire")["$defs"]["question"]["properties"]
    assert common["type"]["enum"] == list(TYPES)
    assert common["domain"]["enum"] == [*DOMAINS, None]
    for name, kind in TYPES.items():
        assert set(_question(name).get("properties", {})) - set(common) == kind.settings, name
    bsi = _question("likert")["properties"]["bsi"]["anyOf"][0]["properties"]
    assert (bsi["item"]["enum"], bsi["period"]["enum"]) == (list(BSI_ITEMS), list(BSI_PERIODS))
    taken = common["id"]["not"]["enum"]
    assert {name for name in dir(FlaskForm) if re.fullmatch(common["id"]["pattern"], name)} <= set(taken)


def test_codes_are_those_the_database_allows() -> None:
    allowed = {f"{t.name}.{c.name}": list(c.values) for t in tables().values() for c in t.columns if c.values}
    scheme, codebook, roundtable = (schema_of(name) for name in ("scheme", "codebook", "roundtable"))
    theme, term = (codebook["$defs"][name]["properties"] for name in ("theme", "term"))
    people, item = roundtable["$defs"]["participant"]["properties"], schema_of("indicators")["$defs"]["indicator"]
    assert scheme["properties"]["votes"]["properties"]["seats"]["items"]["enum"] == allowed["vote.seat"]
    assert theme["domain"]["enum"] == [*allowed["theme.domain"], None]
    assert [term["lang"]["enum"], term["kind"]["enum"]] == [allowed["term.lang"], allowed["term.kind"]]
    assert roundtable["properties"]["kind"]["enum"] == allowed["roundtable.kind"] == list(records.KINDS)
    assert roundtable["properties"]["language"]["enum"] == allowed["roundtable.language"]
    assert people["org_kind"]["enum"] == allowed["participant.org_kind"] == list(records.ORG_KINDS)
    assert [item["properties"][c]["enum"] for c in ("kind", "bad")] == [
        allowed["indicator.kind"],
        allowed["indicator.bad"],
    ]


def test_lengths_and_numbers_are_those_of_the_record() -> None:
    schema = schema_of("roundtable")
    entries = {**schema["properties"], **schema["$defs"]["participant"]["properties"]}
    assert {name: entries[name]["maxLength"] for name in records.LONGEST} == records.LONGEST
    assert entries["participants"]["maxItems"] == records.MOST_PARTICIPANTS
    assert entries["topics"]["maxItems"] == records.MOST_TOPICS
    assert schema_of("codebook")["$defs"]["term"]["properties"]["form"]["maxLength"] == LONGEST_TERM


def test_the_command_of_the_readme_tells_right_from_wrong(tmp_path: Path) -> None:
    command = re.findall(r"```sh\n(.+)\n```", README.read_text(encoding="utf-8"))[0]
    words = [sys.executable, *shlex.split(command)[1:]]
    right = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (right.returncode, right.stdout) == (0, "valid\n")
    (tmp_path / "wrong.json").write_text("{}", encoding="utf-8")
    wrong = subprocess.run(
        [*words[:-1], tmp_path / "wrong.json"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert wrong.returncode == 1 and "'code' is a required property" in wrong.stdout
