"""From any Learning Record Store over HTTP: page by page, as often as one likes, each statement once."""
