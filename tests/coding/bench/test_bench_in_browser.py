"""The bench as its scripts make it: no page loads, nothing lost, the very words that were chosen."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from app import create_app
from app.db import row, rows, scalar
from tests.coding.bench.conftest import HOST, sent
from tests.conftest import sign_in

ASK = "async (given) => { const load = (name) => import(`/static/js/bench/${name}.js`); %s }"
# As a mouse does it.
SELECT = """(said) => {
  const node = [...document.querySelectorAll(".doc-words")].find((each) => each.textContent.includes(said)).firstChild;
  getSelection().setBaseAndExtent(node, node.data.indexOf(said), node, node.data.indexOf(said) + said.length);
}"""
VIOLATIONS = """() => axe.run(document).then(({ violations }) =>
  violations.map((each) => [each.id, each.nodes[0].html]))"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
EMOJI = "😀 안녕하십니까. 숙련공을 👩‍🔧 구할"


def run(page: Page, body: str, given: Any = None) -> Any:
    return page.evaluate(ASK % body, given)


def stood(world, coder=None) -> list[tuple[Any, ...]]:
    """What stands, in order: theme, severity, the words that were coded."""
    return [
        (r["theme_code"], r["severity"], r["said"])
        for r in rows(
            world.db,
            """select c.*, case when c.span_start is null then s.text
                 else substr(coalesce(d.text, an.text), c.span_start + 1, c.span_end - c.span_start) end as said
               from coding c join segment s on s.id = c.segment_id left join document d on d.id = s.document_id
               left join answer an on an.id = s.answer_id where c.coder_id = ? order by c.id""",
            [coder or world.expert],
        )
    ]


def document(world) -> str:
    """The document view, at the statement of the skilled workers."""
    return f"/review/documents/{scalar(world.db, 'select id from document')}?at={world.segment('숙련공')}"


def opened(sat, path: str) -> Page:
    """A page of the document view, once it can be used."""
    page = sat.open(path)
    page.locator("html[data-usable]").wait_for(state="attached")
    return page


def test_code_points_become_units_in_one_place_and_names_are_found_by_their_initials(desk):
    page = desk().open("/review/next")
    text = EMOJI
    told = run(
        page,
        """const { Points } = await load("points"), points = new Points(given);
           const all = [...given].map((_, n) => given.slice(points.unit(n), points.unit(n + 1)));
           return [all.join("|"), points.length, [...given].every((_, n) => points.from(points.unit(n)) === n)];""",
        text,
    )
    assert told == ["|".join(text), len(text), True]
    found = run(
        page,
        """const { fit } = await load("hangul");
           return given.map(([name, typed]) => fit(name, typed));""",
        [
            *(["판로·수출·내수", typed] for typed in ("ㅅㅊ", "ㅍㄹㅅㅊ", "수ㅊ", "숯", "ㄳ")),
            *(["인력·고용", typed] for typed in ("ㅇㄹ", "고요", "ㅅㅊ")),
            *(["Workforce", "work"], ["원자재·공급망", "ㄱㄱ"], ["가스비", "ㄳ"]),
        ],
    )
    assert found == [1, 0, 1, 1, -1, 0, 1, -1, 0, 1, 0]


def test_statements_are_reviewed_by_keys_alone_without_a_page_load(desk, suggested):
    sat = desk()
    page = sat.open(f"/review/{suggested.segment('숙련공')}")
    loaded = sat.loaded
    sat.press("KeyS", "Digit4", "KeyA")
    sat.sent()
    page.locator(f"[data-segment='{suggested.segment('숙련공')}']").wait_for(state="detached")
    for _each in range(12):
        if not page.locator("[data-current]").count():
            break
        sat.press("KeyR")
        sat.sent()
    assert sat.loaded <= loaded + 1, "only the end of the queue is a page of its own"
    assert stood(suggested)[0][:2] == ("workforce", 4)
    left = (
        "select count(*) from current_suggestion where segment_id in (select id from segment where respondent_id = ?)"
    )
    assert scalar(suggested.db, left, [suggested.respondent("F1")]) == len(
        rows(
            suggested.db,
            """select distinct segment_id, coalesce(theme_code, '') from live_judgment where coder_id = ? and segment_id in
                 (select id from segment where respondent_id = ?)""",
            [suggested.expert, suggested.respondent("F1")],
        )
    )


def test_words_chosen_by_keys_are_the_words_that_are_coded(desk, suggested):
    sat = desk()
    sat.open(f"/review/{suggested.segment('숙련공')}")
    sat.press("BracketLeft", "Shift+Digit5")  # one word off its end, then the fifth theme in place of the suggested
    sat.sent()
    ((theme, _severity, said),) = stood(suggested)
    assert (theme, said) == ("market", "숙련공을 구할 수가")
    page = sat.open(f"/review/{suggested.segment('숙련공')}")
    sat.press("KeyN")
    page.locator("#said[data-careful]", has_text="앞서 하신 판단을 대신했습니다: 변경").wait_for()
    assert stood(suggested) == []


def test_a_transcript_is_coded_from_word_to_word_and_undone_after_a_restart(desk, suggested, app):
    sat = desk()
    page = opened(sat, document(suggested))
    whole = scalar(suggested.db, "select text from document")
    page.evaluate(SELECT, "숙련공을 구")
    sat.press("BracketRight", "Digit5", "Enter")
    page.keyboard.type("ㅇㄹ")
    sat.press("Enter")
    sat.sent()
    assert stood(suggested) == [("workforce", 5, "숙련공을 구할 수가")] and "😀" in whole
    assert page.evaluate("[...CSS.highlights.keys()].some((name) => name === 'mine-workforce')")
    assert page.locator(".stripe.is-mine", has_text="인력").count() == 1
    again = create_app(app.config["MOKSORI"])
    again.testing = True
    sat.client = again.test_client()
    sign_in(sat.client, "expert")
    page.reload()
    page.locator("html[data-usable]").wait_for(state="attached")
    sat.press("KeyZ")
    page.locator(".stripe.is-mine").wait_for(state="detached")
    assert stood(suggested) == []
    sat.press("Shift+KeyZ")
    page.locator(".stripe.is-mine").wait_for()
    assert stood(suggested) == [("workforce", 5, "숙련공을 구할 수가")]


def test_a_suggestion_is_accepted_in_the_transcript_and_a_coding_of_ones_own_taken_away(desk, suggested):
    sat = desk()
    page = opened(sat, document(suggested))
    page.locator("#with-machine").check()
    page.locator(".is-machine", has_text="인력").first.wait_for()
    page.locator(".doc-talk").focus()
    sat.press("KeyA", "Shift+Digit5")
    page.locator("#wrong-here", has_text="심각도가 없습니다").wait_for()  # of a coding of one's own nobody presumes it
    page.locator("h1").click()
    sat.press("Digit2", "Shift+Digit5")
    sat.sent()
    assert [each[:2] for each in stood(suggested)] == [("workforce", 3), ("market", 2)]
    page.locator("[data-here] li.is-mine", has_text="판로").get_by_role("button", name="핵심 인용").click()
    page.locator("[data-here] li.is-mine [aria-pressed=true]").wait_for()
    assert (
        scalar(suggested.db, "select theme_code from key_quote_now where person_id = ?", [suggested.expert]) == "market"
    )
    page.locator("[data-here] li.is-mine", has_text="판로").get_by_role("button", name="지우기").click()
    sat.sent()
    assert [each[0] for each in stood(suggested)] == ["workforce"]
    assert page.locator("[data-here] li.is-machine").count() == 0


def test_the_very_words_become_a_code_and_the_statement_is_coded_with_it(desk, suggested):
    sat = desk()
    page = sat.open(f"/review/{suggested.segment('숙련공')}")
    sat.press("BracketLeft", "KeyV", "Digit2")
    page.locator("#said", has_text="코드를 만들고 붙였습니다: 인력·고용 › 숙련공을 구할 수가").wait_for()
    sat.sent()
    made = row(suggested.db, "select * from code_now")
    assert made["name_ko"] == "숙련공을 구할 수가" and made["theme_code"] == "workforce"
    assert scalar(suggested.db, "select code_id from coding where coder_id = ?", [suggested.expert]) == made["id"]
    page = opened(sat, document(suggested))
    page.locator("[data-here] li.is-mine", has_text="인력·고용 › 숙련공을 구할 수가").wait_for()
    sat.press("Enter")
    page.keyboard.type("ㅅㄹㄱ")
    assert page.locator("#palette li.is-code[aria-selected=true]").inner_text().strip().endswith("숙련공을 구할 수가")


def test_two_experts_code_the_same_words_at_once_and_neither_loses_any(desk, suggested):
    one, two = desk("expert"), desk("expert-2")
    for sat in (one, two):
        opened(sat, document(suggested))
    one.press("Digit5", "Shift+Digit2")
    two.press("Digit2", "Shift+Digit2")
    one.press("Digit5", "Shift+Digit4")
    for sat in (one, two):
        sat.sent()
    text = row(suggested.db, "select text from segment where id = ?", [suggested.segment("숙련공")])["text"]
    assert stood(suggested) == [("workforce", 5, text), ("finance", 5, text)]
    assert stood(suggested, suggested.second) == [("workforce", 2, text)]


def test_what_a_lost_network_left_behind_goes_out_once_when_it_is_back(desk, suggested):
    sat = desk()
    page = opened(sat, document(suggested))
    sat.away = True
    sat.press("Digit3", "Shift+Digit2")
    page.locator("#waiting").wait_for()
    assert "1건" in page.locator("#waiting").inner_text() and stood(suggested) == []
    sat.away = False
    page = sat.open(f"/review/{suggested.segment('숙련공')}")  # as after a closed lid: another page, the same browser
    sat.sent()
    assert [each[:2] for each in stood(suggested)] == [("workforce", 3)]
    assert scalar(suggested.db, "select count(*) from judgment") == 1


def test_a_word_that_is_stale_shows_both_and_the_person_chooses(desk, suggested):
    sat, address = desk(), f"/review/{suggested.segment('숙련공')}"
    page = sat.open(address)
    other = page.context.new_page()
    other.goto(HOST + address)
    other.keyboard.press("Digit2")
    other.keyboard.press("KeyA")
    sent(other)
    sat.press("Digit5", "KeyA")
    dialog = page.locator("#stale")
    dialog.wait_for()
    assert "심각도 5" in dialog.locator("[data-yours]").inner_text()
    assert "심각도 2" in dialog.locator("[data-stands]").inner_text()
    dialog.get_by_role("button", name="지금 보낸 것으로").click()
    sat.sent()
    assert [each[:2] for each in stood(suggested)] == [("workforce", 5)]
    assert scalar(suggested.db, "select count(*) from judgment") == 2


def test_words_in_context_are_coded_where_they_stand_and_a_word_that_stands_is_left(desk, suggested):
    sat = desk()
    page = sat.open("/explore/words?q=이자&mode=part")
    page.get_by_text("함께 붙일").click()
    page.locator("[data-picking] .severity label", has_text="3").click()
    for told in ("1개에 ‘자금·금융’ 주제를 붙였습니다.", "1개는 같은 주제나"):
        page.get_by_role("button", name="모두 고르기").click()
        page.get_by_role("button", name="주제 붙이기").click()
        sat.press("Digit4")
        page.locator("#said", has_text=told).wait_for()
    assert [each[:2] for each in stood(suggested)] == [("finance", 3)]
    assert scalar(suggested.db, "select count(*) from judgment") == 1


def test_both_views_fit_a_phone_and_axe_finds_nothing(desk, suggested):
    sat = desk(width=390, height=844)
    for path, key in ((f"/review/{suggested.segment('숙련공')}", "KeyC"), (document(suggested), "Enter")):
        page = opened(sat, path) if "documents" in path else sat.open(path)
        page.evaluate(AXE_SCRIPT)
        for code in ((), (key,)):
            sat.press(*code)
            assert page.evaluate(TOO_WIDE) <= 0 and page.evaluate(VIOLATIONS) == [], (path, code)
        assert page.locator("#palette").is_visible()
