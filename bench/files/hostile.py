"""Files that mean harm, and damaged copies of real ones: a clear word within seconds and bounded memory.

python bench/files/hostile.py               # 200 damaged copies of every file, some minutes
python bench/files/hostile.py --seeds 20
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import resource
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from transcripts import TranscriptError, read, read_limited
from transcripts.child import bound

REAL = Path(__file__).parents[3] / "shared" / "real"
_DOCX = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MEGABYTE = 1024 * 1024
File = tuple[bytes, str]


def docx(body: str, **parts: bytes) -> bytes:
    """A Word document with this body, and other parts."""
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{kinds}"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{office}" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{_DOCX}"><w:body>{body}</w:body></w:document>',
        **parts,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in whole.items():
            package.writestr(name, content)
    return out.getvalue()


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def nested(depth: int) -> str:
    """Tables within tables."""
    return "<w:tbl><w:tr><w:tc>" * depth + paragraph("네") + "</w:tc></w:tr></w:tbl>" * depth


def pdf_of(pages: int) -> bytes:
    """A PDF of many pages of one line."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    objects.append(
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b" ".join(b"%d 0 R" % (5 + at) for at in range(pages)))
    )
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    words = b"BT /F 11 Tf 72 700 Td (Moderator: We cannot find workers.) Tj ET"
    objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(words), words))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>"
    out = b"%PDF-1.4\n" + b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (at, body) for at, body in enumerate([*objects, *[page] * pages], 1)
    )
    return out + b"trailer\n<</Size %d/Root 1 0 R>>\n%%%%EOF" % (len(objects) + pages + 1)


def xlsx_of(rows: int) -> bytes:
    """A workbook whose sheet holds many rows."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("가")
    for _row in range(rows):
        sheet.append(["사회자", "네, 시작합니다."])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
CASES: dict[str, Callable[[], File]] = {
    "zip bomb, 1 GB of zeros": lambda: (
        docx(paragraph("네"), **{"word/media/a.bin": bytes(1024 * _MEGABYTE)}),
        "a.docx",
    ),
    "zip of 6,000 parts": lambda: (
        docx(paragraph("네"), **{f"word/{at}.xml": b"<a/>" for at in range(6_000)}),
        "a.docx",
    ),
    "XML that declares entities": lambda: (docx(paragraph("네"), **{"word/a.xml": _LAUGHS.encode()}), "a.docx"),
    "macros": lambda: (docx(paragraph("네"), **{"word/vbaProject.bin": b"Attribute VB_Name"}), "a.docx"),
    "macros by name (.docm)": lambda: (docx(paragraph("네")), "a.docm"),
    "path names that leave the archive": lambda: (
        docx(paragraph("사회자: 네"), **{"../../evil.xml": b"<a/>", "/etc/x": b""}),
        "a.docx",
    ),
    "cut in half": lambda: (docx(paragraph("네") * 999)[:900], "a.docx"),
    "empty": lambda: (b"", "a.hwp"),
    "wrong suffix": lambda: (docx(paragraph("네")), "a.hwp"),
    "100 MB": lambda: (b"a" * 100 * _MEGABYTE, "a.txt"),
    "XML 100,000 deep": lambda: (docx("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000), "a.docx"),
    "tables 60 deep": lambda: (docx(nested(60)), "a.docx"),
    "tables 5,000 deep": lambda: (docx(nested(5_000)), "a.docx"),
    "90 MB of paragraphs": lambda: (docx(paragraph("구할 사람이 없습니다 " * 9) * 300_000), "a.docx"),
    "one cell of 20 MB": lambda: (docx(nested(1).replace("네", "가" * 7 * _MEGABYTE)), "a.docx"),
    "PDF of 900 pages": lambda: (pdf_of(900), "a.pdf"),
    "PDF of 20,000 pages": lambda: (pdf_of(20_000), "a.pdf"),
    "PDF that is none": lambda: (b"%PDF-1.7\n" + b"1 0 obj\n" * 100_000, "a.pdf"),
    "workbook of 250,000 rows": lambda: (xlsx_of(250_000), "a.xlsx"),
    "CSV, 19 MB of quotation marks": lambda: (b'"' * 19 * _MEGABYTE, "a.csv"),
    "text, 19 MB in one line": lambda: ("가".encode() * 6 * _MEGABYTE, "a.txt"),
    "text, 2,900,000 letters of labels": lambda: ("사회자: 네. 참가자4: 네. ".encode() * 160_000, "a.txt"),
    "captions, 19 MB of arrows": lambda: (b"WEBVTT\n\n" + b"-->\n" * 4_900_000, "a.vtt"),
}


def apart(act: Callable[[], object]) -> dict[str, object]:
    """Do something in a process of its own; what came of it, its processor time, and the most memory it held."""
    out, into = os.pipe()
    if os.fork() == 0:
        answer: dict[str, object] = {"said": act()}
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        seconds = sum(each.ru_utime + each.ru_stime for each in used)
        answer |= {"seconds": seconds, "peak": max(each.ru_maxrss for each in used) // 1024}
        os.write(into, json.dumps(answer).encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        answered = pipe.read()
    os.wait()
    return json.loads(answered or b'{"said": "broke down", "seconds": 0, "peak": 0}')


def word_for(data: bytes, name: str) -> str:
    """What an uploader is told."""
    try:
        transcript = read_limited(data, name)
    except TranscriptError as error:
        return f"{error.problems[0].code}: {error.problems[0].what}"
    return f"read, {len(transcript.text):,} letters, {len(transcript.turns):,} turns"


def damaged(data: bytes, seeds: int) -> Iterator[bytes]:
    """Copies cut off, with bits turned, or with a stretch of zeros, by seed."""
    for seed in range(seeds):
        chance = random.Random(seed)
        copy = bytearray(data)
        if seed % 3 == 0:
            yield data[: chance.randrange(len(data))]
        elif seed % 3 == 1:
            for _bit in range(chance.randint(1, 40)):
                copy[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            yield bytes(copy)
        else:
            start = chance.randrange(len(data))
            count = min(chance.randint(1, 2_000), len(data) - start)
            copy[start : start + count] = bytes(count)
            yield bytes(copy)


def outcomes(data: bytes, name: str, seeds: int) -> dict[str, object]:
    """Codes by how often, and the slowest copy, within the limits of the child."""
    bound(600, 1500)
    counts: Counter[str] = Counter()
    slowest = 0.0
    for copy in damaged(data, seeds):
        began = time.process_time()
        try:
            transcript = read(copy, name)
            assert all(transcript.text[turn.start : turn.end] == turn.text for turn in transcript.turns)
            counts["read"] += 1
        except TranscriptError as error:
            counts[error.problems[0].code] += 1
        slowest = max(slowest, time.process_time() - began)
    return {"counts": dict(counts), "slowest": slowest}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=200)
    seeds = parser.parse_args().seeds
    print("| file | MB | word | processor s | peak MB |\n| --- | ---: | --- | ---: | ---: |")
    for case, made in CASES.items():
        data, name = made()
        done = apart(lambda data=data, name=name: word_for(data, name))  # type: ignore[misc]
        print(
            f"| {case} | {len(data) / _MEGABYTE:.1f} | {done['said']} | {done['seconds']:.1f} | {done['peak']} |",
            flush=True,
        )
    print(f"\n| {seeds} damaged copies of | outcomes | slowest, s | peak MB |\n| --- | --- | ---: | ---: |")
    for path in sorted((REAL / "files").glob("*")) + sorted((REAL / "transcripts").glob("*")):
        done = apart(lambda path=path: outcomes(path.read_bytes(), path.name, seeds))  # type: ignore[misc]
        said = done["said"]
        if not isinstance(said, dict):
            print(f"| {path.name} | {said} | | |", flush=True)
            continue
        counts = ", ".join(f"{code} {count}" for code, count in sorted(said["counts"].items()))
        print(f"| {path.name} | {counts} | {said['slowest']:.2f} | {done['peak']} |", flush=True)


if __name__ == "__main__":
    main()
