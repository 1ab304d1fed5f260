# expect: file_limit | limits: {"files": 1048576} | exit: 1
# A file that is gone when anybody looks for it, outside of the work folder.
import tempfile
with tempfile.TemporaryFile() as file:
    for _ in range(3):
        file.write(bytes(1 << 20))
