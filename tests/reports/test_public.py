"""The published pages: decided levels alone, no small number nor a difference that is one, no name, no link outside."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing
from itertools import combinations
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser
from sqlite_utils import Database

from app import create_app, jobs
from app.accounts import signing_in
from app.accounts.people import EVERYTHING, Scope
from app.areas import store as areas_store
from app.config import Config
from app.db import connect, row, rows, scalar, writing
from app.evaluation.round.standing_store import standing_lines
from app.evaluation.round.store import insert_event
from app.reports.public import making
from app.reports.public.gathering import gather
from app.reports.public.making import Asked
from app.reports.public.packing import write_folder, zip_bytes
from app.reports.public.published import PublicRound, slug
from app.reports.public.writing import files_of, one_file
from tests.conftest import PASSWORD, FreshClient
from tests.house.test_routes import signed

CODE = "2026H2"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, example_data: Path) -> Iterator[tuple[Flask, Database]]:
    """The example round; the council has decided on two areas, on one of them otherwise than was computed."""
    data = tmp_path_factory.mktemp("public") / "data"
    shutil.copytree(example_data, data)
    app = create_app(Config(data=data, example=True))
    app.test_client_class = FreshClient
    with app.app_context(), closing(connect(app.config["MOKSORI"].database)) as db:
        lines = {line["code"]: line for line in standing_lines(db, _round(db)["id"])}
        with writing(db):
            for code, level in (("B012", "serious"), ("B021", "serious")):
                override = lines[code]["level"] != level
                grounds = {"reason_code": "site_finding", "reason": "예시", "evidence": ["예시"]} if override else {}
                insert_event(
                    db,
                    lines[code]["id"],
                    state="decided",
                    level=level,
                    person_id=None,
                    override=override,
                    met_on="2026-12-10",
                    **grounds,
                )
        signing_in.add_person(
            db, login="reader", name="예시 읽는 이", role="official", password=PASSWORD, all_areas=True
        )
        yield app, db


def _round(db: Database):  # type: ignore[no-untyped-def]
    return areas_store.find_round(db, CODE)


def published(db: Database, *, draft: bool = False, quotes: bool = False, scope: Scope = EVERYTHING) -> PublicRound:
    found = gather(db, _round(db), scope, draft=draft, quotes=quotes)
    assert found is not None
    return found


def words(page: bytes) -> str:
    """What is read of a page."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page.decode()))


def test_only_decided_levels_are_published_and_the_map_keeps_the_others_order_to_itself(
    stage: tuple[Flask, Database],
) -> None:
    found = published(stage[1])
    assert {a.row["code"]: a.level for a in found.areas if a.level != "waiting"} == {
        "B012": "serious",
        "B021": "serious",
    }
    files = files_of(found)
    index = files["index.html"].decode()
    assert "밀집지역 87곳 가운데 2곳이 주의 이상입니다: 심각 2곳. 85곳은 아직 의결 전입니다." in index
    marks = re.findall(r'href="areas/(b\d+)\.html"><title>', index)
    waiting = [mark for mark in marks if mark not in ("b012", "b021")]
    assert len(marks) == 87 and waiting == sorted(waiting), "drawn in the order of codes, not of hidden levels"
    undecided = files["areas/b056.html"].decode()
    assert "의결 전입니다" in undecided and "이끌었나" not in undecided and "근거 등급" not in undecided


def test_a_draft_says_so_on_every_page_and_in_its_name(stage: tuple[Flask, Database]) -> None:
    files = files_of(published(stage[1], draft=True))
    assert all("안: 지원협의회의 의결을" in f.decode() for n, f in files.items() if not n.startswith(("en/", "style")))
    assert all("Draft: holds levels" in f.decode() for n, f in files.items() if n.startswith("en/"))
    client = signed(stage[0], "reader")
    setattr(client, "gives", "")  # noqa: B010 - a client that gives no reason by himself
    answer = client.get(f"/reports/rounds/{CODE}/public.zip?draft=1&quotes=1")
    assert answer.status_code == 200, "what is made to be published asks nobody why"
    assert "%EC%95%88" in answer.headers["Content-Disposition"]


def test_what_people_changed_is_told_and_not_laid_to_domains(stage: tuple[Flask, Database]) -> None:
    files = files_of(published(stage[1]))
    assert "사람이 현장과 자료를 보고" in files["areas/b021.html"].decode()
    assert (
        "영역: 점수의" not in files["areas/b021.html"].decode() and "영역: 점수의" in files["areas/b012.html"].decode()
    )


def test_nothing_internal_and_no_name_of_the_register_stands_in_any_file(stage: tuple[Flask, Database]) -> None:
    db = stage[1]
    files = files_of(published(db, draft=True, quotes=True))
    text = "\n".join(f.decode() for f in files.values())
    names = [r["name"] for r in rows(db, "select name from firm")]
    people = [
        r["name"]
        for r in rows(db, "select name from person where name <> '예시' and (name like '예시%' or role <> 'admin')")
    ]
    assert [name for name in names + people if name in text] == []
    text = text.replace(' xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-|https?://|//[a-z]|<script|\sstyle=|\son[a-z]+=|@import|url\(", text)
    assert "표결" not in text and "메모" not in text and "<blockquote" in text


def test_links_lead_to_files_of_the_set(stage: tuple[Flask, Database]) -> None:
    files = files_of(published(stage[1]))
    for name in ("index.html", "areas/b012.html", "en/index.html", "en/areas/b012.html", "en/themes.html"):
        for target in re.findall(r'(?:href|src)="([^"#]+)"', files[name].decode()):
            parts: list[str] = name.split("/")[:-1]
            for part in target.split("/"):
                parts = parts[:-1] if part == ".." else [*parts, part]
            assert "/".join(parts) in files, (name, target)


def test_the_english_pages_are_english(stage: tuple[Flask, Database]) -> None:
    files = files_of(published(stage[1], draft=True))
    for name in ("en/index.html", "en/themes.html", "en/areas/b012.html", "en/areas/b003.html"):
        page = words(files[name]).replace("한국어", "")
        korean = {found for found in re.findall(r"[^.:·]*[가-힣][^.:·]*", page) if "예시" not in found}
        assert korean == set(), name


def test_the_same_round_gives_the_same_bytes(stage: tuple[Flask, Database]) -> None:
    first, second = (zip_bytes(files_of(published(stage[1], quotes=True))) for _turn in range(2))
    assert first == second
    archive = zipfile.ZipFile(io.BytesIO(first))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def numbers_of(found: PublicRound, files: dict[str, bytes]) -> dict[str, list[tuple[str, int]]]:
    """Every number of firms of every theme that stands in any file: theme to (where, firms)."""
    told: dict[str, list[tuple[str, int]]] = {}
    cell = re.compile(r'<tr><th scope="row">([^<]+)</th><td class="number">([\d,]+)</td>')
    for name, page in files.items():
        if name.endswith(".html") and not name.startswith("en/") and name != "index.html":
            for theme, k in cell.findall(page.decode()):
                told.setdefault(theme, []).append((name, int(k.replace(",", ""))))
    return told


def test_no_difference_of_published_numbers_is_one_or_two_firms(stage: tuple[Flask, Database]) -> None:
    """The total of a theme less every set of its areas, and the firms that spoke less every set of theirs."""
    found = published(stage[1], draft=True)
    told = numbers_of(found, files_of(found))
    assert told and sum(len(each) for each in told.values()) > 20
    for theme, cells in told.items():
        (total,) = [k for name, k in cells if name == "themes.html"]
        parts = [k for name, k in cells if name != "themes.html"]
        assert min(k for _name, k in cells) >= 3, theme
        whole = total - sum(parts)
        assert whole == 0 or whole >= 3, f"{theme}: the areas not shown are {whole}"
        for n in range(1, len(parts) + 1):
            for chosen in combinations(parts, n):
                rest = total - sum(chosen)
                assert rest == 0 or rest >= 3, (theme, chosen)
    spoke = [area.firms for area in found.areas if area.firms is not None]
    assert found.heard.n == sum(spoke) and min(spoke) >= 3


def test_quotes_stand_only_where_three_firms_named_the_theme(stage: tuple[Flask, Database]) -> None:
    found = published(stage[1], quotes=True)
    quoted = [(area, quote) for area in found.areas for quote in area.quotes]
    assert quoted and all(dict(area.themes)[quote.theme] >= 3 for area, quote in quoted)
    assert not any(area.quotes for area in published(stage[1]).areas), "and only where they are asked for"


def test_the_pages_are_clean_for_axe_and_need_no_script(
    stage: tuple[Flask, Database], browser: Browser, tmp_path: Path
) -> None:
    write_folder(tmp_path, files_of(published(stage[1], draft=True, quotes=True)))
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for name in ("index.html", "themes.html", "areas/b012.html", "en/index.html", "en/areas/b003.html"):
        page.goto((tmp_path / name).as_uri())
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Pretendard GOV"')
    context.close()


def test_many_areas_are_made_by_the_worker(stage: tuple[Flask, Database], monkeypatch: pytest.MonkeyPatch) -> None:
    app, db = stage
    monkeypatch.setattr(making, "AT_ONCE", 10)
    client = signed(app, "reader")
    assert client.get(f"/reports/rounds/{CODE}/public.zip").status_code == 302, "it has to be made first"
    assert client.post(f"/reports/rounds/{CODE}/public").status_code == 302
    job = row(db, "select * from job where kind = ? order by created_at desc", [making.KIND])
    assert job is not None
    jobs.run(db, job["id"])
    assert scalar(db, "select state from job where id = ?", [job["id"]]) == "done"
    files = zipfile.ZipFile(io.BytesIO(client.get(f"/reports/rounds/{CODE}/public.zip").data)).namelist()
    assert len(files) == 2 * 89 + 1 == scalar(db, "select done from job where id = ?", [job["id"]])
    assert "areas/b012.html" in files and making.job_of(db, Asked(CODE, EVERYTHING), "another") is None


def test_a_page_looks_before_it_is_published_as_it_will(stage: tuple[Flask, Database]) -> None:
    app, db = stage
    client = signed(app, "reader")
    shown = client.get(f"/reports/rounds/{CODE}/public/draft/en/areas/b012.html")
    assert shown.data == files_of(published(db, draft=True))["en/areas/b012.html"]
    assert client.get(f"/reports/rounds/{CODE}/public/draft/style.css").mimetype == "text/css"
    assert client.get(f"/reports/rounds/{CODE}/public/draft/../../audit").status_code == 404
    assert one_file(published(db), "areas/none.html") is None


def test_a_code_becomes_a_name_every_system_takes() -> None:
    assert slug("B001") == "b001" and slug("../x") == "x" and slug("") == "area"
    assert slug("영도-1") != slug("영도-2")
