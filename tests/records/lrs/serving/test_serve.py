"""`peacebuilder lrs serve`: it starts or says why not, and ends in order."""

from __future__ import annotations

import base64
import http.client
import json
import os
import signal
import socket
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType

import pytest

from builder.records.lrs.scope import Scope
from builder.records.lrs.server.patience import OVER
from builder.records.lrs.service import Limits
from builder.records.lrs.store import credentials
from builder.records.lrs.store.open import open_database
from builder.records.lrs.times import now
from tests.records.lrs.serving.process import WAIT, Process, serving, start
from tests.records.lrs.serving.wire import one, rest

STATEMENT = {
    "actor": {"account": {"homePage": "https://agency.example.org", "name": "officer-4711"}},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/experienced"},
    "object": {"id": "https://course.example.org/secret-lesson"},
}


def credential(path: Path, *scopes: Scope, agency: str = "") -> str:
    """The Authorization header of a new credential."""
    with closing(open_database(f"sqlite:///{path}")) as database:
        given = scopes or (Scope.ALL,)
        key, secret = database.write(
            lambda session: credentials.add(session, database.key, "test", given, now(), agency=agency)
        ).result()
    return f"Basic {base64.b64encode(f'{key}:{secret}'.encode()).decode()}"


def ask(
    server: Process,
    method: str,
    path: str,
    body: bytes | None = None,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> tuple[int, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=WAIT)) as connection:
        connection.request(
            method,
            path,
            body,
            {"X-Experience-API-Version": "1.0.3", "Content-Type": "application/json", **headers},
        )
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def test_it_says_where_it_is_once_it_can_be_reached_and_ends_in_order(tmp_path: Path) -> None:
    path = tmp_path / "lrs.db"
    with serving(path) as server:
        assert server.url == f"http://127.0.0.1:{server.port}/xapi/"
        assert ask(server, "GET", "/xapi/about")[0] == 200
        assert server.stop() == 0
    assert [line["event"] for line in server.log] == ["start", "request", "stop"]
    assert not path.with_name("lrs.db-wal").exists()


def test_ctrl_c_ends_it_in_order_too(tmp_path: Path) -> None:
    with serving(tmp_path / "lrs.db") as server:
        assert server.stop(signal.SIGINT) == 0


def test_what_was_begun_is_finished_and_nothing_more_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "lrs.db"
    auth = credential(path)
    body = json.dumps(STATEMENT).encode()
    head = (
        f"POST /xapi/statements HTTP/1.1\r\nHost: a\r\nAuthorization: {auth}\r\nX-Experience-API-Version: 1.0.3\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n"
    )
    with serving(path) as server, socket.create_connection(("127.0.0.1", server.port), timeout=WAIT) as slow:
        slow.sendall(head.encode())
        assert slow.recv(1000).startswith(b"HTTP/1.1 100")
        slow.sendall(body[:10])
        server.process.send_signal(signal.SIGTERM)
        _until_closed(server)
        slow.sendall(body[10:])
        answer = one(slow)
        assert answer.startswith(b"HTTP/1.1 200")
        assert b"connection: close" in answer
        assert server.wait() == 0
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM statement").fetchone() == (1,)


def test_the_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    path = tmp_path / "lrs.db"
    head = f"POST /xapi/statements HTTP/1.1\r\nHost: a\r\nAuthorization: {credential(path)}\r\nContent-Length: 10\r\n"
    asks = "X-Experience-API-Version: 1.0.3\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n\r\n"
    with serving(path) as server, socket.create_connection(("127.0.0.1", server.port), timeout=WAIT) as slow:
        slow.sendall((head + asks).encode())
        assert slow.recv(1000).startswith(b"HTTP/1.1 100")  # and would wait for the body
        server.process.send_signal(signal.SIGTERM)
        _until_closed(server)
        assert server.stop() == 128 + signal.SIGTERM


def _until_closed(server: Process) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", server.port), timeout=WAIT).close()
        except ConnectionRefusedError:
            return
        except ConnectionResetError:  # it closed just now
            continue


def test_of_one_file_there_is_one_server_and_what_was_killed_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lrs.db"
    with serving(path) as server:
        second = start("--db", f"sqlite:///{path}", "--port", "0")
        out, err = second.communicate(timeout=WAIT)
        assert (second.returncode, out) == (1, "")
        assert err == "Error: another server serves this file; stop that one, or give this one another --db\n"
        assert ask(server, "GET", "/health") == (200, '{"status": "ok"}')
        assert server.stop(signal.SIGKILL) == -signal.SIGKILL
    with serving(path) as server:
        assert ask(server, "GET", "/health")[0] == 200


def test_where_others_can_reach_it_there_is_a_warning(tmp_path: Path) -> None:
    with serving(tmp_path / "lrs.db", "--host", "0.0.0.0") as server:
        assert server.url.startswith("http://127.0.0.1:")
        assert ask(server, "GET", "/health")[0] == 200
        assert server.stop() == 0
    assert [line["level"] for line in server.log if line["event"] == "exposed"] == ["warning"]


def test_the_public_address_stands_in_what_is_stored_and_no_header_changes_it(tmp_path: Path) -> None:
    path = tmp_path / "lrs.db"
    auth = credential(path)
    with serving(path, "--url", "https://LRS.example.org/") as server:
        headers = {"Authorization": auth, "Host": "evil.example.org"}
        status, ids = ask(server, "POST", "/xapi/statements", json.dumps(STATEMENT).encode(), headers)
        assert status == 200
        found = ask(server, "GET", f"/xapi/statements?statementId={json.loads(ids)[0]}", headers=headers)
        assert json.loads(found[1])["authority"]["account"]["homePage"] == "https://lrs.example.org/xapi"


def test_pages_of_the_origins_on_the_list_may_call_it(tmp_path: Path) -> None:
    with serving(tmp_path / "lrs.db", "--origin", "https://lms.example.org") as server:
        for origin, allowed in (("https://lms.example.org", True), ("https://evil.example.org", False)):
            with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=WAIT)) as connection:
                connection.request("GET", "/xapi/about", headers={"Origin": origin})
                answer = connection.getresponse()
                assert (answer.getheader("Access-Control-Allow-Origin") == origin) is allowed


def test_the_log_names_nobody(tmp_path: Path) -> None:
    path = tmp_path / "lrs.db"
    auth = credential(path, agency="springfield-pd")
    headers = {
        "Authorization": auth,
        "User-Agent": "officer-4711",
        "Referer": "https://agency.example.org/officer-4711",
    }
    agent = "agent=%7B%22mbox%22%3A%22mailto%3Aofficer-4711%40example.org%22%7D"
    with serving(path, "--log-level", "debug") as server:
        assert ask(server, "POST", "/xapi/statements", json.dumps(STATEMENT).encode(), headers=headers)[0] == 200
        assert ask(server, "GET", f"/xapi/statements?{agent}", headers=headers)[0] == 200
        assert ask(server, "PUT", f"/xapi/officer-4711?{agent}", b"{}", headers=headers)[0] == 404
        assert ask(server, "OFFICER", "/officer-4711", headers=headers)[0] in (400, 404, 405)
        assert ask(server, "POST", "/xapi/statements", b'{"actor": "officer-4711"}', headers=headers)[0] == 400
        assert server.stop() == 0
    text = json.dumps(server.log)
    for never in ("officer-4711", "OFFICER", "secret-lesson", "agency.example.org", "127.0.0.1", auth, "mbox"):
        assert never not in text.replace(server.url, ""), never
    requests = [line for line in server.log if line["event"] == "request"]
    assert {line.get("agency") for line in requests} == {"springfield-pd", None}
    key = base64.b64decode(auth.split()[1]).decode().partition(":")[0]
    assert {line.get("key") for line in requests} == {key, None}
    assert [line["status"] for line in requests][:3] == [200, 200, 404]
    assert requests[0]["received"] == len(json.dumps(STATEMENT))


def test_addresses_are_logged_where_that_is_asked_for(tmp_path: Path) -> None:
    with serving(tmp_path / "lrs.db", "--log-addresses") as server:
        ask(server, "GET", "/xapi/about")
        ask(server, "GET", "/xapi/about", headers={"X-Forwarded-For": "192.0.2.7"})
        server.stop()
    assert [line["address"] for line in server.log if line["event"] == "request"] == ["127.0.0.1", "192.0.2.7"]


def test_what_the_protocol_refuses_is_logged_and_counted(tmp_path: Path) -> None:
    with serving(tmp_path / "lrs.db", "--open-metrics") as server:
        with socket.create_connection(("127.0.0.1", server.port), timeout=WAIT) as connection:
            connection.sendall(b"\x16\x03\x01 hello\r\n\r\n")
            assert rest(connection).startswith(b"HTTP/1.1 400")
        status, text = ask(server, "GET", "/metrics")
        assert status == 200
        assert 'peacebuilder_lrs_requests_total{resource="connection",method="other",status="400"} 1' in text
        server.stop()
    assert [line["status"] for line in server.log if line["event"] == "refused"] == [400]


@pytest.mark.skipif(sys.platform != "linux", reason="systemd is Linux's")
def test_systemd_is_told_when_it_can_be_reached_and_when_it_ends(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
        told.settimeout(WAIT)
        told.bind(str(tmp_path / "notify"))
        with serving(tmp_path / "lrs.db", NOTIFY_SOCKET=str(tmp_path / "notify")) as server:
            assert told.recv(100) == b"READY=1"
            assert server.stop() == 0
            assert told.recv(100) == b"STOPPING=1"
    with serving(tmp_path / "lrs.db", NOTIFY_SOCKET="/nowhere") as server:
        assert server.stop() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the limits of another process")
def test_it_has_room_for_all_connections_that_it_takes(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    few = ("sh", "-c", 'ulimit -Sn 256 && exec "$@"', "sh")  # not of this process: it may have more open itself
    with serving(tmp_path / "lrs.db", prefix=few) as server:
        soft, _ = resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE)
    assert soft >= Limits().connections + OVER


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
def test_a_log_that_nobody_reads_any_more_ends_nothing(tmp_path: Path) -> None:
    with serving(tmp_path / "lrs.db") as server:
        assert server.process.stderr
        server.process.stderr.close()
        for _ in range(3):
            assert ask(server, "GET", "/xapi/about")[0] == 200
        server.process.stderr = None
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(WAIT) == 0


def test_help_says_what_it_does() -> None:
    process = start("--help")
    out, _ = process.communicate(timeout=WAIT)
    assert process.returncode == 0
    assert "Run a Learning Record Store" in out
