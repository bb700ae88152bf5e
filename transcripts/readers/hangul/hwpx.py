"""Reader for HWPX, the newer Hangul document: a zip of XML, checked like every zip before it is parsed."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

from transcripts.decoding import packages
from transcripts.readers.hangul import hangul
from transcripts.text.problems import TranscriptError
from transcripts.text.questions import NOTHING, Answers
from transcripts.text.turns import Draft

_SECTION = re.compile(r"Contents/section(\d+)\.xml$", re.IGNORECASE)
_HEADER = "Contents/header.xml"
_MANIFEST = "META-INF/manifest.xml"


def read(data: bytes, answers: Answers = NOTHING) -> Draft:
    """Read an HWPX document.

    Raises
    ------
    TranscriptError
        Codes ``damaged``, ``bomb``, ``entities``, ``locked``, ``empty`` (words outside of the body alone).
    """
    packages.check(data, "HWPX")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        if _MANIFEST in names and b"encryption-data" in package.read(_MANIFEST):
            raise packages.locked()
        numbered = sorted((int(found[1]), name) for name in names if (found := _SECTION.match(name)))
        if not numbered:
            raise packages.damaged("HWPX")
        try:
            header = package.read(_HEADER) if _HEADER in names else None
            return hangul.draft((package.read(name) for _number, name in numbered), header, answers)
        except TranscriptError:
            raise
        except (etree.XMLSyntaxError, ValueError, RecursionError) as error:
            raise packages.damaged("HWPX") from error
