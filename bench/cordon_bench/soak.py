"""Many executions on one server: is every answer the right one, and is anything left behind?

60 % Python, 20 % JavaScript, 10 % TypeScript, 10 % compiled, nine of ten of these from the cache. Every program has a value
of its own, which no other program of the run has, and says it again: an answer that went to the wrong request is found.
"""

import dataclasses
import random
import time
import uuid

from .client import Load, request_bytes
from .figures import quantile, slope
from .memory import rollup
from .server import Measured, served_languages, status, wait_full

# Each prints MARK, by way of something that could go wrong: input, files, errors, much output, another's leftovers.
PYTHON = [
    ("print('MARK')", {}),
    ("import sys\nprint(sys.stdin.read(), end='')", {"stdin": "MARK\n"}),
    ("import sys\nprint(sys.argv[1])", {"args": ["MARK"]}),
    ("import os\nprint(os.environ['VALUE'])", {"env": {"VALUE": "MARK"}}),
    # Finds nothing of anybody, and leaves something to be found.
    ("import glob\nfound = glob.glob('/tmp/*') + [f for f in glob.glob('/box/*') if f != '/box/main.py'] + glob.glob('/dev/shm/*')\n"
     "for place in ('/box', '/tmp', '/dev/shm'):\n  open(place + '/left', 'w').write('MARK')\nprint(*found, open('/box/left').read(), sep='')", {}),
    ("import threading\nthread = threading.Thread(target=lambda: print('MARK'))\nthread.start()\nthread.join()", {}),
    ("import os\npid = os.fork()\nif pid == 0:\n  print('MARK', flush=True)\n  os._exit(0)\nos.waitpid(pid, 0)", {}),
]
FAILING = ("import sys\nprint('MARK')\nsys.exit(3)", {})
JAVASCRIPT = [
    ("console.log('MARK');", {}),
    ("process.stdin.on('data', data => process.stdout.write(data));", {"stdin": "MARK\n"}),
    ("setTimeout(() => console.log(process.argv[2]), 1);", {"args": ["MARK"]}),
    ("const fs = require('fs');\nconst found = fs.readdirSync('/tmp').join();\nfs.writeFileSync('/tmp/left', 'MARK');\nconsole.log(found + fs.readFileSync('/tmp/left'));", {}),
]
TYPESCRIPT = [("const text: string = 'MARK';\nconsole.log(text);", {}), ("enum Which { Text = 'MARK' }\nconsole.log(Which.Text);", {})]
# VALUE makes the source another one; what is printed comes as an argument, so that a cached program has something new to say.
COMPILED = {
    "cpp": "#include <cstdio>\n// VALUE\nint main(int, char** argv) { std::puts(argv[1]); }",
    "go": 'package main\n\nimport ("fmt"; "os")\n\n// VALUE\nfunc main() { fmt.Println(os.Args[1]) }',
    "rust": "// VALUE\nfn main() { println!(\"{}\", std::env::args().nth(1).unwrap()); }",
    "java": "public class Main {\n  // VALUE\n  public static void main(String[] args) { System.out.println(args[0]); }\n}",
}
CACHED_OF_EACH = 4


def with_mark(value, mark):
    if isinstance(value, str):
        return value.replace("MARK", mark)
    if isinstance(value, list):
        return [with_mark(v, mark) for v in value]
    return {k: with_mark(v, mark) for k, v in value.items()}


class Workload:
    """What is sent, and what has to come back."""

    def __init__(self, seed, languages):
        self.random = random.Random(seed)
        self.run = uuid.uuid4().hex[:8]
        self.compiled = sorted(set(COMPILED) & set(languages))
        self.count = 0

    def next(self):
        """(body, expected)"""
        self.count += 1
        mark = f"{self.run}-{self.count}-{self.random.getrandbits(64):016x}"
        expected = {"output": mark + "\n", "success": True}
        draw = self.random.random()
        if draw < 0.9 or not self.compiled:
            language, programs = next((name, p) for name, p, until in (("python", PYTHON, 0.6), ("javascript", JAVASCRIPT, 0.8), ("typescript", TYPESCRIPT, 1)) if draw < until)
            code, fields = self.random.choice(programs)
            if language == "python" and self.random.random() < 0.05:
                (code, fields), expected = FAILING, {**expected, "success": False, "exit_code": 3}
            return {"language": language, "code": with_mark(code, mark), **with_mark(fields, mark)}, expected
        language = self.random.choice(self.compiled)
        value = f"{self.run} {self.random.randrange(CACHED_OF_EACH)}" if self.random.random() < 0.9 else mark
        return {"language": language, "code": COMPILED[language].replace("VALUE", value), "args": [mark]}, expected


@dataclasses.dataclass
class Report:
    executions: int = 0
    wrong: list = dataclasses.field(default_factory=list)  # the first few, as text
    wrong_count: int = 0
    left: dict = dataclasses.field(default_factory=dict)  # what there is more of afterwards: {what: (before, after)}
    memory: dict = dataclasses.field(default_factory=dict)  # {process: [KiB of PSS, over the run]}
    latencies: dict = dataclasses.field(default_factory=dict)  # {language: [milliseconds, in the order of the answers]}
    seconds: float = 0

    def drift(self):
        """{language: (p99 of the first third, of the last third)}"""
        thirds = {}
        for language, times in self.latencies.items():
            third = max(len(times) // 3, 1)
            thirds[language] = (quantile(times[:third], 0.99), quantile(times[-third:], 0.99))
        return thirds

    def growth(self):
        """{process: (KiB at the run's end, KiB of growth over its last two thirds, by the line through them)}"""
        grown = {}
        for name, values in self.memory.items():
            late = values[len(values) // 3 :]
            grown[name] = (values[-1], slope(late) * (len(late) - 1))
        return grown

    def leaking(self):
        """Processes that grew by more than a quarter and 16 MiB: a leak of a page for each execution would be more."""
        return {name: figures for name, figures in self.growth().items() if figures[1] > max(16 * 1024, figures[0] / 4)}

    def failed(self):
        return bool(self.wrong_count or self.left or self.leaking())


def problem(answer, expected):
    """What is wrong with it, or ""."""
    if answer.status() != 200:
        return f"status {answer.status()}: {answer.data[-500:]!r}"
    body = answer.json()
    different = {field: body.get(field) for field, value in expected.items() if body.get(field) != value}
    return f"{different} instead of {expected}; stderr {body['stderr'][-300:]!r}, error {body['error']!r}" if different else ""


def server_memory(server):
    """{process: KiB of PSS} of those that stay."""
    found = {}
    for pid, name in server.descendants().items():
        if name in ("cordon-cage", "cordond", "exe"):
            try:
                found.setdefault(name, []).append(rollup(pid)["Pss"])
            except (OSError, KeyError):
                continue
    # Blanks are copies of the cage: the largest is the cage itself.
    sizes = {("language worker" if name == "exe" else name): max(values) for name, values in found.items()}
    # What was compiled is kept in memory up to a limit: growth that is meant.
    sizes["cordond"] = sizes.get("cordond", 0) - status(server)["artefact_cache"]["memory_bytes"] // 1024
    return sizes


def soak(count, connections=8, seed=None, say=lambda text: None, languages=None):
    from support.traces import settled, traces

    languages = languages or served_languages()
    report, workload = Report(), Workload(seed, languages)
    every = max(count // 60, 1)
    # Small enough that what is kept is also evicted.
    with Measured(languages, CORDON_ARTEFACT_CACHE="64MiB") as server:
        warm(server, languages)
        wait_full(server, 300)
        before = settled(server, 120)
        began = time.monotonic()

        def next_request():
            body, expected = workload.next()
            return request_bytes(body), (body, expected)

        def on_answer(token, answer, took):
            body, expected = token
            report.latencies.setdefault(body["language"], []).append(took)
            if wrong := problem(answer, expected):
                report.wrong_count += 1
                if len(report.wrong) < 20:
                    report.wrong.append(f"{body}: {wrong}")

        def until(done):
            if done % every == 0:
                for name, value in server_memory(server).items():
                    report.memory.setdefault(name, []).append(value)
                say(f"{done} executions, {done / (time.monotonic() - began):.0f}/s, {report.wrong_count} wrong answers")
            # Those that are under way are answered too.
            return done > count - connections

        report.executions = Load(server.port, connections).run(next_request, on_answer, until)
        report.seconds = time.monotonic() - began
        say("waiting for the server to come to rest")
        report.left = what_is_left(before, lambda: traces(server))
    return report


def warm(server, languages):
    """What is only made once, such as zygotes and the folders of control groups, is made before it is counted."""
    for language in languages:
        for _ in range(4):
            code = {"python": "1", "javascript": "1", "typescript": "1"}.get(language) or COMPILED.get(language)
            if code:
                server.execute(code, language, args=["x"])


def what_is_left(before, look, patience=180):
    """Of what may not become more, what has; pools that grew under load are given time to shrink."""
    end = time.monotonic() + patience
    left = {"the server": ("could be looked at", "could not")}
    while time.monotonic() < end:
        try:
            after = look()
        except (OSError, AssertionError, IndexError):  # a process that just ended
            time.sleep(0.5)
            continue
        left = {what: (before[what], after[what]) for what in before if (after[what] > before[what] if isinstance(before[what], int) else after[what] != before[what])}
        if not left:
            break
        time.sleep(1)
    return left
