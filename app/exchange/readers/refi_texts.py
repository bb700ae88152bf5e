"""The texts of a REFI-QDA project: plain texts, texts of PDFs, transcripts of recordings; with what lies in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from app.exchange.project.finding import Findable
from app.exchange.project.losses import Loss
from app.exchange.project.positions import Claim, Span, Text
from app.exchange.readers import packages
from app.exchange.readers.packages import Package, below, child, local
from app.exchange.readers.values import line, whole
from transcripts.decoding.encodings import decode
from transcripts.text.problems import TranscriptError

SOURCES = ("TextSource", "PictureSource", "PDFSource", "AudioSource", "VideoSource")
_MARK = "\ufeff"


@dataclass
class Found:
    """A text with the element it belongs to and the elements of its selections, a claim each.

    `placed` are those whose place was found by their words.
    """

    owner: etree._Element
    holder: etree._Element
    name: str
    text: Text
    selections: list[etree._Element] = field(default_factory=list)
    placed: list[tuple[etree._Element, Span]] = field(default_factory=list)


@dataclass
class Texts:
    """Every text of a project's sources, and what of them is left behind."""

    package: Package
    folder: str
    losses: list[Loss] = field(default_factory=list)

    def of(self, sources: etree._Element | None) -> Iterator[Found]:
        for element in below(sources, *SOURCES):
            yield from getattr(self, f"_{local(element).lower()}")(element)

    def _textsource(self, element: etree._Element) -> Iterator[Found]:
        name = _name(element)
        text = self.text_of(element, name)
        if text is not None:
            yield self._found(element, element, name, text)

    def _pdfsource(self, element: etree._Element) -> Iterator[Found]:
        name, body = _name(element), child(element, "Representation")
        text = self.text_of(body, name) if body is not None else None
        rectangles = list(below(element, "PDFSelection"))
        if text is None or body is None:
            self._lose("pdf_without_text", name)
            self._lose("pdf_selection", name, len(rectangles))
            return
        found = self._found(element, body, name, text)
        self._place(found, rectangles)
        yield found

    def _audiosource(self, element: etree._Element) -> Iterator[Found]:
        return self._media(element, "audio", "AudioSelection")

    def _videosource(self, element: etree._Element) -> Iterator[Found]:
        return self._media(element, "video", "VideoSelection")

    def _picturesource(self, element: etree._Element) -> Iterator[Found]:
        self._lose("picture", _name(element))
        self._lose("picture_selection", _name(element), len(list(below(element, "PictureSelection"))))
        yield from ()

    def _media(self, element: etree._Element, kind: str, selection: str) -> Iterator[Found]:
        name = _name(element)
        self._lose(kind, name)
        self._lose("media_selection", name, len(list(below(element, selection))))
        for transcript in below(element, "Transcript"):
            own = _name(transcript) or name
            text = self.text_of(transcript, own)
            if text is None:
                continue
            points = {each.get("guid"): each.get("position") for each in below(transcript, "SyncPoint")}
            found = self._found(transcript, transcript, own, text)
            for each in below(transcript, "TranscriptSelection"):
                ends = (points.get(each.get("fromSyncPoint")), points.get(each.get("toSyncPoint")))
                self._claim(found, each, *ends)
            yield found

    def _found(self, owner: etree._Element, holder: etree._Element, name: str, text: Text) -> Found:
        found = Found(owner, holder, name, text)
        for each in below(holder, "PlainTextSelection"):
            self._claim(found, each, each.get("startPosition"), each.get("endPosition"))
        return found

    def _claim(self, found: Found, element: etree._Element, start: str | None, end: str | None) -> None:
        first, last = whole(start), whole(end)
        if first is None or last is None:
            self._lose("no_position", found.name)
            return
        found.selections.append(element)
        found.text.claims.append(Claim(first, last, element.get("name") or ""))

    def _place(self, found: Found, rectangles: list[etree._Element]) -> None:
        """Rectangles on pages that carry their words stand where these words stand once in the text."""
        findable = Findable(found.text.text)
        for each in rectangles:
            said = packages.words(child(each, "Representation"), "PlainTextContent")
            places = findable.find(said)
            if len(places) == 1:
                found.placed.append((each, places[0]))
            else:
                self._lose("pdf_selection", found.name)

    def text_of(self, element: etree._Element, name: str) -> Text | None:
        """The text of an element as its file has it; None, and said, where there is none."""
        content = child(element, "PlainTextContent")
        if content is not None and content.text:
            return Text(content.text.removeprefix(_MARK), [], content.text.startswith(_MARK))
        path, rich = element.get("plainTextPath"), element.get("richTextPath")
        if not path and rich and rich.lower().endswith(".txt"):
            path = rich
        if not path:
            if content is None and rich:
                self._lose("rich_text_only", name)
                return None
            if content is not None:
                return Text("", [])
            self._lose("text_missing", name)
            return None
        part = self.package.find(path, self.folder)
        if part is None:
            self._lose("text_missing", name)
            return None
        data = self.package.read(part)
        try:
            text = decode(data).text
        except TranscriptError:
            self._lose("text_unreadable", name)
            return None
        return Text(text, [], data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")))

    def _lose(self, kind: str, where: str, n: int = 1) -> None:
        if n:
            self.losses.append(Loss(kind, where, n))


def _name(element: etree._Element) -> str:
    return line(element.get("name")) or line(element.get("guid"))
