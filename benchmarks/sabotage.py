"""Whether the tests of the store would notice: sabotaged copies of it, each of which a test must catch.

    python -m benchmarks.sabotage [--only WORD] [--jobs 2]

Each sabotage changes a few characters of a copy of `tui/store` in a temporary folder and runs `tests/store`
there. Prints the test that caught it. Exit status 1 when one was not caught, when its code is no longer there to
be changed, or when the tests fail on the copy that nothing was done to.
"""

# ruff: noqa: E501 (a sabotage a line reads better)

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Sabotage:
    """One thing done wrong."""

    name: str
    file: str
    good: str
    bad: str


SABOTAGES = [
    Sabotage("no fsync of the journal", "disk.py", "self.write_all(fd, data)\n        self.sync(fd)", "self.write_all(fd, data)"),
    Sabotage("no fsync of a file that is replaced", "disk.py", "                self.sync(fd)\n            finally:", "            finally:"),
    Sabotage("no fsync of the folder", "disk.py", "        self.sync_folder(path.parent)\n", ""),
    Sabotage("files edited in place", "disk.py", 'path.with_name(path.name + ".tmp")', "path"),
    Sabotage("short writes taken for whole", "disk.py", "rest = rest[self.write(fd, rest) :]", "rest = rest[self.write(fd, rest) and len(rest) :]"),
    Sabotage("no lock", "disk.py", "if not self._disk.lock(fd):", "if False:"),
    Sabotage("a lock that others removed", "disk.py", "if self._disk.is_gone(fd):", "if False:"),
    Sabotage("files for everybody to read", "disk.py", "PRIVATE = 0o600", "PRIVATE = 0o644"),
    Sabotage("a mode that is not kept", "disk.py", "old.st_mode & 0o777 if old else PRIVATE", "PRIVATE"),
    Sabotage("links followed when writing", "disk.py", 'getattr(os, "O_NOFOLLOW", 0) | ', ""),
    Sabotage("no CRC", "journal.py", ' or checksum != b"%08x" % crc32(body)', ""),
    Sabotage("a journal trusted after an error", "journal.py", "        except BaseException:\n            self.close()\n            raise", "        except BaseException:\n            raise"),
    Sabotage("a journal that was removed goes on", "journal.py", " or self._disk.is_gone(self._fd)", ""),
    Sabotage("an old journal's lines lost at the first change", "journal.py", "self._begin([*self.lines, new])", "self._begin([new])"),
    Sabotage("changes during a checkpoint dropped", "journal.py", "if one.number > number]", "if False]"),
    Sabotage("half characters stop everything", "journal.py", 'encode(errors="replace")', "encode()"),
    Sabotage("visible before it is durable", "storage.py", "            self._journal.append(new)\n            self.seq = new.number\n            apply(self.tables, new.patch)", "            apply(self.tables, new.patch)\n            self.seq = new.number\n            self._journal.append(new)"),
    Sabotage("journal emptied before the main file is written", "storage.py", "            tables, seq = self._now()\n            self._write_main(", "            tables, seq = self._now()\n            self._journal.drop(seq)\n            self._write_main("),
    Sabotage("journal emptied before the backup is written", "storage.py", '            self._keep("bak", *encoded(tables, self._form.schema, seq))\n', '            self._journal.drop(seq)\n            self._keep("bak", *encoded(tables, self._form.schema, seq))\n'),
    Sabotage("no backups", "storage.py", '            self._keep("bak", *encoded(tables, self._form.schema, seq))\n', ""),
    Sabotage("the newest backups go first", "storage.py", "range(free, 0, -1)", "range(0)"),
    Sabotage("main file read before the journal", "recovery.py", "    _replay(found, journal, path.name)\n", '    journal = Journal(disk, path.with_name(path.name + ".journal"))\n    _replay(found, journal, path.name)\n'),
    Sabotage("old lines applied again", "recovery.py", "if one.number > found.seq:", "if True:"),
    Sabotage("gaps in the journal not told", "recovery.py", "if missing or None in journal.read:", "if False:"),
    Sabotage("damaged files not kept", "storage.py", "            while self._aside:", "            while False:"),
    Sabotage("foreign changes overwritten", "storage.py", "if self._sign() != self._signature:", "if False:"),
    Sabotage("a damaged count of changes believed", "mainfile.py", 'meta.get("check", _check(schema, seq)) == _check(schema, seq)', "True"),
    Sabotage("newer schemas taken for ours", "recovery.py", "        if read.schema > form.schema:", "        if False:"),
    Sabotage("links replaced by files", "storage.py", "Path(path).resolve()", "Path(path).absolute()"),
    Sabotage("a live table written while it changes", "storage.py", "return {name: dict(table) for name, table in self.tables.items()}, self.seq", "return self.tables, self.seq"),
    Sabotage("writing when read-only", "storage.py", "if not self.read_only and (self._journal.lines", "if (self._journal.lines"),
    Sabotage("merely looking makes a file", "storage.py", "self._main_seq = -1 if unclean else self.seq", "self._main_seq = -1"),
    Sabotage("callers given the tables themselves", "storage.py", "orjson.loads(orjson.dumps(self._now()[0]))", "self._now()[0]"),
    Sabotage("a change that failed forgotten", "database.py", '                self.problem = f"Not saved', '                self._waiting.clear()\n                self.problem = f"Not saved'),
    Sabotage("history without end", "database.py", "max(0, len(numbers) - len(self._undone) + 1 - HISTORY_LIMIT)", "0"),
    Sabotage("what was undone can be redone for ever", "database.py", "for gone in [*self._undone, *oldest]", "for gone in oldest"),
    Sabotage("history in a line of its own", "database.py", "        self._waiting.append(self._patch(step))\n", "        patch = dict(self._patch(step))\n        later = patch.pop(HISTORY, None)\n        self._waiting.append(patch)\n        self._waiting.extend([{HISTORY: later}] if later else [])\n"),
    Sabotage("a migration that forgets", "records.py", 'ids.get(annotation["label"], "")', '""'),
    Sabotage("types not looked at", "records.py", "elif type(values[name]) is not wanted:", "elif False:"),
    Sabotage("types not looked at where all is as written", "records.py", '"".join(column)', "pass"),
    Sabotage("fields that we do not know dropped", "records.py", "if set(map(len, documents)) != {len(_FIELDS[kind])}:", "if False:"),
    Sabotage("the checksum of the main file not looked at", "mainfile.py", """f'"crc32":"{crc32(memoryview(data)[:end]):08x}"'.encode() in data[end:]""", "True"),
    Sabotage("a long journal never begun anew", "storage.py", "> LONG_JOURNAL", "> 1e99"),
]  # fmt: skip


def run_tests(sabotage: Sabotage | None) -> tuple[bool, str]:
    """Run the tests on a copy; whether they passed, and the name of the first that failed or what went wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ignored = shutil.ignore_patterns("__pycache__", "snapshots", "__snapshots__")
        for part in ("tui", "tests/store", "docs"):
            shutil.copytree(ROOT / part, folder / part, ignore=ignored)
        for part in ("pyproject.toml", "tests/__init__.py"):
            shutil.copy(ROOT / part, folder / part)
        if sabotage:
            path = folder / "tui" / "store" / sabotage.file
            code = path.read_text("utf-8")
            if code.count(sabotage.good) != 1:
                return True, "the code to be changed is not there once"
            path.write_text(code.replace(sabotage.good, sabotage.bad), "utf-8")
        command = [sys.executable, "-m", "pytest", "tests/store", "-x", "-q", "-p", "no:cacheprovider", "--tb=no"]
        result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        failed = re.search(r"^(?:FAILED|ERROR) (\S+)", result.stdout, re.MULTILINE)
        return result.returncode == 0, failed[1] if failed else result.stdout[-300:]


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Sabotage the store, and see whether its tests notice.")
    parser.add_argument("--only", default="", help="only sabotages whose name has this in it")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    passed, why = run_tests(None)
    if not passed:
        print(f"The tests fail without any sabotage: {why}")
        return 1
    chosen = [one for one in SABOTAGES if options.only in one.name]
    missed = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for sabotage, (passed, why) in zip(chosen, pool.map(run_tests, chosen), strict=True):
            missed += passed
            print(f"{'MISSED' if passed else 'caught'}  {sabotage.name:48}  {why}", flush=True)
    print(f"{len(chosen) - missed} of {len(chosen)} caught")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
