"""Forms of the registers and of the rounds."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired


class ImportForm(FlaskForm):
    """A register's file and which register it is."""

    kind = RadioField(
        _l("명부"),
        [InputRequired(_l("어느 명부인지 골라 주십시오."))],
        choices=[SelectChoice("areas", _l("밀집지역 명부")), SelectChoice("firms", _l("기업 명부"))],
    )
    file = FileField(
        _l("파일"),
        [FileRequired(_l("파일을 골라 주십시오."))],
        description=_l("CSV(UTF-8, CP949), XLSX, XLS, XLSB 또는 ODS, 20 MB까지"),
        render_kw={"accept": ".csv,.xlsx,.tsv,.txt,.xls,.xlsb,.ods"},
    )


class RoundForm(FlaskForm):
    """The half-year to open. The page says which there are; one that is open already stays as it is."""

    code = SelectField(_l("반기"), choices=[], validate_choice=False)
