"""An LMS's SCORM report and the codebook of the package to the statements that the package would have sent."""
