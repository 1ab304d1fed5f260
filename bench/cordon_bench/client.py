"""A client with one connection, kept alive, that costs little next to what it measures; and a load of several.

What it reads is exactly the server's own HTTP: a status line, Content-Length, a body.
"""

import json
import os
import selectors
import socket
import time

PATIENCE = 120


def request_bytes(body):
    data = json.dumps(body).encode()
    return b"POST /execute HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(data), data)


def connect(port):
    connection = socket.create_connection(("127.0.0.1", port), PATIENCE)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


class Answer:
    """Collects one answer; complete() once all of it is there."""

    def __init__(self):
        self.data, self.end = b"", None

    def add(self, piece):
        if not piece:
            raise ConnectionError("the server closed the connection")
        self.data += piece
        if self.end is None and (head := self.data.find(b"\r\n\r\n")) >= 0:
            lower = self.data[:head].lower()
            start = lower.index(b"content-length:") + len(b"content-length:")
            self.end = head + 4 + int(lower[start:].split(b"\r\n", 1)[0])
            self.body = head + 4

    def complete(self):
        return self.end is not None and len(self.data) >= self.end

    def status(self):
        return int(self.data[9:12])

    def json(self):
        return json.loads(self.data[self.body : self.end])


class Client:
    def __init__(self, port):
        self.socket = connect(port)

    def exchange(self, request):
        """(the answer, milliseconds)"""
        answer = Answer()
        start = time.perf_counter_ns()
        self.socket.sendall(request)
        while not answer.complete():
            answer.add(self.socket.recv(65536))
        return answer, (time.perf_counter_ns() - start) / 1e6

    def execute(self, body):
        """(status, the answer's JSON, milliseconds)"""
        answer, took = self.exchange(request_bytes(body))
        return answer.status(), answer.json(), took

    def close(self):
        self.socket.close()


class Load:
    """`connections` clients in one process, each with one request under way, until `until(done)` says stop.

    `next_request()` makes what is sent: (bytes, token). `on_answer(token, answer, milliseconds)` gets what came.
    """

    def __init__(self, port, connections):
        self.port, self.connections = port, connections

    def run(self, next_request, on_answer, until):
        selector, done = selectors.DefaultSelector(), 0

        def send(connection):
            request, token = next_request()
            start = time.perf_counter_ns()
            connection.sendall(request)
            selector.modify(connection, selectors.EVENT_READ, [Answer(), token, start])

        for _ in range(self.connections):
            connection = connect(self.port)
            selector.register(connection, selectors.EVENT_READ, None)
            send(connection)
        try:
            while selector.get_map():
                events = selector.select(PATIENCE)
                if not events:
                    raise TimeoutError("no answer in time")
                for key, _ in events:
                    answer, token, start = key.data
                    answer.add(key.fileobj.recv(65536))
                    if not answer.complete():
                        continue
                    on_answer(token, answer, (time.perf_counter_ns() - start) / 1e6)
                    done += 1
                    if until(done):
                        selector.unregister(key.fileobj)
                        key.fileobj.close()
                    else:
                        send(key.fileobj)
        finally:
            for key in list(selector.get_map().values()):
                key.fileobj.close()
            selector.close()
        return done


def in_child(work, cores=None):
    """What work() returns (JSON), called in a process of its own that may be bound to cores."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            if cores:
                os.sched_setaffinity(0, cores)
            with os.fdopen(write, "w") as pipe:
                json.dump(work(), pipe)
            status = 0
        finally:
            os._exit(status)
    os.close(write)
    with os.fdopen(read) as pipe:
        text = pipe.read()
    _, status = os.waitpid(pid, 0)
    if status != 0:
        raise RuntimeError("the client process failed")
    return json.loads(text)
