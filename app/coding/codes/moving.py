"""Moving, merging and splitting codes: planned and looked at first, then done with the codings that stand on them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.codebook import store as codebook_store
from app.codebook.definitions import plain
from app.coding.codes import carry_store, carrying, code_store, codes
from app.coding.codes.carry_store import Carry
from app.coding.codes.carrying import carried_to
from app.coding.codes.code import MERGED, RETIRED, USED, Code, Stated, below, faults
from app.coding.codes.codes import Refused, codes_now, fresh
from app.coding.statements.judgments import Fault
from app.db import writing
from app.errors import Conflict
from app.personal.written import written
from app.tables.checked import N_

# Parts one code is split into at once: they are chosen for each coding on one page. Chosen, not measured.
MOST_PARTS = 6


@dataclass(frozen=True)
class Plan:
    """What a change would do, nothing of it done.

    Attributes
    ----------
    changes : tuple of (Code, Stated)
        What each code becomes, the one that was chosen first.
    carries : tuple of Carry
        Codings that are carried over.
    parts : mapping of str to collection of int
        For a split: name of a part to the codings that go to it.
    """

    kind: str
    changes: tuple[tuple[Code, Stated], ...]
    carries: tuple[Carry, ...] = ()
    parts: Mapping[str, Collection[int]] | None = None

    @property
    def code(self) -> Code:
        return self.changes[0][0]

    @property
    def count(self) -> int:
        """How many codings change; the second press says it, so that nothing changes that was not shown."""
        return len(self.carries) + sum(map(len, (self.parts or {}).values()))


def plan_move(db: Database, code_id: str, *, event_id: str, theme_code: str, parent: str | None) -> Plan:
    """A code, with all beneath it, under another theme or code. Raises Refused, Conflict."""
    every, code = codes_now(db), fresh(db, code_id, event_id)
    wanted = replace(code.stated, theme_code=theme_code, parent_id=parent or None)
    if wanted == code.stated:
        raise Refused([Fault("parent", N_("이미 그 자리에 있는 코드입니다"), N_("다른 코드나 주제를 골라 주십시오"))])
    _refuse_if_wrong(db, every, wanted, code_id)
    under = below(every, code_id) if theme_code != code.theme_code else []
    changes = ((code, wanted), *((each, replace(each.stated, theme_code=theme_code)) for each in under))
    carries = _to_theme(db, [code, *under], theme_code) if theme_code != code.theme_code else ()
    return Plan("moved", changes, carries)


def plan_merge(db: Database, code_id: str, *, event_id: str, into: str) -> Plan:
    """A code taken up by another; what lies beneath it comes to lie beneath that one. Raises Refused, Conflict."""
    every, code = codes_now(db), fresh(db, code_id, event_id)
    target = next((each for each in every if each.id == into and each.state == USED), None)
    under = below(every, code_id)
    if target is None or target.id in {code.id, *(each.id for each in under)}:
        raise Refused([Fault("into", N_("합칠 수 없는 코드입니다"), N_("쓰고 있는 다른 코드를 골라 주십시오"))])
    changes = [(code, replace(code.stated, state=MERGED, into_id=target.id))]
    for each in under:
        parent = target.id if each.parent_id == code_id else each.parent_id
        changes.append((each, replace(each.stated, theme_code=target.theme_code, parent_id=parent)))
    for each, wanted in changes[1:]:
        if wanted.parent_id == target.id:
            _refuse_if_wrong(db, [other for other in every if other.id != code_id], wanted, each.id)
    own = [carried_to(j, target.theme_code, target.id) for j in carry_store.on_codes(db, [code_id])]
    moved = _to_theme(db, under, target.theme_code) if target.theme_code != code.theme_code else ()
    return Plan("merged", tuple(changes), (*own, *moved))


def plan_split(
    db: Database, code_id: str, *, event_id: str, parts: Mapping[str, Collection[int]], retire: bool = False
) -> Plan:
    """Codings of a code given to parts of it, each a code beside it; what goes to none stays. Raises Refused, Conflict."""
    every, code = codes_now(db), fresh(db, code_id, event_id)
    told = {plain(written(db, name)): set(chosen) for name, chosen in parts.items() if plain(name)}
    if not 0 < len(told) <= MOST_PARTS:
        raise Refused(
            [Fault("parts", N_("나눌 코드가 없거나 너무 많습니다"), N_("이름을 하나에서 여섯까지 적어 주십시오"))]
        )
    stands = {j["id"] for j in carry_store.on_codes(db, [code_id])}
    if any(chosen - stands for chosen in told.values()):
        raise Conflict(
            _("고른 판단 가운데 그 사이에 바뀐 것이 있습니다. 아무것도 바꾸지 않았습니다. 다시 골라 주십시오.")
        )
    for name in told:
        wanted = replace(_fresh_part(code), name_ko=name)
        if _sibling(every, wanted) in (None, code_id):
            _refuse_if_wrong(db, every, wanted, "")
    return Plan("split", ((code, replace(code.stated, state=RETIRED if retire else USED)),), (), told)


def perform(db: Database, plan: Plan, *, by: str, count: int, reason: str = "") -> str:
    """Do what was planned, with all codings, or nothing; returns the event's id. `count` is what the page showed.

    Raises Conflict where codings came or went since.
    """
    with writing(db):
        if plan.count != count:
            raise Conflict(
                _("그 사이에 판단이 늘거나 줄었습니다. 아무것도 바꾸지 않았습니다. 달라지는 것을 다시 확인해 주십시오.")
            )
        book = codebook_store.newest(db)
        assert book is not None
        (code, wanted), *others = plan.changes
        first = codes.append(db, plan.kind, code, wanted, by=by, reason=reason)
        for each, then in others:
            codes.append(db, "moved", each, then, by=by, together=first)
        carries = [*plan.carries, *_parted(db, plan, by, first)]
        done = carrying.carry(db, first, carries, book["id"])
        told = {"theme": wanted.theme_code, "before": code.theme_code, "decisions": done}
        record(db, f"code {plan.kind}", person_id=by, object_kind="code", object_id=code.id, **told)
    return first


def _parted(db: Database, plan: Plan, by: str, first: str) -> list[Carry]:
    """The parts of a split made, or found beside the code, and what goes to each."""
    found = []
    for name, chosen in (plan.parts or {}).items():
        wanted = replace(_fresh_part(plan.code), name_ko=name)
        there = _sibling(codes_now(db), wanted)
        part = there or codes.begin(db, wanted, by=by, segment=None, together=first)
        found += [Carry(each, wanted.theme_code, part, plan.code.theme_code) for each in sorted(chosen)]
    return found


def _fresh_part(code: Code) -> Stated:
    return Stated(code.theme_code, code.parent_id, "", colour=code.colour)


def _sibling(every: Collection[Code], wanted: Stated) -> str | None:
    place = (USED, wanted.theme_code, wanted.parent_id, wanted.name_ko.casefold())
    return next(
        (c.id for c in every if (c.state, c.theme_code, c.parent_id, c.name_ko.casefold()) == place),
        None,
    )


def _to_theme(db: Database, moved: Collection[Code], theme_code: str) -> tuple[Carry, ...]:
    """Codings of codes that come to lie beneath another theme: each keeps its code."""
    found = carry_store.on_codes(db, [each.id for each in moved])
    return tuple(carried_to(j, theme_code, j["code_id"]) for j in found)


def undo(db: Database, event_id: str, *, by: str) -> int:
    """Put codes back as they were before an event and take back what it carried over; how many words came back.

    A further event, nothing is erased. Raises Conflict where it was undone already or the codes changed since.
    """
    with writing(db):
        events = code_store.events_together(db, event_id)
        if not events or events[0]["together"] or events[0]["undone"] or events[0]["undoes"]:
            raise Conflict(_("되돌릴 수 없는 변경입니다. 이미 되돌렸을 수 있습니다."))
        touched = [each["code_id"] for each in events if each["code_id"]]
        if code_store.touched_since(db, touched, events[-1]["number"]):
            raise Conflict(_("그 뒤에 이 코드가 또 바뀌었습니다. 나중 변경을 먼저 되돌려 주십시오."))
        back = carrying.take_back(db, event_id)
        first: str | None = None
        for each in events:
            wanted = _before(db, each)
            appended: dict[str, Any] = {"code_id": each["code_id"], "person_id": by, "together": first}
            made = code_store.append(db, "restored", wanted, undoes=None if first else event_id, **appended)
            first = first or made
        told = {"theme": events[0]["theme_code"], "decisions": back}
        kind = "code" if events[0]["code_id"] else "theme"
        object_id = events[0]["code_id"] or events[0]["theme_code"]
        record(db, "code change undone", person_id=by, object_kind=kind, object_id=object_id, **told)
    return back


def _before(db: Database, event: Any) -> Stated:
    """What a code was before an event; one that it made goes out of use."""
    before = code_store.find_event(db, event["before_id"])
    if before is not None:
        return code_store.stated(before)
    return replace(code_store.stated(event), state=RETIRED if event["code_id"] else USED, into_id=None)


def _refuse_if_wrong(db: Database, every: Collection[Code], wanted: Stated, own: str) -> None:
    book = codebook_store.newest(db)
    themes = {t["code"] for t in codebook_store.themes(db, book["id"])} if book else set()
    if wrong := faults(every, wanted, themes, own):
        raise Refused(wrong)
