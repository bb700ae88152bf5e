"""What is added in one place is told in the others: database steps, kinds of jobs, formats of transcripts."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from app import jobs
from app.cli import cli
from app.config import MAX_UPLOAD_BYTES
from forms.roundtables import UploadForm
from migrations import STEPS
from transcripts import MAX_BYTES, READERS, TranscriptError, read

FOLDER = Path(__file__).resolve().parents[2] / "migrations"

# Steps of released versions, with the first digits of their SQL's SHA-256: databases out there have run them. A new
# step is added here when its version is released, and from then on mended by another step only.
LANDED = {
    "m0001_accounts": "192d5a7df923dfa2",
    "m0002_areas": "abb29f995c42b497",
    "m0003_surveys": "8350cb76afee4a41",
    "m0004_roundtables": "1f6528220c7f3834",
    "m0005_codebook": "8c6b940a8bb15a1e",
    "m0006_monitoring": "3dd95ed8ea44c372",
    "m0007_coding": "53ee8a92f7aa203d",
    "m0008_evaluation": "ff5a676d4a5ae839",
    "m0009_corrections": "f6cedbd078a60ef3",
    "m0010_layers": "cde460c753707444",
    "m0011_learned": "a21d2dab82dd96d9",
    "m0012_words": "592575578a913e7f",
    "m0013_passed_terms": "7c22ae18087ce510",
    "m0014_withdrawals": "e6613f991dbff62f",
}


def name_of(step: object) -> str:
    return str(getattr(step, "__name__", "")).rsplit(".", 1)[-1]


def test_every_step_file_is_run_in_the_order_of_its_number() -> None:
    assert [name_of(step) for step in STEPS] == sorted(path.stem for path in FOLDER.glob("m[0-9]*.py"))
    assert [int(name_of(step)[1:5]) for step in STEPS] == list(range(1, len(STEPS) + 1))


def test_a_step_that_landed_is_never_changed() -> None:
    now = {name_of(step): hashlib.sha256(step.SQL.encode()).hexdigest()[:16] for step in STEPS}
    assert {name: now.get(name) for name in LANDED} == LANDED, "mend it by a new step"


def test_every_kind_of_job_has_a_word(app: Flask) -> None:
    page = app.jinja_env.from_string("{{ kind|label('job_kind') }}")
    assert set(jobs.KINDS) >= {"suggest", "refit", "evaluate"}
    with app.test_request_context():
        assert [kind for kind in sorted(jobs.KINDS) if page.render(kind=kind) == kind] == []


def formats_in(text: str) -> set[str]:
    """The formats a text names, in small letters."""
    return {word.lower() for word in re.findall(r"\b[A-Z]{3,4}X?\b", text)}


def test_every_format_that_is_read_is_named_where_people_choose_a_file() -> None:
    with pytest.raises(TranscriptError) as refused:
        read("사회자: 네".encode(), "a.xyz")
    told = {
        "the word on a refused file": refused.value.problems[0].right,
        "the upload form": str(UploadForm.file.kwargs["description"]._args[0]),
        "the import command": CliRunner().invoke(cli, ["roundtables", "import", "--help"]).output,
    }
    for where, text in told.items():
        assert formats_in(text) >= set(READERS), where


def test_a_file_may_be_as_large_for_the_workbench_as_for_the_readers() -> None:
    assert MAX_UPLOAD_BYTES == MAX_BYTES
