"""Words of a row in the languages of the form: codes for the names of languages, and the first one never without words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from forms.xlsform import languages
from forms.xlsform.findings import Findings
from forms.xlsform.sheets.tables import Row, Table


@dataclass
class Wordings:
    """Which languages the form speaks.

    Attributes
    ----------
    codes : list of str
        The first is the default.
    by_written : mapping of str to str
        Code by the language as a heading writes it; "" is the heading without one.
    names : mapping of str to str
        Name as written by code, where it is not the language's own.
    """

    codes: list[str]
    by_written: Mapping[str, str]
    names: Mapping[str, str]
    findings: Findings
    first: str = field(init=False)

    def __post_init__(self) -> None:
        self.first = self.codes[0]

    def of(self, row: Row, column: str, *, told: bool = True) -> dict[str, str]:
        """The words of a column by code; {} where there are none. The first language is never left out."""
        said: dict[str, str] = {}
        for written, text in row.by_language(column).items():
            said.setdefault(self.by_written.get(written, self.first), text)
        if said and self.first not in said:
            instead = next(code for code in self.codes if code in said)
            said[self.first] = said[instead]
            if told:
                names = {"first": self.named(self.first), "other": self.named(instead)}
                self.findings.add("wording_first", row.sheet, row.number, row.heading(column), **names)
        return said

    def same(self, text: str) -> dict[str, str]:
        """A text that stands in for words nobody wrote."""
        return {self.first: text}

    def named(self, code: str) -> str:
        """A language as it is written."""
        return languages.written(code, self.names)


def wordings(tables: Iterable[Table], default: str, findings: Findings, order: Sequence[str] = ()) -> Wordings:
    """The languages of a workbook: the default one first, then as `order` names them, then as the columns come."""
    listed = list(tables)
    raw = list(dict.fromkeys(name for table in listed for name in table.languages()))
    by_written: dict[str, str] = {}
    names: dict[str, str] = {}
    for written in (name for name in raw if name):
        code, name = languages.code_of(written)
        by_written[written] = code
        if name and name != languages.own_name(code):
            names.setdefault(code, name)
        if code.startswith("x-"):
            findings.add("language_invented", column=written, name=name, code=code)
    if "" in raw or not raw:
        by_written[""] = _unnamed(listed, default, findings, names)
    codes = list(dict.fromkeys(by_written[name] for name in raw)) or [by_written[""]]
    codes.sort(key=lambda code: order.index(code) if code in order else len(order))
    first = _default(default, by_written, codes)
    return Wordings([first, *(code for code in codes if code != first)], by_written, names, findings)


def _default(default: str, by_written: Mapping[str, str], codes: Sequence[str]) -> str:
    told = by_written.get(default) or (languages.code_of(default)[0] if default else "")
    if told in codes:
        return told
    return by_written.get("", codes[0])


def _unnamed(tables: Sequence[Table], default: str, findings: Findings, names: dict[str, str]) -> str:
    """What language the columns without one are in."""
    if default and default.casefold() != "default":
        code, name = languages.code_of(default)
        if name and name != languages.own_name(code):
            names.setdefault(code, name)
        return code
    texts = (text for table in tables for row in table.rows for (_c, lang), text in row.cells.items()
             if not lang and _c in ("label", "hint"))  # fmt: skip
    code = languages.guessed(texts)
    findings.add("language_guessed", language=languages.written(code, {}))
    return code
