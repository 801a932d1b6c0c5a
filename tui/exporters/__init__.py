"""One file a format that annotations leave in."""
