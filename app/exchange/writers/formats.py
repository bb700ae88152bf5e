"""Every file codings are written as: its ending, its type, and how it is made of a project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.exchange.project.project import Project
from app.exchange.writers import documents, matrix, refi, refi_codes, tables
from app.tables.sheets import CSV_TYPE, XLSX_TYPE

Write = Callable[[Project], bytes | Iterator[bytes]]


@dataclass(frozen=True)
class Format:
    """One kind of file.

    Attributes
    ----------
    marks : bool
        Whether stance, severity and kind of statement must be codes to be carried at all.
    counting : bool
        Whether it holds only the words that count: a document is read as what was found, not as who said what.
    """

    content_type: str
    write: Write
    marks: bool = False
    counting: bool = False


CODINGS = {
    "qdpx": Format("application/zip", refi.project_bytes, marks=True),
    "csv": Format(CSV_TYPE, tables.codings_csv),
    "xlsx": Format(XLSX_TYPE, tables.workbook),
    "jsonl": Format("application/jsonl; charset=utf-8", tables.json_lines),
    "html": Format("text/html; charset=utf-8", documents.page, counting=True),
    "docx": Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", documents.docx, counting=True
    ),
    "hwpx": Format("application/hwp+zip", documents.hwpx, counting=True),
}
CODEBOOK = {
    "qdc": Format("application/xml", refi_codes.codebook_bytes),
    "csv": Format(CSV_TYPE, tables.codebook_csv),
}
MATRIX = {
    "csv": Format(CSV_TYPE, lambda project: matrix.matrix_csv(matrix.matrix(project, matrix.STRETCH, by_coder=True))),
    "sav": Format(
        "application/x-spss-sav",
        lambda project: matrix.matrix_sav(matrix.matrix(project, matrix.STRETCH, by_coder=True), project.name),
    ),
}
