"""Files of programmes and of the rules by which they fit."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired


class ProgrammesFileForm(FlaskForm):
    """A file of many programmes."""

    file = FileField(
        _l("파일"),
        [FileRequired(_l("파일을 골라 주십시오."))],
        description=_l("CSV(UTF-8, CP949), XLSX, XLS, XLSB 또는 ODS, 20 MB까지"),
        render_kw={"accept": ".csv,.xlsx,.tsv,.txt,.xls,.xlsb,.ods"},
    )


class RulesForm(FlaskForm):
    """Rules of matching as a file."""

    file = FileField(
        _l("매칭 규칙 파일(JSON)"), [FileRequired(_l("파일을 골라 주십시오."))], render_kw={"accept": ".json"}
    )
