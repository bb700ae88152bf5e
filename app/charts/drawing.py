"""Vega-Lite becomes SVG that may stand in a page under the strict policy, and PNG for documents."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
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


def _name(root: ElementTree.Element, mark: str, title: str, description: str) -> None:
    root.set("role", "img")
    root.set("aria-labelledby", f"{mark}-title {mark}-desc")
    for position, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{mark}-{tag}"})
        element.text = text
        root.insert(position, element)
