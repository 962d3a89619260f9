"""Pseudonyms: the same for the same person and key, and nobody else can tell them."""

from __future__ import annotations

import hmac
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.records.lake.duck import connection
from builder.records.lake.key import Key, new_key, write_key
from builder.records.lake.lake import Lake
from builder.records.lake.refusals import WrongKey

ANNA = "https://lms.example.org|anna"
SQL = "SELECT substr(sha256(?::BLOB || from_hex(sha256(?::BLOB || encode(?)))), 1, 32)"


def test_a_name_is_hmac(tmp_path: Path) -> None:
    """RFC 4231, test case 2, whose key is filled up to ours."""
    key = Key(b"Jefe".ljust(32, b"\0"))
    assert key.name_of("what do ya want for nothing?") == "5bdcc146bf60754e6a042426089575c7"
    pads = key.pads
    with connection(tmp_path) as duck:
        assert duck.execute(SQL, [pads.outer, pads.inner, ANNA]).fetchone() == (key.name_of(ANNA),)


@given(st.binary(min_size=32, max_size=32), st.text(st.characters(codec="utf-8")))
def test_a_name_is_as_the_library_makes_it(secret: bytes, identifier: str) -> None:
    assert Key(secret).name_of(identifier) == hmac.new(secret, identifier.encode(), "sha256").hexdigest()[:32]


def test_lakes_of_one_key_call_a_person_the_same(tmp_path: Path) -> None:
    write_key(tmp_path / "secret", new_key())
    one, other = (Lake.make(tmp_path / name, key_file=tmp_path / "secret") for name in ("one", "other"))
    assert one.name_of(ANNA) == other.name_of(ANNA) != Lake.make(tmp_path / "third").name_of(ANNA)
    assert not (one.folder / "key").exists()


def test_a_lake_without_its_key_can_be_read_only(tmp_path: Path) -> None:
    write_key(tmp_path / "secret", new_key())
    Lake.make(tmp_path / "lake", key_file=tmp_path / "secret")
    lake = Lake.open(tmp_path / "lake")
    with lake.reading():
        assert lake.files("statements") == []
    with pytest.raises(WrongKey, match="does not have its key") as problem, lake.writing():
        pass
    assert "--key-file" in problem.value.advice


def test_another_key_is_refused(tmp_path: Path) -> None:
    write_key(tmp_path / "secret", new_key())
    Lake.make(tmp_path / "lake")
    lake = Lake.make(tmp_path / "lake", key_file=tmp_path / "secret")
    with pytest.raises(WrongKey, match="is not the one of this lake"), lake.writing():
        pass


@pytest.mark.parametrize("content", [b"", b"abc\n", b"\xff" * 32, b"0" * 63, b"g" * 64, b"0" * 65])
def test_a_file_that_holds_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret").write_bytes(content)
    with pytest.raises(WrongKey, match="is not a key file"):
        Lake.make(tmp_path / "lake", key_file=tmp_path / "secret")
    with pytest.raises(WrongKey, match="cannot be read"):
        Lake.make(tmp_path / "lake", key_file=tmp_path / "none")
    assert not (tmp_path / "lake" / "lake.json").exists()


def test_a_key_is_told_nowhere() -> None:
    key = new_key()
    assert key.secret.hex() not in repr(key)
    assert repr(key.secret) not in repr(key)
    assert key.id not in key.secret.hex()
