"""Every decision page has its parts and its number, and the index lists each of them by its title."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "decisions"
PAGES = sorted(FOLDER.glob("[0-9]*.md"))
NAME = re.compile(r"(\d{4})-[a-z0-9-]+\.md")
STATUS = re.compile(r"Status: (?:accepted|superseded by (\d{4})), \d{4}-\d{2}-\d{2}")
PARTS = ["Context", "Decision", "What it costs"]


def title_of(path: Path) -> str:
    """What stands behind the number in the page's first line."""
    found = re.fullmatch(rf"# {path.name[:4]}\. (.+)", path.read_text(encoding="utf-8").splitlines()[0])
    assert found, f"{path.name}: the first line is not '# {path.name[:4]}. Title'"
    return found[1]


def parts_of(text: str) -> dict[str, str]:
    """Heading to what stands beneath it."""
    pieces = re.split(r"^## (.+)$", text, flags=re.M)[1:]
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


def test_numbers_count_up_from_one_without_a_gap() -> None:
    assert PAGES, "no decision is written down"
    assert [p.name for p in PAGES if not NAME.fullmatch(p.name)] == []
    assert [int(p.name[:4]) for p in PAGES] == list(range(1, len(PAGES) + 1))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_says_what_made_it_necessary_what_was_decided_and_its_price(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert title_of(path)
    status = STATUS.fullmatch(text.splitlines()[2])
    assert status, f"{path.name}: the third line is no status with a day"
    assert status[1] is None or (status[1] > path.name[:4] and list(FOLDER.glob(f"{status[1]}-*.md"))), path.name
    assert list(parts_of(text)) == PARTS, path.name
    assert all(len(said.split()) > 10 for said in parts_of(text).values()), f"{path.name}: a part says nothing"
    assert len(text.splitlines()) < 60, f"{path.name} is more than a page"


def test_the_index_lists_every_page_once_by_its_title() -> None:
    listed = re.findall(r"^\| \[(\d{4})\]\((.+?)\) \| (.+) \|$", (FOLDER / "README.md").read_text("utf-8"), re.M)
    assert listed == [(p.name[:4], p.name, title_of(p)) for p in PAGES]
