"""Whatever bytes it is given, verify ends with a report."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.verify.report import Report
from builder.verify.verify import verify
from tests.verify.stock import MANIFESTS, SITE, stock, zipped

RUNS = int(os.environ.get("VERIFY_RUNS", "100"))
EAGER = settings(max_examples=RUNS, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
STOCK = {kind: zipped(stock(kind)) for kind in MANIFESTS}
BITS = ["<", ">", "&", '"', "'", "/", "\x00", "é", "%zz", "//", "]]>", "<![CDATA[", "<!--", "{{", "\\", "://["]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def checked(folder: Path, package: bytes) -> Report:
    path = folder / "package.zip"
    path.write_bytes(package)
    report = verify(path)
    for problem in report.problems:
        assert problem.text and "\n" not in problem.text
    return report


def mangled(data: bytes, seed: int, times: int) -> bytes:
    """The bytes with a few of them changed, cut out or doubled."""
    chance = random.Random(seed)
    found = bytearray(data)
    for _ in range(times):
        at = chance.randrange(len(found) + 1)
        match chance.randrange(4):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[at : at + chance.randrange(1, 9)]
            case 2:
                found[at:at] = found[at : at + chance.randrange(1, 30)]
            case 3:
                found[at:at] = chance.choice(BITS).encode("utf-8", "surrogatepass")
    return bytes(found)


@given(st.binary(max_size=300))
@EAGER
def test_random_bytes(folder: Path, data: bytes) -> None:
    assert checked(folder, data).errors


@given(st.sampled_from(sorted(MANIFESTS)), st.integers(0, 2**32), st.integers(1, 8))
@EAGER
def test_a_damaged_zip(folder: Path, kind: str, seed: int, times: int) -> None:
    checked(folder, mangled(STOCK[kind], seed, times))


@given(st.sampled_from(sorted(MANIFESTS)), st.floats(0, 1, exclude_max=True))
@EAGER
def test_a_zip_that_is_cut_off_is_never_fine(folder: Path, kind: str, part: float) -> None:
    assert checked(folder, STOCK[kind][: int(len(STOCK[kind]) * part)]).errors


@given(st.sampled_from(sorted(MANIFESTS)), st.integers(0, 2**32), st.integers(1, 20))
@EAGER
def test_a_damaged_manifest(folder: Path, kind: str, seed: int, times: int) -> None:
    name, manifest = MANIFESTS[kind]
    checked(folder, zipped({**SITE, name: mangled(manifest.encode(), seed, times)}))


@given(st.sampled_from(["html", "svg", "js", "css", "json", "xml", "txt"]), st.integers(0, 2**32), st.integers(1, 40))
@EAGER
def test_damaged_content(folder: Path, kind: str, seed: int, times: int) -> None:
    text = SITE["index.html"] + b"<style>p{color:red}</style><script>a = `x${b}` / /[/]/ </script>"
    checked(folder, zipped({**stock(), f"c.{kind}": mangled(text, seed, times)}))


@given(st.text(max_size=2000))
@EAGER
def test_any_text(folder: Path, text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    checked(folder, zipped({f"a.{kind}": data for kind in ("html", "svg", "js", "css", "json", "txt")}))


@pytest.mark.parametrize(
    "text",
    [
        b"<" * 100_000,
        b"<a " * 50_000,
        b'<a b="' * 25_000,
        b"<script>" * 25_000,
        b"<!--" * 25_000,
        b"'" * 100_000,
        b"`${" * 40_000,
        b"/*" * 50_000,
        b"a" * 250_000,
        b"/ " * 100_000,
        b"url(" * 40_000,
        b"import " * 30_000,
        b"password" * 25_000,
        b"a://b:" * 30_000,
        b"Basic " * 30_000,
        b"{" * 100_000,
        b" " * 250_000,
        b"<a" + b" b" * 25_000,
    ],
    ids=lambda text: text[:8].decode(),
)
def test_text_that_is_made_to_take_long_takes_a_moment(text: bytes, folder: Path) -> None:
    start = time.process_time()
    checked(folder, zipped({f"a.{kind}": text for kind in ("html", "js", "css", "txt")}))
    assert time.process_time() - start < 15
