"""Contract tests of the HTTP API, against the running server that CORDON_URL names.

    CORDON_URL=http://127.0.0.1:8000 /usr/bin/python3 -m pytest tests/api
"""

import os

import httpx
import pytest

from contract import Raw, check_problem


@pytest.fixture(scope="session")
def url():
    if "CORDON_URL" not in os.environ:
        pytest.skip("not possible here: CORDON_URL does not name a running server")
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


@pytest.fixture
def raw(url):
    connections = []

    def connect():
        connections.append(Raw(url))
        return connections[-1]

    yield connect
    for connection in connections:
        connection.close()
