"""The IRIs that Peacebuilder itself coins or chooses; those of the standards are in builder/standards/xapi.py."""

from typing import Final

# What `peacebuilder lrs ping` sends; every ping uses these, so that a report can leave them out.
PING_ACTIVITY: Final = "urn:x-peacebuilder:ping"
PING_STATE: Final = "urn:x-peacebuilder:ping-state"
