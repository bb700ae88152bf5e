"""The house tests itself: permissions, templates, vendored files, words of the trail, licences, no stray addresses."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from flask import Flask

from app.accounts.permissions import PERMISSIONS
from app.nav import ENTRIES
from app.words.labels import LABELS

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(p for d in ("app", "nlp", "forms", "transcripts", "migrations") for p in (ROOT / d).rglob("*.py"))
TEMPLATES = ROOT / "app" / "templates"
VENDOR = ROOT / "app" / "static" / "vendor"

# Respondents and the sign-in page: everything else needs a permission.
PUBLIC = {
    "accounts.sign_in", "surveys.answer", "surveys.begun", "surveys.keep_begun", "surveys.receipt", "static",
    "surveys.picture", "proposals.own",
}  # fmt: skip
# The laptop's app opens without network and session; it holds nothing of anybody.
PUBLIC |= {"field.app", "field.app_in_english", "field.worker"}


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listed.stdout.splitlines()]


def test_every_route_has_a_permission_or_stands_on_the_public_list(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        permission = getattr(app.view_functions[rule.endpoint], "permission", None)
        if rule.endpoint in PUBLIC:
            assert rule.endpoint == "static" or permission == "public", rule
        else:
            assert permission in PERMISSIONS, f"{rule} has no permission"


def test_every_permission_is_used_by_a_route_or_a_page(app: Flask) -> None:
    used = {getattr(view, "permission", None) for view in app.view_functions.values()}
    pages = "".join(p.read_text() for p in TEMPLATES.rglob("*.html")) + "".join(p.read_text() for p in SOURCES)
    asked = set(re.findall(r'may\("([a-z.]+)"\)', pages))
    assert set(PERMISSIONS) - used - asked == set()


def test_no_role_has_more_than_seven_words_of_navigation() -> None:
    for role in LABELS["role"]:
        shown = [e for e in ENTRIES if role in PERMISSIONS[e.permission] and (e.roles is None or role in e.roles)]
        beside = [e for e in shown if role not in e.behind]
        assert 1 <= len(beside) <= 7, (role, [e.key for e in shown])


def test_an_installed_program_has_every_file_its_packages_read() -> None:
    """A suffix that `package-data` does not name is there in a clone and missing from a wheel."""
    named = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]
    shipped = {path for package, globs in named.items() for each in globs for path in (ROOT / package).glob(each)}
    read = [p for p in tracked("app", "nlp", "forms", "transcripts", "migrations") if p.suffix != ".py"]
    built_from = ROOT / "app" / "frontend"
    assert [str(p.relative_to(ROOT)) for p in read if p not in shipped and built_from not in p.parents] == []


def test_every_template_is_used() -> None:
    texts = "".join(p.read_text() for p in [*SOURCES, *TEMPLATES.rglob("*.html")])
    unused = [
        str(p.relative_to(TEMPLATES)) for p in TEMPLATES.rglob("*.html") if f'"{p.relative_to(TEMPLATES)}"' not in texts
    ]
    assert unused == []


def test_templates_carry_no_inline_script_style_or_outside_address() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text()
        # Data for a script is no script: the policy lets nothing of it run.
        assert not re.search(r"<script(?! type=\"application/json\")(?![^>]*\bsrc=)", text), path
        assert not re.search(r"\sstyle=|<style", text), path
        assert not re.search(r"\son[a-z]+=", text), path
        assert "http://" not in text and "https://" not in text, path


def test_vendored_files_are_what_they_were_and_have_a_licence() -> None:
    listed = json.loads((VENDOR / "VENDOR.json").read_text())
    for entry in listed:
        data = (VENDOR / entry["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"], entry["file"]
        assert entry["licence"] and entry["version"], entry["file"]
    there = {str(p.relative_to(VENDOR)) for p in VENDOR.rglob("*") if p.is_file()} - {"VENDOR.json"}
    assert there == {entry["file"] for entry in listed}


def test_every_action_of_the_audit_trail_has_a_word() -> None:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name != "record" or len(node.args) < 2 or not isinstance(node.args[1], ast.Constant):
                continue
            assert node.args[1].value in LABELS["audit"], f"{path.name}: {node.args[1].value}"
            kinds = [
                k.value.value for k in node.keywords if k.arg == "object_kind" and isinstance(k.value, ast.Constant)
            ]
            assert set(kinds) <= set(LABELS["audit_object"]), f"{path.name}: {kinds}"


def test_no_forbidden_names_and_no_file_past_three_hundred_lines() -> None:
    forbidden = {"utils", "helpers", "common", "manager", "misc"}
    for path in SOURCES:
        assert path.stem not in forbidden, path
        assert len(path.read_text().splitlines()) <= 300, path


def test_every_module_says_what_it_is_for() -> None:
    for path in [*SOURCES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]:
        if path.name == "__init__.py" and not path.read_text().strip():
            continue
        assert ast.get_docstring(ast.parse(path.read_text())), path


def test_nothing_unfinished_is_committed() -> None:
    for path in tracked("*.py", "*.html"):
        if path != Path(__file__):
            assert not re.search(r"raise NotImplementedError|\bTODO\b|\bFIXME\b|\bXXX\b", path.read_text()), path


def test_the_lock_is_hashed_and_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"https?://|file:|--(extra-)?index-url|--find-links", lock)
    assert lock.count("--hash=sha256:") > lock.count("==")


def test_dependencies_of_the_default_install_are_all_in_the_lock() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    lock = (ROOT / "requirements.lock").read_text().lower()
    for requirement in wanted:
        name = re.split(r"[<>=;\[ ]", requirement)[0].lower()
        assert re.search(rf"^{re.escape(name)}==", lock, re.M), name


@pytest.mark.parametrize("word", ["utils", "helper"])
def test_templates_are_named_by_view(word: str) -> None:
    assert not [p for p in TEMPLATES.rglob("*.html") if word in p.stem]
