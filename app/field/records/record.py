"""A record as a laptop sealed it: read from its very bytes, every fault told, nothing of it taken on trust."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from app.errors import BadInput, Problem
from app.ids import is_id
from app.personal import refusing

# Thirty times the longest questionnaire seen; photos go by themselves. Chosen, not measured.
MOST_BYTES = 1024 * 1024
# No laptop seals so many in its life; SQLite's integers end far above.
MOST_SEQUENCE = 1_000_000_000
VERSION = 1


@dataclass(frozen=True)
class Record:
    """One sealed record.

    Parameters
    ----------
    id : str
        UUIDv7 made on the laptop when the form was opened: sending again is the same record.
    sha256 : str
        Of the bytes as they came; never of anything serialised again.
    text : str
        The bytes, as text.
    kind : str
        What it is: "return", "visit".
    person_id, device : str
        Whose it is, and the store of one person on one laptop it was sealed in.
    sequence : int
        The place in which that store sealed it, from 1.
    made_at : str
        What the laptop's clock said; told, never believed.
    base : str or None
        The record it is a new revision of.
    body : mapping
        Everything it says.
    """

    id: str
    sha256: str
    text: str
    kind: str
    person_id: str
    device: str
    sequence: int
    made_at: str
    base: str | None
    body: Mapping[str, Any]


def read(record_id: str, data: bytes) -> Record:
    """Read a record from what was sent. Raises BadInput with every fault of it."""
    body = _object(data)
    wrong = [name for name, good in _GOOD.items() if not good(body.get(name))]
    if wrong:
        right = _("노트북의 화면을 새 판으로 다시 연 뒤 보내 주십시오")
        raise BadInput(*(Problem(name, _("기록의 형식이 올바르지 않습니다"), right) for name in wrong))
    if any(map(refusing.holds_resident_number, texts(body))):
        raise BadInput(Problem(_("적으신 내용"), refusing.message(), _("번호를 지우고 새로 저장해 주십시오")))
    return Record(
        id=record_id,
        sha256=hashlib.sha256(data).hexdigest(),
        text=data.decode(),
        kind=body["kind"],
        person_id=body["person"],
        device=body["device"],
        sequence=body["sequence"],
        made_at=body["made_at"],
        base=body.get("base"),
        body=body,
    )


def _object(data: bytes) -> dict[str, Any]:
    what = ""
    if len(data) > MOST_BYTES:
        what = _("기록이 너무 큽니다")
    else:
        try:
            found = json.loads(data.decode("utf-8"), parse_constant=_no_number)
            if isinstance(found, dict):
                return found
        except (ValueError, RecursionError):  # UnicodeDecodeError and JSONDecodeError are ValueErrors
            pass
        what = _("읽을 수 없는 기록입니다")
    raise BadInput(Problem(_("기록"), what, _("노트북에 그대로 두고 사무실에 알려 주십시오")))


def _no_number(word: str) -> None:
    """NaN and Infinity are no JSON: what follows could not store them."""
    raise ValueError(word)


def texts(value: object) -> list[str]:
    """Every text that stands anywhere in a value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for key, each in value.items() for text in (str(key), *texts(each))]
    return [text for each in value for text in texts(each)] if isinstance(value, list) else []


def is_instant(value: object) -> bool:
    """Whether a value is an instant as a laptop writes it: ISO 8601 with its zone."""
    if not isinstance(value, str) or len(value) > 40:
        return False
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_uuid(value: object) -> bool:
    return isinstance(value, str) and is_id(value)


_GOOD = {
    "v": lambda v: v == VERSION and not isinstance(v, bool),
    "kind": lambda v: isinstance(v, str) and 0 < len(v) <= 20,
    "person": _is_uuid,
    "device": _is_uuid,
    "sequence": lambda v: isinstance(v, int) and not isinstance(v, bool) and 0 < v <= MOST_SEQUENCE,
    "made_at": is_instant,
    "base": lambda v: v is None or _is_uuid(v),
}
