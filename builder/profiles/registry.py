"""Reads profiles when they are first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from builder.profiles.profile import Profile


class Profiles(Mapping[str, "Profile"]):
    """Profiles by their ids, in the order given; each is one file of the folder, read when it is first asked for."""

    def __init__(self, folder: Path, ids: tuple[str, ...]) -> None:
        self._folder: Final = folder
        self._ids: Final = ids
        self._read: Final[dict[str, Profile]] = {}

    def __getitem__(self, id_: str) -> Profile:
        if id_ not in self._ids:
            raise KeyError(id_)
        if id_ not in self._read:
            self._read[id_] = read(self._folder / f"{id_}.yaml")
        return self._read[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def read(path: Path) -> Profile:
    """The profile in a file; one of ours that is at fault is a bug and raises what pydantic says."""
    # Here, so that a build that asks for no LMS does not wait for YAML and models.
    import yaml

    from builder.profiles.profile import Profile

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    profile = Profile.model_validate(yaml.load(path.read_bytes(), Loader=loader))  # noqa: S506
    if profile.id != path.stem:
        raise ValueError(f"{path.name} says that its id is '{profile.id}'")
    return profile
