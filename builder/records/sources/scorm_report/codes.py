"""Every problem that the import of an LMS's report can have: what it means and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from builder.course.load.document import Document
from builder.diagnostics import Code, Diagnostic, Location, Severity

CODES: Final[Mapping[str, Code]] = {
    "M101": Code("No such mapping", "--report wants the name of a report that is known, or the path of a YAML file that says what the columns of yours mean.", "peacebuilder records import --reports lists those that are known. Copy the nearest one, and change the titles of its columns."),
    "M102": Code("A mapping that makes no sense", "A key of the mapping names another key that does not exist, or what it needs beside it is missing.", "Change it as the hint says."),
    "M103": Code("Numbered columns", "With rows: attempts, the columns of interactions are repeated, so their titles have a number, written {n}; with rows: interactions they are there once.", "Write {n} in the title, or change rows."),
    "M104": Code("A form of dates that is not known", "dates: says how dates look, in the letters of strftime: %Y-%m-%d %H:%M:%S, or iso.", "Write the form with the letters that the hint lists."),
    "M105": Code("No such time zone", "Time zones have names such as America/Chicago, which know when summer time begins and ends.", "Use the name that the hint gives, or UTC."),
    "M106": Code("An address of the LMS is needed", "A learner who is told by a number or a name is known only in one LMS: learner 17 of another agency is somebody else.", "Give the address of the LMS with --lms https://lms.example.org, always the same one; or map a column with mail addresses."),
    "M201": Code("Not the codebook", "The codebook is written by the build, beside the packages: codebook/COURSE-VERSION.json or .csv.", "Give that file with --codebook."),
    "M202": Code("The codebook of another course or version", "Most interactions of the report are not in the codebook, or their right answers are others.", "Give the codebook of the course and the version that learners had when they answered; each build writes its own."),
    "M203": Code("An old codebook", "The codebook does not say how many questions an attempt at the test asks, so attempts in the report could not be told apart.", "Build the course again with this version of peacebuilder; codebooks of equal courses are equal but for what was added."),
    "M301": Code("A column is missing", "The mapping reads a column that the report does not have.", "If the column has another name in your LMS, copy the mapping and change it. If the LMS left it out, have it tell more, as the hint says."),
    "M302": Code("Not a table", "The file has no header in which the columns of the mapping stand, or its text is not what the mapping says.", "Export the report as CSV; of Excel as CSV UTF-8. Say in the mapping if its encoding is another one."),
    "M303": Code("Not a file", "The report is not there, or cannot be read.", "Check the path."),
    "M304": Code("Nothing can be taken", "Of all rows of the report none tells who learned what.", "Look at the reasons: mostly the form of the dates or the column of the learner is another one."),
}  # fmt: skip


def problem(code: str, where: Location, text: str, hint: str = "", document: Document | None = None) -> Diagnostic:
    source = document.line(where.line) if document else None
    return Diagnostic(code, where, text, hint, source, CODES[code].severity if code in CODES else Severity.ERROR)
