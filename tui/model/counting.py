"""Numbers of things, in words."""


def counted(number: int, one: str, more: str = "") -> str:
    """`1 label`, `2 labels`; `1 copy`, `2 copies` where more are called otherwise."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"
