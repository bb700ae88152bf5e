"""Is a document a sound and harmless zip (DOCX, HWPX, XLSX)? Checked before any XML in it is parsed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from transcripts.text.problems import Message, TranscriptError, refusal

# Against bombs (bench/README.md). Of twelve real files none unpacks to over 3 MB or 18-fold, or has over 23 parts.
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 150
MAX_PARTS = 5_000
# Below this size no ratio does harm; Word's own XML of a long table packs better than a hundred to one.
_SMALL = 10 * 1024 * 1024
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# What Python's reader of zips raises of one that is cut off, broken inside, or packed in a way it does not know.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
_REPAIR = Message("파일을 만든 프로그램에서 열어 다시 저장한 뒤 올려 주십시오.")
_XML = (".xml", ".rels", ".hpf", ".rdf", ".opf")
# "Strict Open XML" says the same under names of its own, which no library here knows.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"


def check(data: bytes, name: str) -> None:
    """Refuse a zip that is damaged, unpacks too large, or whose XML declares entities.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        What a person calls its format: ``DOCX``, ``HWPX``, ``XLSX``.

    Raises
    ------
    TranscriptError
        Codes ``damaged``, ``bomb``, ``entities``, ``locked``, ``macros``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _check_size(parts, name)
            if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
                raise macros()
            for part in parts:
                # zipfile reads no more than the declared size, so the sum above bounds what is unpacked here.
                _check_part(part.filename, package.read(part))
    except BROKEN as error:
        if isinstance(error, TranscriptError):
            raise
        raise damaged(name) from error
    except RuntimeError as error:  # zipfile's way of asking for a password
        raise locked() from error


def transitional(data: bytes) -> bytes:
    """Give a document of Office, checked before, the usual names where it was saved as Strict Open XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    told = {name: _STRICT.sub(_TRANSITIONAL, part) for name, part in parts.items() if name.lower().endswith(_XML)}
    if all(parts[name] == part for name, part in told.items()):
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in {**parts, **told}.items():
            package.writestr(name, part)
    return out.getvalue()


def is_bomb(unpacked: int, packed: int, *, most: int, ratio: int) -> bool:
    """Whether what is packed in a zip unpacks to more than `most` bytes, or so much more than it is that it does harm."""
    return unpacked > most or (unpacked > _SMALL and unpacked > ratio * max(1, packed))


def declares(content: bytes) -> bool:
    """Whether XML declares a type or entities of its own, in UTF-8 or UTF-16."""
    # In UTF-16 every second byte is zero: without them the declaration shows in either encoding.
    return bool(_DECLARATION.search(content) or _DECLARATION.search(content.replace(b"\x00", b"")))


def locked() -> TranscriptError:
    """Error for a file that opens only with a password."""
    return refusal("locked", Message("암호가 걸린 문서입니다."), Message("암호를 푼 뒤 다시 올려 주십시오."))


def macros() -> TranscriptError:
    """Error for a file that carries a program along; none is ever run here, but it is no transcript."""
    return refusal(
        "macros",
        Message("매크로(프로그램)가 들어 있는 문서입니다."),
        Message("매크로 없는 DOCX나 XLSX로 저장한 뒤 다시 올려 주십시오."),
    )


def damaged(name: str) -> TranscriptError:
    """Error for a file that is cut off or broken inside."""
    return refusal("damaged", Message("%(name)s 파일이 손상되었거나 중간에서 잘렸습니다.", name=name), _REPAIR)


def _check_size(parts: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MAX_PARTS or is_bomb(unpacked, packed, most=MAX_UNPACKED, ratio=MAX_RATIO):
        raise refusal(
            "bomb",
            Message(
                "압축을 풀면 %(size)d MB(%(parts)d개)가 되는 비정상적인 파일입니다.",
                size=unpacked // 1024 // 1024,
                parts=len(parts),
            ),
            Message("압축을 푼 크기가 100 MB 아래인 %(name)s만 읽습니다. 그림을 빼고 다시 저장해 주십시오.", name=name),
        )


def _check_part(name: str, content: bytes) -> None:
    if not name.lower().endswith(_XML):
        return
    if declares(content):
        raise refusal(
            "entities",
            Message("문서 안의 %(part)s에 외부 개체 선언이 들어 있어 열지 않았습니다.", part=name),
            _REPAIR,
        )
