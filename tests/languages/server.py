"""A running server, as these tests talk to it: POST /execute at CORDON_URL."""

import os

import httpx
import pytest
import yaml

ROOT = os.path.dirname(os.path.abspath(__file__))
TREE = os.path.dirname(os.path.dirname(ROOT))
LANGUAGES = ["python", "javascript", "typescript", "java", "cpp", "go", "rust"]

# Asked when a test begins: the server may be started only then.
needs_server = pytest.mark.skipif("'CORDON_URL' not in __import__('os').environ", reason="CORDON_URL names no server")


def client():
    return httpx.Client(base_url=os.environ["CORDON_URL"], trust_env=False, timeout=120, limits=httpx.Limits(max_connections=64))


def execute(http, **request):
    """The answer to one request; a refused one fails the test with what the server said."""
    for _ in range(60):
        response = http.post("/execute", json=request)
        if response.status_code != 503:  # saturated: asked to come back
            break
        import time

        time.sleep(min(float(response.headers.get("Retry-After", "1")), 1.0))
    assert response.status_code == 200, f"{response.status_code}: {response.text[:500]}"
    return response.json()


def manifest(language):
    with open(os.path.join(TREE, "languages.d", language + ".yaml"), encoding="utf-8") as file:
        return yaml.safe_load(file)
