"""What the contract tests share."""

import socket
from urllib.parse import urlsplit


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
