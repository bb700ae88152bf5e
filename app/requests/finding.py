"""Finding what is held of a person or a firm, place by place; that somebody looked, and by what, is in the trail."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.store import record
from app.clock import in_seoul, today
from app.db import writing
from app.errors import BadInput, Problem
from app.requests import store
from app.requests.asked import LEAST, SHORTEST_NUMBER, Asked
from app.requests.places import PLACES, Place
from app.surveys.answering.receipts import receipt_typed
from app.words.formats import day, named
from app.words.labels import label
from transcripts.personal.firms import core

# Who granted and lost which right is kept three years (safety rules, article 5), the access record one or two
# (article 8): a closed account keeps its name as long.
TRAIL_YEARS = 3
# Days within which the law wants an answer (decree, articles 41, 43).
ANSWER_DAYS = 10


@dataclass(frozen=True)
class Entry:
    """Something an act can destroy.

    `own`: the person's own, ticked from the start; `closed`: why it cannot be now; `receipt`: of a return.
    """

    act: str
    id: str
    told: str
    more: str
    own: bool
    until: str = ""
    closed: str = ""
    receipt: str = ""

    @property
    def key(self) -> str:
        return f"{self.act}:{self.id}"


@dataclass(frozen=True)
class Held:
    """What was found: how much at each place, the entries acts can reach, and who at roundtables is the person or firm."""

    asked: Asked
    counts: Mapping[str, int]
    entries: tuple[Entry, ...]
    participants: frozenset[str]

    @property
    def places(self) -> list[tuple[Place, int]]:
        return [(place, self.counts[place.code]) for place in PLACES if self.counts.get(place.code)]

    @property
    def nowhere(self) -> list[Place]:
        return [place for place in PLACES if not self.counts.get(place.code)]

    def chosen(self, keys: Iterable[str]) -> list[Entry]:
        """The entries of these keys that an act can reach; what was not found by what was asked is not among them."""
        wanted = set(keys)
        return [entry for entry in self.entries if entry.key in wanted and not entry.closed]


def deadline(received: date) -> date:
    """The last day of answering; the day of receipt does not count."""
    return received + timedelta(days=ANSWER_DAYS)


def held(db: Database, asked: Asked, scope: Scope, *, person_id: str | None) -> Held:
    """Look everywhere for what was given, within the scope, and write down who looked and by what kinds of words.

    Raises BadInput where nothing was given, or a receipt that cannot be one, or a word too short to be looked for.
    """
    found = find(db, asked, scope)
    with writing(db):
        record(db, "request searched", person_id=person_id, asked=asked.kinds, entries=len(found.entries))
    return found


def find(db: Database, asked: Asked, scope: Scope) -> Held:
    """The same for the acts that follow, which write down themselves what they do."""
    wrong = faults(asked)
    if wrong:
        raise BadInput(*wrong.values())
    asked = replace(asked, receipt=receipt_typed(asked.receipt))
    firms = [each for each in store.firms(db, scope) if _is_firm(each, asked.firm)] if asked.firm else []
    if len(firms) == 1:
        asked = replace(asked, firm=firms[0]["name"])
    return _Search(db, asked, scope, frozenset(each["id"] for each in firms)).held()


def faults(asked: Asked) -> dict[str, Problem]:
    """What is wrong with what was given, by the field it stands in; empty where it can be looked for."""
    wrong = {}
    if not asked.kinds:
        right = _("접수번호나 기업, 이름, 연락처, 아이디 가운데 하나 이상을 적어 주십시오")
        wrong["receipt"] = Problem(_("찾을 말"), _("아무것도 적지 않았습니다"), right)
    if asked.receipt and not receipt_typed(asked.receipt):
        right = _("2026Q4-7KX2MP처럼 적어 주십시오")
        wrong["receipt"] = Problem(_("접수번호"), _("접수번호의 모양이 아닙니다"), right)
    if asked.name and len(asked.word.replace(" ", "")) < LEAST:
        wrong["name"] = Problem(_("이름"), _("너무 짧습니다"), _("성과 이름을 모두 적어 주십시오"))
    if asked.phone and len(asked.digits) < SHORTEST_NUMBER:
        wrong["phone"] = Problem(_("전화번호"), _("너무 짧습니다"), _("010-1234-5678처럼 모두 적어 주십시오"))
    if asked.email and "@" not in asked.email:
        wrong["email"] = Problem(_("이메일"), _("이메일 주소가 아닙니다"), _("name@example.com처럼 적어 주십시오"))
    return wrong


def _is_firm(firm: sqlite3.Row, typed: str) -> bool:
    return firm["code"].casefold() == typed.casefold() or core(firm["name"]) == core(typed)


class _Search:
    """One search: the rows are read once, and counted as they are found."""

    def __init__(self, db: Database, asked: Asked, scope: Scope, firm_ids: frozenset[str]) -> None:
        self.db, self.asked, self.scope, self.firm_ids = db, asked, scope, firm_ids
        self.counts: Counter[str] = Counter()
        self.participants: set[str] = set()

    def held(self) -> Held:
        returns = self._returns()
        own = [each.id for each in returns if each.own]
        entries = [*returns, *self._roundtables(), *self._links(), *self._contacts(), *self._visits()]
        entries += self._accounts(own)
        for place in ("field", "records", "transcripts", "voices", "firms", "notes", "papers", "paper", "office"):
            self.counts[place] += len(self._stand_in(place))
        return Held(self.asked, self.counts, tuple(entries), frozenset(self.participants))

    def _stand_in(self, place: str) -> list[str]:
        """What the words stand in at a place, once for each row."""
        look = self.asked.stands_in
        return [id for id, texts in store.texts(self.db, place, self.scope) if any(look(text) for text in texts)]

    def _is_mine(self, firm_id: str | None, *names: str) -> bool:
        """Whether something is the person's or the firm's own: by the register, or by the name it goes by."""
        if firm_id in self.firm_ids:
            return True
        return any(self.asked.stands_in(name) & {"name", "firm"} for name in names)

    def _returns(self) -> list[Entry]:
        found, mentions = [], Counter(self._stand_in("mentions"))
        for each in store.returns(self.db, self.scope):
            own = each["receipt"] == self.asked.receipt or self._is_mine(each["firm_id"], each["own"] or "")
            if own:
                self.counts["returns"] += 1
                self.counts["written"] += each["originals"]
                found.append(_return(each, "return", own=True))
            elif mentions[each["id"]]:
                self.counts["mentions"] += mentions[each["id"]]
                found.append(_return(each, "mention", own=False))
        return found

    def _roundtables(self) -> list[Entry]:
        seats: Counter[str] = Counter()
        for each in store.participants(self.db, self.scope):
            if self._is_mine(each["firm_id"], each["label"], each["organization"]):
                seats[each["roundtable_id"]] += 1
                self.participants.add(each["id"])
        found = {place: Counter(self._stand_in(place)) for place in ("key", "originals")}
        self.counts["participants"] += seats.total()
        for place, counted in found.items():
            self.counts[place] += counted.total()
        ids = set(+seats).union(*found.values())
        return [
            self._roundtable(each, seats[each["id"]], found["key"][each["id"]] + found["originals"][each["id"]])
            for each in store.roundtables(self.db, ids)
        ]

    def _roundtable(self, each: sqlite3.Row, seats: int, said: int) -> Entry:
        more = _("참여자 %(seats)s명, 봉인한 쪽 %(said)s곳", seats=seats, said=said)
        gone = "" if each["keep_until"] or not each["documents"] else _("원본을 이미 파기했습니다")
        told = f"{named(each, 'title')} · {day(each['held_on'])}"
        return Entry("roundtable", each["id"], told, more, bool(seats), each["keep_until"] or "", gone)

    def _links(self) -> list[Entry]:
        found = store.links(self.db, self.firm_ids, self.scope)
        self.counts["links"] += len(found)
        return [
            Entry("link", each["id"], f"{named(each, 'title')} · {each['own']}", _state_of_link(each), own=True)
            for each in found
        ]

    def _visits(self) -> list[Entry]:
        """Visits to the firm, and those whose note names who asks."""
        named_in, found = set(self._stand_in("visits")), []
        for each in store.visits(self.db, self.scope):
            own = each["firm_id"] in self.firm_ids
            if own or each["id"] in named_in:
                self.counts["visits"] += 1
                more = label(each["outcome"], "visit_state")
                found.append(Entry("visit", each["id"], f"{each['own']} · {day(each['visited_at'])}", more, own))
        return found

    def _contacts(self) -> list[Entry]:
        found = store.contacts(self.db, {*self._stand_in("contacts"), *self.firm_ids})
        self.counts["contacts"] += len(found)
        self.counts["begun"] += store.count_begun(self.db, self.firm_ids)
        return [
            Entry(
                "contact",
                each["firm_id"],
                each["own"],
                " · ".join(
                    filter(None, (each["person"], each["phone"], each["email"], each["postcode"], each["address"]))
                ),
                own=True,
            )
            for each in found
        ]

    def _accounts(self, things: list[str]) -> list[Entry]:
        asked = self.asked
        found = store.accounts(self.db, asked.login, asked.word) if asked.login or asked.name else []
        people = [each["id"] for each in found]
        words = [word for word in (asked.word, asked.email, asked.phone, asked.login) if len(word) >= LEAST]
        self.counts["accounts"] += len(found)
        self.counts["deeds"] += store.count_deeds(self.db, people)
        self.counts["trail"] += store.count_trail(self.db, people, [*people, *things], words)
        return [Entry("account", each["id"], each["login"], each["name"], False, "", _kept(each)) for each in found]


def _return(each: sqlite3.Row, act: str, *, own: bool) -> Entry:
    more = " · ".join(part for part in (named(each), each["own"] if own else "") if part)
    told = named(each, "title")
    waits = act == "mention" and each["waits"]
    bare = act == "mention" and not each["originals"]
    closed = _("아직 확인을 기다리는 답입니다. 먼저 확인해 주십시오") if waits else ""
    closed = closed or (
        _("원문은 없고 읽는 글에 남아 있습니다. 그 응답자의 동의 없이는 지우지 않습니다") if bare else ""
    )
    return Entry(act, each["id"], told, more, own, each["keep_until"] or "", closed, each["receipt"])


def _state_of_link(each: sqlite3.Row) -> str:
    if each["used_at"]:
        return _("답한 링크")
    return _("폐기한 링크") if each["revoked_at"] else _("아직 답하지 않은 링크")


def _kept(account: sqlite3.Row) -> str:
    """Why a name stays with an account; empty where it may go."""
    if account["active"]:
        return _("쓰고 있는 계정입니다. 관리자가 먼저 정지해야 합니다")
    last = in_seoul(account["last"] or account["created_at"]).date()
    free = date(last.year + TRAIL_YEARS, last.month, min(last.day, 28))
    return "" if free < today() else _("%(day)s까지 기록을 남겨야 합니다", day=day(free.isoformat()))
