"""Coefficients of agreement against the worked examples of those who proposed them."""

from __future__ import annotations

import pytest

from nlp.agreeing.agreement import Agreement, agreement, kappa
from nlp.agreeing.choices import Level
from nlp.agreeing.ratings import ratings

# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections A to D; a line an observer.
YES_OR_NO = list(zip("0100000010", "1110010000", strict=True))
LETTERS = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
FOUR = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
# A. F. Hayes, K. Krippendorff, "Answering the call for a standard reliability measure for coding data", Communication
# Methods and Measures 1 (2007), table 1: five observers, forty articles.
FIVE = (
    "112.001122.01311211000201001111223222221",
    "1130000.21102311121000302102111122222221",
    "203000222100221123001.30.1012202.2232.21",
    ".13....0.10022...31.103021122..122...12.",
    "2..0001.2....3112..0.0..2.0..20.2.2222.1",
)
# J. L. Fleiss, "Measuring nominal scale agreement among many raters", Psychological Bulletin 76 (1971), table 1: thirty
# patients, how many of six psychiatrists gave each of five diagnoses.
DIAGNOSES = (
    *("00060", "03003", "01401", "00006", "03030", "20400", "00402", "20310", "20040", "00006"),
    *("10050", "11040", "03300", "10050", "02031", "00501", "30012", "51000", "02040", "10203"),
    *("00006", "01050", "02013", "20040", "10041", "05010", "40002", "02040", "10500", "00006"),
)


def of_lines(lines: tuple[str, ...], level: Level) -> Agreement:
    rows = [tuple(None if each == "." else int(each) for each in unit) for unit in zip(*lines, strict=True)]
    return agreement(ratings(rows, level), draws=0)


def of_cells(cells: list[list[int]]) -> Agreement:
    """Two coders by how often each pair of values occurs."""
    rows = [(i, j) for i, line in enumerate(cells) for j, times in enumerate(line) for _ in range(times)]
    return agreement(ratings(rows), draws=0)


def values(found: Agreement, *names: str) -> list[float | None]:
    return [found.estimates[name].value for name in names]


def near(*expected: float) -> object:
    return pytest.approx(expected, abs=0.0005)


def test_alpha_is_that_of_krippendorffs_examples() -> None:
    assert agreement(ratings(YES_OR_NO), draws=0).alpha.value == pytest.approx(0.095, abs=0.0005)
    assert agreement(ratings(LETTERS), draws=0).alpha.value == pytest.approx(0.692, abs=0.0005)
    four = [of_lines(FOUR, level).alpha.value for level in ("nominal", "ordinal", "interval", "ratio")]
    assert four == near(0.743, 0.815, 0.849, 0.797)
    assert of_lines(FOUR, "nominal").pairable == 11


def test_alpha_is_that_of_hayes_and_krippendorff() -> None:
    # The ordinal figure is the article's; nominal and interval as Thomas Grill's krippendorff-alpha gives them.
    five = [of_lines(FIVE, level).alpha.value for level in ("ordinal", "nominal", "interval")]
    assert five == near(0.7598, 0.477, 0.757)


def test_kappa_is_that_of_fleiss_diagnoses() -> None:
    rows = [tuple(n for n, times in enumerate(map(int, line)) for _ in range(times)) for line in DIAGNOSES]
    assert [sum(each) / 180 for each in zip(*(map(int, line) for line in DIAGNOSES), strict=True)] == near(
        0.144, 0.144, 0.167, 0.306, 0.239
    )
    assert values(agreement(ratings(rows), draws=0), "fleiss", "percent") == near(0.430, 0.556)


def test_kappa_of_two_is_that_of_cohens_table() -> None:
    # J. Cohen, "Weighted kappa", Psychological Bulletin 70 (1968), table 1: 200 cases.
    found = of_cells([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    assert values(found, "kappa", "percent") == near(0.492, 0.70)
    assert found.pairs[0, 1] == found.estimates["kappa"]


def test_ac1_is_that_of_gwets_examples() -> None:
    # K. L. Gwet, "Kappa statistic is not satisfactory for assessing the extent of agreement between raters" (2002): 118
    # and 0 alike, 5 and 2 not; kappa is below 0 there.
    found = of_cells([[118, 5], [2, 0]])
    assert values(found, "ac", "kappa") == near(0.941, -0.023)
    # K. L. Gwet, Handbook of Inter-Rater Reliability (2014), and its package irrCAC: the table of two abstractors.
    found = of_cells([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
    assert values(found, "kappa", "fleiss", "ac") == near(0.796, 0.796, 0.849)


def test_the_four_observers_are_those_of_gwets_handbook() -> None:
    # cac.raw4raters of irrCAC: agreement, Fleiss, AC1 and Brennan and Prediger, and AC2 with quadratic weights.
    assert values(of_lines(FOUR, "nominal"), "percent", "fleiss", "ac", "equal") == near(0.818, 0.761, 0.775, 0.773)
    assert of_lines(FOUR, "interval").estimates["ac"].value == pytest.approx(0.914, abs=0.0005)


def test_weighted_kappa_of_a_hand_worked_table() -> None:
    # Observed distance 1/4; expected (rows 1/4, 1/4, 1/2; columns 1/4, 1/2, 1/4) 14/16.
    by_hand = 1 - (1 / 4) / (14 / 16)
    assert kappa([0, 1, 2, 2], [0, 1, 2, 1], weights="linear") == pytest.approx(by_hand)
    assert kappa([1, 1], [1, 1]) is None
    assert kappa([], []) is None
