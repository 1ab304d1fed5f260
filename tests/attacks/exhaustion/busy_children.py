# expect: cpu_time_limit | limits: {"cpu_time": 0.5}
# The parent sleeps; no child uses much.
import os, time
while True:
    child = os.fork()
    if child == 0:
        end = time.process_time() + 0.05
        while time.process_time() < end:
            pass
        os._exit(0)
    os.waitpid(child, 0)
