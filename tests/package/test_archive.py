"""The zip writer: any reader takes its zips, and the same files give the same bytes."""

from __future__ import annotations

import io
import shutil
import stat
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.package.archive import DEFLATED, MOST, STORED, Entry, make, write

FILES = {
    "index.html": b"<!doctype html><title>A course</title>" + b"<p>Some words.</p>" * 200,
    "media/seal.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>" * 20,
    "media/photo.png": b"\x89PNG" * 500,
    "empty.txt": b"",
}


def packed(files: dict[str, bytes]) -> bytes:
    return write(make(name, content) for name, content in files.items())


def test_zipfile_reads_what_was_written() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(FILES))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == FILES


@pytest.mark.skipif(shutil.which("unzip") is None, reason="Info-ZIP's unzip is not on this machine")
def test_info_zip_finds_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed(FILES))
    done = subprocess.run(["unzip", "-t", tmp_path / "a.zip"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No errors detected" in done.stdout


def test_the_order_is_the_one_given() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(FILES))) as archive:
        assert archive.namelist() == list(FILES)


def test_nothing_of_the_clock_or_the_machine_is_in_it() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(FILES))) as archive:
        for info in archive.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert info.external_attr >> 16 == stat.S_IFREG | 0o644
            assert (info.create_system, info.flag_bits, info.extra, info.comment) == (3, 0, b"", b"")


def test_images_are_stored_and_text_is_deflated() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(FILES))) as archive:
        methods = {info.filename: info.compress_type for info in archive.infolist()}
    assert methods == {"index.html": 8, "media/seal.svg": 8, "media/photo.png": 0, "empty.txt": 0}


def test_what_does_not_get_smaller_is_stored() -> None:
    content = bytes(range(256))
    assert make("noise.txt", content) == Entry("noise.txt", STORED, zlib.crc32(content), 256, content)
    assert make("words.txt", b"word " * 50).method == DEFLATED


NAMES = st.from_regex(r"[a-z0-9]{1,8}(/[a-z0-9]{1,8}){0,3}(\.(html|png|css))?", fullmatch=True)


@settings(deadline=None)
@given(st.dictionaries(NAMES, st.binary(max_size=2000), max_size=12))
def test_any_files_come_back_and_give_the_same_bytes_twice(files: dict[str, bytes]) -> None:
    data = packed(files)
    assert packed(dict(files)) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == files


@pytest.mark.parametrize(
    "name",
    [
        "", "/etc/passwd", "../up", "a/../b", "a//b", "a/", "./a", "a/.hidden", ".hidden", "a\\b", "C:/a", "a b",
        "é.png", "a\n", "a?", "a*", "a.", "a./b", "-r", "a/-r", "x" * 201,
    ],
)  # fmt: skip
def test_an_unsafe_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not safe"):
        write([make(name, b"x")])


@pytest.mark.parametrize("second", ["media/a.png", "Media/A.png", "media/a.PNG"])
def test_one_name_twice_is_refused_also_when_only_the_case_differs(second: str) -> None:
    with pytest.raises(ValueError, match="one name"):
        write([make("media/a.png", b"1"), make(second, b"2")])


def test_the_same_entry_twice_is_refused() -> None:
    entry = make("a.txt", b"1")
    with pytest.raises(ValueError, match="one name"):
        write([entry, entry])


def test_what_would_need_zip64_is_refused() -> None:
    with pytest.raises(ValueError, match="4 GiB"):
        write([Entry("big.mp4", STORED, 0, 0xFFFFFFFF, b"")])
    with pytest.raises(ValueError, match="4 GiB"):
        write([Entry(f"part{n}.mp4", STORED, 0, 0x7FFFFFFF, b"") for n in range(2)])
    with pytest.raises(ValueError, match="zip64"):
        write([make(f"f{n}", b"") for n in range(MOST + 1)])
