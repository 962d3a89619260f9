"""The web servers of docs/lrs.md, run for real with the files that the guide shows."""

from __future__ import annotations

import os
import shlex
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.bench.lrs_server import held_port
from tests.docs.lrs_guide import PUBLIC, WAIT, Machine, block, program

CADDY: Final = """{
	admin off
	https_port PORT
	http_port OTHER
	auto_https disable_redirects
	skip_install_trust
}
"""
NGINX: Final = """daemon off;
pid FOLDER/nginx.pid;
error_log stderr;
user root;
events {}
http {
    client_body_temp_path FOLDER/body;
    proxy_temp_path FOLDER/proxy;
    fastcgi_temp_path FOLDER/fastcgi;
    uwsgi_temp_path FOLDER/uwsgi;
    scgi_temp_path FOLDER/scgi;
"""


@contextmanager
def caddy(machine: Machine) -> Iterator[tuple[int, Path]]:
    """Its port, and the certificate of the authority that it makes for itself."""
    path, data = machine.root / "Caddyfile", machine.root / "caddy"
    with held_port() as port, held_port() as other:
        site = machine.local(block("caddyfile")).replace(PUBLIC, f"https://localhost:{port}")
        path.write_text(CADDY.replace("PORT", str(port)).replace("OTHER", str(other)) + site)
        with _running([program("caddy"), "run", "--config", str(path), "--adapter", "caddyfile"], data):
            yield port, data / "caddy/pki/authorities/local/root.crt"


@contextmanager
def nginx(machine: Machine) -> Iterator[tuple[int, Path]]:
    """Its port, and the certificate that it shows."""
    certificate, key = machine.root / "localhost.pem", machine.root / "localhost.key"
    made = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost"
    subprocess.run(
        [program("openssl"), *shlex.split(made), "-keyout", key, "-out", certificate],
        check=True,
        stderr=subprocess.DEVNULL,
        timeout=WAIT,
    )
    site = block("nginx").replace(f"/etc/ssl/{PUBLIC}.pem", str(certificate))
    site = site.replace(f"/etc/ssl/private/{PUBLIC}.key", str(key))
    path = machine.root / "nginx.conf"
    start = NGINX if os.geteuid() == 0 else NGINX.replace("user root;\n", "")
    with held_port() as port:
        site = machine.local(site.replace("443", f"127.0.0.1:{port}")).replace(PUBLIC, "localhost")
        path.write_text(start.replace("FOLDER", str(machine.root)) + site + "}\n")
        with _running([program("nginx"), "-p", str(machine.root), "-c", str(path)], machine.root):
            yield port, certificate


@contextmanager
def _running(command: list[str], data: Path) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        env={**os.environ, "XDG_DATA_HOME": str(data), "XDG_CONFIG_HOME": str(data), "HOME": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=WAIT)


def reached(port: int, authority: Path) -> ssl.SSLContext:
    """Waits until the web server takes connections that we trust."""
    end = time.monotonic() + WAIT
    while True:
        try:
            context = ssl.create_default_context(cafile=authority)
            with socket.create_connection(("127.0.0.1", port), timeout=5) as bare:
                context.wrap_socket(bare, server_hostname="localhost").close()
        except (OSError, ssl.SSLError):
            assert time.monotonic() < end
            threading.Event().wait(0.05)
        else:
            return context
