"""What a program finds when it looks around in its sandbox. Each test is one request."""

import json

import pytest
from support.client import answer_of


def look(code, **fields):
    answer = answer_of(code, **fields)
    assert answer["verdict"] == "ok", answer
    return answer["output"]


def test_the_program_is_an_ordinary_user_and_never_process_one():
    uid, gid, groups, pid, parent = json.loads(
        look("import os,json; print(json.dumps([os.getuid(),os.getgid(),os.getgroups(),os.getpid(),os.getppid()]))"))
    assert (uid, gid, groups) == (1000, 1000, [])
    assert pid != 1 and parent == 1


def test_there_are_no_capabilities_no_new_privileges_and_a_filter():
    status = dict(line.split(":\t", 1) for line in look("print(open('/proc/self/status').read())").splitlines() if ":\t" in line)
    for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(status[name], 16) == 0, name
    assert status["NoNewPrivs"] == "1" and status["Seccomp"] == "2"


def test_only_the_three_standard_descriptors_are_open():
    assert look("import os; print(sorted(map(int, set(os.listdir('/proc/self/fd')))))").strip() == "[0, 1, 2, 3]"  # 3: the listing


def test_only_its_own_processes_are_visible():
    assert look("import os; print(sorted(p for p in os.listdir('/proc') if p.isdigit()))").count("'") == 2


def test_the_agent_cannot_be_read():
    assert look("""
for name in ('environ', 'maps', 'mem', 'fd', 'exe', 'cmdline'):
    try:
        import os
        os.stat('/proc/1/' + name); print('visible', name)
    except OSError: pass
print('done')""") == "done\n"


@pytest.mark.parametrize("path", ["/usr/x", "/etc/x", "/x", "/dev/x", "/proc/x", "/var/x", "/opt/x"])
def test_the_root_is_read_only(path):
    answer = answer_of(f"open({path!r}, 'w')")
    assert answer["verdict"] == "runtime_error" and "Error" in answer["error"]


@pytest.mark.parametrize("path", ["/box/a", "/tmp/a", "/dev/shm/a", "relative"])
def test_the_scratch_folders_are_writable(path):
    assert look(f"open({path!r}, 'w').write('x'); print(open({path!r}).read())") == "x\n"


def test_the_work_folder_is_limited_in_bytes_and_in_files():
    assert "No space left" in answer_of("open('a','wb').write(b'x' * (63 << 20)); open('b','wb').write(b'x' * (2 << 20))",
                                        limits={"memory": 400 << 20})["error"]
    assert "No space left" in answer_of("for i in range(10000): open(str(i), 'w')")["error"]


def test_there_is_loopback_and_nothing_else():
    assert look("""
import socket
server = socket.create_server(('127.0.0.1', 0))
client = socket.create_connection(server.getsockname())
client.sendall(b'x'); print(server.accept()[0].recv(1))
try: socket.create_connection(('192.0.2.1', 80), 1)
except OSError as e: print(e.errno)""") == "b'x'\n101\n"


def test_host_name_and_environment_tell_nothing_of_the_host():
    name, environment = json.loads(look("import os,json,socket; print(json.dumps([socket.gethostname(), dict(os.environ)]))"))
    assert name == "sandbox"
    assert not {"STATE_DIR", "LANGUAGES_PATH", "PORT", "CORDON_PLUGIN_PATH", "SUDO_USER"} & set(environment)


@pytest.mark.parametrize("call", [
    "os.unshare(os.CLONE_NEWUSER)", "os.mkfifo('/dev/f')", "os.mknod('n', 0o20600, os.makedev(1, 3))",
    "ctypes.CDLL(None, use_errno=True).mount(b't', b'/box', b'tmpfs', 0, None) and fail()",
    "ctypes.CDLL(None, use_errno=True).ptrace(16, 1, 0, 0) and fail()",
    "ctypes.CDLL(None, use_errno=True).syscall(425, 8, 0) < 0 and fail()",  # io_uring_setup
    "ctypes.CDLL(None, use_errno=True).syscall(321, 0, 0, 0) < 0 and fail()",  # bpf
    "socket.socket(38, socket.SOCK_SEQPACKET)", "socket.socket(socket.AF_INET, socket.SOCK_RAW)",  # AF_ALG
    "socket.socket(socket.AF_PACKET)", "socket.socket(40, socket.SOCK_STREAM)",  # AF_VSOCK
    "resource.prlimit(1, resource.RLIMIT_NOFILE, (0, 0))",
])
def test_what_only_an_attacker_wants_is_refused(call):
    answer = answer_of(f"import os, ctypes, socket, resource\ndef fail(): raise OSError(ctypes.get_errno(), 'refused')\n{call}\nprint('done')")
    assert answer["output"] != "done\n" and "Error" in answer["error"], answer


def test_descendants_die_with_the_program():
    assert look("""
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(600)
    os._exit(0)
print('first')""") == "first\n"


def test_nothing_of_one_run_is_there_in_the_next():
    look("open('/box/left', 'w').write('x'); open('/tmp/left', 'w').write('x'); open('/dev/shm/left', 'w').write('x'); print()")
    for _ in range(4):
        assert look("import os; print([os.listdir(p) for p in ('/tmp', '/dev/shm')], os.path.exists('/box/left'))") == "[[], []] False\n"


def test_every_live_sandbox_has_a_user_of_its_own(shared_server):
    if shared_server is None:
        pytest.skip("not possible here: the server is not ours to look at")
    import threading

    threads = [threading.Thread(target=answer_of, args=("import time; time.sleep(2)",)) for _ in range(3)]
    for thread in threads:
        thread.start()
    import time

    time.sleep(1)
    users = []
    for pid, name in shared_server.descendants().items():
        if name == "python3":  # a program: what waits for one has another name
            users.append(open(f"/proc/{pid}/status").read().split("Uid:\t")[1].split()[0])
    for thread in threads:
        thread.join()
    assert len(users) == 3 and len(set(users)) == 3 and "0" not in users and "1000" not in users


def test_the_server_itself_has_no_privileges(shared_server):
    if shared_server is None:
        pytest.skip("not possible here: the server is not ours to look at")
    status = open(f"/proc/{shared_server.pid_of('cordond')}/status").read()
    assert "CapEff:\t0000000000000000" in status and "CapBnd:\t0000000000000000" in status and "NoNewPrivs:\t1" in status
    assert "Uid:\t0" not in status
