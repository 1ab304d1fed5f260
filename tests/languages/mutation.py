"""Small damage to a program's text, the same every time for the same seed."""

import random
import re

TOKEN = re.compile(r"[A-Za-z_]\w*|\d+|\S")


def mutated(source, seed):
    """The source with one token or line lost, doubled, exchanged or renamed, never in what it includes or imports."""
    chance = random.Random(seed)
    lines = source.split("\n")
    able = [i for i, line in enumerate(lines) if TOKEN.search(line) and not re.match(r"\s*(#|//|import\b|package\b|use\b|\")", line)]
    i = chance.choice(able)
    tokens = list(TOKEN.finditer(lines[i]))
    token = chance.choice(tokens)
    before, text, after = lines[i][: token.start()], token.group(), lines[i][token.end() :]
    kind = chance.randrange(6)
    if kind == 0:
        lines[i] = before + after
    elif kind == 1:
        lines[i] = before + text + " " + text + after
    elif kind == 2:
        names = [t for t in tokens if t.group()[0].isalpha()]
        token = chance.choice(names or tokens)
        lines[i] = lines[i][: token.start()] + token.group() + "_" + lines[i][token.end() :]
    elif kind == 3:
        del lines[i]
    elif kind == 4:
        lines.insert(i, lines[i])
    else:
        lines[i] = before + chance.choice(["(", ")", "{", "}", ";", "1", '"text"', "nothing"]) + after
    return "\n".join(lines)
