import base64
import collections
import csv
import datetime
import decimal
import fractions
import hashlib
import heapq
import io
import json
import re
import sqlite3
import statistics
import string
import struct
import textwrap
import zoneinfo

print(decimal.Decimal("0.1") + decimal.Decimal("0.2"), fractions.Fraction(1, 3) + fractions.Fraction(1, 6))
print(datetime.datetime(2024, 2, 29, 12, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin")).astimezone(datetime.UTC).isoformat())
print(hashlib.sha256(b"abc").hexdigest()[:16], base64.b64encode(b"hi").decode(), struct.pack(">HI", 1, 2).hex())
print(heapq.nsmallest(3, [5, 1, 4, 2]), collections.deque([1, 2, 3], maxlen=2), statistics.median([1, 5, 2]))
print(json.dumps({"b": [1, None, True], "a": "é"}, sort_keys=True, ensure_ascii=False))
print(list(csv.reader(io.StringIO('a,"b,c"\n1,2'))), re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"))
with sqlite3.connect(":memory:") as db:
    db.execute("create table t (n int)")
    db.executemany("insert into t values (?)", [(i,) for i in range(5)])
    print(db.execute("select sum(n), count(*) from t where n > 1").fetchone())
print(textwrap.fill("the quick brown fox jumps", 12), string.Template("$a-$b").substitute(a=1, b=2))
