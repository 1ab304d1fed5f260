"""Contract tests of the HTTP API, against the running server that CORDON_URL names.

    CORDON_URL=http://127.0.0.1:8000 /usr/bin/python3 -m pytest tests/api
"""

import os
import socket
from urllib.parse import urlsplit

import httpx
import pytest


@pytest.fixture(scope="session")
def url():
    if "CORDON_URL" not in os.environ:
        pytest.skip("CORDON_URL does not name a running server")
    return os.environ["CORDON_URL"].rstrip("/")


@pytest.fixture(scope="session")
def client(url):
    with httpx.Client(base_url=url, timeout=120, trust_env=False) as session:
        yield session


@pytest.fixture(scope="session")
def execute(client):
    """execute(code, language="python", **fields): the answer of a request that must be a 200."""

    def run(code, language="python", **fields):
        response = client.post("/execute", json={"code": code, "language": language, **fields})
        assert response.status_code == 200, response.text
        return response.json()

    return run


@pytest.fixture(scope="session")
def refused(client):
    """refused(body or bytes, status=400): the `detail` of the problem that a request is answered with."""

    def ask(body, status=400, headers=None):
        content = body if isinstance(body, bytes) else None
        response = client.post(
            "/execute",
            content=content,
            json=None if content is not None else body,
            headers={"Content-Type": "application/json", **(headers or {})},
        )
        assert response.status_code == status, response.text
        return check_problem(response)["detail"]

    return ask


def check_problem(response):
    """The body of an error, which must be a problem as RFC 9457 has it."""
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == response.status_code
    assert problem["type"] and problem["title"] and problem["detail"]
    for folder in ("/var/", "/usr/", "/home/", "/root/", "/tmp/", "/etc/"):
        assert folder not in problem["detail"], "shows a path of the host"
    return problem


class Raw:
    """A connection that sends what it is given."""

    def __init__(self, url):
        parts = urlsplit(url)
        self.socket = socket.create_connection((parts.hostname, parts.port), timeout=60)
        self.pending = b""

    def send(self, text):
        self.socket.sendall(text if isinstance(text, bytes) else text.encode())
        return self

    def response(self):
        """(status, header, body) of one response with a Content-Length, or None at the end."""
        while b"\r\n\r\n" not in self.pending:
            if not self._more():
                return None
        header, self.pending = self.pending.split(b"\r\n\r\n", 1)
        fields = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(":") for line in header.decode().split("\r\n")[1:])
        }
        length = int(fields.get("content-length", 0))
        while len(self.pending) < length:
            assert self._more(), "the response ends early"
        body, self.pending = self.pending[:length], self.pending[length:]
        return int(header.split()[1]), fields, body

    def closed(self):
        return self.pending == b"" and not self._more()

    def close(self):
        self.socket.close()

    def _more(self):
        try:
            chunk = self.socket.recv(65536)
        except ConnectionResetError:
            return False
        self.pending += chunk
        return chunk != b""


@pytest.fixture
def raw(url):
    connections = []

    def connect():
        connections.append(Raw(url))
        return connections[-1]

    yield connect
    for connection in connections:
        connection.close()
