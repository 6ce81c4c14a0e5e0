"""Numbers as lists show them: roman, letters, Chinese, in circles."""

from __future__ import annotations

from collections.abc import Callable, Sequence

ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
LATIN = "abcdefghijklmnopqrstuvwxyz"
GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
EARTHLY = "子丑寅卯辰巳午未申酉戌亥"
DIGITS = "零一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"
UNITS = ("", "十", "百", "千")
FORMAL_UNITS = ("", "拾", "佰", "仟")
CIRCLED = range(1, 21)  # ① to ⑳ stand in a row


def roman(number: int) -> str:
    """Return a number in small roman numerals."""
    made = ""
    for value, sign in ROMAN:
        made += sign * (number // value)
        number %= value
    return made


def letters(number: int, alphabet: str = LATIN) -> str:
    """Return a number as letters: z is followed by aa, as in a word processor by aa, bb."""
    if number < 1:
        return ""
    rounds, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (rounds + 1)


def columns(number: int) -> str:
    """Return a number as HTML counts in letters: z is followed by aa, ab."""
    made = ""
    while number > 0:
        number, place = divmod(number - 1, len(LATIN))
        made = LATIN[place] + made
    return made


def chinese(number: int, digits: str = DIGITS, units: Sequence[str] = UNITS) -> str:
    """Return a number below 10,000 in Chinese."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    made, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            made += (digits[0] if gap and made else "") + digits[digit] + units[place]
            gap = False
        else:
            gap = True
    return made.removeprefix(digits[1]) if 10 <= number < 20 and digits == DIGITS else made


def circled(number: int) -> str:
    """Return a number in a circle, as far as there are such."""
    return chr(0x245F + number) if number in CIRCLED else str(number)


def ordinal(number: int) -> str:
    """Return a number as English counts in order: 1st, 2nd."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


# How Office Open XML calls the ways to count; what is not here is counted in digits.
FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "ordinal": ordinal,
    "russianLower": lambda number: letters(number, RUSSIAN),
    "russianUpper": lambda number: letters(number, RUSSIAN).upper(),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "koreanCounting": chinese,
    "ideographDigital": lambda number: "".join("〇一二三四五六七八九"[int(d)] for d in str(number)),
    "chineseLegalSimplified": lambda number: chinese(number, FORMAL, FORMAL_UNITS),
    "ideographTraditional": lambda number: letters(number, HEAVENLY),
    "ideographZodiac": lambda number: letters(number, EARTHLY),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalFullWidth": lambda number: str(number).translate(
        {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
    ),
    "none": lambda _: "",
}


def written(number: int, way: str) -> str:
    """Return a number in one of the ways of ``FORMATS``."""
    return FORMATS.get(way, str)(number)
