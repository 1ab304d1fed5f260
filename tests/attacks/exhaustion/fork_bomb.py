# expect: process_limit or memory_limit or time_limit | timeout: 2
import os
while True:
    os.fork()
