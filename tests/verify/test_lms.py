"""What one LMS takes and another refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.profiles import PROFILES
from builder.profiles.profile import Amount, Limits, Profile, Rule, Suffixes
from builder.verify.verify import verify
from tests.verify.cases_archive import Made, ours
from tests.verify.stock import Member, listed, members, page, stock, zipped


def profile(**limits: Amount | Suffixes | Rule) -> Profile:
    """An LMS that takes everything but for these limits."""
    generic = PROFILES["generic"]
    return generic.model_copy(update={"name": "Strict LMS", "limits": Limits(**limits)})  # type: ignore[arg-type]


def codes(tmp_path: Path, package: Made, lms: Profile) -> set[str]:
    path = tmp_path / "package.zip"
    path.write_bytes(package if isinstance(package, bytes) else zipped(package))
    return {problem.code for problem in verify(path, profile=lms).problems}


def number(value: int) -> Amount:
    return Amount(value=value, source="book")


YES = Rule(value=True, source="book")


def test_the_format(tmp_path: Path) -> None:
    assert codes(tmp_path, stock("scorm12"), PROFILES["knowbe4"]) == {"V811"}
    assert codes(tmp_path, stock("scorm2004-4"), PROFILES["knowbe4"]) == set()


def test_the_size(tmp_path: Path) -> None:
    large = zipped([*members(stock("xapi")), Member(b"a.mp4", b"x" * 1_100_000, method=0)])
    assert codes(tmp_path, large, profile(package_mb=number(1))) == {"V812"}
    assert codes(tmp_path, large, profile(package_mb=number(2))) == set()


def test_a_type(tmp_path: Path) -> None:
    refused = profile(refused=Suffixes(value=(".png",), source="book"))
    assert codes(tmp_path, stock(), refused) == {"V813"}


def test_a_name(tmp_path: Path) -> None:
    named = listed(stock() | {"a+b.png": b""})
    assert codes(tmp_path, named, profile(plain_names=YES)) == {"V012", "V814"}
    assert codes(tmp_path, named, profile(plain_names=Rule(value=False, source="book"))) == {"V012"}


def test_units(tmp_path: Path) -> None:
    unit = stock("cmi5")["cmi5.xml"].decode()
    start, end = unit.index("<au "), unit.index("</au>") + len("</au>")
    two = unit[:end] + unit[start:end].replace("fire/au", "fire/au2") + unit[end:]
    assert codes(tmp_path, stock("cmi5") | {"cmi5.xml": two.encode()}, profile(single_sco=YES)) == {"V815"}
    assert codes(tmp_path, stock("cmi5"), profile(single_sco=YES)) == set()


def test_other_hosts(tmp_path: Path) -> None:
    asks = page(b'<img alt="" src="https://cdn.example.org/a.png">')
    assert codes(tmp_path, asks, profile(own_files_only=YES)) == {"V605", "V816"}


def test_the_saved_state(tmp_path: Path) -> None:
    manifest = {"tincan.xml": stock("xapi")["tincan.xml"]}
    package = ours("xapi") | manifest | {"tracking.json": b'{"adapter": "xapi", "stateLimit": 64000}'}
    assert codes(tmp_path, package, profile(suspend_data=number(4096))) == {"V817"}
    assert codes(tmp_path, package, profile(suspend_data=number(64000))) == set()
    careful = package | {"tracking.json": b'{"adapter": "scorm2004", "stateLimit": 64000}'}
    assert "V817" not in codes(tmp_path, careful, profile(suspend_data=number(4096)))


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_can_be_asked(name: str, tmp_path: Path) -> None:
    takes = [kind for kind in ("scorm12", "scorm2004-3", "scorm2004-4", "cmi5", "xapi") if PROFILES[name].takes(kind)]
    assert takes
    for kind in takes:
        assert codes(tmp_path, stock(kind), PROFILES[name]) == set()
