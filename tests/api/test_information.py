"""GET /, /health, /languages and /debug/vm-pools."""

import re

import pytest

SEVEN = ["python", "javascript", "typescript", "java", "cpp", "go", "rust"]


def test_the_index_lists_the_endpoints(client):
    response = client.get("/")
    assert response.headers["Content-Type"] == "application/json"
    paths = {(row["method"], row["path"]) for row in response.json()["endpoints"]}
    assert {("POST", "/execute"), ("GET", "/languages"), ("GET", "/health")} <= paths


def test_browsers_get_a_page_that_loads_nothing_from_elsewhere(client):
    response = client.get("/", headers={"Accept": "text/html,application/xhtml+xml"})
    assert response.headers["Content-Type"].startswith("text/html")
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert not re.search(r"(?:src|href)=|https?://", response.text)


def test_health(client):
    response = client.get("/health")
    assert response.status_code == 200, response.text
    health = response.json()
    assert health["status"] == "healthy"
    assert health["service"] == "code-execution-service"
    assert isinstance(health["firecracker_available"], bool)
    assert health["execution_method"] in ("firecracker", "qemu-kvm", "qemu-tcg", "namespaces")
    assert health["security_level"] in ("sandbox", "restricted", "standard")
    assert health["isolation"]["in_force"]
    for missing in health["isolation"]["missing"]:
        assert missing["name"] and missing["why"] and missing["fix"]
    levels = health["isolation"]["levels"]
    assert levels[health["security_level"]] == {"possible": True, "missing": []}
    for language in SEVEN:
        assert health["languages"][language]["ready"] is True
    assert health["version"]


def test_the_seven_languages_are_there(client):
    languages = {language["id"]: language for language in client.get("/languages").json()["languages"]}
    assert set(SEVEN) <= set(languages)
    for language in languages.values():
        assert language["name"] and language["extensions"] and language["example"] and language["rootfs"]
        assert isinstance(language["aliases"], list) and isinstance(language["compiled"], bool)
        for kind in ("default", "max"):
            assert language["limits"][kind]["wall_time"] > 0
            assert language["limits"][kind]["memory"] >= 32 * 1024 * 1024
        assert isinstance(language["validation"]["profiles"], list)
    for language in SEVEN:
        assert languages[language]["ready"] is True
        assert re.match(r"\d+", languages[language]["version"])


@pytest.mark.parametrize("name", SEVEN)
def test_each_language_is_shown_by_itself_and_by_its_aliases(client, name):
    language = client.get(f"/languages/{name}").json()
    assert language["id"] == name
    for alias in language["aliases"]:
        assert client.get("/languages/" + alias.replace("+", "%2B").replace("#", "%23")).json()["id"] == name


@pytest.mark.parametrize("name", SEVEN)
def test_the_example_runs(client, execute, name):
    assert execute(client.get(f"/languages/{name}").json()["example"], name)["success"] is True


def test_pools_answer_under_the_names_that_monitors_read(client):
    response = client.get("/debug/vm-pools")
    assert response.status_code == 200
    assert response.json()["success"] is True
    data = response.json()["data"]
    assert data["uptime_seconds"] >= 0
    assert data["timestamp"]
    assert isinstance(data["statistics"]["executions_count"], int)
    for numbers in data["statistics"]["by_language"].values():
        assert {"executions", "pool_hits", "pool_misses", "created", "destroyed"} <= set(numbers)
    for pool in data["pool_status"].values():
        assert isinstance(pool["available"], list) and "target" in pool
    assert isinstance(data["active_vms"], list)
    assert "utilization" in data["health"]


def test_nothing_shows_where_the_server_keeps_its_files(client):
    for path in ("/", "/health", "/languages", "/debug/vm-pools"):
        text = client.get(path).text
        assert "/var/lib" not in text and "/home/" not in text and "/root" not in text
