"""Making proposals of statements, wording them anew, joining several and splitting one: each act is told as an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.store import record
from app.clock import today
from app.codebook import store as codebook
from app.db import rows, writing
from app.errors import BadInput, Conflict, Problem
from app.ids import new_id
from app.personal.written import written
from app.proposals.keeping import sources, store, write_store
from app.proposals.keeping.proposal import JOINED, MOST_STATEMENTS, Answer, Draft, Fault, draft_faults, due_faults
from app.proposals.keeping.sources import Source
from app.tables.checked import N_
from app.words.labels import choices


class FaultyProposal(BadInput):
    """What is wrong with a proposal or its answer; a form shows it at the fields."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(*(Problem(each.field, _(each.what), _(each.right)) for each in faults))
        self.faults = tuple(faults)


def make(
    db: Database,
    round_id: str,
    draft: Draft,
    segment_ids: Sequence[str],
    *,
    person_id: str | None,
    made_on: date | None = None,
    stood: str = "",
    source: Source | None = None,
) -> str:
    """A new proposal that stands on these statements; the caller has asked whether the person may read them.

    Without any it stands in minutes or a letter, which is its `source`.

    Names of people and firms in its words are replaced. The day to answer by lies on `made_on` (today) or after, unless
    it is one that `stood` already. Raises FaultyProposal.
    """
    draft = _checked(db, draft, segment_ids, made_on=made_on, stood=stood)
    if not segment_ids and source is None:
        raise BadInput(Problem(_("발언"), _("고른 발언이 없습니다"), _("제안이 나온 발언을 하나 이상 골라 주십시오")))
    if len(segment_ids) > MOST_STATEMENTS:
        raise BadInput(Problem(_("발언"), _("발언이 너무 많습니다"), _("한 제안에는 200개까지 묶을 수 있습니다")))
    made = new_id()
    with writing(db):
        write_store.insert_proposal(db, made, round_id, person_id=person_id)
        write_store.insert_text(db, made, draft, person_id=person_id)
        write_store.insert_event(db, made, Answer("received"), person_id=person_id)
        if source is not None:
            sources.insert(db, made, source, person_id=person_id)
        write_store.add_segments(db, made, segment_ids, person_id=person_id)
        _told(db, "proposal made", made, person_id, statements=len(segment_ids))
    return made


def _told(db: Database, action: str, proposal_id: str, person_id: str | None, **detail: object) -> None:
    record(db, action, person_id=person_id, object_kind="proposal", object_id=proposal_id, **detail)


def _checked(
    db: Database, draft: Draft, segment_ids: Sequence[str], *, made_on: date | None = None, stood: str = ""
) -> Draft:
    """The draft as it may be stored, its themes those of the codebook. Raises FaultyProposal."""
    faults = [*draft_faults(draft), *due_faults(draft, stood, made_on or today())]
    if draft.domain and draft.domain not in dict(choices("domain")):
        faults.append(Fault("domain", N_("없는 영역입니다"), N_("목록에서 영역을 골라 주십시오")))
    if faults:
        raise FaultyProposal(faults)
    newest = codebook.newest(db)
    known = {r["code"] for r in codebook.themes(db, newest["id"])} if newest else set()
    themes = tuple(code for code in dict.fromkeys(draft.themes) if code in known)
    own = _called(db, segment_ids)
    return replace(draft, title=written(db, draft.title, own), text=written(db, draft.text, own), themes=themes)


def _called(db: Database, segment_ids: Sequence[str]) -> dict[str, str]:
    """The firms of the meeting at which all of it was said, by name, with what they are called in its minutes.

    Of several meetings none: 기업 4 of one is not 기업 4 of the other.
    """
    there = store.firms_of_meetings(db, segment_ids)
    if len({r["roundtable_id"] for r in there}) != 1:
        return {}
    shown = [r for r in there if r["shown_organization"]]
    return {name: r["shown_organization"] for r in shown for name in (r["organization"], r["name"]) if name}


def change(db: Database, proposal_id: str, draft: Draft, *, seen: int, person_id: str | None) -> bool:
    """Word a proposal anew; False where nothing differs. Raises Conflict where somebody did so meanwhile."""
    with writing(db):
        stands = store.proposals_named(db, [proposal_id])[proposal_id]
        draft = _checked(db, draft, store.segments_of(db, proposal_id), stood=stands["due_on"] or "")
        if stands["seen"] != seen:
            raise Conflict(_("그사이 다른 사람이 이 제안을 고쳤습니다. 제안을 다시 열어 확인한 뒤 고쳐 주십시오."))
        if draft_of(db, proposal_id) == draft:
            return False
        write_store.insert_text(db, proposal_id, draft, person_id=person_id)
        _told(db, "proposal changed", proposal_id, person_id)
    return True


def draft_of(db: Database, proposal_id: str) -> Draft:
    """A stored proposal as it would be worded in the form."""
    stands = store.proposals_named(db, [proposal_id])[proposal_id]
    return Draft(
        title=stands["title"],
        text=stands["text"],
        themes=tuple(store.themes_of(db, [proposal_id])[proposal_id]),
        domain=stands["domain"] or "",
        addressee=stands["addressee"],
        due_on=stands["due_on"] or "",
    )


def attach(db: Database, proposal_id: str, segment_ids: Sequence[str], *, person_id: str | None) -> int:
    """Let a proposal stand on further statements; how many are new. May be repeated."""
    with writing(db):
        _unjoined(db, proposal_id)
        new = write_store.add_segments(db, proposal_id, segment_ids, person_id=person_id)
        if new:
            _told(db, "proposal statements added", proposal_id, person_id, statements=new)
    return new


def detach(db: Database, proposal_id: str, segment_ids: Sequence[str], *, person_id: str | None) -> int:
    """Statements the proposal stands on no more; at least one stays. Raises Conflict."""
    with writing(db):
        _leaves_some(db, proposal_id, segment_ids)
        ended = write_store.end_segments(db, proposal_id, segment_ids, person_id=person_id)
        if ended:
            _told(db, "proposal statements ended", proposal_id, person_id, statements=ended)
    return ended


def _leaves_some(db: Database, proposal_id: str, segment_ids: Sequence[str]) -> None:
    stands = sources.sources_of(db, [proposal_id])[proposal_id]
    if not stands and not set(store.segments_of(db, proposal_id)) - set(segment_ids):
        raise Conflict(_("제안에는 발언이 하나는 남아야 합니다. 남길 발언의 표시를 지워 주십시오."))


def _unjoined(db: Database, proposal_id: str) -> None:
    if store.proposals_named(db, [proposal_id])[proposal_id]["state"] == JOINED:
        raise Conflict(_("다른 제안에 합친 제안입니다. 합친 제안을 열어 주십시오."))


def join(db: Database, into: str, others: Sequence[str], *, scope: Scope, person_id: str | None) -> int:
    """Let other proposals that say the same go on in this one: their statements and themes come along; how many.

    Raises Conflict where one of them is this one, out of scope, or joined already.
    """
    with writing(db):
        _unjoined(db, into)
        for other in dict.fromkeys(others):
            found = store.find_proposal(db, other, scope)
            if found is None or found["state"] == JOINED or other == into:
                raise Conflict(_("합칠 수 없는 제안이 들어 있습니다. 목록을 다시 열어 골라 주십시오."))
            _take_in(db, into, other, person_id)
    return len(set(others))


def _take_in(db: Database, into: str, other: str, person_id: str | None) -> None:
    moved = store.segments_of(db, other)
    write_store.end_segments(db, other, moved, person_id=person_id)
    sources.copy(db, into, other)
    write_store.add_segments(db, into, moved, person_id=person_id)
    themes = store.themes_of(db, [into, other])
    draft = draft_of(db, into)
    both = tuple(dict.fromkeys((*themes[into], *themes[other])))
    if both != draft.themes:
        write_store.insert_text(db, into, replace(draft, themes=both), person_id=person_id)
    write_store.insert_event(db, other, Answer(JOINED), person_id=person_id, other_id=into)
    _told(db, "proposals joined", into, person_id, statements=len(moved))


def split(db: Database, proposal_id: str, draft: Draft, segment_ids: Sequence[str], *, person_id: str | None) -> str:
    """A new proposal of some of a proposal's statements; these stand in it alone from now on. Raises Conflict."""
    with writing(db):
        _leaves_some(db, proposal_id, segment_ids)
        stands = store.proposals_named(db, [proposal_id])[proposal_id]
        held = set(store.segments_of(db, proposal_id))
        moved = [each for each in segment_ids if each in held]
        write_store.end_segments(db, proposal_id, moved, person_id=person_id)
        made = make(db, stands["round_id"], draft, moved, person_id=person_id, stood=stands["due_on"] or "")
        write_store.insert_event(db, proposal_id, Answer("split"), person_id=person_id, other_id=made)
        _told(db, "proposal split", proposal_id, person_id, statements=len(moved))
    return made


def set_aside(db: Database, segment_ids: Sequence[str], *, aside: bool, person_id: str | None) -> int:
    """Statements that are no proposal, or (taken back) may be one after all; how many."""
    with writing(db):
        for segment_id in dict.fromkeys(segment_ids):
            write_store.set_aside(db, segment_id, aside=aside, person_id=person_id)
        if segment_ids:
            action = "statements set aside" if aside else "statements taken back"
            record(db, action, person_id=person_id, object_kind="proposal", statements=len(set(segment_ids)))
    return len(set(segment_ids))


def round_of(db: Database, segment_ids: Sequence[str]) -> str | None:
    """The newest round in which one of the statements was said."""
    marks = ", ".join("?" * len(segment_ids))
    sql = f"""select r.id from segment s join round r on r.id = s.round_id where s.id in ({marks})
              order by r.starts_on desc limit 1"""
    found = rows(db, sql, list(segment_ids))
    return found[0]["id"] if found else None
