"""Hangul documents, HWPX and HWP alike: order, tables, notes; passwords and wrong packages get a clear word."""

import io
import struct
import zipfile
import zlib

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hwpx.hwp5.cfb import CompoundFile, build_compound_file

from tests.transcripts.files import hangul, repacked
from transcripts import TranscriptError, read
from transcripts.readers.hangul.distribution import _key, opened

FORMS = ("hwpx", "hwp")


def problem(data, name):
    with pytest.raises(TranscriptError) as caught:
        read(data, name)
    (only,) = caught.value.problems
    return only


def section(words):
    """An HWPX whose one section holds these paragraphs."""
    name = "Contents/section0.xml"
    body = "".join(f"<p><run>{run}</run></p>" for run in words)
    return repacked(hangul(), {name: f'<sec xmlns="http://example.org/paragraph">{body}</sec>'.encode()})


@pytest.mark.parametrize("form", FORMS)
def test_paragraphs_and_tables_of_speakers_are_read_in_order(form):
    transcript = read(hangul(form), f"a.{form}")
    assert transcript.text.strip() == (
        "제1차 간담회\n사회자: 시작합니다.\n둘째 줄\t탭\n참가자 1: 어렵습니다.\n사회자: 표의 말\n참가자 2: 네.\n끝말"
    )
    assert [(turn.speaker, turn.time_start) for turn in transcript.turns] == [
        (None, None),
        ("사회자", None),
        ("참가자 1", None),
        ("사회자", 60.0),
        ("참가자 2", 120.0),
        (None, None),
    ]
    assert all(transcript.text[turn.start : turn.end] == turn.text for turn in transcript.turns)
    assert (transcript.format, transcript.encoding) == (form, None)


@pytest.mark.parametrize("form", FORMS)
def test_footnotes_stand_in_the_notes_and_running_heads_nowhere(form):
    transcript = read(hangul(form), f"a.{form}")
    assert transcript.notes == (
        "각주 1: 각주의 말",
        "머리글·바닥글은 본문이 아니어서 뺐습니다(1곳). 예: 쪽마다 머리말",
    )
    assert "머리말" not in transcript.text


def test_tracked_deletions_are_left_out_and_insertions_kept():
    text = '사회자: <deleteBegin Id="1"/>옛 <deleteEnd Id="1"/><insertBegin Id="2"/>새 <insertEnd Id="2"/>말'
    assert read(section([f"<t>{text}</t>"]), "a.hwpx").text == "사회자: 새 말"


def test_a_deletion_without_its_end_swallows_nothing():
    assert read(section(['<t>사회자: <deleteBegin Id="1"/>말</t>']), "a.hwpx").text == "사회자: 말"


def test_text_boxes_follow_the_paragraph_that_holds_them():
    box = "<rect><drawText><subList><p><run><t>상자 안</t></run></p></subList></drawText></rect>"
    assert read(section([f"<t>사회자: 앞</t>{box}", "<t>뒤</t>"]), "a.hwpx").text == "사회자: 앞\n상자 안\n뒤"


def test_a_merged_speaker_cell_goes_on_for_the_rows_beneath_it():
    def cell(column, words):
        inner = f"<subList><p><run><t>{words}</t></run></p></subList>"
        return f'<tc>{inner}<cellAddr colAddr="{column}" rowAddr="0"/></tc>'

    rows = [cell(0, "발언자") + cell(1, "발언"), cell(0, "사회자") + cell(1, "하나."), cell(1, "둘.")]
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    transcript = read(section([f"<tbl>{table}</tbl>"]), "a.hwpx")
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [("사회자", "하나."), ("사회자", "둘.")]


def test_a_box_around_text_keeps_its_lines_as_paragraphs():
    lines = "".join(f"<p><run><t>{words}</t></run></p>" for words in ("사회자: 네.", "참가자 1: 예."))
    box = f"<tbl><tr><tc><subList>{lines}</subList></tc></tr></tbl>"
    assert read(section([box]), "a.hwpx").speakers == ("사회자", "참가자 1")


def flagged(flag):
    """A HWP that says of itself what it is not: without Hangul no file can be truly encrypted here."""
    compound = CompoundFile(hangul("hwp"))
    streams = {path: compound.read(path) for path in compound.stream_paths()}
    header = streams["FileHeader"]
    flags = struct.unpack_from("<I", header, 36)[0] | flag
    streams["FileHeader"] = header[:36] + struct.pack("<I", flags) + header[40:]
    return build_compound_file(streams.items())


def test_a_distribution_document_without_its_body_is_not_read_as_its_placeholder():
    assert problem(flagged(1 << 2), "a.hwp").code == "damaged"


@pytest.mark.parametrize("flag", [1 << 1, 1 << 4, 1 << 8])
def test_a_hwp_with_a_password_or_rights_is_told_so(flag):
    said = problem(flagged(flag), "a.hwp")
    assert (said.code, said.what) == ("locked", "암호가 걸린 문서입니다.")


def test_a_hwpx_with_a_password_is_told_so():
    manifest = b'<manifest><file-entry full-path="Contents/section0.xml"><encryption-data/></file-entry></manifest>'
    assert problem(repacked(hangul(), {"META-INF/manifest.xml": manifest}), "a.hwpx").code == "locked"


def test_a_hwpx_that_is_a_zip_bomb_is_not_unpacked():
    bomb = repacked(hangul(), {"BinData/zeros.bin": bytes(101 * 1024 * 1024)})
    said = problem(bomb, "a.hwpx")
    assert said.code == "bomb" and "HWPX만" in said.right


@pytest.mark.parametrize("part", ["Contents/section0.xml", "Contents/content.hpf"])
def test_a_hwpx_that_declares_entities_is_not_opened(part):
    evil = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    assert problem(repacked(hangul(), {part: evil}), "a.hwpx").code == "entities"


def test_tables_nested_without_end_are_called_damaged():
    deep = "<tbl><tr><tc><subList><p><run>" * 5_000
    assert problem(section([deep]), "a.hwpx").code == "damaged"


def test_a_hwpx_without_its_text_is_called_damaged():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(hangul())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if "section" not in name:
                new.writestr(name, old.read(name))
    said = problem(out.getvalue(), "a.hwpx")
    assert (said.code, said.what) == ("damaged", "HWPX 파일이 손상되었거나 중간에서 잘렸습니다.")


@pytest.mark.parametrize(("data", "name"), [("hwp", "a.docx"), ("hwp", "a.hwpx"), ("hwpx", "a.hwp")])
def test_a_hangul_document_under_a_wrong_name_is_told_what_it_is(data, name):
    said = problem(hangul(data), name)
    assert said.code == "suffix" and said.what.endswith(f"내용은 {data.upper()}입니다.")


def test_a_distribution_section_opens_with_the_key_that_stands_in_it():
    words = "본문입니다. ".encode() * 40
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(words) + packer.flush()
    scrambled = bytes(range(256))
    cipher = Cipher(algorithms.AES128(_key(scrambled)), modes.ECB()).encryptor()
    section = struct.pack("<I", 0x1C | 256 << 20) + scrambled + cipher.update(packed + bytes(-len(packed) % 16))
    found = opened({"FileHeader": bytes(36) + struct.pack("<I", 5), "ViewText/Section0": section})
    assert zlib.decompress(found["BodyText/Section0"], wbits=-15) == words


def test_an_ordinary_document_is_no_distribution_document():
    compound = CompoundFile(hangul("hwp"))
    assert opened({path: compound.read(path) for path in compound.stream_paths()}) is None


def test_a_distribution_section_without_its_key_is_refused():
    header = bytes(36) + struct.pack("<I", 5)
    with pytest.raises(ValueError, match="key"):
        opened({"FileHeader": header, "ViewText/Section0": bytes(400)})


def test_words_outside_of_the_body_alone_are_each_named():
    runs = [
        "<ctrl><header><subList><p><run><t>머리글의 말</t></run></p></subList></header></ctrl>",
        "<ctrl><hiddenComment><subList><p><run><t>숨은 말</t></run></p></subList></hiddenComment></ctrl>",
        "<equation><script>매출 over 수량</script></equation>",
    ]
    with pytest.raises(TranscriptError) as caught:
        read(section(runs), "a.hwpx")
    assert [(str(problem.where), str(problem.what)) for problem in caught.value.problems] == [
        ("본문에 글이 없습니다", "머리글·바닥글은 본문이 아니어서 뺐습니다(1곳). 예: 머리글의 말"),
        ("본문에 글이 없습니다", "숨은 설명은 본문이 아니어서 뺐습니다(1개). 예: 숨은 말"),
        ("본문에 글이 없습니다", "수식은 글로 옮기지 않았습니다(1개). 예: 매출 over 수량"),
    ]


def test_an_equation_and_a_deletion_beside_words_are_told():
    runs = [
        "<t>사회자: 식입니다.</t>",
        "<equation><script>a over b</script></equation>",
        '<t><deleteBegin Id="1"/>옛말<deleteEnd Id="1"/> 끝</t>',
    ]
    transcript = read(section(["".join(runs)]), "a.hwpx")
    assert transcript.text == "사회자: 식입니다. 끝"
    assert [note.split("(")[0] for note in transcript.notes] == [
        "수식은 글로 옮기지 않았습니다",
        "변경 추적에서 지운 글은 빼고 넣은 글은 읽었습니다",
    ]


def test_a_bold_beginning_is_a_label_in_hangul_documents_too():
    with zipfile.ZipFile(io.BytesIO(hangul())) as package:
        header = package.read("Contents/header.xml").decode()
    begin, end = header.index("<", header.index("charProperties")), header.index("charProperties")
    mark = header[header.rindex("<", 0, end) + 1 : end]  # the prefix this program writes
    kind = f'<{mark}charPr id="99"><{mark}bold/></{mark}charPr>'
    body = (
        "<p><run><t>사회자: 시작합니다.</t></run></p>"
        '<p><run charPrIDRef="99"><t>가온정밀 대표</t></run><run><t> 수주가 줄었습니다.</t></run></p>'
    )
    section = f'<sec xmlns="http://example.org/paragraph">{body}</sec>'.encode()
    parts = {"Contents/header.xml": (header[:begin] + kind + header[begin:]).encode(), "Contents/section0.xml": section}
    assert [(turn.speaker, turn.text) for turn in read(repacked(hangul(), parts), "a.hwpx").turns] == [
        ("사회자", "시작합니다."),
        ("가온정밀 대표", "수주가 줄었습니다."),
    ]
