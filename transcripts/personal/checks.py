"""Check digits and dates of Korean registration numbers and of cards."""

from __future__ import annotations

from datetime import date

# Resident registration numbers: weights of the first twelve digits, remainder by 11.
RESIDENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
# Business registration numbers: weights of the first nine digits; the ninth counts once more with the tens of its
# product by five.
BUSINESS_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_CENTURIES = {"1": 1900, "2": 1900, "5": 1900, "6": 1900, "3": 2000, "4": 2000, "7": 2000, "8": 2000}


def born_on(digits: str) -> date | None:
    """The day of birth in a resident registration number, None where there is no such day.

    Parameters
    ----------
    digits : str
        At least seven digits: YYMMDD and the digit of sex and century (1-4, of foreigners 5-8).
    """
    century = _CENTURIES.get(digits[6])
    if century is None:
        return None
    try:
        return date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None


def is_resident_check(digits: str) -> bool:
    """Whether the thirteenth digit is the check digit of the twelve before.

    Notes
    -----
    A wrong digit refuses nothing: since October 2020 the six digits after that of the sex are random and hold no check
    digit (Enforcement Rules of the Resident Registration Act, article 2, as amended in 2020). A number is therefore
    told by its date and the digit of the sex; a right check digit only adds to it.
    """
    total = sum(int(d) * weight for d, weight in zip(digits, RESIDENT_WEIGHTS, strict=False))
    due = (13 - total % 11) % 10 if digits[6] in "5678" else (11 - total % 11) % 10
    return due == int(digits[12])


def is_business_number(digits: str) -> bool:
    """Whether ten digits are a business registration number: office from 101, kind not 00, right check digit.

    References
    ----------
    National Tax Service of Korea, as given in OECD, "Korea: information on tax identification numbers"
    (parts of the number), and python-stdnum, ``stdnum.kr.brn`` (weights 1 3 7 1 3 7 1 3 5 and the carry of the ninth).
    """
    if len(digits) != 10 or int(digits[:3]) < 101 or digits[3:5] == "00":
        return False
    total = sum(int(d) * weight for d, weight in zip(digits, BUSINESS_WEIGHTS, strict=False))
    total += int(digits[8]) * 5 // 10
    return (10 - total % 10) % 10 == int(digits[9])


def is_card_number(digits: str) -> bool:
    """Whether 13 to 16 digits pass the test of Luhn (1960; ISO/IEC 7812-1, annex B)."""
    # The cards in use; the norm allows 8 to 19. A row of one digit passes Luhn's test now and then and is no card.
    if not 13 <= len(digits) <= 16 or len(set(digits)) == 1:
        return False
    doubled = [int(d) * (2 if n % 2 else 1) for n, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
