"""Fixtures of the reports of LMSs."""

from tests.records.sources.scorm_report.bench import bench, small

__all__ = ["bench", "small"]
