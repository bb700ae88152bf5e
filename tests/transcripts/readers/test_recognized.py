"""What speech recognizers write as JSON: the lists they hide it in, their units and speakers."""

import json

import pytest

from transcripts import TranscriptError, read

WORDS = [("A", 0, 3.44, "안녕하십니까. 시작하겠습니다."), ("B", 3.44, 6.0, "인력이 제일 문제입니다.")]


def turns(said):
    return [(t.speaker, t.time_start, t.time_end, t.text) for t in read(json.dumps(said).encode(), "a.json").turns]


@pytest.mark.parametrize(
    "said",
    [
        {"text": "", "segments": [{"id": 0, "speaker": s, "start": a, "end": b, "text": t} for s, a, b, t in WORDS]},
        [{"speaker": s, "start": a, "end": b, "text": t, "words": [{"word": t, "start": a}]} for s, a, b, t in WORDS],
        {
            "segments": [
                {"start": int(a * 1000), "end": int(b * 1000), "text": t, "speaker": {"label": "1", "name": s}}
                for s, a, b, t in WORDS
            ]
        },
        {
            "transcription": [
                {
                    "timestamps": {"from": "00:00:00,000"},
                    "offsets": {"from": a * 1000, "to": b * 1000},
                    "text": f"{s}: {t}",
                }
                for s, a, b, t in WORDS
            ]
        },
        {
            "results": {
                "utterances": [
                    {"start_at": a * 1000, "duration": (b - a) * 1000, "msg": t, "spk": s} for s, a, b, t in WORDS
                ]
            }
        },
    ],
)
def test_timed_words_are_found_wherever_they_lie_with_their_unit(said):
    assert turns(said) == [tuple(each) for each in WORDS]


def test_speakers_that_are_only_numbers_are_called_so():
    said = [
        {"start": 0.0, "end": 2.0, "text": "네, 그렇습니다.", "spk": 0},
        {"start": 2.0, "end": 4.0, "text": "예.", "spk": 1},
    ]
    assert [turn[0] for turn in turns(said)] == ["화자 0", "화자 1"]


def test_of_sentences_and_their_words_the_sentences_are_read():
    words = [{"start": at, "end": at + 1, "text": word} for at, word in enumerate(("안녕", "하십니까."))]
    assert (
        turns({"words": words, "segments": [{"start": 0, "end": 2, "text": "안녕 하십니까."}]})[0][3]
        == "안녕 하십니까."
    )


@pytest.mark.parametrize("data", [b"{", b"[1, 2]", b'{"a": "b"}', b"[" * 5_000, b'[{"text": "x"}]'])
def test_what_holds_no_timed_words_is_refused_in_words(data):
    with pytest.raises(TranscriptError) as caught:
        read(data, "a.json")
    assert caught.value.problems[0].code == "captions"
