"""Which reader a file needs, told by what is in it and not by its name."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from app.exchange.project.losses import Reading
from app.exchange.readers import codings, databases, packages, qualcoder, refi, refi_codes, taguette
from app.exchange.readers.packages import local

# Readers of SQLite files, each with the tables it is known by.
DATABASES = ((taguette.TABLES, taguette.read), (qualcoder.TABLES, qualcoder.read))


def read(data: bytes, file_name: str, texts: Mapping[str, str] | None = None) -> Reading:
    """Any file of another tool as a project; `texts` are what a plain table of codings may speak of.

    Raises
    ------
    BadInput
        Where the file is of no kind that is read, is damaged, or would do harm.
    """
    if data.startswith(databases.MAGIC):
        return _database(data, file_name)
    if data.startswith(b"PK\x03\x04"):
        return _package(data, file_name, texts or {})
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" or data.startswith((b"\xff\xfe<", b"\xfe\xff\x00<")):
        root = local(packages.parsed(data, file_name))
        return refi_codes.read_codebook(data, file_name) if root == "CodeBook" else refi.read_project(data, file_name)
    return codings.read(data, file_name, texts or {})


def _database(data: bytes, file_name: str) -> Reading:
    with databases.opened(data, file_name) as db:
        for tables, reader in DATABASES:
            if tables <= db.tables:
                return reader(db, file_name)
    raise packages.refused(
        file_name,
        _("Taguette나 QualCoder의 프로젝트가 아닌 데이터베이스입니다"),
        _("Taguette의 SQLite 파일이나 QualCoder 프로젝트 폴더의 data.qda를 올려 주십시오"),
    )


def _package(data: bytes, file_name: str, texts: Mapping[str, str]) -> Reading:
    """A zip: a workbook of codings, a folder of QualCoder's, or a project of REFI-QDA."""
    package = packages.opened(data, file_name)
    if package.named("xl/workbook.xml"):
        return codings.read(data, file_name, texts)
    if kept := package.named("data.qda"):
        return _database(package.read(kept[0]), file_name)
    if (books := package.named(".qdc")) and not package.named(".qde"):
        return refi_codes.read_codebook(package.read(books[0]), file_name)
    return refi.read_project(data, file_name)
