# expect: ok | compare: differ | runs: a b c
import os, random, uuid
print(os.urandom(8).hex(), random.random(), uuid.uuid4(), hash('seed'))
