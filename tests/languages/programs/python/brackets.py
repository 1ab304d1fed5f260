import sys

PAIRS = {")": "(", "]": "[", "}": "{"}
for line in sys.stdin:
    line, stack, good = line.strip(), [], True
    for c in line:
        if c in "([{":
            stack.append(c)
        elif c in PAIRS:
            if not stack or stack.pop() != PAIRS[c]:
                good = False
                break
    print(line, "balanced" if good and not stack else "broken")
