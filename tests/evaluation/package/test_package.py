"""A package of an evaluation: the same in every database, without names, and computed again to the byte."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from jsonschema import Draft202012Validator

from app.accounts import store as accounts_store
from app.config import ROOT, Config
from app.errors import BadInput, Conflict
from app.evaluation.commands import evaluation
from app.evaluation.method.scheme_file import load_scheme
from app.evaluation.package.exporting import export_evaluation, package_of
from app.evaluation.package.replaying import replay
from app.evaluation.reading.tables import input_tables, inputs_from, read
from app.evaluation.round.evaluating import evaluate_round
from app.surveys.sealed import ending
from tests.evaluation.conftest import Round
from tests.evaluation.package.two import built, ids_of


@pytest.fixture(scope="module")
def package(workbench: Flask, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The package of a round built in order; the one built backwards is held against it."""
    with workbench.app_context():
        return packed(tmp_path_factory.mktemp("one") / "one.db", backwards=False)


def packed(path: Path, *, backwards: bool) -> dict[str, bytes]:
    small = built(path, backwards=backwards)
    files = package_of(small.db, evaluate_round(small.db, small.id, person_id=None))
    assert not any(word in data.decode() for data in files.values() for word in ids_of(small))
    small.db.conn.close()
    return files


@pytest.fixture
def folder(package: dict[str, bytes], tmp_path: Path) -> Path:
    for name, data in package.items():
        path = tmp_path / "package" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "package"


def test_two_databases_built_in_two_orders_give_the_same_bytes(
    workbench: Flask, package: dict[str, bytes], tmp_path: Path
) -> None:
    with workbench.app_context():
        assert packed(tmp_path / "two.db", backwards=True) == package


def test_a_package_replays_to_the_byte(app: Flask, folder: Path) -> None:
    compared = replay(folder)
    assert [each.name for each in compared] == [
        f"results/{n}.csv" for n in ("areas", "domains", "respondents", "sources")
    ]
    assert all(each.same for each in compared)


def test_inputs_read_from_their_tables_write_the_same_tables(package: dict[str, bytes]) -> None:
    scheme = load_scheme()
    inputs = {name: data for name, data in package.items() if name.startswith("inputs/")}
    assert len(inputs) == 8 and input_tables(inputs_from(package, scheme), scheme) == inputs


def test_every_row_is_what_the_schema_says(package: dict[str, bytes]) -> None:
    schema = json.loads(package["schema.json"])
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(package["package.json"]))
    for name, data in package.items():
        if name.endswith(".csv"):
            of = {"$defs": schema["$defs"], "$ref": f"#/$defs/{name.removesuffix('.csv').replace('/', '~1')}"}
            assert [error.message for row in read(data) for error in Draft202012Validator(of).iter_errors(row)] == []


def test_contributions_of_the_sources_add_up_to_each_score(package: dict[str, bytes]) -> None:
    sources = read(package["results/sources.csv"])
    for area in read(package["results/areas.csv"]):
        own = [float(s["contribution"]) for s in sources if s["area"] == area["area"] and s["kind"] != "voices_domain"]
        assert sum(own) == pytest.approx(float(area["R"]), abs=1e-9)


def test_a_firm_of_no_register_has_a_code_of_its_area(package: dict[str, bytes]) -> None:
    codes = [r["respondent"] for r in read(package["inputs/respondents.csv"])]
    assert codes == ["B001~0001", "B001~0002", "B002~0001", "F0001", "F0002", "F0003", "F0004"]


def test_a_changed_file_and_a_missing_one_are_both_named(app: Flask, folder: Path) -> None:
    path = folder / "inputs" / "numbers.csv"
    path.write_bytes(path.read_bytes().replace(b"B001", b"B009"))
    (folder / "inputs" / "areas.csv").unlink()
    with pytest.raises(BadInput) as refused:
        replay(folder)
    assert {p.where for p in refused.value.problems} == {"inputs/numbers.csv", "inputs/areas.csv"}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "moksori-evaluation", "layout": 9, "files": {}}'])
def test_what_is_no_package_says_so(app: Flask, tmp_path: Path, text: str) -> None:
    (tmp_path / "package.json").write_text(text, "utf-8")
    with pytest.raises(BadInput):
        replay(tmp_path)


def test_a_package_may_not_name_a_file_outside_its_folder(app: Flask, folder: Path) -> None:
    about = json.loads((folder / "package.json").read_text("utf-8"))
    about["files"]["../secret.csv"] = "0" * 64
    (folder / "package.json").write_text(json.dumps(about), "utf-8")
    (folder.parent / "secret.csv").write_text("x", "utf-8")
    with pytest.raises(BadInput, match="secret"):
        replay(folder)


def test_a_package_goes_into_an_empty_folder_only(told: Round, tmp_path: Path) -> None:
    own = evaluate_round(told.db, told.id, person_id=None)
    (by, _hash) = accounts_store.find_login(told.db, "analyst") or pytest.fail("no analyst")
    export_evaluation(told.db, own, tmp_path / "new", by=by)
    with pytest.raises(BadInput, match="비어 있지"):
        export_evaluation(told.db, own, tmp_path / "new", by=by)


def test_what_was_destroyed_since_cannot_be_exported_any_more(told: Round) -> None:
    own = evaluate_round(told.db, told.id, person_id=None)
    response = told.db.conn.execute("select id from response limit 1").fetchone()["id"]
    ending.destroy(told.db, response, "request", person_id=None)
    with pytest.raises(Conflict, match="파기"):
        package_of(told.db, own)


# The commands


def test_the_commands_export_and_replay_and_a_difference_ends_with_one(
    app: Flask, told: Round, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.commands.create_app", lambda _config: app)
    evaluate_round(told.db, told.id, person_id=None)

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(evaluation, words, obj=app.config["MOKSORI"])
        return done.exit_code, done.output

    assert run("export", "2026H2", str(tmp_path / "p"), "--by", "analyst")[0] == 0
    code, output = run("replay", str(tmp_path / "p"))
    assert (code, output.count("같습니다")) == (0, 4)
    with (tmp_path / "p" / "results" / "areas.csv").open(encoding="utf-8") as file:
        assert output.endswith(f"지역 {len(file.readlines()) - 1}곳을 다시 계산했습니다\n")
    areas = tmp_path / "p" / "results" / "areas.csv"
    about = json.loads((tmp_path / "p" / "package.json").read_text("utf-8"))
    nudged = areas.read_text("utf-8").replace("B002,0.0,", "B002,1e-12,")
    areas.write_text(nudged, "utf-8")
    about["files"]["results/areas.csv"] = sha256_of(areas)
    (tmp_path / "p" / "package.json").write_text(json.dumps(about), "utf-8")
    code, output = run("replay", str(tmp_path / "p"))
    assert code == 1 and "최대 1e-12 차이로 다릅니다: area=B002 R" in output
    code, output = run("replay", str(tmp_path / "p"), "--within", "1e-9")
    assert code == 0 and "results/areas.csv: 최대 1e-12 차이, 허용한 1e-9 안에서 같습니다" in output
    example = str(ROOT / "docs" / "worked_example")
    assert "지역 1곳을 다시 계산했습니다: A, R = 53.6036036" in run("replay", example, "--within", "1e-9")[1]
    assert isinstance(
        CliRunner().invoke(evaluation, ["export", "2031H1", "x", "--by", "analyst"], obj=None).exception, BadInput
    )


def test_replaying_needs_no_database_and_makes_none(tmp_path: Path) -> None:
    config = Config(data=tmp_path / "data", example=False)
    done = CliRunner().invoke(
        evaluation, ["replay", str(ROOT / "docs" / "worked_example"), "--within", "1e-9"], obj=config
    )
    assert done.exit_code == 0 and "53.6036036" in done.output
    assert not config.data.exists()


def sha256_of(path: Path) -> str:
    from hashlib import sha256

    return sha256(path.read_bytes()).hexdigest()


# Independently


@pytest.mark.parametrize("of", ["the worked example", "this round"])
def test_the_independent_script_reaches_the_same_scores(folder: Path, tmp_path: Path, of: str) -> None:
    """docs/replay.py was written from the method's text and knows nothing of this program."""
    script, example = ROOT / "docs" / "replay.py", ROOT / "docs" / "worked_example"
    alone = shutil.copy(script, tmp_path / "alone.py")
    done = subprocess.run(
        [sys.executable, str(alone), str(example if of == "the worked example" else folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def test_the_worked_example_of_the_documents_replays_here(app: Flask) -> None:
    compared = replay(ROOT / "docs" / "worked_example")
    assert all(each.largest is not None and each.largest <= 1e-9 for each in compared), compared
