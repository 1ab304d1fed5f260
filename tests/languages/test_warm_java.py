"""Java compiled and run by JVMs that have waited (docs/decisions/0013-parked-starts.md), against JVMs that are started for
it: beside the manifest its twin is loaded, which parks nothing.  WARM_JAVA=500 takes so many damaged programs."""

import concurrent.futures
import os
import pathlib
import shutil
import signal

import pytest
import yaml

import server
from mutation import mutated
from support.server import Server, wait_until
from test_programs import expectation, files_of, programs

DAMAGED = int(os.environ.get("WARM_JAVA", "24"))


def twin():
    manifest = server.manifest("java")
    manifest.update(id="cold-java", name="Cold Java", aliases=[])
    del manifest["compile"]["park"], manifest["run"]["park"]
    return manifest


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = tmp_path_factory.mktemp("languages")
    folder.chmod(0o755)
    shutil.copy(pathlib.Path(server.TREE) / "languages.d/java.yaml", folder)
    (folder / "cold-java.yaml").write_text(yaml.safe_dump(twin(), allow_unicode=True, sort_keys=False))
    lax = server.manifest("java") | {"id": "lax-java", "profiles": {"open": {"max_nesting": 256}, "strict": {"max_nesting": 256}}}
    (folder / "lax-java.yaml").write_text(yaml.safe_dump(lax, allow_unicode=True, sort_keys=False))
    for manifest in folder.iterdir():
        manifest.chmod(0o644)
    running = Server(languages=folder, environment={"CORDON_POOL_PARKED": "3", "CORDON_ARTEFACT_CACHE": "0"}).start()
    yield running
    running.remove()


def ready(running, language="java"):
    """How many wait, of those that compile and of those that run."""
    pools = running.pools()["pool_status"][language]["available"]
    compilers = sum("(compile)" in one["id"] for one in pools)
    return compilers, len(pools) - compilers


def warm(running, language="java", **request):
    if language != "cold-java":
        wait_until(lambda: all(ready(running, language)), 60, "JVMs that wait")
    status, answer = running.execute(request.pop("code", None), language, **request)
    assert status == 200, answer
    return answer


def seen(answer):
    keys = ["stdout", "stderr", "error", "verdict", "exit_code", "signal", "success", "diagnostics", "denials"]
    if answer["verdict"] != "output_limit":  # how much more had come when it was ended
        keys.append("truncated")
    return {key: answer[key] for key in keys} | {"compile": {k: answer["compile"][k] for k in ("success", "exit_code", "output", "truncated")}}


def compare(running, whole=True, **request):
    answers = [warm(running, language, **request) for language in ("java", "cold-java")]
    ours, cold = answers
    if ours["compile"]["success"]:
        assert ours["sandbox"]["start"] == "warm" and cold["sandbox"]["start"] == "cold"
    if whole:
        assert seen(ours) == seen(cold)
    else:
        assert seen(ours)["compile"] == seen(cold)["compile"]
    return ours


def main(body, *, name="Main", imports="import java.util.*; import java.io.*;", more=""):
    return f"{imports}\npublic class {name} {{\n  public static void main(String[] args) throws Throwable {{\n{body}\n  }}\n{more}\n}}\n"


CASES = {
    "arguments": main('System.out.println(args.length + Arrays.toString(args));'),
    "stack-trace": main('f(0);', more='static void f(int n) { if (n == 3) new Exception("here").printStackTrace(); else f(n + 1); }'),
    "uncaught": main('System.out.println("before"); f(null);', more='static int f(String s) { return s.length(); }'),
    "uncaught-with-cause": main('try { Integer.parseInt("x"); } catch (NumberFormatException e) { throw new IllegalStateException("wrapped", e); }'),
    "uncaught-error": main('throw new StackOverflowError("mine");'),
    "uncaught-handler": main('Thread.setDefaultUncaughtExceptionHandler((t, e) -> System.out.println(t.getName() + " " + e)); throw new RuntimeException("x");'),
    "exit": main('System.out.print("a"); Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook"))); System.exit(7);'),
    "halt": main('System.out.println("a"); Runtime.getRuntime().halt(9);'),
    "hook-after-return": main('Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook " + Thread.currentThread().getName())));'),
    "threads-go-on": main('Thread m = Thread.currentThread(); new Thread(() -> { try { m.join(); Thread.sleep(50); } catch (Exception e) {} System.out.println("late " + m.isAlive()); }).start();'),
    "daemon-ends": main('Thread t = new Thread(() -> { for (;;) try { Thread.sleep(20); } catch (Exception e) {} }); t.setDaemon(true); t.start(); System.out.println("x");'),
    "uncaught-in-thread": main('Thread t = new Thread(() -> { throw new RuntimeException("t"); }); t.start(); t.join(); System.out.println("on");'),
    "identity": main('Thread t = Thread.currentThread(); System.out.println(t + " " + t.getThreadGroup() + " " + t.threadId() + " " + ProcessHandle.current().pid() + " " + new Thread() + " " + Thread.activeCount()); System.out.println(Arrays.toString(t.getStackTrace()) + StackWalker.getInstance().walk(s -> s.toList()) + t.getContextClassLoader().getClass() + " " + Thread.getAllStackTraces().keySet().stream().map(Thread::getName).sorted().toList());'),
    "hashes": main('System.out.println(new Object() + " " + System.identityHashCode(args) + " " + new int[0]);'),
    "properties": main('Properties p = System.getProperties(); p.keySet().removeIf(k -> k.equals("java.vm.compressedOopsMode")); new TreeMap<>(p).forEach((k, v) -> System.out.println(k + "=" + v));'),
    "environment": main('new TreeMap<>(System.getenv()).forEach((k, v) -> System.out.println(k + "=" + v));'),
    "class-path": main('System.out.println(System.getProperty("java.class.path") + Main.class.getProtectionDomain().getCodeSource().getLocation() + Main.class.getResource("Main.class") + ClassLoader.getSystemResource("nothing")); System.out.println(Main.class.getClassLoader().getName() + Main.class.getModule().isNamed() + Class.forName("Main").getPackage());'),
    "limits": main('Runtime r = Runtime.getRuntime(); System.out.println(r.availableProcessors() + " " + r.maxMemory()); new ProcessBuilder("/bin/sh", "-c", "ulimit -n; ulimit -f; ulimit -c; ulimit -s; nproc; grep ^Cpus_allowed_list /proc/self/status | sed -E s/[0-9]+$/one/").inheritIO().start().waitFor();'),
    "memory": main('List<int[]> kept = new ArrayList<>(); for (;;) kept.add(new int[100000]);'),
    "memory-caught": main('try { List<int[]> kept = new ArrayList<>(); for (;;) kept.add(new int[100000]); } catch (OutOfMemoryError e) { System.out.println(e); }'),
    "recursion": main('try { f(0); } catch (StackOverflowError e) { System.out.println(depth > 5000); }', more='static int depth; static void f(int n) { depth = n; f(n + 1); }'),
    "stdin-lines": main('BufferedReader in = new BufferedReader(new InputStreamReader(System.in)); String l; while ((l = in.readLine()) != null) System.out.println("<" + l + ">");'),
    "stdin-scanner": main('Scanner s = new Scanner(System.in); while (s.hasNext()) System.out.println(s.next()); System.out.println(System.in.read());'),
    "stdin-by-name": main('System.out.println(new String(new FileInputStream("/dev/stdin").readAllBytes())); try (var o = new FileWriter("/dev/stdout")) { o.write("direct\\n"); }'),
    "console": main('System.out.println(System.console() == null); System.out.println(System.out.charset() + " " + java.nio.charset.Charset.defaultCharset() + " é漢😀"); System.err.println("é漢😀");'),
    "both-streams": main('for (int i = 0; i < 3; ++i) { System.out.println("o" + i); System.err.println("e" + i); } System.out.printf("%5.2f|%-5s|%05d|%x%n", 3.14159, "ab", 42, 255);'),
    "unflushed": main('System.out.print("no newline"); System.out.write(65);'),
    "much-output": main('for (int i = 0; i < 60000; ++i) System.out.println("line " + i);'),
    "files": main('var p = java.nio.file.Path.of("a/b.txt"); java.nio.file.Files.createDirectories(p.getParent()); java.nio.file.Files.writeString(p, "text"); System.out.println(java.nio.file.Files.readString(p) + p.toAbsolutePath() + Arrays.toString(new File(".").list((d, n) -> !n.equals("x"))) + Arrays.toString(new File("/tmp").list()) + new File("out").list().length);'),
    "descriptors": main('var l = new ArrayList<String>(); for (File f : new File("/proc/self/fd").listFiles()) try { l.add(f.getName() + java.nio.file.Files.readSymbolicLink(f.toPath()).toString().replaceAll("[0-9]+", "N")); } catch (IOException e) {} l.removeIf(s -> s.contains("/proc/")); Collections.sort(l); System.out.println(l);'),
    "process": main('System.out.println(ProcessHandle.current().info().command().get()); Process p = new ProcessBuilder("cat").start(); p.getOutputStream().write("fed".getBytes()); p.getOutputStream().close(); System.out.println(new String(p.getInputStream().readAllBytes()) + p.waitFor());'),
    "name-of-process": main('System.out.println(java.nio.file.Files.readString(java.nio.file.Path.of("/proc/self/comm")) + java.nio.file.Files.readSymbolicLink(java.nio.file.Path.of("/proc/self/exe")));'),
    "signal": main('System.out.println("a"); new ProcessBuilder("/bin/sh", "-c", "kill -TERM $PPID").start(); Thread.sleep(5000);'),
    "virtual-threads": main('Thread t = Thread.startVirtualThread(() -> System.out.println(Thread.currentThread().isVirtual())); t.join(); try (var e = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) { System.out.println(e.submit(() -> 42).get()); }'),
    "common-pool": main('System.out.println(java.util.stream.IntStream.range(0, 1000).parallel().sum() + " " + java.util.concurrent.ForkJoinPool.commonPool().getParallelism() + " " + java.util.concurrent.CompletableFuture.supplyAsync(() -> Thread.currentThread().getName().replaceAll("[0-9]+", "N")).get());'),
    "thread-names": main('for (int i = 0; i < 3; ++i) { Thread t = new Thread(() -> System.out.println(Thread.currentThread())); t.start(); t.join(); } var e = java.util.concurrent.Executors.newFixedThreadPool(2); System.out.println(e.submit(() -> Thread.currentThread().getName()).get()); e.shutdown();'),
    "timer": main('var t = new java.util.Timer(true); var q = new java.util.concurrent.SynchronousQueue<String>(); t.schedule(new TimerTask() { public void run() { try { q.put(Thread.currentThread().getName()); } catch (Exception e) {} } }, 10); System.out.println(q.take());'),
    "finalizers": main('var c = java.lang.ref.Cleaner.create(); c.register(new Object(), () -> System.out.println("cleaned")); System.gc(); Thread.sleep(200);'),
    "locale": main('System.out.println(Locale.getDefault() + " " + TimeZone.getDefault().getID() + " " + String.format("%,d", 1234567) + new java.text.DecimalFormat("#.##").format(1.005) + new Date(0) + java.time.LocalDate.of(2024, 2, 29).getDayOfWeek());'),
    "collections": main('var m = new HashMap<String, Integer>(); for (String w : "the quick brown fox jumps over the lazy dog".split(" ")) m.merge(w, 1, Integer::sum); System.out.println(m + " " + new TreeMap<>(m) + " " + List.of(3, 1, 2).stream().sorted().toList());'),
    "regex": main('System.out.println("a1b22".replaceAll("[0-9]+", "#") + java.util.regex.Pattern.compile("(?<x>b+)").matcher("abbb").results().map(r -> r.group(1)).toList());'),
    "reflection": main('for (var m : Main.class.getDeclaredMethods()) System.out.println(m); Main.class.getDeclaredMethod("f", int.class).invoke(null, 1);', more='static void f(int x) { throw new IllegalArgumentException("f" + x); }'),
    "lambda-names": main('Runnable r = () -> { throw new RuntimeException("in lambda"); }; System.out.println(r.getClass().isHidden()); r.run();'),
    "initializer-fails": "public class Main { static int x = 1 / 0; public static void main(String[] a) {} }",
    "exception-in-class": main("A.f();", more="static class A { static { if (true) throw new RuntimeException(\"init\"); } static void f() {} }"),
    "no-main": "public class Main { static void other() {} }",
    "main-not-public": "class Main { static void main() { System.out.println(\"static, none\"); } }",
    "instance-main": 'class Main { final int x; Main() { x = 5; } void main() { System.out.println(x); new Exception("e").printStackTrace(); } }',
    "instance-main-arguments": 'class Main { void main(String[] a) { System.out.println(a.length); throw new RuntimeException("i"); } }',
    "instance-constructor-fails": 'class Main { Main() { throw new RuntimeException("c"); } void main() { } }',
    "instance-private-constructor": 'class Main { private Main() { } void main() { } }',
    "main-returns-int": 'class Main { public static int main(String[] a) { return 3; } }',
    "compact": 'int twice(int n) { return 2 * n; }\nvoid main() { IO.println(twice(21) + IO.readln()); throw new IllegalStateException("x"); }\n',
    "in-package": 'package a.b;\npublic class Main { public static void main(String[] x) { System.out.println(Main.class.getName()); new Throwable().printStackTrace(); } }',
    "assertions": main('assert false; System.out.println(Main.class.desiredAssertionStatus());'),
    "modules": main('System.out.println(ModuleLayer.boot().modules().stream().map(Module::getName).sorted().toList());'),
    "management": main('var m = java.lang.management.ManagementFactory.getRuntimeMXBean(); System.out.println(m.getInputArguments() + m.getVmName() + m.getSpecVersion()); System.out.println(java.lang.management.ManagementFactory.getThreadMXBean().getThreadCount() + " " + java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().stream().map(b -> b.getName()).toList());'),
    "network": main('try { new java.net.Socket("192.0.2.1", 80); } catch (IOException e) { System.out.println(e); }'),
    "loopback": main('var s = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress()); var c = new java.net.Socket(s.getInetAddress(), s.getLocalPort()); s.accept().getOutputStream().write("hi".getBytes()); System.out.println((char) c.getInputStream().read());'),
    "script": main('System.out.println(ToolProviderUse.f());', more='static class ToolProviderUse { static String f() { return java.util.spi.ToolProvider.findFirst("javac").isPresent() + " "; } }'),
    "wide-file": main('try (var o = new FileOutputStream("big")) { byte[] b = new byte[1 << 20]; for (int i = 0; i < 100; ++i) o.write(b); }'),
    # what javac says
    "warnings": main('List l = new ArrayList(); l.add(1); Thread.currentThread().stop(); @Deprecated int x;'),
    "errors": main('int x = y; String s = 5; undefined(); for (;;) } {'),
    "many-errors": main("".join(f"int a{i} = b{i};\n" for i in range(150))),
    "missing-return": main("", more="static int f() { }"),
    "unreachable": main("return; System.out.println();"),
    "unicode-error": main('String größe = "é漢😀"; int ü = größe;'),
    "tabs-and-long-lines": main("\t\tint x = " + "1 + " * 300 + "y;"),
    "public-class-elsewhere": "public class Other { } class Main { public static void main(String[] a) { } } public class Third {}",
    "empty": "",
    "annotations": main('', more="@SafeVarargs static <T> void f(T... t) { } @Override public String toSting() { return null; }"),
    "preview": main("Object o = 1; if (o instanceof int i) System.out.println(i);"),
    "lint": main("switch (1) { case 1: int x = 1 / 0; default: } ", imports="import sun.misc.Unsafe;"),
}  # fmt: skip

@pytest.mark.parametrize("name", CASES)
def test_is_as_when_started_for_the_program(both, name):
    request = {"code": CASES[name], "stdin": "first line\n2 zwölf\n", "args": ["one", "two words", "日本", "@x", "-y"], "limits": {"wall_time": 20}}
    compare(both, **request)


@pytest.mark.parametrize("name", [name for language, name, _ in programs() if language == "java"])
def test_the_corpus(both, name):
    path = next(path for language, of, path in programs() if (language, of) == ("java", name))
    stdin, stdout = expectation("java", name)
    answer = compare(both, files=files_of(path), stdin=stdin)
    assert answer["stdout"] == stdout


def test_the_samples(both):
    for sample in server.manifest("java")["samples"]:
        answer = compare(both, code=sample["source"], stdin=sample.get("stdin", ""), args=sample.get("args", []))
        assert "stdout" not in sample or answer["stdout"] == sample["stdout"]


def test_what_the_compiler_says_of_damaged_programs(both):
    corpus = [(name, files_of(path)) for language, name, path in programs() if language == "java"]
    successes = 0
    for i in range(DAMAGED):
        name, files = corpus[i * 7 % len(corpus)]
        damaged = [{**files[0], "content": mutated(files[0]["content"], f"java-{i}")}, *files[1:]]
        successes += compare(both, whole=False, files=damaged, limits={"wall_time": 5})["compile"]["success"]
    assert successes < DAMAGED


def test_several_files_and_packages(both):
    files = [{"path": "app/Main.java", "content": "package app; import lib.*; public class Main { public static void main(String[] a) { System.out.println(\"\" + new Tool().f() + new Other()); } }"},
             {"path": "lib/Tool.java", "content": "package lib; public class Tool { public int f() { return 42; } }"},
             {"path": "app/Other.java", "content": "package app; record Other() { }"}]  # fmt: skip
    assert compare(both, files=files)["stdout"] == "42Other[]\n"
    compare(both, files=[files[0], files[1]])


CHANCE = ["Math.random()", "new java.util.Random().nextLong()", "java.util.UUID.randomUUID()", "new java.security.SecureRandom().nextLong()",
          "java.util.concurrent.ThreadLocalRandom.current().nextLong()", "java.util.random.RandomGenerator.getDefault().nextLong()",
          "java.util.Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)", "System.nanoTime()"]  # fmt: skip


@pytest.mark.parametrize("random", CHANCE)
def test_chance_differs_between_runs(both, random):
    text = main(f"System.out.println({random});")
    assert len({warm(both, code=text)["stdout"] for _ in range(4)}) > 1


@pytest.mark.parametrize("more", [{"env": {"MINE": "1"}}, {"env": {"JDK_JAVA_OPTIONS": "-Dx=y"}}, {"limits": {"memory": 300 << 20}}, {"limits": {"memory": 128 << 20}}], ids=str)  # fmt: skip
def test_what_the_machine_has_looked_at_is_started_anew(both, more):
    text = main('System.out.println(System.getenv("MINE") + System.getProperty("x") + Runtime.getRuntime().maxMemory());')
    ours, cold = (warm(both, language, code=text, **more) for language in ("java", "cold-java"))
    assert ours["sandbox"]["start"] == "cold" and seen(ours) == seen(cold)


@pytest.mark.parametrize("more", [{"limits": {"wall_time": 5}}, {"limits": {"cpu_time": 2}}, {"limits": {"processes": 64}}, {"limits": {"output": 4096}}, {"limits": {"files": 4096}}, {"profile": "strict"}], ids=str)  # fmt: skip
def test_what_it_has_not_looked_at_is_warm(both, more):
    compare(both, code='public class Main { public static void main(String[] a) { for (int i = 0; i < 2000; ++i) System.out.println("line " + i); } }', **more)


def test_a_strict_program_starts_nothing_from_any_thread(both):
    text = """
      import java.lang.ref.*;
      public class Main {
        static String start() { try { return "started " + new ProcessBuilder("/bin/true").start().waitFor(); } catch (Exception e) { return e.getMessage(); } }
        static class Last { protected void finalize() { System.out.println(start()); } }
        public static void main(String[] a) throws Exception {
          System.out.println(start());
          new Last(); System.gc(); System.runFinalization(); Thread.sleep(100);
        }
      }"""
    # Of a language without rules: it is the process that is held.
    for profile, count in (("open", 2), ("strict", 0)):
        answer = warm(both, "lax-java", code=text, profile=profile)
        assert answer["stdout"].count("started 0") == count and answer["sandbox"]["start"] == "warm", answer


def test_processor_time_is_the_programs(both):
    text = main("System.out.println(1);")
    answer = warm(both, code=text)
    assert answer["usage"]["cpu_user_ms"] + answer["usage"]["cpu_sys_ms"] < answer["usage"]["wall_ms"] + 100
    assert answer["verdict"] == "ok"
    loop = main("for (;;) ;")
    for language in ("java", "cold-java"):
        answer = warm(both, language, code=loop, limits={"cpu_time": 1, "wall_time": 10})
        assert answer["verdict"] == "cpu_time_limit"
        assert 900 < answer["usage"]["cpu_user_ms"] + answer["usage"]["cpu_sys_ms"] < 3000


def test_nothing_of_one_program_reaches_the_next(both):
    leave = main('java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/left"), "x"); System.setProperty("left", "x"); Thread t = new Thread(() -> { for (;;) ; }); t.start(); System.exit(0);')
    look = main('System.out.println(new File("/tmp/left").exists() + System.getProperty("left") + Arrays.toString(new File("/tmp").list()) + Arrays.toString(new File("/dev/shm").list()) + Arrays.toString(new File("/proc").list((d, n) -> n.matches("[0-9]+"))));')
    for _ in range(3):
        warm(both, code=leave)
        assert warm(both, code=look)["stdout"] == "falsenull[][][2]\n"


def parked(running):
    return [pid for pid, name in running.descendants().items() if name == "java"]


def test_what_dies_while_it_waits_is_replaced(both):
    wait_until(lambda: all(count == 3 for count in ready(both)), 60, "all that wait")
    killed = parked(both)
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not set(killed) & set(both.descendants()), 10, "their end")
    answer = both.execute(CASES["arguments"], "java", args=["x"])[1]
    assert answer["success"], answer
    assert answer["stdout"] == "1[x]\n" and answer["sandbox"]["start"] == "cold"
    assert warm(both, code=CASES["arguments"])["sandbox"]["start"] == "warm"


def test_more_at_once_than_wait_are_started(both):
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda i: both.execute(main(f"System.out.println({i});"), "java", patience=120)[1], range(12)))
    assert [answer["stdout"] for answer in answers] == [f"{i}\n" for i in range(12)]
    assert {answer["sandbox"]["start"] for answer in answers} <= {"warm", "cold"}
