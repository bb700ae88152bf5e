"""Forms of clusters: what is known of a special zone, and files of zones and series."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

_SHORT = Length(max=200, message=_l("200자까지 적을 수 있습니다."))


class ZoneForm(FlaskForm):
    """Kind, legal basis and source of a zone."""

    kind = SelectField(_l("종류"), choices=[])
    legal_basis = StringField(_l("법적 근거"), [Optional(), _SHORT])
    source = StringField(_l("출처"), [Optional(), _SHORT])
    as_of = DateField(_l("출처의 날짜"), [Optional()])


class ClusterImportForm(FlaskForm):
    """A file and what it holds."""

    kind = RadioField(
        _l("자료"),
        [InputRequired(_l("어느 자료인지 골라 주십시오."))],
        choices=[SelectChoice("zones", _l("지정(특구)")), SelectChoice("series", _l("시·클러스터 통계"))],
    )
    file = FileField(
        _l("파일"),
        [FileRequired(_l("파일을 골라 주십시오."))],
        description=_l("CSV(UTF-8, CP949), XLSX, XLS, XLSB 또는 ODS, 20 MB까지"),
        render_kw={"accept": ".csv,.xlsx,.tsv,.txt,.xls,.xlsb,.ods"},
    )
