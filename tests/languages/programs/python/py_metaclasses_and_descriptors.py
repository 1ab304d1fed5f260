class Meta(type):
    registry = {}

    def __new__(mcs, name, bases, namespace, **kw):
        cls = super().__new__(mcs, name, bases, namespace)
        mcs.registry[name] = kw
        return cls

    def __init__(cls, name, bases, namespace, **kw):
        super().__init__(name, bases, namespace)


class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        return self if instance is None else getattr(instance, self.name, 0)

    def __set__(self, instance, value):
        if value < 0:
            raise ValueError(f"{self.name[1:]} must not be negative")
        setattr(instance, self.name, value)


class Base(metaclass=Meta, flag=True):
    amount = Positive()
    __slots__ = ("_amount",)

    def __getattr__(self, name):
        return f"no {name}"

    def __add__(self, other):
        r = type(self)()
        r.amount = self.amount + other.amount
        return r


a, b = Base(), Base()
a.amount, b.amount = 2, 3
print((a + b).amount, Meta.registry, a.nothing)
try:
    a.amount = -1
except ValueError as e:
    print(e)
