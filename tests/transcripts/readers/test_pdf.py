"""PDF: wrapped lines become paragraphs, running heads go, scans and passwords get a clear word."""

import pytest

from tests.transcripts.files import korean_pdf, pdf, turned_pdf
from transcripts import TranscriptError, read
from transcripts.readers.pdf.pages import Line, paragraphs

LEFT, STEP = 72.0, 14.0
WIDE = "This line of the record runs on to the far right edge of the page"


def page(*lines, head="", foot=""):
    words = [(LEFT, 760 - STEP * at, text, 11.0) for at, text in enumerate(lines) if text]
    edges = [(LEFT, 800.0, head, 11.0)] if head else []
    return edges + words + ([(290.0, 40.0, foot, 11.0)] if foot else [])


def problem(data, name="a.pdf"):
    with pytest.raises(TranscriptError) as caught:
        read(data, name)
    (only,) = caught.value.problems
    return only


def test_wrapped_lines_are_joined_into_the_paragraph_they_are():
    transcript = read(pdf(page("MODERATOR: " + WIDE, "and ends here.", "Participant 1: Yes.")), "a.pdf")
    assert transcript.text == f"MODERATOR: {WIDE} and ends here.\nParticipant 1: Yes."
    assert (transcript.format, transcript.encoding) == ("pdf", None)


def test_an_empty_line_parts_paragraphs():
    assert read(pdf(page(WIDE, WIDE, WIDE, "", WIDE, WIDE)), "a.pdf").text.count("\n") == 1


def test_page_numbers_and_running_heads_are_left_out_and_counted():
    own = "first", "second", "third", "fourth"
    said = [f"The {each} page has words of its own." for each in own]
    pages = [page(words, head=f"Record of day {at}", foot=f"- {at} -") for at, words in enumerate(said, 1)]
    transcript = read(pdf(*pages), "a.pdf")
    assert "Record of day" not in transcript.text and "- 3 -" not in transcript.text
    assert transcript.notes == ("쪽 번호와 쪽마다 되풀이되는 머리글·바닥글 8줄을 뺐습니다.",)


def test_a_paragraph_goes_on_over_the_page():
    text = read(pdf(page(WIDE, WIDE, foot="1"), page("and goes on here.", foot="2")), "a.pdf").text
    assert text == f"{WIDE} {WIDE} and goes on here."


def test_a_divided_word_is_joined_where_it_occurs_whole_and_kept_divided_where_not():
    text = read(pdf(page(WIDE + " employ-", "ment. Employment was a long-", "standing worry.")), "a.pdf").text
    assert "page employment. Employment was a long-standing worry." in text


def test_a_speaker_who_says_the_same_on_every_page_is_no_running_head():
    pages = [page("Moderator: Next.", WIDE, WIDE, WIDE, WIDE, WIDE, WIDE) for _ in range(4)]
    assert read(pdf(*pages), "a.pdf").text.count("Moderator: Next.") == 4


def test_a_pdf_without_text_is_told_to_be_a_scan():
    said = problem(pdf([], []))
    assert said.code == "scanned" and "OCR" in said.right


def test_pages_without_text_are_named():
    assert read(pdf(page("Moderator: Yes."), []), "a.pdf").notes[0].endswith("2쪽")


def test_a_pdf_with_a_password_is_told_so():
    key = b"<%s>" % (b"5a" * 32)
    encrypt = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O %s/U %s/P -4>>" % (key, key)
    said = problem(pdf(page("Moderator: Yes."), encrypt=encrypt))
    assert (said.code, said.what) == ("locked", "암호가 걸린 문서입니다.")


def test_a_pdf_cut_off_is_read_or_called_damaged():
    whole = pdf(page("Moderator: Yes."))
    assert problem(whole[:60]).code == "damaged"


def test_a_pdf_of_too_many_pages_is_refused():
    assert problem(pdf(*[[]] * 1001)).code == "length"


def lines(*texts, right=500.0):
    """Lines of a Korean page, each as wide as the page but for the last."""
    return [Line(words, LEFT, right, 700 - STEP * at, 11.0) for at, words in enumerate(texts)]


def test_korean_lines_with_spaces_written_at_their_ends_are_joined_by_them():
    page = lines("관세가 올라 수출이 ", "줄었고 용접", "공을 구하지 못해 ", "어렵습니다.")
    assert paragraphs([page]) == ["관세가 올라 수출이 줄었고 용접공을 구하지 못해 어렵습니다."]


def test_korean_lines_without_such_spaces_are_joined_inside_words_that_occur_elsewhere():
    page = lines("관세가 올라 수출이", "줄었고 용접", "공을 구하지 못해", "어렵고 용접공을 더 찾습니다.")
    assert paragraphs([page]) == ["관세가 올라 수출이 줄었고 용접공을 구하지 못해 어렵고 용접공을 더 찾습니다."]


def test_a_letter_that_its_font_cannot_name_is_marked_and_counted_not_lost():
    # Browsers give a font of pictures the codes 0, 1, 2 …; PDFium knows no letter for 0.
    transcript = read(pdf(page("Moderator: Ye\x00s, we export a lot of things.")), "a.pdf")
    assert transcript.text == "Moderator: Ye\ufffds, we export a lot of things."
    assert transcript.notes[0].startswith("글꼴에 정보가 없어 읽지 못한 글자 1개")


def test_a_pdf_whose_letters_have_no_names_is_refused():
    assert problem(pdf(page("Moderator: \x00\x00\x00\x00\x00"))).code == "encoding"


def column(left, words, top=700.0):
    return [(left, top - 14.0 * at, f"{words} {at} has words to fill", 9.0) for at in range(12)]


def test_two_columns_are_read_one_after_the_other_however_the_file_keeps_them():
    left, right = column(60.0, "left"), column(320.0, "right")
    title, foot = (
        (60.0, 760.0, "A title that stands over both of the columns of this page of words", 14.0),
        (60.0, 500.0, "And a line across both columns of the page below them all, long enough to cross", 11.0),
    )
    expected = ["A title", *[f"left {at}" for at in range(12)], *[f"right {at}" for at in range(12)], "And a line"]
    mixed = [line for pair in zip(left, right, strict=True) for line in pair]
    for words in ([title, *left, *right, foot], [title, *mixed, foot], [foot, *right, *left, title]):
        text = " ".join(read(pdf(words), "a.pdf").text.split())
        places = [text.index(said + (" has" if said[-1].isdigit() else "")) for said in expected]
        assert places == sorted(places), text


def test_a_narrow_column_of_names_is_read_across():
    rows = [
        line
        for at in range(12)
        for line in (
            (60.0, 700.0 - 20 * at, "Moderator:", 10.0),
            (150.0, 700.0 - 20 * at, f"Question {at} is a long question that fills the wide column", 10.0),
        )
    ]
    assert read(pdf(rows), "a.pdf").turns[3].text.startswith("Question 3 is")


def test_words_of_one_syllable_in_a_font_the_file_does_not_carry_are_kept():
    # A program that justifies places every word by itself: without letters of any extent PDFium drops "및" and "중".
    said = ["올해", "및", "내년", "중", "각", "사", "별", "수", "출"]
    words = [(60.0 + 30 * at, 760.0, word, 11.0) for at, word in enumerate(said)]
    assert read(korean_pdf(words), "a.pdf").text == " ".join(said)


ASSEMBLY_LEFT = (
    "(14시05분 개의)",
    "◯위원장 김예시 의석을 정돈해 주시기",
    "바랍니다. 성원이 되었으므로 회의를 개",
    "의합니다.",
    "◯박보기 위원 중소기업 인력난이 심각합",
    "니다. 대책이 무엇입니까?",
)
ASSEMBLY_RIGHT = ("다른 방법도 찾겠습니다.", "◯박보기 위원 그러면 언제 합니까?", "(15시10분 산회)")


def assembly(left, right, *, number=None):
    """A page of two columns; the running head stands on the other side of every other page."""
    lines = [
        (side, 780.0 - 16 * at, text, 9.0)
        for side, texts in ((50.0, left), (310.0, right))
        for at, text in enumerate(texts)
    ]
    if number is None:
        return lines
    head = f"{number}  제400회-예시제1차" if number % 2 else f"제400회-예시제1차  {number}"
    return [(50.0 if number % 2 else 400.0, 810.0, head, 9.0), *lines]


def numbered(number):
    """A page whose words are its own."""
    own = "첫째 둘째 셋째 넷째"[3 * (number - 1) :][:2]
    said = [f"{own} 쪽의 {letter}{letter}한 일입니다." for letter in "가나다라마바사아자차카타파하"]
    return assembly(said[:7], said[7:], number=number)


def test_minutes_in_two_columns_are_cut_at_their_round_signs_and_by_the_edges_of_each_column():
    page = assembly(ASSEMBLY_LEFT, (*ASSEMBLY_RIGHT, *ASSEMBLY_LEFT[1:]))
    assert read(korean_pdf(page), "a.pdf").text.split("\n")[:6] == [
        "(14시05분 개의)",
        "◯위원장 김예시 의석을 정돈해 주시기 바랍니다. 성원이 되었으므로 회의를 개의합니다.",
        "◯박보기 위원 중소기업 인력난이 심각합니다. 대책이 무엇입니까?",
        "다른 방법도 찾겠습니다.",
        "◯박보기 위원 그러면 언제 합니까?",
        "(15시10분 산회)",
    ]


def test_a_last_page_of_few_lines_has_the_columns_of_the_pages_before():
    whole = assembly(ASSEMBLY_LEFT, (*ASSEMBLY_RIGHT, *ASSEMBLY_LEFT[1:]))
    # The file keeps the lines across the page, as they stand beside each other.
    last = [(50.0, 780.0, "왼쪽 첫 줄입니다.", 9.0), (310.0, 780.0, "오른쪽 첫 줄입니다.", 9.0)]
    last += [(50.0, 764.0, "왼쪽 둘째 줄입니다.", 9.0), (310.0, 764.0, "오른쪽 둘째 줄입니다.", 9.0)]
    text = read(korean_pdf(whole, whole, last), "a.pdf").text
    assert text.index("왼쪽 둘째") < text.index("오른쪽 첫")


@pytest.mark.parametrize("count", [2, 4])
def test_running_heads_of_odd_and_even_pages_mirror_each_other_and_all_go(count):
    transcript = read(korean_pdf(*map(numbered, range(1, count + 1))), "a.pdf")
    assert "제400회" not in transcript.text and transcript.text.count("일입니다") == 14 * count
    assert f"머리글·바닥글 {count}줄" in transcript.notes[0]


def test_a_word_divided_at_a_lines_end_is_whole_again_and_a_compound_keeps_its_hyphen():
    lines = page("SPEAKER 1: The tariff on steel was not permit-", "ted before, and our well-", "known customers left.")
    assert read(pdf(lines), "a.pdf").text == (
        "SPEAKER 1: The tariff on steel was not permitted before, and our well-known customers left."
    )


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("short-", "ages", "shortages"),
        ("short-", "term", "short-term"),
        ("export-", "led", "export-led"),
        ("year-on-", "year", "year-on-year"),
        ("state-", "of-the-art", "state-of-the-art"),
        ("manufac-", "turing", "manufacturing"),
        ("decision-", "making", "decision-making"),
        ("high-", "lights", "highlights"),
    ],
)
def test_hyphens_stay_in_compounds_alone(first, second, whole):
    assert read(pdf(page(f"Moderator: We spoke of {first}", f"{second} and more.")), "a.pdf").text.endswith(
        f"spoke of {whole} and more."
    )


def test_pages_whose_lines_run_up_the_page_are_named():
    transcript = read(turned_pdf("Moderator: Yes.", "Speaker: No."), "a.pdf")
    assert transcript.notes == ("글이 돌려 적힌 쪽은 줄의 차례가 틀릴 수 있습니다: 1쪽",)


def test_a_form_whose_lines_come_in_parts_is_read_across():
    rows = [[(60.0, f"Item {at}"), (130.0, "of many"), (330.0, f"Value {at}"), (430.0, "and more")] for at in range(12)]
    words = [(left, 700.0 - 20 * at, text, 10.0) for at, row in enumerate(rows) for left, text in row]
    assert "Item 3 of many Value 3 and more" in read(pdf(words), "a.pdf").text


def test_minutes_in_two_columns_give_every_speech_to_its_speaker():
    right = (
        "자금을 늘리겠습니다.",
        "◯박보기 위원 언제 합니까?",
        "◯경제국장 이시늉 내년에 하고, 이듬해에",
        "보고드리겠습니다.",
        "◯위원장 김예시 산회를 선포합니다.",
    )
    left = (*ASSEMBLY_LEFT, "◯경제국장 이시늉 경제국장 이시늉입니", "다. 답변드리겠습니다.")
    turns = read(korean_pdf(assembly(left, (*right, "(15시10분 산회)"))), "a.pdf").turns
    assert [(turn.speaker, turn.text) for turn in turns if turn.speaker] == [
        ("위원장 김예시", "의석을 정돈해 주시기 바랍니다. 성원이 되었으므로 회의를 개의합니다."),
        ("박보기 위원", "중소기업 인력난이 심각합니다. 대책이 무엇입니까?"),
        ("경제국장 이시늉", "경제국장 이시늉입니다. 답변드리겠습니다.\n자금을 늘리겠습니다."),
        ("박보기 위원", "언제 합니까?"),
        ("경제국장 이시늉", "내년에 하고, 이듬해에 보고드리겠습니다."),
        ("위원장 김예시", "산회를 선포합니다."),
    ]
