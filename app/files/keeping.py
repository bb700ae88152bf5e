"""Keeping what was sent and destroying it: a file is taken under the hash of its bytes, as often as it comes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.clock import now
from app.db import destroying, writing
from app.errors import BadInput, Problem
from app.files import store
from app.files.kinds import PICTURE, media_of
from app.files.pictures import MEDIA, NoPicture, redrawn
from app.files.sender import Sender
from app.ids import new_id

# A phone's photo has two to twelve megabytes, and one request carries twenty (app/config.py).
LARGEST = 15 * 1024 * 1024
# A laptop sends its files right before what they belong to. Chosen, not measured: long enough for one that was ill.
UNUSED_DAYS = 90


def keep(db: Database, sha256: str, data: bytes, sender: Sender) -> bool:
    """Take a file under the hash of its bytes; whether it is new. May be repeated.

    Pictures are drawn anew; what is stored is never what was sent. Raises BadInput for other bytes than the hash says,
    too many of them, a kind that is not taken, or a picture that cannot be drawn.
    """
    if len(data) > LARGEST:
        right = _("%(n)s MB까지 보낼 수 있습니다", n=LARGEST // 1024 // 1024)
        raise BadInput(Problem(_("파일"), _("너무 큽니다"), right))
    if hashlib.sha256(data).hexdigest() != sha256:
        right = _("같은 파일을 다시 보내 주십시오")
        raise BadInput(Problem(_("파일"), _("보내는 중에 달라졌습니다(해시가 맞지 않습니다)"), right))
    if store.find_sent(db, sha256, sender):
        return False
    media, kept = stripped(data)
    with writing(db):
        if store.find_sent(db, sha256, sender):
            return False
        store.insert_file(db, new_id(), sha256, sender, media=media, data=kept)
        record(db, "file stored", person_id=sender.person_id, bytes=len(kept))
    return True


def stripped(data: bytes) -> tuple[str, bytes]:
    """Media type and bytes as they are kept. Raises BadInput."""
    media = media_of(data)
    if not media:
        right = _("사진(JPEG, PNG, WebP)이나 PDF, 소리, 영상 파일을 보내 주십시오")
        raise BadInput(Problem(_("파일"), _("받지 않는 종류입니다"), right))
    if media != PICTURE:
        return media, data
    try:
        return MEDIA, redrawn(data)
    except NoPicture as error:
        what = _("사진이 손상되었습니다") if error.kind == "broken" else _("사진의 화소가 너무 많습니다")
        raise BadInput(Problem(_("사진"), what, _("다른 사진을 고르거나 다시 찍어 주십시오"))) from error


def missing(db: Database, hashes: Sequence[str], sender: Sender) -> list[str]:
    """Those of the hashes under which this sender has sent nothing."""
    return [sha256 for sha256 in dict.fromkeys(hashes) if store.find_sent(db, sha256, sender) is None]


def attach(
    db: Database,
    hashes: Sequence[str],
    sender: Sender,
    *,
    area_id: str,
    report_id: str | None = None,
    response_id: str | None = None,
) -> None:
    """Say what files belong to, inside the act that stores it. May be repeated.

    Only the sender's own files: knowing the hash of another's opens nothing. Ask for those that are `missing` before.
    """
    for sha256 in dict.fromkeys(hashes):
        found = store.find_sent(db, sha256, sender)
        if found:
            store.insert_use(db, found["id"], area_id=area_id, report_id=report_id, response_id=response_id)


def destroy_of_response(db: Database, response_id: str) -> int:
    """Destroy the files of a return, inside the act that destroys it; what also belongs to another stays."""
    return store.destroy_ended(db, store.belonging_to(db, response_id=response_id))


def destroy_unused(db: Database, until: str | None = None) -> int:
    """Destroy what was sent for something that never came. Returns how many files."""
    until = until or (datetime.fromisoformat(now()) - timedelta(days=UNUSED_DAYS)).isoformat(timespec="microseconds")
    with destroying(db):
        done = sum(store.destroy(db, file_id) for file_id in store.unused(db, until))
        if done:
            record(db, "files destroyed", person_id=None, files=done)
    return done
