"""TinyDB's own API over our storage, operation by operation beside TinyDB's own storage."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tinydb
from tinydb import operations, where
from tinydb.table import Document

from tui.store.storage import JournaledStorage

Act = Callable[[tinydb.TinyDB], Any]
ACTS: list[Act] = [
    lambda db: db.tables(),
    lambda db: db.insert({"name": "a", "n": 1, "tags": ["x"]}),
    lambda db: db.insert_multiple([{"name": "b", "n": 2}, {"name": "c", "n": 3}, {"name": "d", "n": 3}]),
    lambda db: db.table("t").insert({"name": "of another table", "nested": {"deep": [1, None, True, 1.5]}}),
    lambda db: db.all(),
    lambda db: len(db),
    lambda db: [document.doc_id for document in db],
    lambda db: db.search(where("n") == 3),
    lambda db: db.search(where("n") == 3),
    lambda db: db.get(where("name") == "b"),
    lambda db: db.get(doc_id=2),
    lambda db: db.get(doc_ids=[1, 4, 9]),
    lambda db: db.get(where("name") == "nobody"),
    lambda db: db.contains(where("n") > 2),
    lambda db: db.contains(doc_id=77),
    lambda db: db.count(where("n") == 3),
    lambda db: db.update({"n": 10}, where("name") == "a"),
    lambda db: db.update({"seen": True}),
    lambda db: db.update({"n": 11}, doc_ids=[2, 99]),
    lambda db: db.update(operations.increment("n"), where("n") > 2),
    lambda db: db.update(operations.delete("seen"), doc_ids=[1]),
    lambda db: db.update_multiple([({"m": 1}, where("n") > 10), (operations.add("m", 2), where("n") > 11)]),
    lambda db: db.update({"n": 5}, where("name") == "nobody"),
    lambda db: db.upsert({"name": "a", "n": 7}, where("name") == "a"),
    lambda db: db.upsert({"name": "new", "n": 8}, where("name") == "new"),
    lambda db: db.upsert(Document({"name": "by number"}, doc_id=40)),
    lambda db: db.insert(Document({"name": "at a number"}, doc_id=50)),
    lambda db: db.insert({"name": "after it"}),
    lambda db: db.insert({"name": "Füße “quoted” \u2028 \n\t\"", "": None}),
    lambda db: db.remove(where("n") == 4),
    lambda db: db.remove(doc_ids=[1]),
    lambda db: db.all(),
    lambda db: db.table("t").all(),
    lambda db: db.table("empty", persist_empty=True),
    lambda db: db.table("t").truncate(),
    lambda db: db.table("t").insert({"again": 1}),
    lambda db: db.tables(),
    lambda db: db.drop_table("t"),
    lambda db: db.drop_table("never was"),
    lambda db: db.tables(),
    lambda db: db.truncate(),
    lambda db: db.insert({"name": "first again"}),
    lambda db: db.drop_tables(),
    lambda db: db.tables(),
    lambda db: db.insert({"name": "last"}),
    lambda db: db.all(),
]  # fmt: skip
REFUSED: list[Act] = [
    lambda db: db.insert(["no mapping"]),
    lambda db: db.insert({"n": {1, 2}}),
    lambda db: db.insert({"n": object()}),
    lambda db: db.update(operations.increment("absent")),
    lambda db: db.insert(Document({}, doc_id=1)),
    lambda db: db.remove(),
    lambda db: db.get(),
]


def outcome(act: Act, db: tinydb.TinyDB) -> Any:
    try:
        return act(db) if not callable(act) else json.loads(json.dumps(act(db), default=repr_of))
    except Exception as error:
        return type(error)


def repr_of(value: Any) -> Any:
    return sorted(value) if isinstance(value, set) else type(value).__name__


def ours(path: Path) -> tinydb.TinyDB:
    return tinydb.TinyDB(path, storage=JournaledStorage)


def test_every_operation_has_the_result_that_it_has_with_stock_tinydb(tmp_path: Path) -> None:
    path, stock = tmp_path / "ours.json", tinydb.TinyDB(tmp_path / "stock.json")
    db = ours(path)
    for number, act in enumerate(ACTS):
        assert outcome(act, db) == outcome(act, stock), f"operation {number}"
        assert (db.storage.read() or {}) == (stock.storage.read() or {}), f"after operation {number}"
        assert [*(db.storage.read() or {}).items()] == [*(db.storage.read() or {}).items()]
        if number % 5 == 0:
            db.close()
            db = ours(path)
            stock.close()
            stock = tinydb.TinyDB(tmp_path / "stock.json")
            with tinydb.TinyDB(path) as plain:
                assert plain.tables() - {"_meta"} == stock.tables()


@pytest.mark.parametrize("act", REFUSED)
def test_what_stock_tinydb_refuses_is_refused_alike_and_changes_nothing(tmp_path: Path, act: Act) -> None:
    db, stock = ours(tmp_path / "ours.json"), tinydb.TinyDB(tmp_path / "stock.json")
    db.insert({"name": "a"})
    stock.insert({"name": "a"})
    refusal = outcome(act, db)
    assert refusal is outcome(act, stock) and issubclass(refusal, Exception)
    assert db.all() == [{"name": "a"}]


def test_what_callers_do_to_results_or_arguments_does_not_reach_the_tables(tmp_path: Path) -> None:
    db = ours(tmp_path / "ours.json")
    tags = ["x"]
    db.insert({"tags": tags})
    tags.append("y")
    db.all()[0]["tags"].append("z")
    assert db.all() == [{"tags": ["x"]}]


def test_an_update_that_matches_nothing_writes_nothing(tmp_path: Path) -> None:
    db = ours(tmp_path / "ours.json")
    db.insert({"n": 1})
    size = (tmp_path / "ours.json.journal").stat().st_size
    db.update({"n": 2}, where("n") == 3)
    assert (tmp_path / "ours.json.journal").stat().st_size == size


def test_stock_tinydb_opens_the_main_file_at_any_moment(tmp_path: Path) -> None:
    path = tmp_path / "ours.json"
    db = ours(path)
    for number in range(5):
        db.insert({"n": number})
        if number % 2:
            storage = db.storage
            assert isinstance(storage, JournaledStorage)
            storage.checkpoint()
        with tinydb.TinyDB(path) as plain:
            assert plain.all() == db.all()[: len(plain)]
    db.close()
    with tinydb.TinyDB(path) as plain:
        assert plain.all() == [{"n": number} for number in range(5)]
