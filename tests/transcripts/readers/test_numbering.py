"""Numbers that Hangul sets before paragraphs by itself, in the document that was read and by hand."""

from pathlib import Path

import pytest
from lxml import etree

from transcripts import read
from transcripts.readers.hangul.numbering import Numbers, numbers_in

REAL = Path(__file__).parents[3].parent / "shared" / "real" / "files"
HEADER = """<head xmlns="h"><numbering id="1">
<paraHead level="1" numFormat="DIGIT" start="1">^1.</paraHead>
<paraHead level="2" numFormat="HANGUL_SYLLABLE" start="3">^1.^2)</paraHead>
<paraHead level="3" numFormat="CIRCLED_DIGIT" start="1">^3</paraHead></numbering>
<numbering id="2"><paraHead level="1" numFormat="ROMAN_CAPITAL" start="1">^1</paraHead>
<paraHead level="2" numFormat="LATIN_SMALL" start="1">^N</paraHead></numbering>
<bullet id="7" char="○"/><bullet id="8" char="&#xf06c;"/>
<paraPr id="a"><heading type="NUMBER" idRef="1" level="0"/></paraPr>
<paraPr id="b"><heading type="NUMBER" idRef="1" level="1"/></paraPr>
<paraPr id="c"><heading type="NUMBER" idRef="1" level="2"/></paraPr>
<paraPr id="d"><heading type="OUTLINE" idRef="0" level="0"/></paraPr>
<paraPr id="e"><heading type="OUTLINE" idRef="0" level="1"/></paraPr>
<paraPr id="f"><heading type="BULLET" idRef="7" level="0"/></paraPr>
<paraPr id="g"><heading type="BULLET" idRef="8" level="0"/></paraPr></head>""".encode()


def before(shapes: str) -> list[str]:
    numbers = numbers_in(HEADER)
    numbers.enter(etree.fromstring('<sec><secPr outlineShapeIDRef="2"/></sec>'))
    return [numbers.before(etree.fromstring(f'<p paraPrIDRef="{shape}"/>')).strip() for shape in shapes]


@pytest.mark.skipif(not REAL.exists(), reason="real files are not here")
def test_the_numbers_of_a_real_document_stand_before_its_paragraphs():
    name = "numbered_paragraphs.hwp"
    lines = read((REAL / name).read_bytes(), name).text.split("\n")
    assert [line for line in lines if "번호" in line] == ["1. 문단번호", "2. 문단번호", "3. 문단번호"]
    assert [line for line in lines if "머리표" in line] == ["• 글머리표", "• 글머리표"]


def test_levels_count_within_each_other_and_begin_anew():
    assert before("abbcab") == ["1.", "1.다)", "1.라)", "①", "2.", "2.다)"]


def test_outlines_take_their_sections_numbering_and_bullets_their_sign():
    assert before("ddeefgx") == ["I", "II", "2.1.", "2.2.", "○", "•", ""]


def test_a_document_without_a_header_has_no_numbers():
    assert numbers_in(None) == numbers_in(b"<broken") == Numbers()
