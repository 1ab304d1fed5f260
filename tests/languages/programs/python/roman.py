TABLE = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def to_roman(n):
    text = ""
    for value, letters in TABLE:
        text += letters * (n // value)
        n %= value
    return text


def from_roman(text):
    value = 0
    for amount, letters in TABLE:
        while text.startswith(letters):
            value += amount
            text = text[len(letters):]
    return value


for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999):
    print(n, to_roman(n), from_roman(to_roman(n)))
