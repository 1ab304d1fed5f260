"""Clients that are slow, that go away, that never read: others do not notice."""

import json
import random
import socket
import threading
import time

import pytest
from load import Load
from support.server import Server, wait_until
from support.traces import left, settled


@pytest.fixture(scope="module")
def server():
    server = Server()
    yield server.start()
    server.remove()


def request(code, **fields):
    body = json.dumps({"code": code, "language": "python", **fields}).encode()
    return (b"POST /execute HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)) + body


def connect(server):
    return socket.create_connection(("127.0.0.1", server.port))


def test_clients_that_vanish_take_their_programs_with_them(server):
    before = settled(server)
    choose = random.Random(4)
    with Load(server, clients=2) as load:
        for _ in range(60):
            client = connect(server)
            text = request("import time\nprint('x' * 100000)\ntime.sleep(40)")
            client.sendall(text[:choose.choice([1, 20, len(text) - 1, len(text), len(text)])])
            time.sleep(choose.uniform(0, 0.1))
            if choose.random() < 0.5:  # a reset instead of an end
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            client.close()
    assert not load.wrong and load.failed == 0 and load.right > 0, (load.failed, load.wrong)
    wait_until(lambda: "python3" not in server.descendants().values(), 5, "no program of theirs runs on")
    assert left(before, settled(server)) == {}


def test_clients_that_send_a_byte_at_a_time_are_cut_off_and_hold_nobody_up(server):
    before = settled(server)
    clients = [connect(server) for _ in range(100)]
    text = request("print(1)")

    def drip(client):
        try:
            for byte in text:
                client.sendall(bytes([byte]))
                time.sleep(0.2)
        except OSError:
            pass

    threads = [threading.Thread(target=drip, args=(c,), daemon=True) for c in clients]
    with Load(server, clients=2) as load:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert not any(thread.is_alive() for thread in threads)
    assert not load.wrong and load.failed == 0 and load.right > 10
    for client in clients:
        client.close()
    assert left(before, settled(server)) == {}


def test_clients_that_never_read_hold_nobody_up(server):
    before = settled(server)
    clients = [connect(server) for _ in range(8)]
    with Load(server, clients=1) as load:
        for client in clients:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.sendall(request("print('x' * (15 << 20))", limits={"output": 16 << 20}))
        time.sleep(5)
        for client in clients:
            client.close()
    assert not load.wrong and load.failed == 0 and load.right > 0
    assert left(before, settled(server)) == {}
