"""A program that an interpreter had waited for does what it does when it starts one of its own."""

import os
import pathlib
import re
import shutil
import tempfile

import pytest
from support.server import ROOT, Server

PROGRAMS = {
    "hello": "print('hello')",
    "nothing": "",
    "comment only": "# nothing",
    "exit status": "import sys; print('x'); sys.exit(3)",
    "exit text": "import sys; print('x'); sys.exit('sorry')",
    "exit none": "raise SystemExit",
    "exit true": "raise SystemExit(True)",
    "exit large": "raise SystemExit(256 + 7)",
    "exit float": "raise SystemExit(2.5)",
    "exit tuple": "raise SystemExit(1, 2)",
    "exit subclass": "class E(SystemExit): pass\nraise E(4)",
    "exit in function": "import sys\ndef f():\n    class X:\n        def __del__(self): print('gone')\n    x = X()\n    sys.exit(5)\nf()",
    "hard exit": "import os; print('x', flush=True); os._exit(9)",
    "exception": "def f(n):\n    return 1 / n\nf(0)",
    "chained": "try:\n    {}['a']\nexcept KeyError as e:\n    raise ValueError('b') from e",
    "group": "raise ExceptionGroup('g', [ValueError(1), TypeError(2)])",
    "notes": "e = ValueError('v'); e.add_note('a note'); raise e",
    "syntax error": "print('never')\nif True\n    pass",
    "indentation": "def f():\nreturn 1",
    "bad encoding": "# -*- coding: nonsense -*-\nprint(1)",
    "latin 1": "# -*- coding: latin-1 -*-\nprint('ok')",
    "recursion": "def f(n): return f(n + 1)\nf(0)",
    "depth": "import sys\nd = 0\ndef f():\n    global d\n    d += 1\n    f()\ntry: f()\nexcept RecursionError: print(d)",
    "interrupt": "raise KeyboardInterrupt",
    "excepthook": "import sys\nsys.excepthook = lambda t, v, b: print('hook', t.__name__, v)\n1/0",
    "names": "print(sorted(globals()), __name__, __file__, __doc__, __package__, __spec__, __cached__, type(__loader__).__name__, __builtins__)",
    "annotations": "x: int = 1\nprint(__annotations__)",
    "docstring": "'''what it is'''\nprint(__doc__)",
    "sys": "import sys\nprint(sys.argv, sys.orig_argv, sys.path, sys.flags, sys.executable, sys.prefix, sys.getrecursionlimit(), sys.dont_write_bytecode)",
    "stack": "import traceback, inspect\ntraceback.print_stack()\nprint(len(inspect.stack()))",
    "frames": "import sys\nprint(sys._getframe().f_back)",
    "environment": "import os\nprint(sorted(os.environ.items()), os.getenv('HOME'), sorted(os.environb)[:2])",
    "putenv": "import os, subprocess\nos.environ['Q'] = 'r'\nprint(subprocess.run(['/bin/sh', '-c', 'echo $Q $USER'], capture_output=True, text=True).stdout)",
    "folder": "import os\nprint(os.getcwd(), os.listdir('.'), os.path.abspath('x'))",
    "ids": "import os\nprint(os.getuid(), os.getgid(), os.getgroups(), os.getpid() > 1, os.getppid(), os.getsid(0) == os.getpid())",
    "descriptors": "import os\nprint(sorted(os.listdir('/proc/self/fd'))[:4], os.isatty(0))",
    "streams": "import sys\nfor s in (sys.stdin, sys.stdout, sys.stderr):\n    print(s.encoding, s.errors, s.seekable(), s.line_buffering, s.write_through, s.newlines, s.fileno(), s.mode, s.name)\nprint(type(sys.stdin.buffer), sys.__stdin__ is sys.stdin)",
    "input": "print([input(), input()])\ntry: input()\nexcept EOFError as e: print('end', e)",
    "read": "import sys\nprint(repr(sys.stdin.read()))",
    "lines": "import sys\nprint([line for line in sys.stdin])",
    "bytes": "import sys\nprint(sys.stdin.buffer.read())",
    "raw": "import os\nprint(os.read(0, 100))",
    "binary output": "import sys\nsys.stdout.buffer.write(b'\\xff\\x00a\\n')",
    "signals": "import signal\nprint([(s.name, str(signal.getsignal(s))) for s in (signal.SIGINT, signal.SIGPIPE, signal.SIGTERM, signal.SIGCHLD, signal.SIGXFSZ)], signal.pthread_sigmask(0, []))",
    "own signal": "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)",
    "abort": "import os\nos.abort()",
    "segmentation fault": "import ctypes\nctypes.string_at(0)",
    "limits": "import resource\nprint([resource.getrlimit(getattr(resource, n)) for n in ('RLIMIT_FSIZE', 'RLIMIT_NOFILE', 'RLIMIT_CPU', 'RLIMIT_CORE', 'RLIMIT_STACK', 'RLIMIT_NPROC') if n != 'RLIMIT_NPROC'])",
    "processors": "import os\nprint(os.cpu_count() is not None, len(os.sched_getaffinity(0)))",
    "atexit": "import atexit\natexit.register(print, 'second')\natexit.register(print, 'first')\nprint('main')",
    "atexit fails": "import atexit\ndef f(): raise ValueError('late')\natexit.register(f)\nprint('main')",
    "atexit exits": "import atexit, sys\ndef f(): sys.exit(6)\natexit.register(f)",
    "atexit file": "import atexit\ndef f():\n    try: print(__file__)\n    except NameError as e: print('NameError')\natexit.register(f)",
    "del": "class D:\n    def __init__(self, n): self.n = n\n    def __del__(self): print('del', self.n)\na, b = D(1), D(2)\nprint('main')",
    "del in cycle": "class D:\n    def __del__(self): print('del')\na = D(); a.me = a\nprint('main')",
    "del uses modules": "import json\nclass D:\n    def __del__(self): print(json.dumps([1]))\nd = D()",
    "del uses globals": "N = 5\nclass D:\n    def __del__(self): print(N)\nd = D()\ndef f(): return d",
    "del after exception": "class D:\n    def __del__(self): print('del')\nd = D()\n1/0",
    "weakref finalize": "import weakref\nclass A: pass\na = A()\nweakref.finalize(a, print, 'finalized')\nprint('main')",
    "thread at the end": "import threading, time\ndef f():\n    time.sleep(0.1)\n    print('thread')\nthreading.Thread(target=f).start()\nprint('main')",
    "daemon thread": "import threading, time\nthreading.Thread(target=lambda: time.sleep(60), daemon=True).start()\nprint('main')",
    "thread fails": "import threading\nt = threading.Thread(target=lambda: 1/0, name='t')\nt.start(); t.join()\nprint('main')",
    "threads": "import threading\nprint(threading.current_thread(), threading.main_thread() is threading.current_thread(), threading.active_count())",
    "executor": "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(8) as p: print(sum(p.map(lambda n: n * n, range(100))))",
    "multiprocessing": "import multiprocessing\ndef f(n): return n * n\nif __name__ == '__main__':\n    with multiprocessing.Pool(2) as p: print(p.map(f, range(5)))",
    "spawn": "import multiprocessing as m\ndef f(q): q.put('child')\nif __name__ == '__main__':\n    c = m.get_context('spawn'); q = c.SimpleQueue(); p = c.Process(target=f, args=(q,)); p.start(); print(q.get()); p.join()",
    "fork": "import os, sys\np = os.fork()\nif p == 0:\n    print('child'); sys.exit(3)\nprint(os.waitstatus_to_exitcode(os.waitpid(p, 0)[1]))",
    "subprocess": "import subprocess, sys\nprint(subprocess.run([sys.executable, '-c', 'print(6 * 7)'], capture_output=True, text=True).stdout)",
    "exec": "import os, sys\nprint('before', flush=True)\nos.execv(sys.executable, [sys.executable, '-c', 'print(\"after\")'])",
    "asyncio": "import asyncio\nasync def f(n):\n    await asyncio.sleep(0.01)\n    return n\nprint(asyncio.run(asyncio.wait_for(f(3), 5)))",
    "pickle": "import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))).__module__)",
    "dataclass": "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int = 0\nprint(P(3))",
    "modules of the user": "import helper\nprint(helper.f(), helper.__file__, helper.__name__)",
    "shadows the library": "import statistics_\nimport random\nprint(statistics_.x)",
    "decimal context": "import decimal\nprint(decimal.getcontext())",
    "locale": "import locale\nprint(locale.getlocale(), locale.getpreferredencoding())",
    "time zone": "import time\nprint(time.tzname)",
    "warnings": "import warnings\nwarnings.warn('careful')\nprint(warnings.filters[:1])",
    "deprecated": "x = '\\d'\nprint(x)",
    "hooks": "import sys\nprint(sys.meta_path, len(sys.path_hooks), sys.gettrace(), sys.getprofile())",
    "modules end in order": "import sys, types\nclass D:\n    def __init__(self, n): self.n = n\n    def __del__(self): print('end', self.n)\nfor n in 'abcd':\n    m = types.ModuleType(n)\n    m.d = D(n)\n    sys.modules[n] = m\ndel m, sys.modules['b']\nsys.modules['a'] = sys.modules.pop('a')",
    "modules in another order": "import sys, types\nclass D:\n    def __del__(self): print('end')\nsys.modules['x'] = m = types.ModuleType('x')\nm.d = D()\ndel m\nfor n in list(sys.modules):\n    if n != 'x': sys.modules[n] = sys.modules.pop(n)",
    "no modules": "import sys\nclass D:\n    def __del__(self): print('end')\nd = D()\nsys.modules.pop('__main__')",
    "finders end": "import sys\nclass F:\n    def __init__(self, n): self.n = n\n    def find_spec(self, *_): return None\n    def __del__(self): print('gone', self.n)\nsys.meta_path.append(F(1))",
    "arguments end": "import sys\nclass F:\n    def __del__(self): print('gone')\nsys.argv.append(F())",
    "hooks end": "import sys\nclass F:\n    def __del__(self): print('gone')\nsys.path_hooks.append(F())\nsys.path_importer_cache['/x'] = F()",
    "collector": "import gc\nprint(gc.isenabled(), gc.get_threshold(), gc.garbage)",
    "closed output": "import sys\nprint('x')\nsys.stdout.close()",
    "closed descriptor": "import os\nprint('x')\nos.close(1)",
    "no output": "import sys\nsys.stdout = None\nprint('nowhere')",
    "much output": "for i in range(20000): print(i)",
    "C output": "import ctypes\nctypes.CDLL(None).printf(b'from C\\n')",
    "linecache": "import linecache\nprint(repr(linecache.getline(__file__, 1)))",
    "source": "import inspect\ndef f(): return 1\nprint(inspect.getsource(f))",
    "help": "import sys\nprint(sys.modules['__main__'].__dict__ is globals())",
    "tracing": "import sys\nsys.settrace(lambda f, e, a: print('call', f.f_code.co_name))\ndef f(): pass\nf()",
    "allocation": "import tracemalloc\ntracemalloc.start()\nx = [0] * 1000\nprint(tracemalloc.get_traced_memory()[0] > 0)",
    "interactive names": "print(hasattr(__builtins__, 'exit'), hasattr(__builtins__, 'copyright'))\nexit(7)",
}
STDIN = "first line\nzweite Zeile: äöü"
HELPER = {"path": "helper.py", "content": "def f(): return 'helped'\n"}
SHADOW = {"path": "statistics_.py", "content": "x = 'mine'\n"}


@pytest.fixture(scope="module")
def server():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="cordon-test-languages-"))
    os.chmod(folder, 0o755)
    warm = (ROOT / "languages.d/python.yaml").read_text()
    folder.joinpath("python.yaml").write_text(warm)
    cold = re.sub(r"(?m)^  zygote: .*\n", "", warm).replace("id: python\n", "id: cold\n")
    folder.joinpath("cold.yaml").write_text(re.sub(r"(?m)^(aliases|extensions): .*\n", "", cold))
    server = Server(languages=folder).start()
    yield server
    server.remove()
    shutil.rmtree(folder)


def run(server, language, code, **request):
    for _ in range(200):
        status, answer = server.execute(code, language, **request)
        assert status == 200, answer
        if language == "cold" or answer["sandbox"]["start"] == "warm":
            return answer
    raise AssertionError("no interpreter ever waited")


def what_can_be_seen(answer):
    seen = {key: answer[key] for key in ("stdout", "stderr", "exit_code", "signal", "verdict", "error", "diagnostics")}
    return {key: re.sub(r"0x[0-9a-f]{6,}|\b1[34]\d{13}\b", "…", value) if isinstance(value, str) else value for key, value in seen.items()}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_does_the_same_warm_and_cold(server, name):
    files = [{"path": "main.py", "content": PROGRAMS[name]}, HELPER, SHADOW]
    request = {"files": files, "stdin": STDIN, "args": ["a", "b c", "日本"], "env": {"OWN": "value"}}
    answers = [what_can_be_seen(run(server, language, None, **request)) for language in ("python", "cold")]
    assert answers[0] == answers[1]


@pytest.mark.parametrize("env", [{"PYTHONHASHSEED": "1"}, {"TZ": "Asia/Tokyo"}, {"PYTHONOPTIMIZE": "1"}, {"PYTHONPATH": "/tmp"}])
def test_what_an_interpreter_reads_at_its_start_is_read(server, env):
    code = "import sys, time, os\nprint(hash('x') if os.getenv('PYTHONHASHSEED') else 0, time.tzname, sys.flags.optimize, sys.path)"
    assert len({run(server, language, code, env=env)["stdout"] for language in ("python", "cold")}) == 1


def test_another_main_file_starts_an_interpreter_of_its_own(server):
    answer = run(server, "python", None, files=[{"path": "other.py", "content": "import sys\nprint(sys.argv, __file__)"}])
    assert answer["stdout"] == "['other.py'] /box/other.py\n"


def test_no_two_programs_draw_the_same_numbers(server):
    code = ("import os, random, secrets, tempfile, uuid\n"
            "print(random.random(), os.urandom(8).hex(), secrets.token_hex(8), uuid.uuid4(), uuid.uuid1(), tempfile.mktemp())")
    drawn = [word for _ in range(8) for word in run(server, "python", code)["stdout"].split()]
    assert len(drawn) == len(set(drawn)) == 48


def test_nothing_of_one_program_is_there_in_the_next(server):
    plant = ("import sys, os, builtins, json\njson.planted = builtins.planted = sys.planted = 1\nos.environ['PLANTED'] = '1'\n"
             "json.dumps = None\nopen('/tmp/planted', 'w').close(); open('/box/planted', 'w').close(); open('/dev/shm/planted', 'w').close()\n"
             "sys.path.append('/planted'); sys.modules['planted'] = sys")
    look = ("import sys, os, builtins, json\n"
            "print([hasattr(m, 'planted') for m in (json, builtins, sys)], 'PLANTED' in os.environ, json.dumps([1]), 'planted' in sys.modules,\n"
            "      '/planted' in sys.path, [os.path.exists(d + '/planted') for d in ('/tmp', '/box', '/dev/shm')])")
    for _ in range(6):
        run(server, "python", plant)
        assert run(server, "python", look)["stdout"] == "[False, False, False] False [1] False False [False, False, False]\n"


def test_limits_hold_for_a_program_that_an_interpreter_waited_for(server):
    verdicts = {
        "while True: pass": ("cpu_time_limit", {"limits": {"cpu_time": 1}}),
        "import time; time.sleep(60)": ("time_limit", {"timeout": 1}),
        "x = bytearray(1 << 30)": ("memory_limit", {}),
        "import os\nwhile True: os.fork()": ("process_limit", {"limits": {"processes": 20}, "timeout": 5}),
        "open('/box/f', 'wb').write(bytes(9 << 20))": ("file_limit", {"limits": {"files": 8 << 20}}),
        "while True: print('x' * 1000)": ("output_limit", {"limits": {"output": 100000}}),
    }
    for code, (verdict, request) in verdicts.items():
        answer = run(server, "python", code, **request)
        assert answer["verdict"] == verdict or (verdict == "process_limit" and answer["verdict"] == "time_limit"), (code, answer)
