from collections import Counter

sequence = input()
for k in (1, 2, 3):
    counts = Counter(sequence[i:i + k] for i in range(len(sequence) - k + 1))
    for key, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:6]:
        print(key, n)
    print()
