"""Runs every benchmark, one after the other: `python -m benchmarks [--data FOLDER]`.

Those that need labelled data (folders `segmentation` and `sharing` in FOLDER) are left out without it.
"""

import argparse
import subprocess
import sys
from pathlib import Path

ALWAYS = ["startup", "screen", "saving", "durability", "sharing_speed"]


def main() -> None:
    """Run them in processes of their own, so that none warms another's caches."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder with labelled data")
    asked = parser.parse_args()
    commands = [[name] for name in ALWAYS]
    if asked.data:
        commands += [
            [name, "--data", str(asked.data / name.split("_")[0])] for name in ("segmentation", "sharing_quality")
        ]
    for name, *arguments in commands:
        print(f"\n{name} {' '.join(arguments)}\n", flush=True)
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *arguments], check=False)


if __name__ == "__main__":
    main()
