"""A stored definition as a file: a workbook people can go on writing, or JSON."""

from __future__ import annotations

import json

from flask_babel import gettext as _

from app.errors import BadInput, Problem
from forms.xlsform import write


def written(definition: str, suffix: str) -> bytes:
    """The bytes of a file of this suffix. Raises BadInput for one that is neither."""
    if suffix == ".xlsx":
        return write(json.loads(definition))
    if suffix == ".json":
        return json.dumps(json.loads(definition), ensure_ascii=False, indent=2).encode() + b"\n"
    right = _("파일 이름을 .xlsx나 .json으로 끝내 주십시오")
    raise BadInput(Problem(suffix or "–", _("이 형식으로는 내보낼 수 없습니다"), right))
