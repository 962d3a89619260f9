"""What went wrong between us and an LRS, in plain words: one sentence, and what to do."""

from __future__ import annotations

import http.client
import socket
import ssl
from typing import Final, NamedTuple

NOT_AN_LRS: Final = "check the address: it is called endpoint in the store's settings and often ends in /xapi/ or /lrs/"
SUPPORT: Final = "ask the store's support"


class Words(NamedTuple):
    """`passes`: what has worked before may work again."""

    text: str
    advice: str
    passes: bool = False


def of_network(error: Exception, endpoint: str, again: str) -> Words:
    """Of an error of the network or of HTTP; `again` is how to try it again."""
    match error:
        case TimeoutError():
            return Words("no answer in time", f"{again}; or give a longer --timeout", passes=True)
        case socket.gaierror() | UnicodeError():
            return Words("there is no such host", f"check the spelling of {endpoint}")
        case ConnectionRefusedError():
            return Words("nothing answers at this address", "check the port, and that the store runs", passes=True)
        case ssl.SSLCertVerificationError():
            advice = "ask who runs it; one of your own has to be known to this computer (SSL_CERT_FILE)"
            return Words(f"the certificate of the store is not good: {error.verify_message}", advice)
        case ssl.SSLError():
            advice = "check whether the address begins with http:// instead of https://"
            return Words(f"the connection is not secure: {error.reason or error}", advice)
        case http.client.IncompleteRead():
            return Words("the connection was closed in the middle of an answer", again, passes=True)
        case http.client.HTTPException() if not isinstance(error, ConnectionError):
            return Words("the answer is not HTTP", "check the port, and http:// against https://", passes=True)
        case _:
            return Words(f"the network failed: {error}", again, passes=True)


def of_status(status: int, told: str, again: str, right: str, *, has_key: bool = False) -> Words:
    """Of an answer that is none; `told` is what the store says of itself, `right` what the key has to be for."""
    said = f"status {status}"
    match status:
        case http.client.UNAUTHORIZED:
            missing = "" if has_key else "missing or "
            return Words(f"the key or the secret is {missing}wrong ({said})", "give --key and --secret of this store")
        case http.client.FORBIDDEN:
            return Words(f"the key may not do this ({said})", f"give the key the right to {right}")
        case http.client.NOT_FOUND | http.client.METHOD_NOT_ALLOWED | http.client.GONE:
            return Words(f"there is no LRS at this address ({said})", NOT_AN_LRS)
        case http.client.TOO_MANY_REQUESTS:
            return Words(f"the store is too busy ({said})", again, passes=True)
        case http.client.SERVICE_UNAVAILABLE:
            return Words(f"the store is too busy, or has a fault of its own ({said})", again, passes=True)
        case http.client.REQUEST_TIMEOUT:
            return Words(f"the store did not hear us in time ({said})", again, passes=True)
    if status >= http.client.INTERNAL_SERVER_ERROR:
        return Words(f"the store has a fault of its own ({said})", f"{again}; if it stays, {SUPPORT}", passes=True)
    return Words(f"the store refuses it ({said}{': ' + told if told else ''})", f"send this line to {SUPPORT[4:]}")
