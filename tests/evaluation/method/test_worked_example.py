"""The worked example of METHOD.md, every part of it exact."""

import numpy as np
import pytest

from app.evaluation.method.result import evaluate
from tests.evaluation.method.rounds import round_of, scheme

DOMAINS = {
    "finance": (0.4, {"f1": "monitoring", "f2": "monitoring"}),
    "market": (0.4, {"m1": "monitoring", "m2": "monitoring"}),
    "hr": (0.2, {"h1": "monitoring", "h2": "monitoring"}),
}
NUMBERS = [70, 50, 40, 20, 90, np.nan]
# five respondents: finance 3, 4, -, 5, -; market -, 2, -, -, 4 of 5
FINANCE, MARKET = [3, 4, 0, 5, 0], [0, 2, 0, 0, 4]


@pytest.fixture(scope="module")
def found():
    """One area; with nobody else to learn from, s2 and a2 are the scheme's and K is its K0 = 5."""
    firms = [(f"F{j}", "A", True) for j in range(5)]
    codings = [
        (f"F{j}", 0, 0, d, severity)
        for d, column in enumerate((FINANCE, MARKET))
        for j, severity in enumerate(column)
        if severity
    ]
    return evaluate(round_of(["A"], [NUMBERS], firms=firms, codings=codings), scheme(DOMAINS))


def test_burdens_and_points_of_the_respondents(found):
    assert pytest.approx([0.6, 0.8, 0, 1, 0.8]) == found.B
    assert found.l == pytest.approx([50, 250 / 3, 0, 100, 250 / 3])
    assert found.voices.L[0] == pytest.approx(190 / 3) and found.credibility.Z[0] == pytest.approx(0.5)
    assert found.credibility.K[0] == pytest.approx(5) and found.credibility.prior_a2[0] == 1


def test_weights_evidence_score_and_level(found):
    merged = found.merged
    assert merged.e[0] == pytest.approx([0.12, 0.12, 0.12, 0.12, 0.06, 0])
    assert merged.e_voices[0] == pytest.approx(0.20) and merged.E[0] == pytest.approx(0.74)
    assert merged.R[0] == pytest.approx(5950 / 111, abs=1e-12)
    assert found.levels.proposed[0] == 1 and found.grades.grade == ("A",)
    assert merged.R_numbers[0] == pytest.approx((0.12 * 180 + 0.06 * 90) / 0.54)


def test_contributions_of_numbers_and_voices_by_domain(found):
    merged = found.merged
    numbers = (merged.by_domain - merged.voices_by_domain)[0]
    assert numbers == pytest.approx([19.4595, 9.7297, 7.2973], abs=5e-5)
    assert merged.by_voices[0] == pytest.approx(17.1171, abs=5e-5)
    assert merged.voices_by_domain[0] == pytest.approx([11.4114, 5.7057, 0], abs=5e-5)
    assert merged.by_domain[0].sum() == pytest.approx(merged.R[0], abs=1e-9)


def test_the_rest_of_the_page_of_the_example(found):
    assert found.voices.burden[0] == pytest.approx([0.48, 0.24, 0])
    assert found.voices.named[0].tolist() == [3, 2, 0] and found.voices.n[0] == 5
    assert found.voices.shown[0] == pytest.approx([100 * 0.43 / 0.45, 100 * 0.19 / 0.45, 0])
    assert found.merged.worst[0] == 2 and found.grades.coverage[0] == pytest.approx(0.9)
