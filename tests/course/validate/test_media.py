"""Names of files that a course may and may not use."""

from __future__ import annotations

import pytest

from tests.course.conftest import Folder

LESSON = "lessons/fair-process.yaml"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../../etc/passwd", "A402"),
        ("media/../../etc/passwd", "A402"),
        ("media/../media/voice.svg", "A402"),
        ("/etc/passwd", "A402"),
        ("~/voice.svg", "A402"),
        ("C:/voice.svg", "A402"),
        ('"..\\\\voice.svg"', "A402"),
        ("https://example.org/voice.svg", "A402"),
        ("//example.org/voice.svg", "A402"),
        ("data:image/png;base64,AAAA", "A402"),
        ("file:///etc/passwd", "A402"),
        ("javascript:alert(1)", "A402"),
        ("media/Voice.svg", "A401"),
        ("media/Loud Voice.svg", "A403"),
        ("media\\voice.svg", "A403"),
        ("media/my voice.svg", "A403"),
        ("media/größe.svg", "A403"),
        ("media/.hidden.svg", "A403"),
        ("media//voice.svg", "A403"),
        ("./media/voice.svg", "A403"),
        ("media/a&b.svg", "A403"),
        ("media/" + "x" * 150 + ".svg", "A403"),
        ("media/_agency/seal.svg", "A403"),
        ("voice.svg", "A415"),
        ("lessons/fair-process.yaml", "A415"),
        ("media/voice", "A404"),
        ("media/stop.mp4", "A404"),
        ("media/voice.svg.exe", "A404"),
        ("media/voic.svg", "A401"),
        ("media", "A415"),
    ],
)
def test_unsuitable_files_are_refused_at_their_line(course: Folder, name: str, code: str) -> None:
    course.edit(LESSON, "media/voice.svg", name)
    problems = course.problems()
    assert [(problem.code, problem.where.line) for problem in problems] == [(code, 13)]
    assert "None" not in problems[0].text + problems[0].hint


def test_links_out_of_the_folder_are_refused(course: Folder) -> None:
    outside = course.path.parent / "outside.svg"
    (course.path / "media" / "voice.svg").rename(outside)
    try:
        (course.path / "media" / "voice.svg").symlink_to(outside.resolve())
    except OSError:
        pytest.skip("no symbolic links here")
    assert course.found() == [("A402", 13)]


def test_near_names_are_compared_without_folder_and_ending(course: Folder) -> None:
    course.edit(LESSON, "media/voice.svg", "media/listening.svg")
    [problem] = course.problems()
    assert problem.hint == "put the file there, in course"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("seal.png", b"\xff\xd8\xff\xe0"),
        ("seal.png", b""),
        ("stop.mp4", b"RIFF....WEBP"),
        ("stop.mp4", b"abc"),
    ],
)
def test_files_that_are_not_what_they_say(course: Folder, name: str, content: bytes) -> None:
    course.write(f"media/{name}", content)
    assert [code for code, _ in course.found()] == ["A405"]


@pytest.mark.parametrize(
    ("name", "content", "codes"),
    [
        ("call.mp3", b"ID3\x04\x00", []),
        ("call.mp3", b"\xff\xfb\x90\x64", []),
        ("call.mp3", b"\xff\xf1\x50\x80", ["A405"]),
        ("call.mp3", b"RIFF....WAVE", ["A405"]),
        ("call.m4a", b"\x00\x00\x00\x1cftypM4A ", []),
        ("call.m4a", b"ID3\x04\x00", ["A405"]),
        ("call.wav", b"RIFF....WAVE", ["A404"]),
    ],
)
def test_a_recording_is_what_its_ending_says(course: Folder, name: str, content: bytes, codes: list[str]) -> None:
    block = f"- type: audio\n        src: media/{name}\n        title: A call\n        transcript: Hello.\n"
    course.edit("lessons/at-the-window.yaml", "- type: download\n", f"{block}      - type: download\n")
    course.write(f"media/{name}", content)
    assert [code for code, _ in course.found()] == codes


def test_a_recording_needs_a_transcript_but_no_captions(course: Folder) -> None:
    block = "- type: audio\n        src: media/call.mp3\n        title: A call\n"
    course.edit("lessons/at-the-window.yaml", "- type: download\n", f"{block}      - type: download\n")
    course.write("media/call.mp3", b"ID3\x04\x00")
    [problem] = course.problems()
    assert (problem.code, problem.text) == ("A410", "the recording has no transcript")
