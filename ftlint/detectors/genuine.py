"""Which strings of the shape of a secret are one: placeholders out, checksums right."""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from typing import Final

DISTINCT: Final = 8
"""Fewer distinct characters are no random key: 32 hexadecimal digits have fewer less than once in 10^7."""

# The A is left out of the runs: zeros in base64 are runs of A.
_PLACEHOLDER: Final = re.compile(
    r"example|placeholder|redacted|sample|dummy|your|xxxx|1234567|abcdefg|(?!a)(.)\1{5}", re.IGNORECASE
)
_BASE62: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CHECKSUM_LENGTH: Final = 6
_JWT_IO: Final = "1234567890"
"""The subject of the token on https://jwt.io, which the whole web copies."""


def looks_genuine(body: str) -> bool:
    """Say that the random part of a secret is no placeholder, such as `xxxx…` or `…EXAMPLE`."""
    return len(set(body)) >= DISTINCT and _PLACEHOLDER.search(body) is None


def passes(check: str, secret: str) -> bool:
    """Run the check that a shape names: `none`, `crc32`, `jwt` or `mixed`."""
    if check == "crc32":
        return _has_checksum(secret)
    if check == "jwt":
        return _is_token(secret)
    return check == "none" or bool(re.search("[a-z]", secret) and re.search("[A-Z]", secret))


def _has_checksum(token: str) -> bool:
    """Compare the last six characters of a token with the CRC-32 of what the prefix and they enclose.

    Source: https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
    """
    body, checksum = token[4:-_CHECKSUM_LENGTH], token[-_CHECKSUM_LENGTH:]
    rest, written = zlib.crc32(body.encode()), ""
    for _ in range(_CHECKSUM_LENGTH):
        rest, digit = divmod(rest, len(_BASE62))
        written = _BASE62[digit] + written
    return written == checksum


def _is_token(token: str) -> bool:
    """Read head and claims of a JSON Web Token (RFC 7519): signed, and not the well-known sample."""
    try:
        head, claims = (
            json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
            for part in token.split(".")[:2]
        )
    except (ValueError, binascii.Error, RecursionError):
        return False
    if not isinstance(head, dict) or not isinstance(claims, dict):
        return False
    signed = isinstance(head.get("alg"), str) and head["alg"].lower() != "none"
    return signed and claims.get("sub") != _JWT_IO
