"""The catalogue of English is compiled where it is older than its source, by whichever process comes first."""

from __future__ import annotations

import os
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

import pytest

from app.words import i18n

SOURCE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\nmsgid "지역"\nmsgstr "Area"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "en" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "messages.po").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def words(folder: Path) -> GNUTranslations:
    with (folder / "en" / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        return GNUTranslations(file)


def test_a_changed_source_is_compiled_again(folder: Path) -> None:
    i18n.compile_catalogues(folder)
    assert words(folder).gettext("지역") == "Area"
    source = folder / "en" / "LC_MESSAGES" / "messages.po"
    source.write_text(SOURCE.replace("Area", "Place"), encoding="utf-8")
    later = source.stat().st_mtime + 10
    os.utime(source, (later, later))
    i18n.compile_catalogues(folder)
    assert words(folder).gettext("지역") == "Place"


def test_two_processes_that_compile_at_once_do_not_take_each_others_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = i18n.write_mo

    def write_while_another_does_too(file: Any, catalogue: Any) -> None:
        monkeypatch.setattr(i18n, "write_mo", write)
        i18n.compile_catalogues(folder)
        write(file, catalogue)

    monkeypatch.setattr(i18n, "write_mo", write_while_another_does_too)
    i18n.compile_catalogues(folder)
    assert words(folder).gettext("지역") == "Area"
    assert [each.name for each in folder.rglob("*") if each.is_file() and each.suffix == ".part"] == []
