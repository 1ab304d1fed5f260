from typing import List


def has_close_elements(numbers: List[float], threshold: float) -> bool:
    """Whether any two numbers are closer to each other than the threshold."""
    ordered = sorted(numbers)
    return any(b - a < threshold for a, b in zip(ordered, ordered[1:]))


def separate_groups(text: str) -> List[str]:
    result, current, depth = [], [], 0
    for c in text:
        if c in "()":
            current.append(c)
            depth += 1 if c == "(" else -1
            if depth == 0:
                result.append("".join(current))
                current.clear()
    return result


def check(candidate):
    assert candidate([1.0, 2.0, 3.9, 4.0, 5.0, 2.2], 0.3) == True
    assert candidate([1.0, 2.0, 3.9, 4.0, 5.0, 2.2], 0.05) == False
    assert candidate([], 1) is False


check(has_close_elements)
assert separate_groups("(()()) ((())) () ((())()())") == ["(()())", "((()))", "()", "((())()())"]
print("passed")
