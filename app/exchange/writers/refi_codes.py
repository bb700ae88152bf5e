"""The codebook of REFI-QDA as its schema wants it: ``.qdc``, and the part of a project."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from app.config import VERSION
from app.exchange.project.project import Code, Project, in_tree_order

CODEBOOK = "urn:QDA-XML:codebook:1.0"
# What XML cannot hold in any spelling (XML 1.0, section 2.2).
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def origin() -> str:
    """What wrote the file, as other tools tell it."""
    return f"Moksori {VERSION}"


def codebook_bytes(project: Project) -> bytes:
    """A ``.qdc`` file; its schema knows no notes, and wants one code at least."""
    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", nsmap={None: CODEBOOK}, origin=origin())
    add_codes(root, project.codes, notes=False)
    return written(root)


def add_codes(book: etree._Element, codes: Sequence[Code], *, notes: bool) -> None:
    """The tree of codes beneath a codebook."""
    top = add(book, "Codes")
    places = {"": top}
    for code in in_tree_order(codes):
        element = add(places[code.parent], "Code", guid=code.guid, name=code.name, isCodable=str(code.codable).lower())
        places[code.guid] = element
        if code.color:
            element.set("color", code.color)
        if code.definition:
            add(element, "Description", code.definition)
        for note in code.notes if notes else ():
            add(element, "NoteRef", targetGUID=note)


def add(parent: etree._Element, tag: str, text: str = "", /, **attributes: str) -> etree._Element:
    """A child in its parent's namespace; attributes that are empty are left out, letters XML cannot hold too."""
    kept = {key: legal(value) for key, value in attributes.items() if value or key == "name"}
    element = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{tag}", kept)
    if text:
        element.text = legal(text)
    return element


def legal(text: str) -> str:
    return _ILLEGAL.sub("", text)


def written(root: etree._Element) -> bytes:
    told: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return told
