"""The printed recovery code: 135 random bits a person can copy by hand.

Crockford's base 32 (https://www.crockford.com/base32.html): 27 symbols and its check symbol, in seven
groups of four. The check symbol is the number modulo 37; codes whose check symbol would be one of the five
extra signs are not given out (that costs a quarter of a bit), so a code holds only digits and letters. Any
one wrong symbol and any two neighbours swapped are noticed before the key file is tried.
"""

from __future__ import annotations

import secrets

from models.errors import KnownError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SYMBOLS = 27
GROUP = 4
_FORGIVING = str.maketrans({"O": "0", "I": "1", "L": "1"})


class MistypedRecoveryCode(KnownError):
    """The code is not complete or its check symbol does not fit."""

    def __init__(self) -> None:
        super().__init__(
            "This recovery code has a typing mistake or a part is missing. Nothing was changed. "
            "Compare it with the printed code, group by group, and try again."
        )


def make() -> str:
    """A new code, printed like ``7K2M-…`` in seven groups."""
    while True:
        number = secrets.randbits(5 * SYMBOLS)
        if number % 37 < len(ALPHABET):
            return _written(number)


def secret_of(code: str) -> bytes:
    """The 17 secret bytes of a code as a person typed it: lower case, spaces, O for 0 and I or L for 1 are
    fine.

    Raises ``MistypedRecoveryCode`` when the code cannot be right.
    """
    symbols = "".join(code.split()).replace("-", "").replace("–", "").upper().translate(_FORGIVING)
    if len(symbols) != SYMBOLS + 1 or any(symbol not in ALPHABET for symbol in symbols):
        raise MistypedRecoveryCode
    number = 0
    for symbol in symbols[:-1]:
        number = number * 32 + ALPHABET.index(symbol)
    if number % 37 != ALPHABET.index(symbols[-1]):
        raise MistypedRecoveryCode
    return number.to_bytes(17, "big")


def _written(number: int) -> str:
    symbols = "".join(ALPHABET[(number >> shift) & 31] for shift in range(5 * (SYMBOLS - 1), -1, -5))
    symbols += ALPHABET[number % 37]
    return "-".join(symbols[at : at + GROUP] for at in range(0, len(symbols), GROUP))
