"""Forms of monitoring: bringing observations, classifying a quarter."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, HiddenField, SelectField
from wtforms.validators import InputRequired, Optional


class ObservationsForm(FlaskForm):
    """A file of monthly values."""

    file = FileField(
        _l("파일"),
        [FileRequired(_l("파일을 골라 주십시오."))],
        description=_l("CSV(UTF-8, CP949), XLSX, XLS, XLSB 또는 ODS, 20 MB까지"),
        render_kw={"accept": ".csv,.xlsx,.tsv,.txt,.xls,.xlsb,.ods"},
    )


class ConfirmForm(FlaskForm):
    """A person's yes to values that leap; the file waits under its hash."""

    sha256 = HiddenField()
    file_name = HiddenField()
    mapping = HiddenField()
    right = BooleanField(_l("이 값들이 맞습니다"), [InputRequired(_l("값을 원자료와 견주어 보고 표시해 주십시오."))])


class OptionalDate(DateField):
    """A date that may be left out; what is no date is told in Korean."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_l("날짜는 2026-11-22처럼 적어 주십시오.")) from None


class ClassifyForm(FlaskForm):
    """The quarter to classify and the day whose data count."""

    quarter = SelectField(_l("분기"), [InputRequired(_l("분기를 골라 주십시오."))])
    renewed = BooleanField(_l("그 뒤에 나온 값과 정정까지 받아들여 다시 확정"))
    as_of = OptionalDate(
        _l("시험할 자료 기준일"),
        [Optional()],
        description=_l(
            "비워 두면 분기의 값이 거의 다 나온 날의 자료로 분류합니다. 다른 날을 적으면 시험 분류로 따로 남기고 "
            "결과로 세우지 않습니다."
        ),
    )
