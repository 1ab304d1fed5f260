import sys


class Parser:
    def __init__(self, text):
        self.text, self.at = text.replace(" ", ""), 0

    def peek(self):
        return self.text[self.at] if self.at < len(self.text) else ""

    def expression(self):
        value = self.term()
        while self.peek() in ("+", "-"):
            op = self.peek()
            self.at += 1
            value = value + self.term() if op == "+" else value - self.term()
        return value

    def term(self):
        value = self.factor()
        while self.peek() in ("*", "/"):
            op = self.peek()
            self.at += 1
            value = value * self.factor() if op == "*" else value // self.factor()
        return value

    def factor(self):
        if self.peek() == "-":
            self.at += 1
            return -self.factor()
        if self.peek() == "(":
            self.at += 1
            value = self.expression()
            self.at += 1
            return value
        start = self.at
        while self.peek().isdigit():
            self.at += 1
        return int(self.text[start:self.at])


for line in sys.stdin:
    print(line.strip(), "=", Parser(line.strip()).expression())
