"""Sentence vectors: the same bytes for a text wherever it is encoded, and a reason where they cannot be made."""

import os

import numpy as np
import pytest

from nlp.vectors import encoding

needs_encoder = pytest.mark.skipif(bool(encoding.missing()), reason="the encoder runs on Linux x86-64 only")
TEXTS = [
    "사람 구하기가 너무 어렵습니다.",
    "Workers are hard to find.",
    "관세 때문에 수출이 줄었습니다.",
    "가" * 5000,
    "",
    "a\0b",
]

# Four of a theme: staff, orders, money. Bench/meaning.py asks the same of thousands.
SAID = [
    "공고를 석 달 올려도 이력서 한 장이 없다",
    "젊은 직원은 반년을 못 채우고 나갑니다",
    "사람 구하기가 하늘의 별 따기입니다",
    "숙련공이 다 은퇴해서 기술자를 못 뽑아요",
    "일감이 작년의 반밖에 안 됩니다",
    "수출 주문이 뚝 끊겼습니다",
    "거래처에서 물량을 줄이겠다고 통보했어요",
    "해외 바이어가 발주를 취소했습니다",
    "은행에서 대출 연장을 안 해 줍니다",
    "이자 내고 나면 운영 자금이 바닥입니다",
    "담보가 없어 돈을 빌릴 수가 없어요",
    "어음 막느라 자금난이 심각합니다",
]


@pytest.fixture(scope="module")
def encoder():
    found = encoding.encoder()
    assert found is not None
    return found


@needs_encoder
def test_the_same_text_gives_the_same_bytes_alone_and_in_a_batch(encoder):
    together = encoder.encode(TEXTS * 4)
    alone = np.vstack([encoder.encode([text]) for text in TEXTS])
    assert together.shape == (24, encoder.dims) and together.dtype == np.float32
    assert together[: len(TEXTS)].tobytes() == alone.tobytes()


@needs_encoder
def test_vectors_have_length_one_and_lose_nothing_as_float16(encoder):
    found = encoder.encode(TEXTS)
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-3)
    assert (found.astype(np.float16).astype(np.float32) == found).all()


@needs_encoder
def test_the_same_meaning_in_another_language_is_nearer_than_another_meaning(encoder):
    workers, in_english, tariff = encoder.encode(TEXTS[:3])
    assert workers @ in_english > workers @ tariff


@needs_encoder
def test_statements_of_one_theme_are_near_though_they_share_no_word(encoder):
    found = encoder.encode(SAID)
    likeness = found @ found.T - 2 * np.eye(len(SAID))
    same = [n // 4 == m // 4 for n, m in enumerate(likeness.argmax(axis=1))]
    assert sum(same) >= 7, same  # by chance three or four


@needs_encoder
def test_a_forked_process_encodes_as_well(encoder):
    before = encoder.encode(TEXTS[:1])
    child = os.fork()
    if not child:
        os._exit(0 if encoder.encode(TEXTS[:1]).tobytes() == before.tobytes() else 1)
    assert os.waitpid(child, 0)[1] == 0


@needs_encoder
def test_the_environment_is_left_as_it_was(encoder):
    assert os.environ.get("OMP_NUM_THREADS") == _THREADS


_THREADS = os.environ.get("OMP_NUM_THREADS")


def test_no_texts_give_no_vectors_without_a_model():
    assert encoding.Encoder("none", 384, None).encode([]).shape == (0, 384)


@pytest.mark.parametrize(
    "change,why",
    [
        (lambda m: m.setattr(encoding, "find_spec", lambda _name: None), "package"),
        (lambda m: m.setattr(encoding, "_instructions", frozenset), "processor"),
    ],
)
def test_where_it_cannot_run_there_is_none_and_a_reason(monkeypatch, change, why):
    change(monkeypatch)
    monkeypatch.setattr(encoding, "missing", encoding.missing.__wrapped__)
    if why == "processor":
        monkeypatch.setattr(encoding, "find_spec", lambda _name: object())
    assert encoding.missing() == why and encoding.encoder() is None


def test_other_weights_are_not_used(monkeypatch, tmp_path):
    (tmp_path / "e5-small-q4.bin").write_bytes(b"other")
    monkeypatch.setattr(encoding, "find_spec", lambda _name: object())
    monkeypatch.setattr(encoding, "_instructions", lambda: encoding.INSTRUCTIONS)
    monkeypatch.setattr(encoding, "_folder", lambda: tmp_path)
    monkeypatch.setattr(encoding, "missing", encoding.missing.__wrapped__)
    assert encoding.missing() == "weights" and encoding.encoder() is None
