"""Generated transcripts of every layout (bench/files/speakers.py): nobody gets another's words without a question."""

import importlib.util
import sys
import time
from pathlib import Path

from transcripts import read

BENCH = Path(__file__).parents[3] / "bench" / "files" / "speakers.py"


def bench():
    sys.path.insert(0, str(BENCH.parent))
    spec = importlib.util.spec_from_file_location("bench_speakers", BENCH)
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_speakers"] = module
    spec.loader.exec_module(module)
    return module


def test_in_no_layout_are_words_given_to_another_without_a_question():
    speakers = bench()
    scores = {}
    for said in speakers.generated(93, 7):
        speakers.judge(said, scores.setdefault(said.layout, speakers.Score()))
    assert len(scores) >= 31 and not any(score.refused for score in scores.values())
    assert {name: score.wrong for name, score in scores.items() if score.wrong} == {}
    # One turn alone is no shape: a file of one speaker may leave its only label in the words.
    right, there = (sum(getattr(score, key) for score in scores.values()) for key in ("right", "speakers"))
    assert right >= 0.98 * there


def test_the_bench_tells_words_that_stand_under_the_wrong_name():
    speakers = bench()
    said = speakers.Said(
        "colon", "a.txt", "김예시: 네.\n이보기: 예.\n".encode(), [("김예시", 0, "예."), ("이보기", 9, "네.")], False
    )
    found = speakers.read(said.data, said.name, {"label:김예시": "yes", "label:이보기": "yes"})
    assert speakers.silent(said, found, set()) == 4


def test_reading_time_grows_with_the_length_and_not_with_the_labels():
    def seconds(labels):
        text = "\n".join(
            f"이름{n % labels}번 대표: 인력이 부족하고 원자재 값이 올랐습니다." for n in range(3_000)
        ).encode()
        best = []
        for _again in range(3):
            start = time.process_time()
            read(text, "a.txt")
            best.append(time.process_time() - start)
        return min(best)

    assert seconds(3_000) < 3 * seconds(25)
