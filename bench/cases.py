"""Two cases of the field walked in a browser, each step by its own role: `python bench/cases.py --pictures FOLDER`.

The ICT roundtable: record, transcript, suggestions, codes, evaluation, level with programmes, an offer, the report. The
regional innovation roundtable: two presentations, proposals (one of the minutes), answers, and what the next meeting and
a firm's own link tell. Everything is invented. Each step prints who, which page and the figures it shows, and leaves a
picture at 1366 and 390 pixels. `--data` is a folder with the example loaded (it is copied); without it one is made.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, sync_playwright  # noqa: E402

from app.db import connect, rows, scalar  # noqa: E402
from nlp.vectors.encoding import SETTING  # noqa: E402
from tests.journeys.conftest import Served, end, enter, press, start  # noqa: E402

AREA, DAY = "B012", "2026-11-20"
SIZES = ((1366, 768), (390, 844))
ICT = """사회자: 예시 정보통신 분야 간담회를 시작하겠습니다. 어려운 점부터 말씀해 주십시오.
{0}: 개발자를 구할 수가 없습니다. 채용 공고를 내도 석 달째 지원자가 없습니다.
{1}: 저희도 숙련된 인력이 부족해서 수주를 포기했습니다. 인건비 지원을 늘려 주십시오.
{2}: 운전자금이 모자라 매달 힘듭니다. 은행 대출 금리가 너무 부담됩니다.
{3}: 인력난이 가장 심각합니다. 지역 대학과 함께 교육 과정을 만들어 주십시오.
사회자: 말씀 고맙습니다. 마치겠습니다.
"""
REGION = """사회자: 예시 지역혁신 라운드테이블을 시작하겠습니다. 발표 두 건을 먼저 듣겠습니다.
{0}: 통근버스 노선을 저녁까지 늘려 주십시오. 직원들이 밤에 퇴근할 방법이 없습니다.
{1}: 저희 단지에도 통근버스를 밤까지 운행해 주십시오.
{2}: 시험 장비를 함께 쓸 수 있게 공동 장비실을 열어 주십시오. 한 곳이 사기에는 너무 비쌉니다.
{3}: 물류비가 올라 납품할수록 손해입니다. 물류비를 지원해 주십시오.
사회자: 다음 회의에서 답을 드리겠습니다.
"""
LABELS = ("가람소프트 대표", "누리데이터 이사", "다온시스템 대표", "라온테크 상무")


@dataclass
class Walk:
    """A browser in front of a served workbench, and the steps taken so far."""

    page: Page
    served: Served
    pictures: Path
    case: str = ""
    login: str = ""
    step: int = 0
    failed: list[str] = field(default_factory=list)

    def enter(self, login: str) -> None:
        self.login = login
        enter(self.page, self.served, login)

    def go(self, path: str) -> None:
        answer = self.page.goto(self.served.address + path.lstrip("/"))
        assert answer is not None and answer.status == 200, (path, answer and answer.status)

    def ask(self, sql: str, *values: Any) -> Any:
        db = connect(self.served.data / "example.db")
        found = scalar(db, sql, values)
        db.conn.close()
        return found

    def told(self, what: str, **figures: Any) -> None:
        """One step: who, where, what it shows; and its pictures."""
        self.step += 1
        where = "/" + self.page.url.removeprefix(self.served.address)
        shown = ", ".join(f"{key} {value}" for key, value in figures.items())
        print(f"{self.case}.{self.step:02} {self.login:<12} {what}: {shown}\n{'':16}{where[:110]}", flush=True)
        for width, height in SIZES:
            self.page.set_viewport_size({"width": width, "height": height})
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.failed.append(f"{self.case}.{self.step:02} is {wide} px wide at {width}")
            self.page.screenshot(path=self.pictures / f"{self.case}-{self.step:02}-{width}.png", full_page=True)
        self.page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})


def record(walk: Walk, *, title: str, series: str, kind: str, presentations: str = "") -> str:
    """A roundtable of four firms on record; gives its id."""
    page = walk.page
    walk.enter("facilitator")
    walk.go("roundtables/new")
    fields = {"title": title, "series": series, "held_on": DAY, "starts_at": "14:00", "ends_at": "15:30"}
    for name, value in {**fields, "place": "예시 회의실", "presentations": presentations}.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=series_kind]").select_option(kind)
    page.get_by_label(re.compile(AREA)).first.check()
    sql = "select f.code from firm f join area a on a.id = f.area_id where a.code = ? order by f.code limit 4 offset 8"
    db = connect(walk.served.data / "example.db")
    codes = [r["code"] for r in rows(db, sql, [AREA])]
    db.conn.close()
    people = [("사회자", "예시 연구소", "moderator", "")]
    people += [(label, f"{label.split()[0]}(예시)", "firm", code) for label, code in zip(LABELS, codes, strict=True)]
    if page.locator("[name=participants-4-label]").count() == 0:
        page.get_by_role("button", name=re.compile("더")).first.click()
    for n, (label, organization, org_kind, code) in enumerate(people):
        page.locator(f"[name=participants-{n}-label]").fill(label)
        page.locator(f"[name=participants-{n}-organization]").fill(organization)
        page.locator(f"[name=participants-{n}-org_kind]").select_option(org_kind)
        page.locator(f"[name=participants-{n}-firm]").fill(code)
    press(page.get_by_role("button", name="저장"))
    if page.locator("[name=masking_seen]").count():
        walk.told("what would be masked is shown first", fields=page.locator("form .field").count())
        press(page.locator("[name=masking_seen]"))
    found = page.url.rpartition("/")[2]
    walk.told("a roundtable is on record", participants=len(people))
    return found


def upload(walk: Walk, text: str) -> None:
    """The transcript from the file to the stored text."""
    page = walk.page
    press(page.get_by_role("link", name=re.compile("녹취록 올리기")).first)
    file = Path(tempfile.mkdtemp()) / "녹취록.txt"
    file.write_text(text.format(*LABELS), "utf-8")
    page.locator("input[type=file]").set_input_files(file)
    press(page.get_by_role("button", name="미리 보기"))
    walk.told("the file is looked through", speakers=page.locator("select[name^=speaker]").count())
    press(page.get_by_role("button", name="다음").first)
    walk.told("names are covered", groups=page.locator("input[name=group]").count())
    press(page.get_by_role("button", name="저장").first)
    walk.told("the transcript is stored", turns=page.locator("[id^=turn], .turn, article").count())


def suggested(walk: Walk, meeting: str) -> None:
    """Wait until the machine has read the new text; it begins by itself, else somebody asks for it."""
    sql = """select count(*) from current_suggestion u join segment s on s.id = u.segment_id
             join document d on d.id = s.document_id where d.roundtable_id = ?"""
    walk.enter("expert1")
    walk.go("themes")
    if not walk.ask(sql, meeting):
        walk.page.get_by_role("button", name="새 자료에 주제 제안").first.click()
    until = time.monotonic() + 600
    while not walk.ask(sql, meeting) and time.monotonic() < until:
        time.sleep(1)
    walk.go("review")
    walk.told("the machine suggests themes", suggestions=walk.ask(sql, meeting))


def coded(walk: Walk, meeting: str) -> None:
    """An expert accepts what is suggested of the meeting as a need of severity four."""
    sql = """select group_concat(id, ' ') from (select distinct s.id from current_suggestion u
             join segment s on s.id = u.segment_id join document d on d.id = s.document_id where d.roundtable_id = ?)"""
    before = walk.ask("select count(*) from judgment")
    for segment in walk.ask(sql, meeting).split():
        walk.go(f"review/{segment}")
        walk.page.locator(".judge.is-current").wait_for()
        for key in ("KeyS", "Digit4", "KeyA"):
            walk.page.keyboard.press(key)
        until = time.monotonic() + 15
        while walk.ask("select count(*) from judgment where segment_id = ?", segment) == 0 and time.monotonic() < until:
            walk.page.wait_for_timeout(200)
    walk.go("themes")
    walk.told("an expert codes", judgments=walk.ask("select count(*) from judgment") - before)


def evaluated(walk: Walk) -> None:
    walk.enter("analyst")
    walk.go("evaluation")
    walk.page.get_by_text("평가 실행").first.click()
    walk.page.get_by_role("button", name="평가 실행").click()
    done = walk.page.get_by_role("link", name="결과 보기")
    done.wait_for(timeout=240_000)
    press(done)
    walk.told("the round is evaluated", evaluations=walk.ask("select count(*) from evaluation"))


def ict(walk: Walk) -> None:
    """Roundtable, themes, level, programmes, an offer, the report."""
    meeting = record(walk, title="예시 정보통신 분야 간담회", series="예시 정보통신 협의체", kind="fgi")
    upload(walk, ICT)
    suggested(walk, meeting)
    coded(walk, meeting)
    evaluated(walk)
    area, page = walk.ask("select id from area where code = ?", AREA), walk.page
    walk.go(f"areas/{area}/evaluation")
    walk.told("the area's evaluation opens", quotes=page.locator("table.joint blockquote").count())
    walk.enter("official")
    walk.go(f"areas/{area}")
    walk.told("an official sees level and programmes", offered=page.locator(".one-offer").count())
    walk.go(f"areas/{area}/programmes")
    walk.told("what fits and why", fits=page.locator(".matches > li").count(), needs=page.locator("tbody tr").count())
    press(page.locator("a[href*='/areas/'][href^='/programmes/']").first)
    walk.told("a programme is chosen", firms=page.locator("input[name=firm]").count())
    page.locator("[name=reason]").fill("간담회에서 여러 기업이 말한 어려움에 맞아 권합니다.")
    boxes = page.locator("input[name=firm]")
    for n in range(min(2, boxes.count())):
        boxes.nth(n).check()
    press(page.get_by_role("button", name="고른 기업에 권하기"))
    walk.told("it is offered", rows=page.locator("table.offers tbody tr").count())
    walk.go("programmes/offers")
    walk.told("offers, what closes first at the top", rows=page.locator("table.offers tbody tr").count())
    walk.go(f"reports/areas/{area}")
    walk.told("the report", pages=page.locator(".sheet").count(), bytes=size_of(walk, re.compile("DOCX")))


def size_of(walk: Walk, name: re.Pattern[str]) -> int:
    with walk.page.expect_download() as download:
        walk.page.get_by_role("link", name=name).first.click()
    return Path(download.value.path()).stat().st_size


def region(walk: Walk) -> None:
    """Presentations, proposals, answers, the next meeting, a firm's own link."""
    shown = "미래 모빌리티 부품 전환 | 부산테크노파크(예시) | 책임\n공동 장비실 운영 | 예시 지원기관 | 팀장"
    words = {"series": "예시 지역혁신 라운드테이블", "kind": "innovation", "presentations": shown}
    meeting = record(walk, title="예시 지역혁신 라운드테이블 1차", **words)
    upload(walk, REGION)
    suggested(walk, meeting)
    made = [
        proposed(walk, meeting, *each) for each in (("통근버스", "통근버스를 밤까지"), ("장비", "공동 장비실 열기"))
    ]
    minuted(walk, meeting)
    answered(walk, made)
    series, page = walk.ask("select series_id from roundtable where id = ?", meeting), walk.page
    walk.enter("official")
    walk.go(f"series/{series}/told")
    walk.told("what was said and done, for the next meeting", lines=page.locator("main table tbody tr").count())
    walk.go(f"roundtables/{meeting}/minutes")
    walk.told("the minutes", bytes=size_of(walk, re.compile("DOCX")))
    own_link(walk, series)


def proposed(walk: Walk, meeting: str, word: str, title: str) -> str:
    """A proposal of all statements offered that hold a word; gives its id."""
    page = walk.page
    walk.enter("facilitator")
    walk.go(f"proposals/asking?roundtable={meeting}")
    found = page.locator("li.statement", has_text=word)
    for n in range(found.count()):
        found.nth(n).locator("input[type=checkbox]").check()
    walk.told(f"statements with ‘{word}’ are ticked", ticked=found.count())
    press(page.get_by_role("button", name="고른 발언으로 제안 만들기"))
    page.locator("[name=title]").fill(title)
    page.locator("[name=text]").fill(f"{title} 달라는 제안입니다.")
    page.locator("[name=addressee]").fill("부산시 예시과")
    page.locator("[name=due_on]").fill("2026-12-18")
    press(page.get_by_role("button", name="저장"))
    walk.told("a proposal is made", who=page.locator("dl.facts a.chip").first.inner_text())
    return page.url.rpartition("/")[2]


def minuted(walk: Walk, meeting: str) -> None:
    page = walk.page
    walk.go(f"proposals/written?meeting={meeting}")
    page.locator("[name=title]").fill("물류비 지원 늘리기")
    page.locator("[name=text]").fill("물류비 지원의 한도를 늘려 달라는 제안이 회의록에 있습니다.")
    page.locator("[name=organization]").fill("라온테크(예시)")
    walk.told("a proposal is written from the minutes", people=page.locator("#people option").count())
    press(page.get_by_role("button", name="저장"))
    walk.told("it says that it has no verbatim words", who=page.locator("dl.facts a.chip").first.inner_text())


def answered(walk: Walk, made: list[str]) -> None:
    page, programme = walk.page, walk.ask("select code from programme order by code limit 1")
    walk.enter("official")
    walk.go(f"proposals/{made[0]}")
    page.locator("input[name=action][value=reflected]").check()
    page.locator("[name=reflected]").fill(programme)
    page.locator("[name=reason]").fill("이 사업으로 저녁 노선을 더 운행합니다.")
    press(page.get_by_role("button", name="답 저장"))
    walk.told("an answer opens the programme", links=page.locator("a[href^='/programmes/']").count())
    walk.go(f"proposals/{made[1]}")
    page.locator("input[name=action][value=review]").check()
    page.locator("[name=organization]").fill("부산시 예시과")
    press(page.get_by_role("button", name="답 저장"))
    walk.told("another is under review", events=page.locator(".proposal-events > li").count())


def own_link(walk: Walk, series: str) -> None:
    page = walk.page
    walk.enter("facilitator")
    walk.go(f"series/{series}/links")
    page.locator("[name=whom]").first.check()
    press(page.get_by_role("button", name=re.compile("링크 만들기")))
    press(page.locator("[name=confirmed]"))
    walk.told("a firm's link is made", links=page.locator("a[href*='/p/']").count())
    address = page.locator("a[href*='/p/']").first.get_attribute("href") or ""
    page.context.clear_cookies()
    walk.login = "(nobody)"
    walk.go(address)
    walk.told("the firm reads its own", proposals=page.locator("section.card").count())


CASES: dict[str, Callable[[Walk], None]] = {"ict": ict, "region": region}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--case", choices=[*CASES], action="append")
    asked = parser.parse_args()
    asked.pictures.mkdir(parents=True, exist_ok=True)
    data = Path(tempfile.mkdtemp()) / "data"
    if asked.data:
        shutil.copytree(asked.data, data)
    # Without sentence vectors: the example's thousand statements would first be encoded, which takes minutes.
    os.environ.setdefault(SETTING, "0")
    process, served = start(data, "--example")
    failed: list[str] = []
    try:
        with sync_playwright() as tools:
            browser = tools.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            for name in asked.case or CASES:
                page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ko-KR").new_page()
                page.set_default_timeout(120_000)
                walk = Walk(page, served, asked.pictures, name)
                CASES[name](walk)
                failed += walk.failed
            browser.close()
    finally:
        end(process)
        shutil.rmtree(data.parent, ignore_errors=True)
    print("\n".join(failed) or "no page is wider than its window")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
