"""The example round's contacts and the letters that went out with its survey: invented."""

from __future__ import annotations

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.db import scalar, writing
from app.ids import new_id
from app.surveys.answering import inviting
from app.surveys.asking import store
from app.surveys.reaching import sending_store
from app.surveys.reaching.contact_importing import import_contacts

# Letters went to one area, so that reminders have somebody to go to, and elsewhere nobody was written to yet.
AREA = "B021"


def load_reaching(db: Database, contacts: bytes, name: str, *, survey_id: str) -> None:
    """Import the contacts and note the letters of the survey's first day. May be repeated."""
    import_contacts(db, contacts, name, None, EVERYTHING)
    survey = store.find_survey(db, survey_id)
    area_id = scalar(db, "select id from area where code = ?", [AREA])
    if survey is None or area_id is None or sending_store.list_sendings(db, survey_id, EVERYTHING):
        return
    sending_id = new_id()
    with writing(db):
        firms = [f for f in sending_store.firms_to_reach(db, survey_id, EVERYTHING, area_ids=[area_id]) if f["address"]]
        told = {"survey_id": survey_id, "number": 0, "channel": "letter", "sent_on": survey["opens_on"]}
        sending_store.insert_sending(db, sending_id, **told, person_id=None)
        links = [
            (f["id"], None if f["answered"] else inviting.link_for(db, survey_id, area_id, f["id"], person_id=None))
            for f in firms
        ]
        sending_store.insert_sending_firms(db, sending_id, links)
