"""The guide to the store: its commands run in order, its files in the programs for which they are made."""

from __future__ import annotations

import base64
import json
import os
import re
import shlex
import shutil
import signal
import ssl
import subprocess
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Final

import pytest

from builder.cli.lrs_limits import limits_of
from builder.records.lrs.metrics import Metrics
from builder.records.lrs.scope import Scope
from builder.records.lrs.server.patience import Patience
from builder.records.lrs.service import Limits, Rates
from tests.docs.lrs_fronts import caddy, nginx, reached
from tests.docs.lrs_guide import (
    BLOCKS,
    HERE,
    PUBLIC,
    TEXT,
    WAIT,
    Machine,
    as_shell,
    block,
    parse_environment,
    program,
    setting,
)
from tests.docs.test_docs import ROOT
from tests.records.postgres import Server

NOT_RUN: Final = ("apt-get", "pip")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    found = Machine(tmp_path)
    for folder in ("opt/peacebuilder/bin", "usr/local/bin", "etc/systemd/system", "var/lib/peacebuilder"):
        (tmp_path / folder).mkdir(parents=True)
    return found


def lines(language: str, kind: str) -> list[str]:
    return [line for found, name, text in BLOCKS if (found, name) == (language, kind) for line in text.splitlines()]


def test_the_commands_run_in_their_order(machine: Machine) -> None:
    program("curl")
    with ExitStack() as stack:
        server = None
        for line in lines("sh", "lrs"):
            if line.startswith("pip install"):
                assert_extras(line)
            elif line == "peacebuilder lrs serve":
                server = stack.enter_context(machine.serving(line))
            elif PUBLIC in line:
                continue  # through each of the web servers, below
            elif "erase-actor" in line:
                tell(machine, "https://springfield.example.org", "officer-4711")
                assert "1  statement" in machine.run(line)
            else:
                machine.run(line)
        assert server
        assert server.stop(signal.SIGINT) == 0
    assert {"lrs.db", "restored.db", "today.gz"} <= {path.name for path in machine.home.iterdir()}


def tell(machine: Machine, home: str, name: str) -> None:
    """A statement about an account, by the last credential that may write."""
    made = json.loads(machine.run("peacebuilder lrs credentials add --name writer --scope all --output json"))
    statement = {
        "actor": {"account": {"homePage": home, "name": name}},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/experienced"},
        "object": {"id": "https://course.example.org/lesson"},
    }
    manager = urllib.request.HTTPPasswordMgrWithPriorAuth()
    url = f"http://{machine.words[HERE]}/xapi/statements"
    manager.add_password(None, url, made["key"], made["secret"], is_authenticated=True)
    request = urllib.request.Request(
        url,
        json.dumps(statement).encode(),
        {"X-Experience-API-Version": "1.0.3", "Content-Type": "application/json"},
    )
    opener = urllib.request.build_opener(urllib.request.HTTPBasicAuthHandler(manager))
    with opener.open(request, timeout=WAIT) as answer:
        assert answer.status == 200


def assert_extras(line: str) -> None:
    """What is installed is what there is."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    found = re.search(r"'peacebuilder\[([a-z,]+)\]'", line)
    assert found and set(found[1].split(",")) <= set(extras)


def test_every_command_as_root_is_one_that_we_know(machine: Machine) -> None:
    """Done in a copy of the system's folders, where the program can do it there."""
    for kind in ("peacebuilder-lrs.service", "peacebuilder-lrs-backup.service", "peacebuilder-lrs-backup.timer"):
        (machine.root / "etc/systemd/system" / kind).write_text(machine.local(block("ini", kind)))
    for name in ("passwd", "group", "shadow", "gshadow", "login.defs"):
        if Path("/etc", name).exists() and os.access(Path("/etc", name), os.R_OK):
            shutil.copy(Path("/etc", name), machine.root / "etc" / name)
    for line in lines("sh", "root"):
        sudo, name, *rest = shlex.split(machine.local(line))
        assert sudo == "sudo"
        if Path(name).name == "pip":
            assert_extras(line)
        elif name == "systemctl":
            _systemctl(machine, *rest)
        elif name == "useradd":
            _useradd(machine, *rest)
        elif name not in NOT_RUN:
            made = "--without-pip" if "venv" in rest else "--"
            subprocess.run([program(name), *_with(rest, made)], check=True, timeout=WAIT)
    assert (machine.root / "opt/peacebuilder/bin/python3").exists()
    assert (machine.root / "usr/local/bin/peacebuilder").is_symlink()
    assert (machine.home.stat().st_mode & 0o777) == 0o700


def _with(arguments: list[str], option: str) -> list[str]:
    """A venv without pip, which takes its time; nothing else is changed."""
    return [*arguments, option] if option != "--" else arguments


def _systemctl(machine: Machine, verb: str, *rest: str) -> None:
    if verb == "enable":
        units = [one for one in rest if one != "--now"]
        subprocess.run([program("systemctl"), f"--root={machine.root}", "enable", *units], check=True, timeout=WAIT)
        assert any((folder / units[0]).is_symlink() for folder in machine.root.glob("etc/systemd/system/*.wants"))
    else:
        assert verb in ("start", "stop")
        assert (machine.root / "etc/systemd/system" / rest[0]).exists()


def _useradd(machine: Machine, *rest: str) -> None:
    if os.geteuid() != 0:
        return
    machine.home.rmdir()
    home = str(machine.home)
    arguments = ["/var/lib/peacebuilder" if one == home else one for one in rest]
    subprocess.run([program("useradd"), "--prefix", machine.root, *arguments], check=True, timeout=WAIT)
    assert "peacebuilder" in (machine.root / "etc/passwd").read_text()


@pytest.mark.parametrize(
    "unit", ["peacebuilder-lrs.service", "peacebuilder-lrs-backup.service", "peacebuilder-lrs-backup.timer"]
)
def test_systemd_finds_nothing_wrong_with_the_units(machine: Machine, unit: str) -> None:
    for kind in (unit, unit.replace(".timer", ".service")):
        (machine.root / kind).write_text(machine.local(block("ini", kind)))
    result = subprocess.run(
        [program("systemd-analyze"), "verify", machine.root / unit], capture_output=True, text=True, timeout=WAIT
    )
    assert (result.returncode, result.stdout + result.stderr) == (0, "")


def test_systemd_calls_the_service_well_protected(machine: Machine) -> None:
    path = machine.root / "peacebuilder-lrs.service"
    path.write_text(machine.local(block("ini", path.name)))
    subprocess.run(
        [program("systemd-analyze"), "security", "--offline=true", "--threshold=15", path],
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=WAIT,
    )


def test_the_lines_of_the_units_run_and_the_backup_is_kept_a_month(machine: Machine) -> None:
    service, backup = block("ini", "peacebuilder-lrs.service"), block("ini", "peacebuilder-lrs-backup.service")
    with machine.serving(setting(service, "ExecStart")) as server:
        for name in ("ExecStartPre", "ExecStart", "ExecStartPost"):
            machine.run(as_shell(setting(backup, name)))
        (made,) = (machine.home / "backups").iterdir()
        made = made.rename(made.with_name("lrs-2020-01-01-031500.gz"))
        os.utime(made, (0, 0))
        machine.run(as_shell(setting(backup, "ExecStart")))
        machine.run(as_shell(setting(backup, "ExecStartPost")))
        assert not made.exists()
        assert len(list((machine.home / "backups").iterdir())) == 1
        assert server.stop() == 0
    assert int(setting(service, "TimeoutStopSec")) > 20


def test_the_store_moves_to_postgresql(machine: Machine, postgres: Server) -> None:
    if postgres.cluster is None:
        pytest.skip("the PostgreSQL that is named here is not ours to make users in")
    program("curl")
    folder, programs = postgres.cluster.folder, postgres.cluster.programs
    machine.run("peacebuilder lrs credentials add --name 'Our LMS' --scope all")
    key = machine.words["KEY"]
    machine.run("peacebuilder lrs backup --out today.gz")
    for line in lines("sh", "postgres"):
        subprocess.run(
            shlex.split(line),
            env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "PGHOST": str(folder), "PGUSER": "tests"},
            input="secret\nsecret\n",
            text=True,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # without a terminal the password is read from here
            timeout=WAIT,
        )
    (address,) = parse_environment(block("ini", "peacebuilder.env")).values()
    where = address.replace("PASSWORD", "secret").replace("127.0.0.1:5432", "") + f"?host={folder}"
    machine.environment["PEACEBUILDER_LRS_DB"] = where
    *others, last = lines("sh", "moved")
    for line in others:
        machine.run(line)
    assert key in machine.run(last)
    with machine.serving(setting(block("ini", "peacebuilder-lrs.service"), "ExecStart")) as server:
        machine.run(f"curl -fsS http://{HERE}/health")
        assert server.stop() == 0


Front = Callable[[Machine], AbstractContextManager[tuple[int, Path]]]


@pytest.mark.parametrize("front", [caddy, nginx], ids=["caddy", "nginx"])
def test_a_web_server_with_tls_stands_in_front(machine: Machine, front: Front) -> None:
    machine.run("peacebuilder lrs credentials add --name 'Our LMS' --scope all")
    service = setting(block("ini", "peacebuilder-lrs.service"), "ExecStart") + " --log-addresses"
    (ping,) = (line for line in lines("sh", "lrs") if PUBLIC in line)
    with machine.serving(service) as server, front(machine) as (port, authority):
        context = reached(port, authority)
        machine.words[PUBLIC] = f"localhost:{port}"
        told = machine.run(ping, SSL_CERT_FILE=str(authority))
        assert told.splitlines()[-1] == "The LRS takes and gives back what a course sends."
        with urllib.request.urlopen(f"https://localhost:{port}/", context=context, timeout=WAIT) as page:
            assert "https://lrs.example.org/xapi/" in page.read().decode()
        assert _large(port, context) == 401  # the store says so, not the web server that it is too large
        assert server.stop() == 0
    assert {line["address"] for line in server.log if line["event"] == "request"} == {"127.0.0.1"}


def _large(port: int, context: ssl.SSLContext) -> int:
    request = urllib.request.Request(
        f"https://localhost:{port}/xapi/statements",
        b" " * 7_000_000,
        {"X-Experience-API-Version": "1.0.3", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, context=context, timeout=WAIT) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_the_table_of_scopes_has_them_all() -> None:
    table = TEXT[TEXT.index("| scope | it may |") : TEXT.index("`--agency` binds")]
    assert set(re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)) == set(Scope)


def test_the_table_of_limits_tells_those_that_hold() -> None:
    limits, patience, rates, mib = Limits(), Patience(), Rates(), 1024 * 1024
    table = TEXT[TEXT.index("| of | at most | then |") : TEXT.index("Each can be another")]
    rows = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|", table, re.MULTILINE))
    assert rows["a request"] == f"{limits.body // mib} MiB"
    assert rows["the JSON of statements in a request"] == f"{limits.statements // mib} MiB, {limits.batch} statements"
    assert rows["a statement"] == f"{limits.statement // mib} MiB"
    assert rows["an attachment"] == f"{limits.attachment // mib} MiB"
    assert rows["a document of state or profile"] == f"{limits.document // mib} MiB"
    assert rows["all requests together that are in memory"] == f"{limits.memory // mib} MiB"
    assert rows["connections"] == str(limits.connections)
    assert rows["the head of a request"] == f"{patience.head_bytes // 1024} KiB, {patience.head:.0f} seconds"
    assert rows["a body"] == (
        f"{patience.pace // 1000} kB a second after the first {patience.grace:.0f} seconds,"
        f" {patience.longest / 60:.0f} minutes"
    )
    assert rows["requests of a credential"] == (
        f"{rates.credential.a_second:.0f} a second for long, {rates.credential.at_once:,.0f} at once"
    )
    assert rows["requests of a course that was launched"] == (
        f"{rates.launch.a_second:.0f} a second for long, {rates.launch.at_once:.0f} at once"
    )
    assert rows["wrong secrets from a network address"] == f"{rates.failed.at_once:.0f}, then one a second"


def test_the_limits_that_are_changed_can_be() -> None:
    told = re.findall(r"`--limit (\w\S+=\S+)`", TEXT)
    assert len(told) == 2
    limits, rates = limits_of(told)
    assert (limits.memory, rates.credential.at_once) == (64 * 1024 * 1024, 0)


def test_the_metrics_to_watch_are_there() -> None:
    named = set(re.findall(r"^\| `(peacebuilder_lrs_\w+)`", TEXT, re.MULTILINE))
    there = {family.name for family in Metrics().families()}
    source = (ROOT / "builder/records/lrs/pages/metrics.py").read_text("utf-8")
    there |= {f"peacebuilder_lrs_{name}" for name in re.findall(r"\{PREFIX\}_(\w+)", source)}
    assert len(named) > 3
    assert named <= there


def test_the_readme_begins_as_the_guide_does() -> None:
    first = next(text for language, kind, text in BLOCKS if (language, kind) == ("sh", "lrs"))
    assert f"```sh lrs\n{first}```" in (ROOT / "README.md").read_text("utf-8")


def test_a_launch_is_asked_for_and_answered_as_told(machine: Machine) -> None:
    asked, told = block("json", "launch"), json.loads(block("json", "launched"))
    made = json.loads(machine.run("peacebuilder lrs credentials add --name lms --scope all --output json"))
    with machine.serving("peacebuilder lrs serve --url https://lrs.example.org --limit batch=5000 --limit body=128M"):
        url = f"http://{machine.words[HERE]}/launches"
        auth = base64.b64encode(f"{made['key']}:{made['secret']}".encode()).decode()
        request = urllib.request.Request(url, asked.encode(), {"Authorization": f"Basic {auth}"})
        with urllib.request.urlopen(request, timeout=WAIT) as answer:
            assert answer.status == 201
            found = json.load(answer)
    assert found.keys() == told.keys()
    assert found["endpoint"] == told["endpoint"]
    assert (
        re.sub(r"/[0-9a-f]{24}/[\w-]{43}$", "", found["fetch"]) == told["fetch"].rpartition("/")[0].rpartition("/")[0]
    )


def test_every_block_is_one_that_a_test_here_takes() -> None:
    known = {("sh", kind) for kind in ("lrs", "root", "postgres", "moved")} | {("caddyfile", ""), ("nginx", "")}
    units = ("peacebuilder-lrs.service", "peacebuilder-lrs-backup.service", "peacebuilder-lrs-backup.timer")
    known |= {("ini", kind) for kind in (*units, "peacebuilder.env")}
    known |= {("json", "launch"), ("json", "launched")}
    assert {(language, kind) for language, kind, _ in BLOCKS} == known
