"""Make a key of a passphrase.

A locked file begins with its salt, which is no secret, so that it can be opened with the passphrase alone, wherever it
was copied to. All files of one home have the same salt and so the same key, which is derived once, when the passphrase
is given: it takes half a second and 64 MB on purpose, for whoever tries one passphrase after the other as well.
"""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass, field

SALT_LENGTH = 16
_KEY_LENGTH = 32

# One of the settings that OWASP's Password Storage Cheat Sheet names as equally strong. They are the first version's for
# ever: other ones need another way to tell them from a file's first bytes.
_COST, _BLOCK, _LANES = 2**16, 8, 2
_MEMORY = 128 * _COST * _BLOCK + (1 << 20)


@dataclass(frozen=True, slots=True)
class Key:
    """What opens the files of one home. It is never written anywhere, nor shown."""

    secret: bytes = field(repr=False)
    salt: bytes = field(repr=False)


def derive(passphrase: str, salt: bytes) -> Key:
    """Return the key that a passphrase makes with a salt: the same however the accents in it were typed."""
    words = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape")
    secret = hashlib.scrypt(words, salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=2 * _MEMORY, dklen=_KEY_LENGTH)
    return Key(secret, salt)


def new_key(passphrase: str) -> Key:
    """Return a key with a salt of its own."""
    return derive(passphrase, secrets.token_bytes(SALT_LENGTH))
