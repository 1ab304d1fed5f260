import sys

table = str.maketrans("ACGTNRYKM", "TGCANYRMK")
header, parts = None, []


def flush():
    if header is None:
        return
    print(header)
    text = "".join(parts).translate(table)[::-1]
    for i in range(0, len(text), 30):
        print(text[i:i + 30])


for line in sys.stdin:
    line = line.strip()
    if line.startswith(">"):
        flush()
        header, parts = line, []
    else:
        parts.append(line)
flush()
