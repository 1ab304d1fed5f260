"""Requests whose answers are known, from several clients at once, for as long as a test wants."""

import http.client
import random
import threading

WORDS = ["alpha", "beta", "gamma", "delta"]


def programs(number):
    """(language, code, stdin, output)"""
    yield "python", "print(sum(map(int, input().split())))", f"{number} {number + 1}\n", f"{2 * number + 1}\n"
    yield "python", f"import time\ntime.sleep(0.3)\nprint({number} ** 2)", "", f"{number ** 2}\n"
    yield "javascript", f"console.log([{number}, 7].map((x) => x * 3).join(' '))", "", f"{number * 3} 21\n"
    yield "cpp", "#include <cstdio>\nint main() { long n; if (std::scanf(\"%ld\", &n) == 1) std::printf(\"%ld\\n\", n * 2); }", f"{number}\n", f"{number * 2}\n"
    yield "python", f"for i in range(2000): print('{random.choice(WORDS)}', {number})", "", None


class Load:
    """`right`, `wrong` (answers with status 200 that are not what the program prints), `failed`
    (5xx, or no answer at all)."""

    def __init__(self, server, clients=3):
        self.server, self.over = server, threading.Event()
        self.right, self.failed, self.wrong = 0, 0, []
        self.threads = [threading.Thread(target=self.work, args=(i,)) for i in range(clients)]
        for thread in self.threads:
            thread.start()

    def work(self, seed):
        choose = random.Random(seed)
        while not self.over.is_set():
            language, code, stdin, output = choose.choice(list(programs(choose.randrange(10**6))))
            try:
                status, answer = self.server.execute(code, language, stdin=stdin, patience=90)
            except (OSError, ValueError, http.client.HTTPException):
                self.failed += 1
                self.over.wait(0.05)
                continue
            if status >= 500:
                self.failed += 1
            elif status == 200 and (answer["output"] == output if output else answer["output"].count("\n") == 2000):
                self.right += 1
            else:
                self.wrong.append((status, answer, output))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.over.set()
        for thread in self.threads:
            thread.join()
