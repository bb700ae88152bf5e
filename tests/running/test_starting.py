"""Starting: what a command or the web server loads before it is asked for anything. Modules are named, no times."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# Papers, workbooks, statistics, pictures, language: each is loaded where it is first used.
HEAVY = {"docx", "hwpx", "openpyxl", "pandas", "pyreadstat", "scipy", "PIL", "vl_convert", "sklearn", "spacy"}
# What spaCy's command line and downloader bring along.
TERMINAL = {"spacy.cli", "typer", "weasel", "requests", "rich", "httpx"}
WITHOUT_NUMBERS = HEAVY | {"numpy", "cryptography", "lxml", "huey", "segno", "app.building", "app.db"}


def loaded_by(program: str, data: str) -> set[str]:
    """The modules a fresh process has once it has run the program."""
    told = f"{program}\nimport sys\nprint(*sys.modules)"
    environment = {"MOKSORI_DATA": data, "PATH": "", "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("words", [[], ["code"], ["firms", "import"], ["report", "area"]])
def test_help_loads_no_feature_and_no_library_of_the_work_itself(words: list[str], tmp_path: Path) -> None:
    program = f"from app.cli import cli\ncli({[*words, '--help']}, standalone_mode=False)"
    assert loaded_by(program, str(tmp_path)) & WITHOUT_NUMBERS == set()


def test_the_web_server_begins_without_writers_of_papers_statistics_or_charts(tmp_path: Path) -> None:
    assert loaded_by("from app import create_app\ncreate_app()", str(tmp_path)) & HEAVY == set()


def test_a_korean_text_is_coded_without_spacy_and_an_english_one_without_its_command_line(tmp_path: Path) -> None:
    code = (
        "from nlp.batch import coded\nfrom app.batch.lexicon_file import shipped_lexicon\nlexicon = shipped_lexicon()\n"
    )
    korean = loaded_by(f"{code}assert list(coded('자금난이 심각합니다.', lexicon))", str(tmp_path))
    assert "kiwipiepy" in korean and korean & {"spacy", *TERMINAL} == set()
    english = loaded_by(f"{code}assert list(coded('We cannot find welders.', lexicon))", str(tmp_path))
    assert "spacy" in english and english & TERMINAL == set()


def test_matrices_are_reckoned_in_one_thread(tmp_path: Path) -> None:
    counted = "import app, numpy, os\nassert len(os.listdir('/proc/self/task')) == 1"
    loaded_by(counted if sys.platform == "linux" else "import app", str(tmp_path))
