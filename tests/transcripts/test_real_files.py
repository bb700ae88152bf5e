"""Real files that no one here wrote; skipped by name where they are not at hand."""

from pathlib import Path

import pytest

from transcripts import TranscriptError, read

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


@pytest.mark.parametrize(
    "name",
    [
        "table.hwpx",
        "project_plan.hwpx",
        "no_manifest.hwpx",
        "multipara.hwpx",
        "work_report.hwp",
        "distribution.hwp",
    ],
)
def test_hangul_documents_are_refused_with_the_way_out(name):
    with pytest.raises(TranscriptError) as caught:
        read(*real(f"files/{name}"))
    (said,) = caught.value.problems
    assert said.code == "format" and "다른 이름으로 저장" in said.right


@pytest.mark.parametrize("year", ["201807-full", "202203-full", "202504-dallas"])
def test_reports_without_speakers_get_none(year):
    transcript = read(*real(f"texts/beigebook{year}.txt"))
    assert transcript.speakers == () and len(transcript.turns) > 9
