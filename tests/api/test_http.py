"""HTTP itself, spoken through raw sockets where a client library is too well-behaved."""

import json

import pytest

from contract import check_problem

BODY = json.dumps({"code": "print(1)", "language": "python"})
POST = "POST /execute HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


def post(body, more=""):
    return f"{POST}Content-Length: {len(body)}\r\n{more}\r\n{body}"


def get(path, more=""):
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n"


def test_every_response_has_the_common_headers(client):
    for response in (client.get("/health"), client.get("/nothing"), client.post("/execute", json={})):
        assert response.headers["Server"] == "cordon"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["X-Request-Id"]
        assert response.headers["Date"]


def test_the_request_id_is_the_clients_if_it_is_plain(client):
    assert client.get("/health", headers={"X-Request-Id": "abc-1.x_Y"}).headers["X-Request-Id"] == "abc-1.x_Y"
    for bad in ("has space", "x" * 65, "a/b", '"'):
        assert client.get("/health", headers={"X-Request-Id": bad}).headers["X-Request-Id"] != bad


def test_an_unknown_path_is_404(client):
    for path in ("/nothing", "/execute/", "/languages/cobol", "/languages/a/b", "/%2e%2e/etc/passwd"):
        response = client.get(path)
        assert response.status_code == 404, path
        check_problem(response)


def test_another_method_is_405_with_allow(client):
    response = client.delete("/execute")
    assert response.status_code == 405
    check_problem(response)
    assert "POST" in response.headers["Allow"]
    assert "GET" in client.post("/health").headers["Allow"]


def test_head_is_get_without_the_body(client):
    head, whole = client.head("/languages"), client.get("/languages")
    assert head.status_code == 200 and head.content == b""
    assert head.headers["Content-Length"] == str(len(whole.content))


def test_options_names_the_methods(client):
    response = client.options("/execute")
    assert response.status_code in (200, 204)
    assert "POST" in response.headers["Allow"]


def test_a_connection_is_kept(raw):
    connection = raw()
    for number in range(5):
        body = json.dumps({"code": f"print({number})", "language": "python"})
        status, header, answer = connection.send(post(body)).response()
        assert status == 200
        assert json.loads(answer)["stdout"] == f"{number}\n"


def test_pipelined_requests_are_answered_in_order(raw):
    bodies = [json.dumps({"code": f"print({n})", "language": "python"}) for n in range(5)]
    connection = raw().send("".join(post(body) for body in bodies) + get("/health"))
    for number in range(5):
        status, _, answer = connection.response()
        assert (status, json.loads(answer)["stdout"]) == (200, f"{number}\n")
    assert json.loads(connection.response()[2])["service"] == "code-execution-service"


def test_a_body_may_come_in_chunks_and_pieces(raw):
    connection = raw().send(POST + "Transfer-Encoding: chunked\r\n\r\n")
    for c in BODY:
        connection.send(f"1\r\n{c}\r\n")
    status, _, answer = connection.send("0\r\n\r\n").response()
    assert (status, json.loads(answer)["stdout"]) == (200, "1\n")


def test_a_client_may_wait_for_permission(raw):
    connection = raw().send(POST + f"Content-Length: {len(BODY)}\r\nExpect: 100-continue\r\n\r\n")
    assert connection.response()[0] == 100
    assert connection.send(BODY).response()[0] == 200


def test_a_body_that_is_too_large_is_refused_before_it_is_sent(raw):
    status, _, _ = raw().send(POST + "Content-Length: 10000000\r\nExpect: 100-continue\r\n\r\n").response()
    assert status == 413


def test_http_1_0_is_answered_and_closed(raw):
    connection = raw().send("GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n")
    assert connection.response()[0] in (200, 503)
    assert connection.closed()


@pytest.mark.parametrize(
    "request_bytes",
    [
        "nonsense\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/3.0\r\nHost: localhost\r\n\r\n",
        get("/", "Host: localhost\r\n"),
        get("/", "X: a\r\n folded\r\n"),
        get("/", "X: a\rb\r\n"),
        get("/", "X: a\nY: b\r\n"),
        get("/", "X : a\r\n"),
        get("/", "X: a\0\r\n"),
        get("/%zz"),
        get("/%00"),
        post("ab", "Content-Length: 2\r\n"),
        post("ab", "Content-Length: 3\r\n"),
        post("5\r\nhello\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"),
        POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
        POST + "Content-Length: -1\r\n\r\n",
        POST + "Content-Length: 1e3\r\n\r\n",
    ],
)
def test_a_malformed_request_is_400_and_the_end(raw, request_bytes):
    connection = raw().send(request_bytes.encode("latin-1"))
    status, header, body = connection.response()
    assert status == 400
    assert header["content-type"] == "application/problem+json"
    assert json.loads(body)["status"] == 400
    assert connection.closed()


def test_a_header_that_is_too_large_is_refused(raw):
    connection = raw().send(get("/", "X: " + "a" * 20_000 + "\r\n"))
    assert connection.response()[0] == 431
    assert connection.closed()


def test_a_slow_header_is_cut_off(raw):
    connection = raw().send("GET / HTTP/1.1\r\nHost: local")
    status, _, _ = connection.response()
    assert status == 408
    assert connection.closed()


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", ""])
def test_a_foreign_host_is_refused_on_loopback(raw, url, host):
    if "127.0.0.1" not in url and "localhost" not in url:
        pytest.skip("not possible here: the server does not listen on loopback")
    status, _, body = raw().send(f"GET /health HTTP/1.1\r\nHost: {host}\r\n\r\n").response()
    assert status == 403
    assert json.loads(body)["status"] == 403


def test_an_absolute_target_counts_more_than_the_host_header(raw):
    assert raw().send("GET http://evil.example/health HTTP/1.1\r\nHost: localhost\r\n\r\n").response()[0] == 403
    assert raw().send("GET http://localhost/languages HTTP/1.1\r\nHost: x\r\n\r\n").response()[0] == 200
