"""Real files that no one here wrote; skipped by name where they are not at hand."""

import re
from collections import Counter
from pathlib import Path

import pytest
import unhwp

from transcripts import read

REAL = Path(__file__).parents[2].parent / "shared" / "real"


def real(name):
    path = REAL / name
    if not path.exists():
        pytest.skip(f"../shared/real/{name} is not here")
    return path.read_bytes(), path.name


def test_the_press_conference_has_its_chair_and_its_reporters():
    transcript = read(*real("transcripts/FOMCpresconf20190320.txt"))
    spoken = [turn for turn in transcript.turns if turn.speaker]
    # Counted with grep: 57 lines begin with a name in capitals, a full stop and two spaces.
    assert len(spoken) == 57
    assert len({turn.speaker for turn in spoken}) == len(transcript.speakers) == 22
    assert transcript.speakers[0].startswith("CHAIR ") and spoken[0].speaker == spoken[2].speaker
    assert spoken[0].text.startswith("Good afternoon, everyone, and welcome.")
    assert "from the Washington Post." in spoken[1].text[:60]
    assert all(transcript.text[turn.start : turn.end] == turn.text for turn in transcript.turns)
    assert transcript.notes == ("쪽 번호로 보이는 줄 23개를 본문에 그대로 두었습니다.",)


def test_machine_captions_with_rolling_repeats_read_once():
    transcript = read(*real("files/youtube_dl.vtt"))
    assert transcript.text == "yeah what this will happen is I'm telling"
    assert (transcript.turns[0].time_start, transcript.turns[0].time_end) == (286.07, 305.4)


def test_a_byte_order_mark_before_captions_does_no_harm():
    transcript = read(*real("files/bom.vtt"))
    assert transcript.text == "Caption text #1 Caption text #2 Caption text #3 Caption text #4"
    assert transcript.encoding == "utf-8-sig"


def test_tags_and_inner_times_of_captions_leave_the_words():
    assert read(*real("files/cue_tags.vtt")).text == "When the moon hits your eye Like a big-a pizza pie That's amore"


def test_subrip_captions_are_read():
    assert len(read(*real("files/sample.srt")).text.split("Caption")) == 6


def test_paragraphs_between_tables_are_read_in_order():
    text = read(*real("files/paras_and_tables.docx")).text
    places = [text.index(words) for words in ("Lorem ipsum", "Text before", "Donec semper")]
    assert places[1] > places[0] and places[2] > places[1]


def test_footnotes_stand_in_the_notes():
    transcript = read(*real("files/footnote_hyperlink.docx"))
    assert transcript.notes == ("각주 1: Example",)


def words(text):
    return Counter(re.findall(r"\w+(?:[-’']\w+)*", text))


def shared(mine, theirs):
    """Share of their words that are among mine."""
    return (mine & theirs).total() / theirs.total()


def test_the_pdf_of_the_press_conference_has_the_words_and_the_speakers_of_its_text():
    pdf, txt = (read(*real(f"transcripts/FOMCpresconf20190320.{suffix}")) for suffix in ("pdf", "txt"))
    assert pdf.speakers == txt.speakers
    assert [t.speaker for t in pdf.turns if t.speaker] == [t.speaker for t in txt.turns if t.speaker]
    running = re.compile(r"^(?:Page \d+ of 23|March 20, 2019 .*FINAL) *$", re.MULTILINE)
    assert shared(words(pdf.text), words(running.sub("", txt.text))) > 0.999
    # 23 pages with a running head and a page number each.
    assert pdf.notes == ("쪽 번호와 쪽마다 되풀이되는 머리글·바닥글 46줄을 뺐습니다.",)
    assert (
        "\nMy colleagues and I have one overarching goal: to sustain the economic expansion, with a strong" in pdf.text
    )


@pytest.mark.parametrize(
    "name",
    [
        "table.hwpx",
        "project_plan.hwpx",
        "no_manifest.hwpx",
        "multipara.hwpx",
        "work_report.hwp",
        "numbered_paragraphs.hwp",
    ],
)
def test_hangul_documents_have_the_words_that_another_reader_finds(name):
    data, _name = real(f"files/{name}")
    # The other reader writes the numbers of numbered paragraphs into the text.
    theirs = re.sub(r"(?m)^\d+\. (?=문단번호)", "", unhwp.parse_bytes(data).text)
    assert shared(words(read(data, name).text), words(theirs)) == 1


def test_a_distribution_document_gives_its_body_not_the_placeholder():
    text = read(*real("files/distribution.hwp")).text
    assert text.startswith("강남세움복지관 공고 제 2024-08호") and len(text) > 2_000
    assert "배포용 문서입니다" not in text


def test_a_long_distribution_document_is_read_to_its_last_section():
    text = read(*real("files/hwp_format_5.0.hwp")).text
    assert "1. 개요\t5" in text and len(text) > 60_000
    assert "Tag ID | Value | 설명" in text or "배포용 문서 데이터" in text


def test_cells_of_a_row_stand_on_one_line_in_hwpx():
    assert "이름 | 국어 | 영어 | 수학\n개똥이 | 89 | 65 | 78\n" in read(*real("files/table.hwpx")).text


@pytest.mark.parametrize("year", ["201807-full", "202203-full", "202504-dallas"])
def test_reports_without_speakers_get_none(year):
    transcript = read(*real(f"texts/beigebook{year}.txt"))
    assert transcript.speakers == () and len(transcript.turns) > 9
