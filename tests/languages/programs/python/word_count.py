import re
import sys
from collections import Counter

words = Counter(re.findall(r"[a-z]+", sys.stdin.read().lower()))
for word, n in sorted(words.items(), key=lambda item: (-item[1], item[0])):
    print(f"{word:<8}{n:>3}")
