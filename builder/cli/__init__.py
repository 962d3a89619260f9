"""The command line, the only place that imports click: one file a command."""
