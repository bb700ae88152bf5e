"""Bringing a file of contacts: all problems told at once, all rows or none; a cell left empty leaves what is known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.store import record
from app.areas import store as areas
from app.areas.columns import as_code
from app.db import writing
from app.surveys.reaching import contact_store
from app.surveys.reaching.contacts import Contact, as_email, as_line, as_phone, as_postcode
from app.tables.heads import Column
from app.tables.mapping import Mapping
from app.tables.tabular import Table, read_table

# What our own list of contacts tells besides what an import reads.
PASSED = ("밀집지역", "밀집지역코드", "기업", "기업명", "이름", "상호")


@dataclass(frozen=True)
class Imported:
    """How many firms got a contact, how many got another, and of how many the file says what was known."""

    new: int
    changed: int
    unchanged: int


def columns() -> list[Column]:
    """What a file of contacts must or may hold, the first title of each being the one of our own list."""
    return [
        Column("code", ("기업코드", "코드", "업체코드", "기업번호", "firm"), as_code),
        Column(
            "person",
            ("담당자", "담당자명", "담당자이름", "성명", "대표자", "연락담당자", "contact"),
            as_line(50),
            False,
        ),
        Column("email", ("전자우편", "이메일", "메일", "이메일주소", "e-mail", "email"), as_email, False),
        Column("phone", ("전화번호", "전화", "연락처", "휴대전화", "휴대폰", "핸드폰", "phone"), as_phone, False),
        Column("postcode", ("우편번호", "zip", "postcode"), as_postcode, False),
        Column("address", ("주소", "소재지", "도로명주소", "사업장주소", "address"), as_line(200), False),
    ]


def import_contacts(
    db: Database, data: bytes, file_name: str, person_id: str | None, scope: Scope, mapping: Mapping | None = None
) -> Imported:
    """Keep the contacts of a file's firms, all of one's own areas. May be repeated.

    Raises BadInput with every problem; then nothing is stored.
    """
    table = read_table(data, file_name, columns(), passed=PASSED, mapping=mapping)
    known = areas.firms_by_code(db).items()
    firms = {code.casefold(): found["id"] for code, found in known if scope.allows(found["area_id"])}
    contacts = [_contact(table, line, firms) for line in table.rows]
    _refuse_doubles(table)
    table.refuse_if_wrong()
    with writing(db):
        done = Counter(contact_store.write_contact(db, each, person_id=person_id) for each in contacts if each)
        run = areas.insert_import_run(db, table, kind="contacts", person_id=person_id)
        record(db, "file imported", person_id=person_id, object_kind="import", object_id=run, rows=len(table.rows))
    return Imported(done["new"], done["changed"], done["unchanged"])


def _contact(table: Table, line: dict[str, Any], firms: dict[str, str]) -> Contact | None:
    code = line["code"]
    if not code:
        return None
    firm_id = firms.get(code.casefold())
    if firm_id is None:
        what = _("기업 명부나 담당 지역에 없습니다: ‘%(text)s’", text=code[:60])
        table.wrong(line["row"], "기업코드", what, _("기업 명부의 코드를 적어 주십시오"))
        return None
    return Contact(firm_id, *(line[name] or "" for name in contact_store.FIELDS))


def _refuse_doubles(table: Table) -> None:
    first: dict[str, int] = {}
    for line in table.rows:
        code = (line["code"] or "").casefold()
        if code and first.setdefault(code, line["row"]) != line["row"]:
            what = _("같은 코드가 %(row)s행에도 있습니다: ‘%(code)s’", code=line["code"], row=first[code])
            table.wrong(line["row"], "기업코드", what, _("기업마다 한 줄만 남겨 주십시오"))
