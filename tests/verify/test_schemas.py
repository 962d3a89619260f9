"""The official schemas, where somebody has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.verify.schemas import NoSchemas
from builder.verify.verify import verify
from tests.oracle import PATH
from tests.verify.stock import MANIFESTS, stock, zipped

FOLDER = PATH.parent


@pytest.fixture
def schemas() -> Path:
    if not PATH.is_file():
        pytest.skip("the official schemas are not beside the checkout (../shared/standards)")
    return FOLDER


def codes(tmp_path: Path, files: dict[str, bytes], schemas: Path) -> list[str]:
    path = tmp_path / "package.zip"
    path.write_bytes(zipped(files))
    return [problem.code for problem in verify(path, schema_folder=schemas).problems]


@pytest.mark.parametrize("kind", MANIFESTS)
def test_a_package_without_a_fault_is_valid(kind: str, tmp_path: Path, schemas: Path) -> None:
    assert codes(tmp_path, stock(kind), schemas) == []


def test_what_only_the_schema_knows_is_found(tmp_path: Path, schemas: Path) -> None:
    metadata = '<lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"><general><age>7</age></general></lom>'
    files = stock("scorm12", ("</schemaversion>", f"</schemaversion>{metadata}"))
    assert codes(tmp_path, files, schemas) == ["V110"]


def test_what_our_own_rules_say_is_not_said_twice(tmp_path: Path, schemas: Path) -> None:
    assert codes(tmp_path, stock("xapi", ("<interactionType>", "<kind/><interactionType>")), schemas) == ["V111"]


def test_a_folder_without_the_schemas_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSchemas, match=r"scorm12/imscp_rootv1p1p2\.xsd"):
        codes(tmp_path, stock(), tmp_path)


def test_broken_schemas_are_told(tmp_path: Path) -> None:
    (tmp_path / "tincan").mkdir()
    (tmp_path / "tincan" / "tincan.xsd").write_text("no schema")
    with pytest.raises(NoSchemas, match="cannot be read"):
        codes(tmp_path, stock("xapi"), tmp_path)


def test_a_web_package_needs_no_schema(tmp_path: Path) -> None:
    assert codes(tmp_path, {"index.html": b""}, tmp_path) == ["V113"]
