"""The app a laptop keeps: its list names every file it loads, its words are all there, its version follows its contents."""

from __future__ import annotations

import re
from pathlib import Path

from app.field.laptop import shell
from app.field.laptop.words import WORDS

SCRIPTS = shell.STATIC / "js" / "field"
IMPORT = re.compile(r'from "(\.[^"]+)"')
# Keys a script puts together: `state_${…}` of what a journal tells, of what a record is.
MADE = re.compile(r"say\(`([a-z_]+)\$\{")


def test_every_script_the_app_loads_is_on_its_list() -> None:
    for path in SCRIPTS.rglob("*.js"):
        for name in IMPORT.findall(path.read_text(encoding="utf-8")):
            target = (path.parent / name).resolve().relative_to(shell.STATIC).as_posix()
            assert target in shell.files(), f"{path.name} loads {target}, which a laptop would not have"


def test_every_word_a_script_says_is_there_and_every_word_is_said() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS.rglob("*.js"))
    said = set(re.findall(r'say\("([a-z_]+)"', text)) | {
        key for key in WORDS for start in MADE.findall(text) if key.startswith(start)
    }
    said |= {key for key in WORDS if f'"{key}"' in text}
    assert said - set(WORDS) == set()
    assert set(WORDS) - said == set()


def test_the_version_follows_pages_and_files(monkeypatch: object, tmp_path: Path) -> None:
    assert shell.version("a") == shell.version("a") != shell.version("b")
