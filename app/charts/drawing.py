"""Vega-Lite becomes SVG that may stand in a page under the strict policy, and PNG for documents."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from itertools import groupby
from xml.etree import ElementTree

from app.charts.orders import FONTS, Order

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
# One of the versions that vl-convert carries, named so that its next release draws the same.
VERSION = "5.21"
# Vega describes every mark; one title and one description for the whole image read better aloud.
NOISE = re.compile(r"^(role|class|style|cursor|pointer-events|font-family|aria-.*)$")
REFERENCE = re.compile(r"url\(#([^)]+)\)")
LONG = re.compile(r"-?\d+\.\d{3,}")
# From so many marks of one look on their shape is said once: 150 bytes a mark become 12. Chosen: a map of a nation.
ALIKE = 100
MOVED = re.compile(r"translate\((-?[\d.]+),\s*(-?[\d.]+)\)")

ElementTree.register_namespace("xlink", XLINK)


@lru_cache(maxsize=1)
def _fonts() -> None:
    """Register the vendored fonts once a process: Korean is measured and drawn with the page's own font."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))


def svg(order: Order) -> bytes:
    """The chart as an SVG element: a named image with ids of its own, without style or script."""
    import vl_convert

    _fonts()
    drawn = vl_convert.vegalite_to_svg(order.spec, vl_version=VERSION, allowed_base_urls=[])
    root = ElementTree.fromstring(drawn)
    words = f"{order.spec}{order.title}{order.description}{order.name}"
    mark = "c" + hashlib.sha256(words.encode()).hexdigest()[:10]
    for element in root.iter():
        _clean(element, mark)
    for number, group in enumerate(list(root.iter(f"{{{SVG}}}g"))):
        _share(group, f"{mark}-m{number}")
    _name(root, mark, order.title, order.description)
    # Of the whole process: another library that gives the empty prefix to its own name would take it from ours.
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode").encode()


def png(order: Order) -> bytes:
    """The chart as a PNG on white, `scale` times its size in pixels."""
    import vl_convert

    _fonts()
    return vl_convert.vegalite_to_png(order.spec, vl_version=VERSION, scale=order.scale, allowed_base_urls=[])


def _clean(element: ElementTree.Element, mark: str) -> None:
    inline = dict(part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part)
    for key in [key for key in element.attrib if NOISE.match(key)]:
        del element.attrib[key]
    for key, value in inline.items():
        if not NOISE.match(key.strip()):
            element.attrib.setdefault(key.strip(), value.strip())
    for key, value in element.attrib.items():
        value = REFERENCE.sub(lambda found: f"url(#{mark}-{found.group(1)})", value)
        element.attrib[key] = LONG.sub(lambda found: f"{float(found.group()):.2f}", value)
    if "id" in element.attrib:
        element.attrib["id"] = f"{mark}-{element.attrib['id']}"


def _share(group: ElementTree.Element, mark: str) -> None:
    """Many marks of one look, drawn one after the other, become the corners of a line that is not seen: each has the
    mark. They stay where they are and over each other as they were."""
    listed: list[ElementTree.Element] = []
    for number, (look, run) in enumerate(groupby(group, _look)):
        alike = list(run)
        if look is None or len(alike) < ALIKE:
            listed += alike
            continue
        name = f"{mark}-{number}"
        told = {"id": name, "markerUnits": "userSpaceOnUse", "overflow": "visible"}
        shape = ElementTree.Element(f"{{{SVG}}}marker", told)
        ElementTree.SubElement(shape, f"{{{SVG}}}path", dict(look))
        corners = "L".join(",".join(found.groups()) for each in alike if (found := _place(each)))
        ends = {f"marker-{part}": f"url(#{name})" for part in ("start", "mid", "end")}
        listed += [shape, ElementTree.Element(f"{{{SVG}}}path", {"d": f"M{corners}", "fill": "none", **ends})]
    group[:] = listed


def _place(element: ElementTree.Element) -> re.Match[str] | None:
    return MOVED.fullmatch(element.get("transform", ""))


def _look(element: ElementTree.Element) -> tuple[tuple[str, str], ...] | None:
    """All of a mark but its place; None of what is no mark."""
    if element.tag != f"{{{SVG}}}path" or len(element) or "id" in element.attrib or not _place(element):
        return None
    return tuple((key, value) for key, value in sorted(element.attrib.items()) if key != "transform")


def _name(root: ElementTree.Element, mark: str, title: str, description: str) -> None:
    root.set("role", "img")
    root.set("aria-labelledby", f"{mark}-title {mark}-desc")
    for position, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{mark}-{tag}"})
        element.text = text
        root.insert(position, element)
