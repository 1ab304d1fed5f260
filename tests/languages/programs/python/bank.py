import sys


class BankError(Exception):
    pass


accounts = {}


def account(name):
    if name not in accounts:
        raise BankError(f"no account {name}")
    return name


def take(name, amount):
    if accounts[account(name)] < amount:
        raise BankError(f"{name} has only {accounts[name]}")
    accounts[name] -= amount


for line in sys.stdin:
    command, *words = line.split()
    try:
        if command == "open":
            if words[0] in accounts:
                raise BankError(f"{words[0]} exists")
            accounts[words[0]] = 0
        elif command == "deposit":
            accounts[account(words[0])] += int(words[1])
        elif command == "withdraw":
            take(words[0], int(words[1]))
        elif command == "transfer":
            take(words[0], int(words[2]))
            accounts[account(words[1])] += int(words[2])
        elif command == "report":
            for name in sorted(accounts):
                print(name, accounts[name])
    except BankError as error:
        print("error:", error)
