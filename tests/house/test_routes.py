"""The table of every route: who may open it, who may not, and nobody sees another area's data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, current_app
from flask.testing import FlaskClient
from sqlite_utils import Database
from werkzeug.routing import Rule

from app import clock, create_app
from app.accounts import signing_in, store
from app.accounts.people import EVERYTHING
from app.config import Config
from app.db import connect, row, rows, scalar, writing
from app.evaluation.drafting.drafting import write_draft
from app.evaluation.people.seating import assign_seat
from app.evaluation.people.visit_recording import record_visit
from app.evaluation.round.item_store import items_of
from app.field.paper.stacking import make_stack
from app.ids import new_id
from app.memos.memo import Note
from app.memos.store import insert_memo, insert_text
from app.reports.filed.filing import Head, file_paper
from app.reports.filed.kinds import subject_of
from app.surveys.answering.inviting import make_open_link
from app.surveys.asking import store as surveys
from app.surveys.drafting.drafting import begin as begin_draft
from app.surveys.reaching.contact_store import write_contact
from app.surveys.reaching.contacts import Contact
from app.surveys.reaching.sending_store import insert_sending, insert_sending_firms
from tests.conftest import PASSWORD, ROLES, FreshClient, sign_in
from tests.evaluation.people.test_visits import png

LETTERS = dict(zip("RFEAOD", ROLES, strict=True))

# endpoint: the roles that may (Researcher, Facilitator, Expert, Analyst, Official, aDministrator). A route is added
# here by hand, so that opening it to a role is a decision made twice.
MAY = {
    "accounts.audit": "AD",
    "accounts.audit_export": "AD",
    "accounts.office": "D",
    "accounts.own": "RFEAOD",
    "accounts.people": "D",
    "accounts.person": "D",
    "accounts.reset_password": "D",
    "accounts.review": "D",
    "accounts.reviews": "D",
    "accounts.set_active": "D",
    "accounts.sign_out": "RFEAOD",
    "areas.choose_round": "RFEAOD",
    "areas.import": "AD",
    "areas.matches": "RFEAOD",
    "areas.open_round": "AD",
    "areas.rounds": "RFEAOD",
    "areas.template": "AD",
    "clusters.change_zone": "AD",
    "clusters.cluster": "RFEAOD",
    "clusters.export": "RFEAOD",
    "clusters.import": "AD",
    "clusters.index": "RFEAOD",
    "clusters.series": "RFEAOD",
    "clusters.series_export": "RFEAOD",
    "clusters.take_back": "AD",
    "clusters.template": "AD",
    "clusters.themes": "EAO",
    "clusters.themes_export": "EAO",
    "clusters.zone": "RFEAOD",
    "clusters.zones": "RFEAOD",
    "clusters.zones_export": "RFEAOD",
    "codebook.begin": "EA",
    "codebook.compare_versions": "EA",
    "codebook.draft": "EA",
    "codebook.draft_export": "EA",
    "codebook.draft_theme": "EA",
    "codebook.draft_words": "EA",
    "codebook.drop": "EA",
    "codebook.drop_theme": "EA",
    "codebook.edit_term": "EA",
    "codebook.export": "EA",
    "codebook.import_terms": "EA",
    "codebook.index": "EA",
    "codebook.new_theme": "EA",
    "codebook.put_back": "EA",
    "codebook.put_theme_back": "EA",
    "codebook.rebase": "EA",
    "codebook.remove_terms": "EA",
    "codebook.revert": "EA",
    "codebook.theme": "EA",
    "coding.act": "E",
    "coding.again": "E",
    "coding.agreement": "EA",
    "coding.agreement_export": "EA",
    "coding.area": "EAO",
    "coding.base_model": "EA",
    "coding.begin": "E",
    "coding.bench": "E",
    "coding.codings_export": "EAO",
    "coding.compare": "EA",
    "coding.compare_export": "EA",
    "coding.decide": "E",
    "coding.decide_together": "E",
    "coding.difference": "EA",
    "coding.differences": "EA",
    "coding.discuss": "EA",
    "coding.dismiss": "E",
    "coding.document": "E",
    "coding.document_codings": "E",
    "coding.item": "E",
    "coding.job": "EA",
    "coding.mark_quote": "E",
    "coding.mark_quote_by_script": "E",
    "coding.model": "EA",
    "coding.models": "EA",
    "coding.next_difference": "EA",
    "coding.enough": "EA",
    "coding.end_again": "A",
    "coding.end_plan": "A",
    "coding.look_again": "E",
    "coding.next_again": "E",
    "coding.plan_again": "A",
    "coding.say_again": "E",
    "coding.make_plan": "A",
    "coding.plans": "A",
    "coding.code": "EA",
    "coding.codebook_json": "E",
    "coding.edit_code": "EA",
    "coding.merge_code": "EA",
    "coding.move_code": "EA",
    "coding.new_code": "EA",
    "coding.restore_code": "EA",
    "coding.retire_code": "EA",
    "coding.split_code": "EA",
    "coding.undo_code_change": "EA",
    "coding.make_code": "E",
    "coding.preview": "EA",
    "coding.previewed": "EA",
    "coding.publish_terms": "EA",
    "coding.published": "EA",
    "coding.quotes": "EAO",
    "coding.reckon_agreement": "EA",
    "coding.redo_act": "E",
    "coding.refit": "EA",
    "coding.review": "E",
    "coding.run": "EA",
    "coding.segment": "EAO",
    "coding.settle": "EA",
    "coding.suggestion": "EA",
    "coding.themes": "EAO",
    "coding.themes_export": "EAO",
    "coding.undo": "E",
    "coding.undo_act": "E",
    "corpus.attach": "EAO",
    "corpus.end": "EAO",
    "corpus.figure_export": "EAO",
    "corpus.find": "EAO",
    "corpus.find_export": "EAO",
    "corpus.open_saved": "EAO",
    "corpus.save": "EAO",
    "corpus.saved": "EAO",
    "corpus.table": "EAO",
    "corpus.together": "EAO",
    "corpus.trend": "EAO",
    "evaluation.add_statement": "A",
    "evaluation.approve_draft": "AO",
    "evaluation.area": "AO",
    "evaluation.cell": "AO",
    "evaluation.close_validation": "A",
    "evaluation.decision": "O",
    "evaluation.decisions": "O",
    "evaluation.draft": "A",
    "evaluation.draft_file": "A",
    "evaluation.drop_draft": "A",
    "evaluation.export": "AO",
    "evaluation.foresee_draft": "AO",
    "evaluation.index": "AO",
    "evaluation.job": "A",
    "evaluation.record_decisions": "O",
    "evaluation.run": "A",
    "evaluation.photo": "EAO",
    "evaluation.destroy_photo": "EAO",
    "evaluation.scheme": "AO",
    "evaluation.scheme_draft": "AO",
    "evaluation.schemes": "AO",
    "evaluation.seats": "A",
    "evaluation.site_visits": "EAO",
    "evaluation.statements": "A",
    "evaluation.trace": "AO",
    "evaluation.validation": "EAO",
    "evaluation.validations": "EAO",
    "evaluation.vote": "EO",
    "evaluation.votes_export": "EAO",
    "evaluation.what_if": "AO",
    "exchange.bring": "E",
    "exchange.export_codebook": "EA",
    "exchange.export_codings": "EAO",
    "exchange.export_file": "EAO",
    "exchange.export_matrix": "EAO",
    "exchange.index": "EAO",
    "exchange.look": "E",
    "exchange.take": "E",
    "exchange.take_codebook": "EA",
    "exchange.undo": "E",
    "exploring.add_subtheme": "EA",
    "exploring.add_term": "EA",
    "exploring.alike": "EA",
    "exploring.alike_export": "EA",
    "exploring.alike_in_meaning": "EA",
    "exploring.find_alike": "EA",
    "exploring.find_subthemes": "EA",
    "exploring.find_topics": "EA",
    "exploring.keyness": "EA",
    "exploring.keyness_export": "EA",
    "exploring.meaning_export": "EA",
    "exploring.pass_term": "EA",
    "exploring.read": "EA",
    "exploring.saturated": "EA",
    "exploring.subthemes": "EA",
    "exploring.terms": "EA",
    "exploring.terms_export": "EA",
    "exploring.topics": "EA",
    "exploring.words": "EA",
    "exploring.words_export": "EA",
    "field.assign": "A",
    "field.decide_sheet": "RA",
    "field.destroy_photo": "RA",
    "field.file": "RA",
    "field.key_sheet": "RA",
    "field.paper": "RA",
    "field.progress": "A",
    "field.progress_export": "A",
    "field.put_file": "R",
    "field.report": "R",
    "field.set_aside_sheet": "RA",
    "field.stack": "RA",
    "field.visit": "RA",
    "field.visits": "R",
    "field.days_package": "R",
    "field.form": "R",
    "field.held": "A",
    "field.held_record": "A",
    "field.import_file": "A",
    "field.me": "R",
    "field.put_record": "R",
    "field.receipts": "R",
    "field.receipts_file": "R",
    "field.register": "R",
    "home.area": "RFEAOD",
    "home.areas": "RFEAOD",
    "home.areas_export": "RFEAOD",
    "home.firms_export": "RFEAOD",
    "home.today": "RFEAOD",
    "industries.changes": "EAO",
    "industries.changes_export": "EAO",
    "industries.committee": "EAO",
    "industries.decide": "O",
    "industries.draft": "A",
    "industries.edit": "A",
    "industries.export": "EAO",
    "industries.import": "A",
    "industries.index": "EAO",
    "industries.make_cycle": "A",
    "industries.new": "A",
    "industries.record_committee": "O",
    "industries.record_incentive": "A",
    "industries.show": "EAO",
    "industries.take_off": "A",
    "industries.template": "A",
    "industries.write_draft": "A",
    "memos.change": "EA",
    "memos.empty": "D",
    "memos.index": "EA",
    "memos.listed": "EA",
    "memos.make": "EA",
    "memos.memo": "EA",
    "memos.note": "EA",
    "memos.restore": "EA",
    "memos.trash": "EA",
    "memos.trash_of_all": "D",
    "monitoring.area": "EAOD",
    "monitoring.area_export": "EAOD",
    "monitoring.classify": "A",
    "monitoring.data": "EAOD",
    "monitoring.data_export": "EAOD",
    "monitoring.export": "EAOD",
    "monitoring.firms": "EAOD",
    "monitoring.import": "AD",
    "monitoring.index": "EAOD",
    "monitoring.observation": "EAOD",
    "monitoring.rules": "EAOD",
    "monitoring.template": "AD",
    "plans.bring": "AO",
    "plans.drop": "AO",
    "plans.drop_task": "AO",
    "plans.edit": "AO",
    "plans.edit_task": "AO",
    "plans.end_ground": "AO",
    "plans.export": "AO",
    "plans.follow": "AO",
    "plans.follow_area": "AO",
    "plans.move_task": "AO",
    "plans.new": "AO",
    "plans.new_of_area": "AO",
    "plans.new_task": "AO",
    "plans.paper": "AO",
    "plans.plan": "AO",
    "plans.prevention": "AO",
    "plans.reach": "AO",
    "plans.response": "AO",
    "plans.send_to": "A",
    "plans.task": "AO",
    "plans.tell": "AO",
    "plans.template": "AO",
    "programmes.area": "EAO",
    "programmes.choose": "EAO",
    "programmes.edit": "A",
    "programmes.export": "EAO",
    "programmes.firm": "AO",
    "programmes.fits": "EAO",
    "programmes.fits_export": "EAO",
    "programmes.gaps": "EAO",
    "programmes.gaps_export": "EAO",
    "programmes.help": "EAO",
    "programmes.import": "A",
    "programmes.index": "EAO",
    "programmes.new": "A",
    "programmes.offer": "AO",
    "programmes.offers": "AO",
    "programmes.offers_export": "AO",
    "programmes.programme": "EAO",
    "programmes.rules": "EAO",
    "programmes.rules_file": "EAO",
    "programmes.tell_offer": "AO",
    "programmes.template": "A",
    "programmes.untie": "AO",
    "proposals.answer": "AO",
    "proposals.asking": "FA",
    "proposals.detach": "FA",
    "proposals.edit": "FA",
    "proposals.export": "FEAO",
    "proposals.index": "FEAO",
    "proposals.join": "FA",
    "proposals.links": "F",
    "proposals.minutes": "FEAO",
    "proposals.minutes_file": "FEAO",
    "proposals.minutes_verbatim": "FEA",
    "proposals.new": "FA",
    "proposals.reflected": "AO",
    "proposals.revoke_link": "F",
    "proposals.show": "FEAO",
    "proposals.split": "FA",
    "proposals.take": "FA",
    "proposals.told": "FEAO",
    "proposals.told_file": "FEAO",
    "proposals.written": "FA",
    "reports.area": "AO",
    "reports.area_paper_file": "AO",
    "reports.check_file": "AO",
    "reports.council": "AO",
    "reports.council_paper": "AO",
    "reports.file_paper": "AO",
    "reports.index": "AO",
    "reports.letter": "AO",
    "reports.paper": "AO",
    "reports.paper_file": "AO",
    "reports.papers": "AO",
    "reports.papers_export": "AO",
    "reports.make_public_pages": "AO",
    "reports.mayor": "AO",
    "reports.public_file": "AO",
    "reports.public_pages": "AO",
    "reports.public_zip": "AO",
    "reports.round_file": "AO",
    "reports.round_page": "AO",
    "reports.round_table": "AO",
    "reports.team_paper": "AO",
    "requests.ask": "A",
    "requests.copy": "A",
    "requests.destroy": "A",
    "roundtables.all_series": "FEA",
    "roundtables.edit_series": "F",
    "roundtables.series": "FEA",
    "roundtables.area": "FEA",
    "roundtables.drop_preview": "F",
    "roundtables.edit": "F",
    "roundtables.export": "FEA",
    "roundtables.export_transcript": "FEA",
    "roundtables.index": "FEA",
    "roundtables.destroy": "F",
    "roundtables.keep": "F",
    "roundtables.keeping": "F",
    "roundtables.key": "F",
    "roundtables.names": "F",
    "roundtables.new": "F",
    "roundtables.original_file": "F",
    "roundtables.originals": "F",
    "roundtables.preview": "F",
    "roundtables.preview_columns": "F",
    "roundtables.raw": "F",
    "roundtables.destroy_recording": "F",
    "roundtables.put_recording": "F",
    "roundtables.recording": "F",
    "roundtables.show": "FEA",
    "roundtables.speakers": "F",
    "roundtables.transcript": "FEA",
    "roundtables.upload": "F",
    "roundtables.withdraw": "F",
    "surveys.add_to_draft": "A",
    "surveys.area": "RAO",
    "surveys.begin_draft": "A",
    "surveys.bring_questionnaire": "A",
    "surveys.breakdown": "RAO",
    "surveys.breakdown_export": "RAO",
    "surveys.change_day": "A",
    "surveys.change_target": "A",
    "surveys.change_titles": "A",
    "surveys.close_now": "A",
    "surveys.codebook_file": "RAO",
    "surveys.correct_return": "A",
    "surveys.corrections": "A",
    "surveys.crossed": "RAO",
    "surveys.crossed_export": "RAO",
    "surveys.contacts": "A",
    "surveys.contacts_export": "A",
    "surveys.draft": "A",
    "surveys.draft_preview": "A",
    "surveys.drafts": "A",
    "surveys.drop_draft": "A",
    "surveys.enter": "R",
    "surveys.entered": "R",
    "surveys.export_file": "A",
    "surveys.export_job": "A",
    "surveys.exports": "A",
    "surveys.find_return": "A",
    "surveys.go_back_in_draft": "A",
    "surveys.frame": "A",
    "surveys.import": "A",
    "surveys.import_template": "A",
    "surveys.index": "RAO",
    "surveys.links": "RA",
    "surveys.links_csv": "RA",
    "surveys.posters": "RA",
    "surveys.manage": "A",
    "surveys.move_in_draft": "A",
    "surveys.new": "A",
    "surveys.publish_draft": "A",
    "surveys.publish_questionnaire": "A",
    "surveys.nonresponse": "RA",
    "surveys.nonresponse_export": "RA",
    "surveys.questionnaire": "RAO",
    "surveys.questionnaire_file": "A",
    "surveys.rates": "RAO",
    "surveys.reach": "A",
    "surveys.remake_link": "RA",
    "surveys.remove_from_draft": "A",
    "surveys.responses": "A",
    "surveys.responses_outside": "A",
    "surveys.results": "RAO",
    "surveys.results_export": "RAO",
    "surveys.revoke_link": "RA",
    "surveys.put_draft_picture": "A",
    "surveys.save_draft_part": "A",
    "surveys.sending": "A",
    "surveys.sending_hwpx": "A",
    "surveys.sending_letters": "A",
    "surveys.sending_list": "A",
    "surveys.show": "RAO",
    "surveys.show_return": "A",
    "surveys.show_written": "A",
    "surveys.texts": "REA",
    "surveys.texts_export": "REA",
    "surveys.try_form": "A",
    "surveys.trends_page": "RAO",
    "surveys.waiting_answers": "RA",
    "surveys.weights": "A",
}

PUBLIC = {
    "field.app", "field.app_in_english", "field.worker",
    "accounts.sign_in", "surveys.answer", "surveys.begun", "surveys.keep_begun", "surveys.receipt", "static",
    "surveys.picture", "proposals.own",
}  # fmt: skip


@pytest.fixture(scope="module")
def world(example_data: Path) -> Iterator[tuple[Flask, Database]]:
    """The example round, with one person of each role who may see all areas and one who may see only B087."""
    app = create_app(Config(data=example_data, example=True))
    app.testing = True
    app.test_client_class = FreshClient
    with app.app_context():
        db = connect(app.config["MOKSORI"].database)
        far = scalar(db, "select id from area where code = 'B087'")
        for role in ROLES:
            for login, areas, wide in ((f"wide-{role}", [], True), (f"far-{role}", [far], False)):
                if not store.find_login(db, login):
                    signing_in.add_person(
                        db, login=login, name="예시", role=role, password=PASSWORD, area_ids=areas, all_areas=wide
                    )
        yield app, db
        db.conn.close()


def drafted_scheme(db: Database) -> str:
    """A draft over the scheme of the example's evaluation."""
    base = row(db, "select s.* from scheme s join evaluation e on e.scheme_id = s.id")
    assert base is not None
    person = scalar(db, "select id from person where login = 'wide-analyst'")
    return write_draft(db, base, json.loads(base["definition"]) | {"lambda": 0.5}, person=(person, "예시"))


def drafted_questionnaire(db: Database) -> str:
    """A draft of the example's questionnaire."""
    definition = json.loads(scalar(db, "select definition from questionnaire_version"))
    return begin_draft(db, definition, begun_from="new", person_id=None)


def visited(db: Database, area_result_id: str, note: str = "예시 방문입니다.") -> str:
    """A visit of the team to the area of a result, with a photo of nothing."""
    round_id = scalar(
        db,
        "select e.round_id from evaluation e join area_result r on r.evaluation_id = e.id where r.id = ?",
        [area_result_id],
    )
    # Nobody who is sent to the pages: who holds a seat does not decide.
    person = scalar(db, "select id from person where login = 'seated'") or signing_in.add_person(
        db, login="seated", name="예시", role="official", password=PASSWORD, all_areas=True
    )
    assign_seat(db, round_id, "city", person, by=None)
    return record_visit(
        db,
        area_result_id,
        visited_on=clock.today(),
        seats=["city"],
        asked=[],
        looked=[],
        note=note,
        files=[("예시.png", png())],
        person_id=person,
    )


def fielded(db: Database, survey_id: str, area_id: str) -> dict[str, str]:
    """A visit of the example to a firm of the area with its report and photo, and a stack of paper of the area."""
    report = row(
        db,
        """select r.id, r.visit_id, f.sha256 from visit_report r join visit v on v.id = r.visit_id
           join file_use u on u.report_id = r.id join stored_file f on f.id = u.file_id where v.area_id = ?""",
        [area_id],
    )
    assert report is not None
    stack, person = new_id(), scalar(db, "select id from person where login = 'wide-analyst'")
    make_stack(db, stack, survey_id=survey_id, area_id=area_id, sheets=2, scope=EVERYTHING, person_id=person)
    visit = {"field_visit_id": report["visit_id"], "report_id": report["id"], "sha256": report["sha256"]}
    return {**visit, "paper_stack_id": stack, "sheet": "1"}


@pytest.fixture(scope="module")
def values(world: tuple[Flask, Database]) -> dict[str, str]:
    """One real value for every argument in an address; all of it belongs to area B012 or its roundtable."""
    _app, db = world
    area = row(db, "select * from area where code = 'B012'")
    assert area is not None
    found = {
        "area_id": area["id"],
        "person_id": scalar(db, "select id from person where login = 'researcher'"),
        "survey_id": scalar(db, "select id from survey"),
        "scheme_id": scalar(db, "select scheme_id from evaluation"),
        "draft_id": drafted_scheme(db),
        "questionnaire_draft": drafted_questionnaire(db),
        "version_id": scalar(db, "select version_id from survey"),
        "response_id": scalar(db, "select id from response where area_id = ?", [area["id"]]),
        "receipt": scalar(db, "select receipt from response where area_id = ?", [area["id"]]),
        "roundtable_id": scalar(db, "select id from roundtable where code = 'sasang-machinery'"),
        "segment_id": scalar(
            db,
            """select s.id from segment s join respondent_area r using (respondent_id)
               join suggestion on suggestion.segment_id = s.id where r.area_id = ?""",
            [area["id"]],
        ),
        "document_id": scalar(
            db,
            """select d.id from document d join roundtable_area ra on ra.roundtable_id = d.roundtable_id
               where ra.area_id = ?""",
            [area["id"]],
        ),
        "area_result_id": scalar(db, "select id from area_result where area_id = ?", [area["id"]]),
        "object_id": area["id"],
        **industry_of(db, area["id"]),
        "memo_id": noted(db, area["id"]),
        "programme_id": scalar(db, "select id from programme"),
        "pick_id": scalar(db, "select id from pick where area_id = ?", [area["id"]]),
        "firm_id": scalar(db, "select id from firm where area_id = ?", [area["id"]]),
        "proposal_id": scalar(
            db,
            """select proposal_id from proposal_area group by proposal_id
               having min(area_id) = ? and max(area_id) = min(area_id)""",
            [area["id"]],
        ),
        "series_id": scalar(db, "select series_id from roundtable where code = 'sasang-machinery'"),
        "paper_id": filed(db, area["id"]),
        "observation_id": scalar(db, "select id from observation where area_id = ?", [area["id"]]),
        "domain": "market",
        "record_id": new_id(),
        "sha256": "0" * 64,
        "act": "0" * 36,
        "device": new_id(),
        "token": make_open_link(db, scalar(db, "select id from survey"), area, person_id=None).token,
        "invitation_id": scalar(db, "select id from invitation"),
        "sending_id": sent_out(db),
        "job_id": new_id(),
        "preview_id": new_id(),
        "version": "0" * 12,
        "form": "수주",
        "suggestion_id": scalar(
            db,
            """select suggestion.id from suggestion join segment s on s.id = suggestion.segment_id
               join respondent_area r using (respondent_id) where r.area_id = ?""",
            [area["id"]],
        ),
    }
    planned = {
        "plan_id": scalar(db, "select id from plan where area_id = ?", [area["id"]]),
        "task_id": scalar(
            db, "select t.id from plan_task t join plan p on p.id = t.plan_id where p.area_id = ?", [area["id"]]
        ),
    }
    item = next(each for each in items_of(db, found["area_result_id"]) if each["domain"] == "market")
    visit = {"visit_id": visited(db, found["area_result_id"]), "number": "1"}
    return {
        **found,
        **planned,
        **visit,
        **fielded(db, found["survey_id"], area["id"]),
        "ref": item["ref"],
        "item_kind": item["kind"],
    }


def industry_of(db: Database, area_id: str) -> dict[str, str]:
    """An industry whose draft stands on statements of the area, and the area's cluster and zone."""
    draft = row(
        db,
        """select d.id, d.industry_id from industry_decision d join industry_decision_segment s on s.decision_id = d.id
             join segment g on g.id = s.segment_id join respondent_area ra on ra.respondent_id = g.respondent_id
           where ra.area_id = ?""",
        [area_id],
    )
    assert draft is not None
    return {
        "industry_id": draft["industry_id"],
        "decision_id": draft["id"],
        "cluster_code": scalar(db, "select cluster_code from area_cluster where area_id = ?", [area_id]),
        "zone_id": scalar(
            db,
            """select z.id from zone z join designation d on d.name = z.name
               where d.area_id = ? and d.until is null""",
            [area_id],
        ),
    }


def noted(db: Database, area_id: str) -> str:
    """A memo of the wide expert on the area."""
    memo_id, person = new_id(), scalar(db, "select id from person where login = 'wide-expert'")
    with writing(db):
        insert_memo(db, memo_id, ("area", area_id), round_id=None, person_id=person)
        insert_text(db, memo_id, Note("예시 메모입니다."))
    return memo_id


def filed(db: Database, area_id: str) -> str:
    """The report on the area, filed by the wide analyst."""
    round_ = row(db, "select * from round where code = '2026H2'")
    assert round_ is not None
    person = scalar(db, "select id from person where login = 'wide-analyst'")
    head = Head("예시 기관", "예시 부서", "내부결재", clock.today(), ("담당",))
    with current_app.test_request_context():
        subject = subject_of(db, "area", {"area": area_id}, round_=round_, scope=EVERYTHING)
        assert subject is not None
        return file_paper(db, subject, head, person_id=person)


# Of what a walk of pages has set up nothing: an address that leads nowhere.
NOWHERE = {
    **dict.fromkeys(("field_visit_id", "report_id", "sha256", "paper_stack_id"), "0" * 64),
    "sheet": "1",
    "place_value_id": "1",
    "page": "index.html",
}
NOWHERE |= dict.fromkeys(
    (
        "cluster_code",
        "code_id",
        "decision_id",
        "document_id",
        "event_id",
        "industry_id",
        "firm_id",
        "job_id",
        "link_id",
        "memo_id",
        "object_id",
        "pick_id",
        "paper_id",
        "plan_id",
        "programme_id",
        "proposal_id",
        "questionnaire_draft",
        "record_id",
        "saved_id",
        "series_id",
        "sending_id",
        "zone_id",
        "series_id",
        "task_id",
    ),
    "01980000-0000-7000-8000-000000000000",
)


def sent_out(db: Database) -> str:
    """A sending of the survey to one firm, whose contact is known."""
    survey = surveys.find_survey(db, scalar(db, "select id from survey"))
    firm = scalar(db, "select id from firm where code = 'F0001'")
    assert survey is not None
    with writing(db):
        write_contact(db, Contact(firm, address="예시로 1"), person_id=None)
        found = new_id()
        numbers = {"survey_id": survey["id"], "number": 0, "channel": "letter", "sent_on": "2026-11-30"}
        insert_sending(db, found, **numbers, person_id=None)
        insert_sending_firms(db, found, [(firm, None)])
    return found


def address(rule: Rule, values: dict[str, str]) -> str:
    """A rule with its arguments filled in."""
    filled: dict[str, str] = {}
    for name in rule.arguments:
        converter = rule._converters[name]
        if items := getattr(converter, "items", None):
            filled[name] = sorted(items)[0]
        elif name == "code":
            filled[name] = "market" if rule.endpoint.startswith("codebook") else "2026H2"
        elif name == "month":
            filled[name] = f"{clock.today():%Y-%m}"
        elif name == "kind":
            filled[name] = values["item_kind"]
        else:
            filled[name] = values[name] if name in values else NOWHERE[name]
    built = rule.build(filled)
    assert built is not None, rule
    return built[1]


def guarded(app: Flask) -> list[tuple[Rule, str]]:
    """Every guarded rule with each of its methods."""
    return [
        (rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted(rule.methods or ())
        if rule.endpoint not in PUBLIC and method in ("GET", "POST")
    ]


def test_the_table_names_every_route(world: tuple[Flask, Database]) -> None:
    endpoints = {rule.endpoint for rule in world[0].url_map.iter_rules()}
    assert endpoints - PUBLIC == set(MAY)


def test_nobody_opens_anything_without_signing_in(world: tuple[Flask, Database], values: dict[str, str]) -> None:
    app, _db = world
    client = app.test_client()
    for rule, method in guarded(app):
        answer = client.open(address(rule, values), method=method)
        if method == "GET" and not getattr(app.view_functions[rule.endpoint], "in_json", False):
            assert answer.status_code == 302 and "/sign-in" in answer.headers["Location"], rule
        else:
            assert answer.status_code in (400, 401), rule


# The role may, but only in one of the five seats of the verification team.
SEATED = {
    "evaluation.photo",
    "evaluation.site_visits",
    "evaluation.validation",
    "evaluation.validations",
    "evaluation.vote",
}


@pytest.mark.parametrize("letter", LETTERS)
def test_a_role_opens_its_pages_and_no_other(
    world: tuple[Flask, Database], values: dict[str, str], letter: str
) -> None:
    app, _db = world
    client = signed(app, f"wide-{LETTERS[letter]}")
    wrong = []
    for rule, method in guarded(app):
        if rule.endpoint == "accounts.sign_out":
            continue
        allowed = letter in MAY[rule.endpoint]
        if method == "POST" and allowed:
            continue
        code = client.open(address(rule, values), method=method).status_code
        seated = rule.endpoint in SEATED and code == 403
        fine = seated or code in (200, 302, 303, 404, 409) if allowed else code == 403
        if not fine:
            wrong.append(f"{method} {rule}: {code}, {'may' if allowed else 'may not'}")
    assert wrong == []


# Pages that are not about an area, or show only what the person's own areas hold.
OWN = {
    "accounts.audit", "accounts.audit_export", "accounts.own", "accounts.people", "accounts.person",
    "accounts.reset_password", "accounts.review", "accounts.reviews", "accounts.set_active", "areas.import",
    "areas.matches", "areas.rounds", "areas.template", "codebook.compare_versions",
    "clusters.export", "clusters.import", "clusters.index", "clusters.series", "clusters.series_export",
    "clusters.template", "clusters.themes", "clusters.themes_export", "clusters.zones",
    "clusters.zones_export",
    "industries.changes", "industries.changes_export", "industries.committee", "industries.decide", "industries.draft",
    "industries.edit", "industries.export", "industries.import", "industries.index", "industries.make_cycle",
    "industries.new", "industries.record_committee", "industries.record_incentive", "industries.show",
    "industries.take_off", "industries.template", "industries.write_draft",
    "codebook.draft_export", "codebook.draft_theme", "codebook.draft_words",
    "codebook.drop_theme", "codebook.edit_term", "codebook.export", "codebook.index", "codebook.put_back",
    "codebook.put_theme_back",
    "codebook.remove_terms", "codebook.theme", "coding.base_model", "coding.begin",
    "coding.codings_export", "coding.compare", "coding.compare_export",
    "coding.again", "coding.agreement", "coding.agreement_export", "coding.end_again", "coding.end_plan",
    "coding.next_again", "coding.plan_again", "coding.plans",
    "coding.differences", "coding.enough", "coding.model", "coding.models",
    "coding.next_difference",
    "coding.quotes", "coding.review", "coding.themes", "coding.themes_export",
    "corpus.attach", "corpus.end", "corpus.figure_export", "corpus.find", "corpus.find_export", "corpus.open_saved",
    "corpus.save",
    "corpus.saved", "corpus.table", "corpus.together", "corpus.trend",
    "evaluation.approve_draft", "evaluation.draft", "evaluation.draft_file", "evaluation.drop_draft",
    "evaluation.foresee_draft", "evaluation.scheme_draft", "evaluation.schemes",
    "exchange.bring", "exchange.export_codebook", "exchange.export_codings", "exchange.export_matrix", "exchange.index",
    "exchange.look", "exchange.take", "exchange.take_codebook", "exchange.undo",
    "evaluation.export", "evaluation.index", "evaluation.scheme", "evaluation.seats", "evaluation.validations",
    "evaluation.votes_export", "home.areas",
    "exploring.alike", "exploring.alike_export", "exploring.alike_in_meaning", "exploring.keyness",
    "exploring.keyness_export", "exploring.meaning_export", "exploring.saturated", "exploring.subthemes", "exploring.terms",
    "exploring.terms_export", "exploring.topics", "exploring.words", "exploring.words_export",
    "field.assign", "field.paper", "field.progress", "field.progress_export", "field.visits",
    "field.days_package", "field.form", "field.held", "field.import_file", "field.me", "field.receipts",
    "field.receipts_file", "field.register", "home.today",
    "home.areas_export", "monitoring.classify", "monitoring.data", "monitoring.data_export",
    "monitoring.index", "monitoring.export", "monitoring.firms",
    "memos.index", "monitoring.import", "monitoring.rules",
    "monitoring.template", "plans.follow", "plans.new", "plans.prevention", "plans.response",
    # What is offered is nobody's; the pages show it beside one's own areas alone.
    "programmes.edit", "programmes.export", "programmes.fits", "programmes.fits_export", "programmes.gaps",
    "programmes.gaps_export", "programmes.help", "programmes.import", "programmes.index", "programmes.new",
    "programmes.offers", "programmes.offers_export", "programmes.programme", "programmes.rules",
    "programmes.rules_file", "programmes.template", "requests.ask",
    "requests.copy", "proposals.asking", "proposals.export", "proposals.index", "proposals.new", "proposals.take",
    "proposals.reflected", "proposals.written",
    "roundtables.all_series", "reports.check_file", "reports.council", "reports.council_paper", "reports.file_paper",
    "reports.letter", "reports.papers", "reports.papers_export", "reports.index", "reports.make_public_pages",
    "reports.mayor", "reports.public_file", "reports.public_pages", "reports.public_zip", "reports.round_file",
    "reports.round_page", "reports.round_table",
    "requests.destroy", "roundtables.export", "roundtables.index", "roundtables.originals",
    "roundtables.new", "surveys.import", "surveys.import_template", "surveys.index", "surveys.links", "surveys.new",
    "surveys.rates", "surveys.responses",
    "surveys.responses_outside", "surveys.results", "surveys.results_export", "surveys.show",
    "surveys.texts", "surveys.texts_export", "surveys.enter", "surveys.links_csv", "surveys.posters",
    "surveys.breakdown", "surveys.breakdown_export", "surveys.codebook_file", "surveys.corrections", "surveys.crossed",
    "surveys.crossed_export", "surveys.exports", "surveys.nonresponse", "surveys.nonresponse_export",
    "surveys.trends_page", "surveys.weights",
    "surveys.contacts", "surveys.contacts_export", "surveys.reach", "surveys.sending", "surveys.sending_hwpx",
    "surveys.sending_letters", "surveys.sending_list",
    "surveys.add_to_draft", "surveys.draft", "surveys.draft_preview", "surveys.drop_draft", "surveys.go_back_in_draft",
    "surveys.move_in_draft", "surveys.publish_draft", "surveys.remove_from_draft", "surveys.save_draft_part",
    "surveys.put_draft_picture",
    "surveys.try_form",
    "surveys.change_target", "surveys.frame",
    "surveys.change_day", "surveys.change_titles", "surveys.close_now", "surveys.manage", "surveys.questionnaire",
    "surveys.bring_questionnaire", "surveys.publish_questionnaire", "surveys.questionnaire_file",
}  # fmt: skip


@pytest.mark.parametrize("letter", LETTERS)
def test_another_areas_objects_are_not_there(
    world: tuple[Flask, Database], values: dict[str, str], letter: str
) -> None:
    app, _db = world
    client = signed(app, f"far-{LETTERS[letter]}")
    leaks = []
    for rule, method in guarded(app):
        if letter not in MAY[rule.endpoint] or rule.endpoint in OWN or not rule.arguments:
            continue
        code = client.open(address(rule, values), method=method, data={"level": "good"}).status_code
        if code not in (403, 404):
            leaks.append(f"{method} {rule}: {code}")
    assert leaks == []


# Words that only B012's data hold: a firm, a speaker, its code and name.
@pytest.mark.parametrize("letter", LETTERS)
def test_lists_and_exports_show_nothing_of_another_area(
    world: tuple[Flask, Database], values: dict[str, str], letter: str
) -> None:
    app, db = world
    words = [r["name"] for r in rows(db, "select name from firm where area_id = ?", [values["area_id"]])]
    words += ["사상구 산업단지 1", *(r["text"] for r in rows(db, "select text from segment limit 400"))]
    client = signed(app, f"far-{LETTERS[letter]}")
    leaks = []
    for rule, method in guarded(app):
        # Records of people and files, and the list of areas to give, belong to the administrator and analyst.
        if method != "GET" or rule.endpoint not in OWN or letter not in MAY[rule.endpoint]:
            continue
        if rule.endpoint.startswith(("accounts.", "codebook.")):
            continue
        text = client.get(address(rule, values), follow_redirects=True).data.decode(errors="replace")
        leaks += [f"{rule}: {word}" for word in words if len(word) > 12 and word in text]
        leaks += [f"{rule}: {word}" for word in words if word.endswith("(예시)") and word in text]
    assert leaks == []


def signed(app: Flask, login: str) -> FlaskClient:
    """Sign in, then let posts through without a token: here the permission must stop them, not the token."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = True
    client = sign_in(app.test_client(), login)
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    return client
