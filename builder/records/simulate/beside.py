"""What lies beside made-up statements: the codebooks, the agencies, and the truth."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Beside:
    """Names made of the name of the statements' file: of `made-up.ndjson`, `made-up.codebook.json` and so on."""

    out: Path

    def _named(self, ending: str) -> Path:
        name = self.out.name.removesuffix(".gz")
        return self.out.with_name(f"{Path(name).stem if name.endswith('.ndjson') else name}.{ending}")

    @property
    def codebook(self) -> Path:
        """Of the latest version of the course."""
        return self._named("codebook.json")

    def older(self, version: str) -> Path:
        """The codebook of an older version."""
        return self._named(f"codebook-{version}.json")

    @property
    def agencies(self) -> Path:
        return self._named("agencies.csv")

    @property
    def truth(self) -> Path:
        return self._named("truth.json")
