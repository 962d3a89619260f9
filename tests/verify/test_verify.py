"""What a report holds, and where its problems are."""

from __future__ import annotations

import hashlib
import io
import zipfile
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from builder.diagnostics import Severity
from builder.verify import limits
from builder.verify.verify import verify
from tests.verify.cases_archive import OWN_PAGE, ours
from tests.verify.stock import MANIFESTS, SITE, page, problems, stock, zipped


def test_the_report_names_format_size_and_hashes(tmp_path: Path) -> None:
    for kind in MANIFESTS:
        path = tmp_path / f"{kind}.zip"
        path.write_bytes(zipped(stock(kind)))
        report = verify(path)
        assert (report.package, report.format, report.size) == (path.as_posix(), kind, path.stat().st_size)
        assert report.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert report.hashes == {name: hashlib.sha256(data).hexdigest() for name, data in sorted(stock(kind).items())}


def test_a_problem_points_to_the_element(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, stock("scorm12", ('href="b.png"', 'href="c.png"')) | {"c.xsd": b""})[:1]
    assert problem.where.file == f"{(tmp_path / 'package.zip').as_posix()}!b.png"
    problem = problems(tmp_path, stock("scorm12", ('href="b.png"', 'href="c.png"')))[1]
    line, column = problem.where.line, problem.where.column
    text = stock("scorm12", ('href="b.png"', 'href="c.png"'))["imsmanifest.xml"].decode().splitlines()[line - 1]
    assert text[column - 1 :].startswith('<file href="c.png"/>')
    assert problem.source == text


def test_a_problem_points_to_the_attribute(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, page(b'\n  <img alt="" src="c.png">'))
    assert str(problem.where).endswith("package.zip!index.html:5:20")
    assert problem.source is not None and problem.source[19:].startswith("c.png")
    assert "Was" not in problem.hint


def test_a_name_in_other_letters_is_suggested(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, page(b'<img alt="" src="B.PNG">'))
    assert problem.hint == "There is 'b.png': large and small letters are told apart."


def test_what_the_manifest_misses_is_not_told_again_by_the_page(tmp_path: Path) -> None:
    files = {name: data for name, data in stock().items() if name != "b.png"}
    assert [problem.code for problem in problems(tmp_path, files)] == ["V214"]


def test_of_many_alike_the_rest_is_counted(tmp_path: Path) -> None:
    found = problems(tmp_path, page(b'<b onclick="a()"></b>\n' * 100))
    assert len(found) == limits.FAULTS + 1
    assert found[-1].text == f"There are {100 - limits.FAULTS} more problems of this kind."


def test_a_script_in_a_page_is_an_error_in_ours_only(tmp_path: Path) -> None:
    (foreign,) = problems(tmp_path, page(b"<script>start()</script>"))
    (own,) = problems(tmp_path, ours("web", OWN_PAGE.replace(b"<p>", b"<script>start()</script><p>", 1)))
    assert (foreign.severity, own.severity) == (Severity.WARNING, Severity.ERROR)


def test_a_script_whose_hash_the_policy_names_is_fine(tmp_path: Path) -> None:
    allowed = b"script-src 'self' 'sha256-yk9hbO+cQx3Kq+9Q7nGMYyF2H3OMu3qs8HP9pwtTwO8='"
    with_hash = OWN_PAGE.replace(b"default-src 'self'", b"default-src 'self'; " + allowed)
    digest = b64encode(hashlib.sha256(b"start()").digest())
    with_hash = with_hash.replace(b"yk9hbO+cQx3Kq+9Q7nGMYyF2H3OMu3qs8HP9pwtTwO8=", digest)
    assert problems(tmp_path, ours("web", with_hash.replace(b"<p>", b"<script>start()</script><p>", 1))) == ()


def test_a_manifest_in_a_folder_is_still_looked_at(tmp_path: Path) -> None:
    nested = {f"course/{name}": data for name, data in stock("scorm12", ('"sco"', '"SCO"')).items()}
    assert {problem.code for problem in problems(tmp_path, nested)} == {"V102", "V204"}


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = zipped({**SITE, "a.txt": b"\x00" * (60 << 20)})
    assert len(bomb) < 100_000
    path = tmp_path / "package.zip"
    path.write_bytes(bomb)
    report = verify(path)
    assert "V016" in {problem.code for problem in report.problems}
    assert "a.txt" not in report.hashes


def test_xml_base_is_followed(tmp_path: Path) -> None:
    files = stock("scorm12", ("<resource ", '<resource xml:base="content/" '))
    moved = {name if name.endswith(".xml") else f"content/{name}": data for name, data in files.items()}
    assert problems(tmp_path, moved) == ()


def test_text_in_utf_16_is_read(tmp_path: Path) -> None:
    files = stock() | {"index.html": "<script>start()</script>".encode("utf-16")}
    assert [problem.code for problem in problems(tmp_path, files)] == ["V601"]


def test_a_misspelled_namespace_of_sequencing_is_an_error(tmp_path: Path) -> None:
    files = stock("scorm2004-3", ('"http://www.imsglobal.org/xsd/imsss"', '"http://www.imsglobal.org/imsss"'))
    found = problems(tmp_path, files)
    assert [problem.code for problem in found if problem.is_error] == ["V108"]


class Pipe(io.RawIOBase):
    """A file that nobody can go back in, as when a zip is made while it is sent."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.data += bytes(data)
        return len(data)


@pytest.mark.parametrize("large", [False, True], ids=["plain", "zip64 in local headers"])
def test_a_zip_that_was_written_to_a_pipe_is_fine(large: bool, tmp_path: Path) -> None:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in stock().items():
            with archive.open(name, "w", force_zip64=large) as member:
                member.write(data)
    assert problems(tmp_path, pipe.data) == ()


def test_folders_and_a_comment_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.comment = b"PK\x05\x06 is no end here"
        archive.mkdir("js")
        for name, data in stock().items():
            archive.writestr(name, data)
    assert verify(path).problems == ()
