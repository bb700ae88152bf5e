"""Files that cannot be read get one clear word; files that can are exact to the code point."""

import io
import unicodedata
import zipfile

import docx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from transcripts import READERS, TranscriptError, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def problem(data, name):
    with pytest.raises(TranscriptError) as caught:
        read(data, name)
    (only,) = caught.value.problems
    return only


def docx_bytes(*lines):
    document, out = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def repacked(data, **parts):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.pop(name.replace("/", "__").replace(".", "_"), None) or old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "euc-kr", "utf-16"])
def test_korean_encodings_give_the_same_text(encoding):
    assert read("사회자: 똑바로 읽습니다.\r\n".encode(encoding), "A.TXT").text == "사회자: 똑바로 읽습니다.\n"


def test_a_syllable_that_only_cp949_has_is_read():
    transcript = read("사회자: 펲시와 똠방각하, 그리고 한국어 문장이 이어집니다.".encode("cp949"), "a.txt")
    assert transcript.encoding == "cp949"
    assert "펲시와 똠방각하" in transcript.text


def test_a_byte_that_fits_no_encoding_is_named_with_its_line():
    said = problem("첫 줄\n둘째 ".encode() + b"\xff" + " 줄".encode(), "a.txt")
    assert (said.code, said.where) == ("encoding", "2번째 줄")
    # 첫 줄\n is 8 bytes, 둘째 and a space 7: the broken byte is the 16th.
    assert said.what.startswith("16번째 바이트(0xFF)")


def test_windows_1252_is_not_taken_for_korean():
    assert problem("It’s hard – we can’t hire".encode("cp1252"), "a.txt").code == "encoding"


def test_utf_16_cut_in_the_middle_of_a_letter_is_refused():
    assert problem("가나\n다".encode("utf-16")[:-1], "a.txt").where == "2번째 줄"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "empty"),
        (b" \r\n\t", "a.txt", "empty"),
        ("\ufeff \n".encode(), "a.txt", "empty"),
        (b"\x00\x01\x02" * 50, "a.txt", "binary"),
        (b"\x01\x02\x03\x04\x05" * 50, "a.txt", "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a.txt", "binary"),
        (b"%PDF-1.7 ...", "a.pdf", "damaged"),
        (b"%PDF-1.7 ...", "a.txt", "suffix"),
        (OLE + b"HWP Document File", "a.hwp", "damaged"),
        (OLE + b"HWP Document File", "a.docx", "suffix"),
        (b"HWP Document File V3.00 \x1a\x01\x02", "a.hwp", "format"),
        ("발언자,발언".encode(), "a.hwp", "suffix"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "locked"),
        (OLE, "a.doc", "format"),
        (b"x" * (20 * 1024 * 1024 + 1), "a.txt", "size"),
        ("글 ".encode() * 1_600_000, "a.txt", "length"),
        ("사회자: 네".encode(), "a.docx", "suffix"),
        ("사회자: 네".encode(), "a.xyz", "format"),
        ("사회자: 네".encode(), "noname", "format"),
        ("사회자: 네".encode(), "a.vtt", "captions"),
        ("사회자: 네".encode(), "a.srt", "captions"),
    ],
)
def test_a_wrong_file_gets_one_clear_word(data, name, code):
    assert problem(data, name).code == code


def test_an_old_excel_file_is_refused_with_the_way_to_save_it():
    said = problem(OLE, "회의록.xls")
    assert said.what == "아직 읽지 못하는 형식입니다."
    assert "XLSX로 저장" in said.right


def test_a_hwp_called_docx_is_told_so():
    said = problem(OLE + b"HWP Document File", "회의록.docx")
    assert said.what == "파일 이름은 .docx인데 내용은 HWP입니다."


def test_a_docx_called_txt_is_told_so():
    said = problem(docx_bytes("사회자: 네."), "a.txt")
    assert (said.code, said.what) == ("suffix", "파일 이름은 .txt인데 내용은 DOCX입니다.")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_docx_cut_short_is_called_damaged(share):
    whole = docx_bytes("사회자: 네.")
    assert problem(whole[: int(len(whole) * share)], "a.docx").code == "damaged"


def test_a_docx_with_a_flipped_byte_is_read_or_called_damaged():
    whole = docx_bytes("사회자: 네.")
    for place in range(0, len(whole), 997):
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        try:
            read(bytes(broken), "a.docx")
        except TranscriptError as error:
            assert error.problems


def test_a_zip_bomb_is_not_unpacked():
    bomb = repacked(docx_bytes("네"), **{"word/media/zeros.bin": bytes(101 * 1024 * 1024)})
    assert problem(bomb, "a.docx").code == "bomb"


def test_a_small_zip_that_grows_beyond_reason_is_refused():
    bomb = repacked(docx_bytes("네"), **{"word/media/zeros.bin": bytes(30 * 1024 * 1024)})
    assert problem(bomb, "a.docx").code == "bomb"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_docx_with_external_entities_is_not_opened(encoding):
    evil = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'.encode(encoding)
    assert problem(repacked(docx_bytes("네"), **{"word/evil.xml": evil}), "a.docx").code == "entities"


def test_a_zip_without_a_document_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "안녕")
    assert problem(out.getvalue(), "a.docx").code == "binary"


def test_every_problem_says_where_what_and_right_and_can_be_translated():
    said = problem(b"x" * (20 * 1024 * 1024 + 1), "a.txt")
    assert str(said).startswith("파일 전체: 파일이 20.0 MB로 너무 큽니다.")
    english = {"파일이 %(size).1f MB로 너무 큽니다.": "The file is too large: %(size).1f MB."}
    assert (
        said.translated(lambda text, **values: english.get(text, text) % values)[1] == "The file is too large: 20.0 MB."
    )


def test_a_stray_control_character_is_left_out_and_noted():
    transcript = read("사회자: 네\x0b그렇\x07습니다.".encode(), "a.txt")
    assert transcript.text == "사회자: 네\n그렇습니다."
    assert transcript.notes == ("제어 문자 1개를 뺐습니다.",)


def test_the_suffix_alone_chooses_nothing_that_the_content_denies():
    assert read(b"WEBVTT\n\n00:01.000 --> 00:02.000\nhello\n", "a.txt").format == "vtt"


def exact(transcript):
    text = transcript.text
    assert unicodedata.is_normalized("NFC", text) and "\r" not in text
    end = 0
    for position, turn in enumerate(transcript.turns, 1):
        assert turn.position == position
        assert end <= turn.start < turn.end <= len(text)
        assert text[turn.start : turn.end] == turn.text == turn.text.strip()
        end = turn.end
    assert set(transcript.speakers) == {turn.speaker for turn in transcript.turns} - {None}


LETTERS = st.sampled_from(
    ["사회자: ", "Q. ", "[00:01:02] ", *"가각힣ᄀ한ㄱé\u0301😀👩\u200d🔧 \t\r\n:：.[]○-<>&*0:5AQ사회자"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LETTERS, max_size=60).map("".join), st.sampled_from([None, "NFD", "NFC"]))
def test_offsets_are_exact_for_any_text_in_any_normal_form(text, form):
    assume("\u0301" * 31 not in text)
    text = unicodedata.normalize(form, text) if form else text
    try:
        transcript = read(text.encode(), "a.txt")
    except TranscriptError as error:
        assert error.problems[0].code == "empty"
        return
    exact(transcript)
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    assert transcript.text == unicodedata.normalize("NFC", unix)


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([*READERS, "hwp"]),
    st.sampled_from([b"", b"WEBVTT\n\n", b"PK\x03\x04"]),
)
def test_no_bytes_whatever_give_anything_but_a_transcript_or_a_named_problem(data, suffix, start):
    try:
        exact(read(start + data, f"a.{suffix}"))
    except TranscriptError as error:
        assert all(said.where and said.what and said.right for said in error.problems)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec="cp949", exclude_categories=["Cc"]), min_size=1, max_size=40))
def test_cp949_text_with_common_korean_around_it_comes_back(words):
    text = "사회자: 오늘은 지역 기업의 어려움을 듣겠습니다. 말씀해 주십시오. " * 5 + words
    assert read(text.encode("cp949"), "a.txt").text == unicodedata.normalize("NFC", text)


def test_decomposed_hangul_from_a_mac_is_composed_and_offsets_follow():
    transcript = read(unicodedata.normalize("NFD", "참가자 1: 😀 구인난\n참가자 2: 네").encode(), "a.txt")
    assert [(turn.start, turn.end, turn.text) for turn in transcript.turns] == [
        (7, 12, "😀 구인난"),
        (20, 21, "네"),
    ]
