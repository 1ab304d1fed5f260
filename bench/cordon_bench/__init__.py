"""Measures Cordon against the bare tools and its peers: see bench/README.md. Python's standard library alone."""
