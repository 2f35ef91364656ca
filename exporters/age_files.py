"""Files locked with a passphrase, as age writes them (https://age-encryption.org/v1), worked out so that a window can
go on beside it: ``hashlib.scrypt`` lets other threads run, the age library does not. Opens what age wrote and the
other way round (a test holds both against each other).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import re
from collections.abc import Iterator

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

WORK = 18
"""Two to this power rounds, as age does: about a second and a quarter of a gigabyte for each guess."""
_FIRST = b"age-encryption.org/v1\n"
_LABEL = b"age-encryption.org/v1/scrypt"
_CHUNK, _TAG = 64 * 1024, 16
_HEAD = re.compile(
    rb"age-encryption\.org/v1\n-> scrypt (?P<salt>[A-Za-z0-9+/]{22}) (?P<work>[1-9][0-9]?)\n"
    rb"(?P<wrapped>[A-Za-z0-9+/]{43})\n--- (?P<mac>[A-Za-z0-9+/]{43})\n"
)


def is_for_a_passphrase(data: bytes) -> bool:
    """Whether a file asks for a passphrase."""
    return data.startswith(_FIRST + b"-> scrypt ")


def lock(data: bytes, passphrase: str) -> bytes:
    """The data, locked. Takes about a second; touches nothing but what it is given."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapped = ChaCha20Poly1305(_stretched(passphrase, salt, WORK)).encrypt(bytes(12), file_key, None)
    head = _FIRST + b"-> scrypt %s %d\n%s\n---" % (_b64(salt), WORK, _b64(wrapped))
    mac = hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    chunks = (cipher.encrypt(place, chunk, None) for place, chunk in _chunks(data, _CHUNK))
    return b"".join([head, b" ", _b64(mac), b"\n", nonce, *chunks])


def unlock(data: bytes, passphrase: str) -> bytes:
    """What was locked. Raises ValueError for a wrong passphrase and for a file that was changed."""
    found = _HEAD.match(data)
    if found is None or int(found["work"]) > WORK:
        return _by_the_library(data, passphrase)
    try:
        salt, wrapped, mac = (base64.b64decode(found[name] + b"=" * (-len(found[name]) % 4), validate=True)
                              for name in ("salt", "wrapped", "mac"))  # fmt: skip
        key = _stretched(passphrase, salt, int(found["work"]))
        file_key = ChaCha20Poly1305(key).decrypt(bytes(12), wrapped, None)
        head = data[: found.start("mac") - 1]
        if not hmac.compare_digest(mac, hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")):
            raise ValueError("the head was changed")
        body = data[found.end() :]
        cipher = ChaCha20Poly1305(_derived(file_key, body[:16], b"payload"))
        return b"".join(cipher.decrypt(place, chunk, None) for place, chunk in _chunks(body[16:], _CHUNK + _TAG))
    except (InvalidTag, binascii.Error) as error:
        raise ValueError("wrong passphrase, or damaged") from error


def _by_the_library(data: bytes, passphrase: str) -> bytes:
    """A file of another making, with more rounds than ours: the library judges whether that is too many."""
    try:
        return bytes(pyrage.passphrase.decrypt(data, passphrase))
    except pyrage.DecryptError as error:
        raise ValueError("wrong passphrase, or damaged") from error


def _stretched(passphrase: str, salt: bytes, work: int) -> bytes:
    rounds = 1 << work
    # 128 bytes a round and block of 8, and a little for itself.
    return hashlib.scrypt(
        passphrase.encode(), salt=_LABEL + salt, n=rounds, r=8, p=1, maxmem=rounds * 1024 + (1 << 20), dklen=32
    )


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def _chunks(data: bytes, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk with its place: a counter, and whether it is the last, so that none can be cut off or moved."""
    count = max(1, -(-len(data) // size))
    for number in range(count):
        is_last = number == count - 1
        yield number.to_bytes(11, "big") + bytes([is_last]), data[number * size : (number + 1) * size]


def _b64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")
