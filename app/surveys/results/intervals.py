"""How sure a BSI is: its standard error and 95 % interval, with counts to be told or without."""

from __future__ import annotations

from math import sqrt

Z = 1.959963984540054  # 95 %


def standard_error(positive: float, neutral: float, negative: float) -> float:
    """Standard error of 100 (p+ - p-) + 100 by the delta method for a multinomial sample [index points].

    100 sqrt((p+ + p- - (p+ - p-)^2) / n); of weighted shares n is the effective number, which the sums then are.
    """
    n = positive + neutral + negative
    up, down = positive / n, negative / n
    return 100 * sqrt(max(up + down - (up - down) ** 2, 0) / n)


def adjusted(positive: float, neutral: float, negative: float) -> tuple[float, float]:
    """95 % interval of a BSI where the counts may be told, within 0..200.

    The delta interval with half a firm more on each side twice (n + 2, one more up, one more down), which keeps its
    coverage in small samples and has a width where all firms agree.

    References
    ----------
    Bonett, D. G., and Price, R. M. (2012). Adjusted Wald confidence interval for a difference of binomial proportions
    based on paired data. Journal of Educational and Behavioral Statistics 37, 479-488.
    """
    middle = 100 + 100 * (positive - negative) / (positive + neutral + negative + 2)
    width = Z * standard_error(positive + 1, neutral, negative + 1)
    return max(middle - width, 0.0), min(middle + width, 200.0)


def of_value(value: float, n: float) -> tuple[float, float]:
    """95 % interval of a BSI from its value and n alone: Wilson's of the share value / 200, within 0..200.

    What it says of the firms is no more than value and n do, so that it may stand wherever they may; a neutral answer
    counts as half of one up, which makes it the widest any share of neutral answers gives (but for the two firms more
    of `adjusted`).

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22, 209-212.
    """
    share, z2 = value / 200, Z * Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    width = Z / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return 200 * max(middle - width, 0.0), 200 * min(middle + width, 1.0)
