"""From the rows of a lake to answers: views, reports, and the engines that run their SQL."""
