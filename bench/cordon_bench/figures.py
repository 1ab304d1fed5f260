"""Quantiles and ratios. Plain functions."""


def quantile(values, q):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(q * len(ordered)))]


def summary(values):
    """{p50, p90, p99, n} in the unit of the values."""
    return {**{f"p{q}": round(quantile(values, q / 100), 4) for q in (50, 90, 99)}, "n": len(values)}


def slope(values):
    """Of the straight line through values at 0, 1, 2…: how much more each next one is."""
    n = len(values)
    if n < 2:
        return 0.0
    middle, mean = (n - 1) / 2, sum(values) / n
    return sum((i - middle) * (v - mean) for i, v in enumerate(values)) / sum((i - middle) ** 2 for i in range(n))
