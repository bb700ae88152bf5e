"""Packages of other tools: what lies in a zip, found by name however it is spelt; bombs and paths that lead out refused."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote

from flask_babel import gettext as _
from lxml import etree

from app.errors import BadInput, Problem
from transcripts.decoding.packages import BROKEN, declares, is_bomb

# Against bombs. Text packs up to a hundredfold where a program wrote it; a text of 64 MB is ten thousand pages.
MAX_PARTS, MAX_PART, MAX_RATIO = 20_000, 64 * 1024**2, 200
# What programs leave in a package beside the project.
_STRAY = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini", "~$")
_SCHEME = re.compile(r"^(?:internal|relative|absolute|file):/*", re.IGNORECASE)


@dataclass
class Package:
    """The parts of a zip by their plain names; only what is asked for is unpacked, and into memory alone."""

    file_name: str
    _zip: zipfile.ZipFile
    parts: dict[str, zipfile.ZipInfo] = field(default_factory=dict)

    def named(self, ending: str) -> list[str]:
        """Plain names with this ending, the shallowest first."""
        return sorted((n for n in self.parts if n.endswith(ending)), key=lambda n: (n.count("/"), n))

    def find(self, path: str, folder: str = "") -> str | None:
        """The part a project means by a path: with or without a scheme, a folder or capitals; None where there is none."""
        wanted = _plain(_SCHEME.sub("", path.strip()))
        for name in dict.fromkeys((wanted, _plain(unquote(wanted)))):
            for start in dict.fromkeys((f"{folder}sources/", folder, "sources/", "")):
                if start + name in self.parts:
                    return start + name
            last = PurePosixPath(name).name
            found = [part for part in self.parts if PurePosixPath(part).name == last]
            if last and len(found) == 1:
                return found[0]
        return None

    def read(self, name: str) -> bytes:
        """A part's bytes; BadInput where it is damaged or unpacks too large."""
        part = self.parts[name]
        if part.flag_bits & 1:
            raise refused(self.file_name, _("암호가 걸린 묶음입니다"), _("암호 없이 내보낸 파일을 올려 주십시오"))
        if is_bomb(part.file_size, part.compress_size, most=MAX_PART, ratio=MAX_RATIO):
            raise _too_large(self.file_name, part.file_size)
        try:
            with self._zip.open(part) as stream:
                data = stream.read(MAX_PART + 1)
        except BROKEN as error:
            raise damaged(self.file_name) from error
        if len(data) > MAX_PART:
            raise _too_large(self.file_name, len(data))
        return data


def opened(data: bytes, file_name: str) -> Package:
    """A zip looked through before anything of it is read."""
    try:
        package = Package(file_name, zipfile.ZipFile(io.BytesIO(data)))
    except BROKEN as error:
        raise damaged(file_name) from error
    listed = package._zip.infolist()
    if len(listed) > MAX_PARTS:
        raise _too_large(file_name, sum(part.file_size for part in listed))
    for part in listed:
        if part.is_dir() or _is_stray(part.filename):
            continue
        if _leads_out(part.filename):
            raise refused(
                file_name,
                _("묶음 밖을 가리키는 경로가 들어 있어 열지 않았습니다"),
                _("쓰던 프로그램에서 다시 내보낸 파일을 올려 주십시오"),
            )
        package.parts.setdefault(_plain(part.filename), part)
    return package


def parsed(data: bytes, file_name: str) -> etree._Element:
    """XML without declarations of its own: nothing is fetched, nothing is expanded."""
    if declares(data):
        raise refused(
            file_name,
            _("파일 안에 문서 형식(DOCTYPE)이나 개체 선언이 들어 있어 열지 않았습니다"),
            _("쓰던 프로그램에서 다시 내보낸 파일을 올려 주십시오"),
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data.lstrip() if not data.startswith((b"\xff", b"\xfe")) else data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refused(
            file_name,
            _("XML이 아니거나 중간에서 잘린 파일입니다: %(why)s", why=str(error)[:120]),
            _("쓰던 프로그램에서 다시 내보낸 파일을 올려 주십시오"),
        ) from error


def local(element: etree._Element) -> str:
    """An element's name whatever its namespace."""
    return str(etree.QName(element).localname)


def below(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Direct children of these names."""
    for child in element if element is not None else ():
        if isinstance(child.tag, str) and local(child) in names:
            yield child


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    return next(below(element, name), None)


def words(element: etree._Element | None, name: str) -> str:
    """The text of a child, "" without one."""
    found = child(element, name)
    return "".join(found.itertext()) if found is not None else ""


def refused(file_name: str, what: str, right: str) -> BadInput:
    """The one problem of a file that is not taken."""
    return BadInput(Problem(file_name, what, right), source=file_name)


def damaged(file_name: str) -> BadInput:
    return refused(
        file_name,
        _("파일이 손상되었거나 중간에서 잘렸습니다"),
        _("쓰던 프로그램에서 다시 내보낸 파일을 올려 주십시오"),
    )


def _too_large(file_name: str, size: int) -> BadInput:
    return refused(
        file_name,
        _("압축을 풀면 %(size)s MB가 되는 비정상적인 파일입니다", size=size // 1024**2),
        _("글 하나가 64 MB 아래인 묶음만 읽습니다. 소리·영상을 빼고 다시 내보내 주십시오"),
    )


def _plain(name: str) -> str:
    """A part's name as it is compared: small letters in NFC, slashes forward."""
    return unicodedata.normalize("NFC", name.replace("\\", "/")).strip("/").lower()


def _is_stray(name: str) -> bool:
    plain = _plain(name)
    return plain.startswith(_STRAY) or PurePosixPath(plain).name.startswith(_STRAY[1:])


def _leads_out(name: str) -> bool:
    slashed = name.replace("\\", "/")
    return slashed.startswith("/") or ".." in slashed.split("/") or bool(re.match("^[A-Za-z]:", slashed))


def none(file_name: str) -> Package:
    """A package without parts: of a project whose texts stand within it."""
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    return Package(file_name, zipfile.ZipFile(empty))
