"""What lies beside the packages, for those who run an LMS: the page of packages and the upload guides."""
