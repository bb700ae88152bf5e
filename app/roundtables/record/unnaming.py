"""A record as everybody may read it: names of people and firms taken out of titles, topics, roles and presentations."""

from __future__ import annotations

from dataclasses import replace

from sqlite_utils import Database

from app.personal.written import written
from app.roundtables.record.records import ParticipantDraft, PresentationDraft, RecordDraft
from transcripts.personal.firms import core


def unnamed(db: Database, draft: RecordDraft) -> RecordDraft:
    """The draft with nobody named where everybody reads: title and topics; who sat there stands on the sealed side."""
    topics = tuple(written(db, topic) for topic in draft.topics)
    people = tuple(replace(each, role=_unnamed_role(db, each)) for each in draft.participants)
    title, english = written(db, draft.title), written(db, draft.title_en)
    return replace(
        draft,
        title=title,
        title_en=english,
        topics=topics,
        participants=people,
        presentations=tuple(_unnamed_presentation(db, each) for each in draft.presentations),
    )


def _unnamed_presentation(db: Database, each: PresentationDraft) -> PresentationDraft:
    """Read by everybody but for the speaker, who is told as participants are; his organisation stands with him."""
    organization = "" if each.speaker else written(db, each.organization)
    title, role = written(db, each.title), "" if each.speaker else written(db, each.role)
    return replace(each, title=title, organization=organization, role=role)


def _unnamed_role(db: Database, each: ParticipantDraft) -> str:
    """A title as everybody reads it: 보기정밀대표 of 보기정밀 is 대표."""
    own = core(each.organization)
    role = each.role.removeprefix(own).strip() if each.org_kind == "firm" and own else each.role
    return written(db, role or each.role)
