"""Somebody who signs statements, with a key that is good for nothing else; key and certificates are of OpenSSL."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any, Final

from builder.records.xapi.certificate import HASHES

MODULUS: Final = int(
    "b81c2802c0e017c1427c4772a4624ecced5f43e1b19d86949523208099037efad2e890c3cb32be5658bb991d53deefdf73b0"
    "86274c2c2174122ea727e0fba5463a0489ed129f9ace23e698d5fa78fcf12913c5a4d8c59ba2099d1a1d39439d3a2184d206"
    "e65450d5f456bdfe305a84606434ebc9eb90b950022c2961ed96c86fa5de110eb4460ce624298b89ce59dda1ef1ea646965c"
    "13ae4be81d5d50f1fc117d77acbc3fede1c5a794979db1fc2a89424da9b736f205bebaccb53ec54d7bbc73fe9580b6ba1c31"
    "9a6d4883de8c2ef02a54c1f06703fc3ccbf7c7407ee40da99351670d5f3ab8ff8c6da633e51db080e3d14c18da70100ecdd5"
    "ec579876399f",
    16,
)
PRIVATE: Final = int(
    "d53045646ad312aec6be023dcdfbc823a3fa5c304beb8c9b20d6bc1c2d12cf46c2526acf4dcc447ad7e4e3380296744cdb39"
    "dd1e442615d6c1f723b819dd4b54367a6afc0a44a68d6d24e8755ec41aa1665f6ecda3f5ae71c390175d1fa21bbde4725881"
    "84d4bd8602992f07d815f8936575a252fe6367322e51d4d980b4c902067d713e09c9cb2729df75eb2c0d9f3f972074f2a858"
    "326da25f974997d08fa1aa0f9c7adcb6dca225827a2d09fa08e5bd517fc7bd64f9148d1fd5da2ae9a803a7dd6a4b8449b9c2"
    "b6719b0392c14f7a57534d1e645e13243bc5c6118f310bc3857123e21cabe8690ef3399bbbd29c239bec995ece7c2a6458eb"
    "c371f55c4c9",
    16,
)
CERTIFICATE: Final = (
    "MIIDHzCCAgegAwIBAgIUfVL4+F2kDNjONLfl3txG+cJiaxUwDQYJKoZIhvcNAQELBQAwHjEcMBoGA1UEAwwTU2lnbmVyIG9mIHRo"
    "ZSB0ZXN0czAgFw0yNjExMjMwMzQwMzdaGA8yMTI2MTAzMDAzNDAzN1owHjEcMBoGA1UEAwwTU2lnbmVyIG9mIHRoZSB0ZXN0czCC"
    "ASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBALgcKALA4BfBQnxHcqRiTsztX0PhsZ2GlJUjIICZA3760uiQw8syvlZYu5kd"
    "U97v33OwhidMLCF0Ei6nJ+D7pUY6BIntEp+aziPmmNX6ePzxKRPFpNjFm6IJnRodOUOdOiGE0gbmVFDV9Fa9/jBahGBkNOvJ65C5"
    "UAIsKWHtlshvpd4RDrRGDOYkKYuJzlndoe8epkaWXBOuS+gdXVDx/BF9d6y8P+3hxaeUl52x/CqJQk2ptzbyBb66zLU+xU17vHP+"
    "lYC2uhwxmm1Ig96MLvAqVMHwZwP8PMv3x0B+5A2pk1FnDV86uP+MbaYz5R2wgOPRTBjacBAOzdXsV5h2OZ8CAwEAAaNTMFEwHQYD"
    "VR0OBBYEFKAgpEr2JfyEjA2U/wYmRbmRaNgCMB8GA1UdIwQYMBaAFKAgpEr2JfyEjA2U/wYmRbmRaNgCMA8GA1UdEwEB/wQFMAMB"
    "Af8wDQYJKoZIhvcNAQELBQADggEBAEHdfHls+t36OaPMRZk88k5od9FUaPATn9mXM7tye2czjmJwgFGFc/xiEtlMoJ4oQCnVJ+F9"
    "dpqURS8B8cCKIozyv7mytEu+gMn+oY9zoexQPRo5vXGradnF+UOIelqmhPFG3MJVOVlMUfhF/8k5jhcfoJrKilU0hmfEedHM0Zmw"
    "Vjn3L2UB6rIxP8290gnuyxymo37SnsWNaVOwf2qzefSarne/RzOLcFhZyDEJPOn02YeA0kiM4lvQDQNPVus82RuX2HEBquPHx2aD"
    "6dg7oxrBkum8HUDJ231E2JLyYMZ8xo7iOVri5aG8pkk/vfFHMSXVyw0lcdk0mmH1TpEaiyY="
)
OF_ANOTHER_KIND: Final = (
    "MIIBcDCCARegAwIBAgIUCRKS26KMD1XReQ0Kq+jwIFg9PJQwCgYIKoZIzj0EAwIwDTELMAkGA1UEAwwCZWMwIBcNMjYxMTIzMDM0"
    "MDM3WhgPMjEyNjEwMzAwMzQwMzdaMA0xCzAJBgNVBAMMAmVjMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEbYEmoJFYaMkJ573E"
    "+6Tnu73vjCLZSn+UY5Twi8UMO2Sbd2VMipxgd9bBVSvsN4M7ngwPe71ITYsI5HYCLsT2CKNTMFEwHQYDVR0OBBYEFEmHa7tSshDT"
    "nnytKDu8c5PEG/7AMB8GA1UdIwQYMBaAFEmHa7tSshDTnnytKDu8c5PEG/7AMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID"
    "RwAwRAIgMrmqnkbhKAqs/9+mqlQHx8bkav61vLzDg5U0G/ZQQpkCIC1csBcbvDuTBYGa/7eYQeEJapElo1uiyNQsfOrNVQ+b"
)
"""Of a key on an elliptic curve."""
TOO_SMALL: Final = (
    "MIIB/jCCAWegAwIBAgIUJDCrPxp8AGJGPRUscPtSgTo2xkgwDQYJKoZIhvcNAQELBQAwEDEOMAwGA1UEAwwFc21hbGwwIBcNMjYx"
    "MTIzMDM0MzE0WhgPMjEyNjEwMzAwMzQzMTRaMBAxDjAMBgNVBAMMBXNtYWxsMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC8"
    "Q+f/vI69l9uGtVyZ/5kvQGArOX5WURhNvunHfCKPP8ekblH0upph1apg94mtWRFPF3hUU4bs8IoYGnVrdkVE3hCPhh4AqwXyRNjl"
    "M3WHajNKERJj9gWhk1FZ3tNd60MgAKH1wqdCGdDnOrB9FRoctKFOS7ujQzruTFoKHUeFdwIDAQABo1MwUTAdBgNVHQ4EFgQUwYVm"
    "Ccl1jvlufNAyDyG1PKuvZyowHwYDVR0jBBgwFoAUwYVmCcl1jvlufNAyDyG1PKuvZyowDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG"
    "9w0BAQsFAAOBgQArgNliBzANAn12oWTWdldw7VBSNPqD4k65rc2jm9M9a2ntDaOYrbM4dfTes+MKMOIjpE9axoD0R+A4p/kgciag"
    "Z4g6KORxWEHFMUCmxXAdbGaQMOnxOzVU88eYEqg87POs6owZsK6FVPcLGL/imWu63FqNfIfm73NZdHNplejr1A=="
)
"""Of a key with 1,024 bits."""

OF_OPENSSL: Final = {
    "RS256": "1ea82d90cf8f98f02a7886090429561ede67f7a3e00516a1b79c45d935f89557",
    "RS384": "95acb7d18286b37980eb9ffea42773ae85b2691f2bf02912174f813d36284f50",
    "RS512": "441f8868c49dd75a3037aa49e1d00c93404233bf777e7afdbe4323d55a6acad3",
}
"""The SHA-256 of what OpenSSL makes with the key of b"header.payload", by algorithm."""


def sign(algorithm: str, message: bytes) -> bytes:
    """RSASSA-PKCS1-v1_5."""
    name, prefix = HASHES[algorithm]
    digest = prefix + hashlib.new(name, message).digest()
    padded = b"\x00\x01" + b"\xff" * (256 - len(digest) - 3) + b"\x00" + digest
    return pow(int.from_bytes(padded, "big"), PRIVATE, MODULUS).to_bytes(256, "big")


def encoded(data: bytes) -> bytes:
    """In base64url without padding (RFC 7515 2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def jws(payload: object, algorithm: str = "RS256", **header: Any) -> bytes:
    """The compact serialization; bytes as payload go as they are."""
    text = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    signed = encoded(json.dumps({"alg": algorithm, **header}).encode()) + b"." + encoded(text)
    return signed + b"." + encoded(sign(algorithm if algorithm in HASHES else "RS256", signed))
