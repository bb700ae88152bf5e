"""A codebook as a table: codes with the code above them, definition and colour; ours and Taguette's columns."""

from __future__ import annotations

from flask_babel import gettext as _

from app.exchange.project.losses import Reading
from app.exchange.project.project import Code, Project, guid, in_tree_order
from app.exchange.readers.codings import PATH
from app.exchange.readers.values import color, line, words
from app.tables.tabular import Column, read_table


def columns() -> list[Column]:
    return [
        Column("path", ("코드", "code", "name", "tag", "path")),
        Column("definition", ("정의", "설명", "definition", "description"), words, required=False),
        Column("color", ("색", "color", "colour"), _color, required=False),
        Column("codable", ("코딩 가능", "codable"), _yes, required=False),
        Column("id", ("번호", "id", "guid"), required=False),
    ]


def _color(text: str) -> str:
    found = color(text)
    if not found:
        raise ValueError(_("#f00082처럼 여섯 자리 16진수로 적어 주십시오"))
    return found


def _yes(text: str) -> bool:
    plain = text.casefold()
    if plain in ("예", "yes", "true", "1"):
        return True
    if plain in ("아니요", "아니오", "no", "false", "0"):
        return False
    raise ValueError(_("예 또는 아니요로 적어 주십시오"))


def read(data: bytes, file_name: str) -> Reading:
    """The codes of a table; a path's codes that have no row of their own are made. BadInput with every faulty row."""
    table = read_table(data, file_name, columns(), others=True)
    found: dict[str, Code] = {}
    told: dict[str, str] = {}
    for row in table.rows:
        path = PATH.join(line(step) for step in line(row["path"]).split(PATH.strip()))
        if path in told:
            table.wrong(row["row"], _("코드"), _("같은 코드가 두 번 나옵니다"), _("하나만 남겨 주십시오"))
        told[path] = guid(row["id"], "code") if row["id"] else guid(path, "code")
        definition, codable = (row["definition"] or "").strip(), row["codable"] is not False
        found[path] = Code(told[path], path, color=row["color"] or "", definition=definition, codable=codable)
    table.refuse_if_wrong()
    for path in list(found):
        steps = path.split(PATH)
        for n in range(1, len(steps)):
            above = PATH.join(steps[:n])
            found.setdefault(above, Code(told.get(above) or guid(above, "code"), above))
    return Reading(Project(file_name.rpartition(".")[0], codes=_tree(found)))


def _tree(found: dict[str, Code]) -> tuple[Code, ...]:
    made = []
    for path, code in found.items():
        above, _arrow, name = path.rpartition(PATH)
        parent = found[above].guid if above else ""
        made.append(Code(code.guid, name, parent, code.color, code.definition, code.codable))
    return in_tree_order(made)
