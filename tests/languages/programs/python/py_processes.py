import multiprocessing
import os
import subprocess
import sys
import threading


def square(n):
    return n * n


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    with multiprocessing.Pool(2) as pool:
        print(pool.map(square, range(6)))
    print(subprocess.run([sys.executable, "-c", "print(6 * 7)"], capture_output=True, text=True).stdout.strip())
    print(subprocess.run("echo $((1 + 2)) | tr 3 x", shell=True, capture_output=True, text=True).stdout.strip())
    lock, total = threading.Lock(), 0

    def add():
        global total
        for _ in range(1000):
            with lock:
                total += 1

    threads = [threading.Thread(target=add) for _ in range(4)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    read, write = os.pipe()
    if os.fork() == 0:
        os.write(write, b"from the child")
        os._exit(0)
    os.wait()
    print(total, os.read(read, 100).decode())
