"""Spark over the same files: in this process on all cores, or wherever the environment says that a cluster is."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.records.analysis.engines.engine import NoEngine, Table
from builder.records.analysis.engines.spark_text import SETTINGS, statements
from builder.records.analysis.engines.tables import BASES

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTER: Final = "PEACEBUILDER_SPARK_MASTER"
"""Of the environment: spark://..., yarn, local[4]; Spark's own SPARK_REMOTE names a server of Spark Connect."""
REMOTE: Final = "SPARK_REMOTE"
MEMORY: Final = "2g"
LOCAL: Final = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)),
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
"""For Spark in this process: as many parts as it can work on, and no web page."""
LOG: Final = """rootLogger.level = error
rootLogger.appenderRef.stderr.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = Spark: %m%n
"""
"""What Spark says is for those who run clusters."""


class Spark:
    """Close it: views and what was kept go; a session that was there before stays."""

    name = "spark"

    def __init__(self, lake: Path, *, memory: str | None = None) -> None:
        """`memory` as in 4GB, of Spark in this process; else 2 GB."""
        self._scratch = Path(tempfile.mkdtemp(prefix="peacebuilder-"))
        self._ours = False
        try:
            self.session = self._start(memory)
            for key, value in SETTINGS.items():
                self.session.conf.set(key, value)
            for base in BASES:
                for sql in statements(base, str(lake.resolve()), empty=not base.files(lake)):
                    self.run(sql)
        except BaseException:
            self.close()
            raise

    def run(self, sql: str) -> None:
        self.session.sql(sql)

    def table(self, sql: str) -> Table:
        found = self.session.sql(sql)
        return Table(
            tuple(found.columns), tuple(kind for _, kind in found.dtypes), [tuple(row) for row in found.collect()]
        )

    def keep(self, view: str) -> None:
        """In memory, and on disk where that is short; its plan is forgotten, which takes long to make anew."""
        self.session.table(view).localCheckpoint().createOrReplaceTempView(view)

    def close(self) -> None:
        if self._ours:
            self.session.stop()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _start(self, memory: str | None) -> SparkSession:
        if importlib.util.find_spec("pyspark") is None:
            raise NoEngine("Spark is not installed", "pip install 'peacebuilder[spark]'")
        from pyspark.errors import PySparkException  # half a second, and only here
        from pyspark.sql import SparkSession

        if running := SparkSession.getActiveSession():
            return running.newSession()
        if not os.environ.get(REMOTE):
            _need_java()
        try:
            made = self._builder(memory).getOrCreate()
        except (PySparkException, ImportError) as error:
            said = str(error).partition("\n")[0]
            raise NoEngine(f"Spark does not start: {said}", f"check JAVA_HOME, {MASTER} and {REMOTE}") from error
        self._ours = True
        return made

    def _builder(self, memory: str | None) -> SparkSession.Builder:
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.appName("peacebuilder")
        if os.environ.get(REMOTE):
            return builder
        master = os.environ.get(MASTER)
        if master and not master.startswith("local"):
            return builder.master(master)
        log = self._scratch / "log4j2.properties"
        log.write_text(LOG, encoding="ascii")
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # or it warns of the name of this computer
        own = {
            "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={log.as_uri()}",
            "spark.driver.memory": memory_of(memory),
            "spark.local.dir": str(self._scratch),
            "spark.sql.warehouse.dir": str(self._scratch / "warehouse"),
        }
        for key, value in {**LOCAL, **own}.items():
            builder = builder.config(key, value)
        return builder.master(master or "local[*]")


def _need_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=str(Path(home) / "bin") if home else None) is None:
        raise NoEngine(
            "Spark needs Java 17 or newer, and there is none", "install it, or let JAVA_HOME name its folder"
        )


def memory_of(told: str | None) -> str:
    """As Java writes it: 4g for 4GB."""
    found = re.fullmatch(r"(\d+)\s*([kmg])i?b?", told.strip(), re.IGNORECASE) if told else None
    return f"{found[1]}{found[2].lower()}" if found else MEMORY
