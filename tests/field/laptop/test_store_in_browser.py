"""The laptop's own parts in a real browser, one page for all: locks, stores, journal, sealing, receipts, the stick."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask
from playwright.sync_api import Browser, Page, Route
from sqlite_utils import Database

from app.accounts import signing_in
from app.field.records import bundle, keys
from tests.conftest import PASSWORD, all_rows, sign_in
from tests.field.conftest import ANSWERS, Laptop

# As a page of ours is served: the browser's crypto and its locks are for secure addresses only.
HOST = "https://workbench.test"
# Rounds of the PIN's key as few as a test needs; how many there are is asked for below.
FEWER = """const derive = crypto.subtle.deriveKey.bind(crypto.subtle); window.rounds = [];
  crypto.subtle.deriveKey = (way, ...rest) => { if (way.iterations) window.rounds.push(way.iterations);
    return derive(way.iterations ? { ...way, iterations: 1000 } : way, ...rest); };"""
LOAD = """const load = (name) => import(`/static/js/field/${name}.js`);
  const why = (promise) => promise.then(() => "opened",
    (error) => (error.name === "Error" ? error.constructor.name : error.name));"""
# What the browser loads is the same for every test: asked for once.
LOADED: dict[str, dict[str, Any]] = {}


@pytest.fixture(scope="module")
def browser_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="ko-KR", service_workers="block")
    page = context.new_page()
    page.add_init_script(FEWER)
    yield page
    context.close()


@pytest.fixture
def page(browser_page: Page, laptop: Laptop) -> Page:
    """The app's first page; whoever is signed in in the test client is signed in here. Nothing is kept of other tests."""

    def answer(route: Route) -> None:
        request = route.request
        path = request.url.removeprefix(HOST)
        if path in LOADED:
            return route.fulfill(**LOADED[path])
        sent = {"data": request.post_data_buffer, "content_type": request.headers.get("content-type")}
        answered = laptop.client.open(path, method=request.method, **sent)
        headers = {name: value for name, value in answered.headers.items() if name.lower() != "content-length"}
        told = {"status": answered.status_code, "headers": headers, "body": answered.data}
        if path.startswith("/static/"):
            LOADED[path] = told
        return route.fulfill(**told)

    browser_page.unroute_all()
    browser_page.route("**/*", answer)
    if not browser_page.url.startswith(HOST):
        browser_page.goto(f"{HOST}/field/")
    browser_page.evaluate("""async () => { for (const each of await indexedDB.databases()) await new Promise((done) => {
      const asked = indexedDB.deleteDatabase(each.name); asked.onsuccess = asked.onerror = asked.onblocked = done; }); }""")
    return browser_page


def run(page: Page, body: str, given: object = None) -> Any:
    return page.evaluate(f"async (given) => {{ {LOAD} {body} }}", given)


def test_a_lock_opens_by_its_pin_or_by_the_offices_secret_and_wrong_pins_wait(page: Page) -> None:
    told = run(
        page,
        """const { create, unlock, relock, MustWait } = await load("vault"), secret = "A".repeat(43);
        const { kept, vault } = await create("246810", secret), keep = async () => {};
        const sealed = await vault.sealText("draft 1", "인력난"), tries = [];
        const right = await (await unlock(kept, "246810", keep)).openText("draft 1", sealed);
        const moved = await why(vault.openText("draft 2", sealed));
        for (let turn = 0; turn < 5; turn += 1) tries.push(await why(unlock(kept, "000000", keep)));
        const even = await why(unlock(kept, "246810", keep));
        const stranger = await why(relock(kept, "B".repeat(43), "135790"));
        const again = await relock(kept, secret, "135790");
        const old = await why(unlock(again.kept, "246810", keep));
        const words = await (await unlock(again.kept, "135790", keep)).openText("draft 1", sealed);
        return { right, moved, tries, even, stranger, old, words, rounds: [...new Set(window.rounds)] };""",
    )
    assert told["right"] == told["words"] == "인력난"
    assert told["tries"] == ["WrongPin"] * 4 + ["MustWait"], "three cost nothing, the fourth makes the next wait"
    assert (told["even"], told["old"]) == ("MustWait", "WrongPin")
    assert told["stranger"] == "OperationError" and told["moved"] == "OperationError"
    assert told["rounds"] == [600_000]


def test_colleagues_on_one_laptop_have_stores_and_pins_of_their_own_and_see_no_names(
    page: Page, laptop: Laptop, db: Database, areas: dict[str, str]
) -> None:
    signing_in.add_person(
        db, login="colleague", name="예시 동료", role="researcher", password=PASSWORD, area_ids=[areas["B001"]]
    )
    run(page, """await (await load("opening")).prepare("246810");""")
    sign_in(laptop.client, "colleague")
    told = run(
        page,
        """const { prepare, openWithPin, isPrepared } = await load("opening");
        await prepare("135790");
        const mine = await why(openWithPin("researcher", "246810"));
        return { mine, theirs: await why(openWithPin("researcher", "135790")),
          nobody: await isPrepared("somebody"), names: (await indexedDB.databases()).map((each) => each.name) };""",
    )
    assert (told["mine"], told["theirs"], told["nobody"]) == ("opened", "WrongPin", False)
    assert len(told["names"]) == 2 and not any("researcher" in name or "colleague" in name for name in told["names"])
    page.reload()
    page.wait_for_selector("#login")
    assert "researcher" not in page.content() and "예시 동료" not in page.content()


def test_what_was_typed_is_there_after_a_forgotten_pin_and_a_resident_number_never_is(page: Page) -> None:
    told = run(
        page,
        """const { prepare, openWithOffice } = await load("opening");
        const { Journal, findDraft, newDraft } = await load("drafts");
        const desk = await prepare("246810"), states = [], draft = newDraft("return", { label: "예시정밀" });
        const journal = new Journal(desk, draft, (state) => states.push(state));
        journal.change({ answers: { hardest: "인력난", who: "900101-1234568" } });
        const held = await journal.flush();
        journal.change({ answers: { hardest: "인력난과 자금난" } });
        const saved = await journal.flush();
        desk.store.close();
        const again = await openWithOffice("researcher", "135790");
        const raw = JSON.stringify((await again.store.all("drafts")).map((row) => [...row.data]));
        return { held, saved, states, draft: (await findDraft(again, draft.id)).answers, raw: raw.length };""",
    )
    assert told["held"] is False and told["saved"] is True
    assert told["states"] == ["writing", "resident", "writing", "saved"]
    assert told["draft"] == {"hardest": "인력난과 자금난"}


def test_a_record_is_sealed_once_and_a_change_is_a_new_one_that_names_it(page: Page) -> None:
    told = run(
        page,
        """const { prepare } = await load("opening"), { Journal, newDraft } = await load("drafts");
        const { seal, revise, textOf, unsent } = await load("sealing"), desk = await prepare("246810");
        const draft = newDraft("visit", { visit: null, area: null, outcome: "refused", photos: [] });
        const journal = new Journal(desk, draft, () => {});
        const photo = await journal.attach(new Uint8Array([1, 2, 3]), "image/jpeg");
        journal.change({ photos: [photo] });
        await journal.flush();
        const both = await Promise.all([seal(desk, draft), seal(desk, draft)]);
        const again = await revise(desk, both[0]);
        const files = (await desk.store.all("files")).map((row) => row.of).sort();
        const text = JSON.parse(await textOf(desk, both[0]));
        const { sealed } = both[0], data = sealed.data.map((byte, at) => (at ? byte : byte ^ 1));
        await desk.store.put("records", { ...both[0], sealed: { ...sealed, data } });
        const damaged = await why(textOf(desk, await desk.store.get("records", draft.id)));
        return { same: both[0].sha256 === both[1].sha256, count: (await unsent(desk)).length, base: again.base === draft.id,
          files, ids: [draft.id, again.id].sort(), text, damaged };""",
    )
    assert told["same"] and told["count"] == 1 and told["base"]
    assert told["files"] == told["ids"], "the photo goes with both"
    assert (told["text"]["sequence"], told["text"]["outcome"], len(told["text"]["photos"])) == (1, "refused", 1)
    assert told["damaged"] == "OperationError", "what the disk changed is never sent"


def test_one_state_is_told_and_it_is_true(page: Page) -> None:
    """Nothing to send is never beside a sentence that sending stopped, nor "all sent" beside what was refused."""
    told = run(
        page,
        """const { standing } = await load("standing");
           return given.map(([waiting, refused, how]) => standing({ waiting, refused, how }));""",
        [[0, 0, "sign-in"], [2, 0, "sign-in"], [0, 1, "done"], [0, 0, "done"], [3, 1, "later"]],
    )
    assert [(each["state"], each["signIn"]) for each in told] == [
        (["all_sent", 0], "signed_out_sent"), (["unsent", 2], "signed_out"), (["not_taken", 1], ""),
        (["all_sent", 0], ""), (["unsent", 3], ""),
    ]  # fmt: skip


def test_only_the_offices_signature_about_these_very_bytes_is_a_receipt(page: Page, app: Flask) -> None:
    key, stranger = keys.signing_key(app.config["MOKSORI"].data), ec.generate_private_key(ec.SECP256R1())
    row = {"id": "1", "sha256": "ab"}
    good = json.dumps({"record": "1", "sha256": "ab", "number": "2026Q4-7KX2MP"})
    about_another = json.dumps({"record": "2", "sha256": "ab"})
    cases = [
        {"receipt": good, "signature": keys.sign(key, good)},
        {"receipt": good, "signature": keys.sign(stranger, good)},
        {"receipt": good + " ", "signature": keys.sign(key, good)},
        {"receipt": about_another, "signature": keys.sign(key, about_another)},
        {"receipt": good.replace("ab", "ac"), "signature": keys.sign(key, good)},
        {"receipt": good, "signature": ""},
        {"receipt": "<html>Welcome</html>", "signature": "x"},
        {},
        None,
    ]
    body = """const { isReceipt } = await load("receipts"), told = [];
      for (const each of given.cases) told.push(await isReceipt(each, given.row, given.key));
      return told;"""
    assert run(page, body, {"cases": cases, "row": row, "key": keys.jwk(key)}) == [True] + [False] * (len(cases) - 1)


def test_the_office_takes_from_the_stick_what_the_laptop_wrote(
    page: Page, laptop: Laptop, db: Database, app: Flask
) -> None:
    folder = Path(app.config["MOKSORI"].data)
    given = {"survey": laptop.survey["id"], "version": laptop.survey["version_id"], "area": laptop.area,
             "firm": laptop.firm, "answers": {**ANSWERS, "employees": 1234}}  # fmt: skip
    written = run(
        page,
        """const { prepare } = await load("opening"), { refresh } = await load("day");
        const { Journal, newDraft } = await load("drafts");
        const { seal } = await load("sealing"), { bundle } = await load("bundle"), desk = await prepare("246810");
        const fetched = await refresh(desk), draft = newDraft("return", { ...given, label: "예시", lang: "ko" });
        const journal = new Journal(desk, draft, () => {});
        journal.change({});
        await journal.flush();
        await seal(desk, draft);
        const { blob, count } = await bundle(desk);
        return { fetched, count, text: await blob.text(), forms: (await desk.store.all("forms")).length };""",
        given,
    )
    assert (written["fetched"], written["count"], written["forms"]) == ("done", 1, 2)
    assert "인력난" not in written["text"] and "예시정밀" not in written["text"]
    done = bundle.import_bundle(db, written["text"].encode(), folder=folder, person_id=None)
    assert (done.new, done.held, done.refused) == (1, 0, []) and len(all_rows(db, "response")) == 1
