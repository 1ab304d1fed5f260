from dataclasses import dataclass, field
from enum import Enum, auto


class Kind(Enum):
    CIRCLE = auto()
    BOX = auto()


@dataclass(frozen=True, order=True)
class Shape:
    kind: Kind = field(compare=False)
    size: float
    tags: tuple[str, ...] = ()


def area(shape):
    match shape:
        case Shape(Kind.CIRCLE, r):
            return 3 * r * r
        case Shape(Kind.BOX, s, ("big", *_)):
            return s * s * 100
        case Shape(_, s):
            return s * s


shapes = [Shape(Kind.CIRCLE, 2), Shape(Kind.BOX, 3, ("big", "red")), Shape(Kind.BOX, 1)]
print([area(s) for s in sorted(shapes)], max(shapes))
match {"a": [1, 2, {"b": 3}]}:
    case {"a": [_, *rest, {"b": x}]} if x > 2:
        print(rest, x)
