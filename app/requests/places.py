"""Where something of a person or a firm may be held: the data map, by which the page answers and docs/privacy.md is written.

What each is, why, how long and how it ends stand in LABELS (`held_place`, `held_why`, `held_until`, `held_end`).
"""

from __future__ import annotations

from dataclasses import dataclass

from app.accounts.permissions import PERMISSIONS


@dataclass(frozen=True)
class Place:
    """A kind of place: its columns, the permissions under which they are read, and the act that destroys (or none)."""

    code: str
    columns: tuple[str, ...]
    readers: tuple[str, ...]
    act: str = ""

    @property
    def roles(self) -> frozenset[str]:
        """Who reads it; nobody where only the machine does."""
        return frozenset().union(*(PERMISSIONS[each] for each in self.readers))


PLACES = (
    Place(
        "returns",
        (
            "response.firm_id",
            "return_now.firm_id",
            "answer.value",
            "answer.text",
            "answer_correction.before",
            "answer_correction.value",
            "segment.text",
            "segment_vector.vector",
        ),
        ("surveys.view", "surveys.texts", "quotes.view"),
        "return",
    ),
    Place("field", ("field_record.firm_id", "field_record.body"), ("field.settle",)),
    Place("written", ("answer_original.raw_text",), ("surveys.sealed",), "return"),
    Place("mentions", ("answer_original.raw_text", "answer.text"), ("surveys.sealed",), "mention"),
    Place(
        "participants",
        (
            *("participant.label", "participant.organization", "participant.firm_id", "proposal_link.firm_id"),
            *("proposal_link.participant_id", "proposal_source.participant_id", "proposal_source.firm_id"),
        ),
        ("roundtables.raw",),
        "roundtable",
    ),
    Place("key", ("pseudonym.original",), ("roundtables.raw",), "roundtable"),
    Place(
        "originals",
        ("original.file_bytes", "original.raw_text", "recording.data", "document.file_name"),
        ("roundtables.raw",),
        "roundtable",
    ),
    Place(
        "transcripts", ("document.text", "segment.text", "segment_vector.vector"), ("roundtables.view", "quotes.view")
    ),
    Place(
        "records",
        (
            *("roundtable.title", "roundtable.title_en", "roundtable.place", "topic.text"),
            *("presentation.title", "presentation.organization", "presentation.role"),
        ),
        ("roundtables.view",),
    ),
    Place("voices", ("respondent.firm_id", "respondent.label"), ("roundtables.raw", "surveys.returns"), "return"),
    Place("firms", ("firm.name",), ("areas.view",)),
    Place("links", ("invitation.firm_id",), ("surveys.invite",), "link"),
    Place(
        "contacts",
        (
            "firm_contact.person",
            "firm_contact.email",
            "firm_contact.phone",
            "firm_contact.postcode",
            "firm_contact.address",
        ),
        ("surveys.contacts", "field.view"),
        "contact",
    ),
    Place("begun", ("response_draft.entries",), (), "link"),
    Place(
        "notes",
        (
            "judgment.memo",
            "site_visit.note",
            "vote.reason",
            "level_event.reason",
            "domain_statement.text",
            "withdrawal.reason",
            "answer_correction.note",
            "weighting.reason",
            "settlement.reason",
            "settlement_note.text",
            "coding_plan.reason",
            "again_plan.reason",
            "again_plan_end.reason",
            "coding_plan_end.reason",
            "memo_text.text",
            "plan_version.note",
            "plan_task_event.note",
            "industry_decision.reason",
            "industry_decision.grounds",
            "industry_ruling.note",
            "pick.reason",
            "pick_event.note",
            "proposal_text.title",
            "proposal_text.text",
            "proposal_event.reason",
            "proposal_event.reflected_in",
        ),
        (
            "quotes.view",
            "memos.write",
            "validation.view",
            "evaluation.view",
            "roundtables.raw",
            "programmes.pick",
            "proposals.view",
            "plans.view",
        ),
    ),
    Place("photos", ("site_photo.data",), ("validation.view",)),
    Place(
        "visits",
        ("visit.firm_id", "visit_report.note", "visit_report.consent_sha256", "stored_file.data"),
        ("field.view",),
        "visit",
    ),
    Place("papers", ("filed_paper.recipient", "filed_paper.asked"), ("reports.view",)),
    Place("paper", ("paper_entry.cells", "paper_entry.values"), ("field.paper",), "return"),
    Place("accounts", ("person.login", "person.name"), ("people.manage", "audit.view"), "account"),
    Place(
        "deeds",
        (
            "response.researcher_id",
            "answer_original.settled_by",
            "return_end.person_id",
            "answer_correction.person_id",
            "weighting.person_id",
            "field_device.person_id",
            "filed_paper.person_id",
            "filed_file.person_id",
            "field_record.person_id",
            "field_settlement.person_id",
            "judgment.coder_id",
            "standing_now.coder_id",
            "answered_now.coder_id",
            "settlement.person_id",
            "settlement_note.person_id",
            "agreement_kept.result",
            "coding_plan.coders",
            "coding_plan.person_id",
            "coding_plan_end.person_id",
            "assignment.coder_id",
            "again_plan.person_id",
            "again_plan_end.person_id",
            "again.coder_id",
            "brought.coder",
            "brought_memo.coder",
            "cell_item.evidence",
            "seat.person_id",
            "site_visit.person_id",
            "visit_event.researcher_id",
            "visit_report.person_id",
            "stored_file.person_id",
            "paper_entry.person_id",
            "paper_decision.person_id",
            "vote.person_id",
            "proposal.made_by",
            "proposal_text.person_id",
            "proposal_segment.added_by",
            "proposal_segment.ended_by",
            "proposal_source.person_id",
            "proposal_event.assignee_id",
            "proposal_event.person_id",
            "proposal_aside.person_id",
            "proposal_link.made_by",
            "proposal_link.revoked_by",
            "level_event.person_id",
            "domain_statement.person_id",
            "industry_decision.drafted_by",
            "industry_ruling.person_id",
        ),
        ("audit.view", "validation.view", "evaluation.view", "quotes.view", "field.view", "field.paper"),
    ),
    Place("trail", ("audit.person_id", "audit.address", "audit.detail"), ("audit.view",)),
    Place("office", ("setting.value",), ()),
)
BY_CODE = {place.code: place for place in PLACES}
# What no request destroys at once, to be told with the reason; of transcripts it is told whether or not one was found.
STAYS = frozenset({place.code for place in PLACES if not place.act} - {"transcripts"} | {"accounts"})
