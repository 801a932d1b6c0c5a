"""A list of things of some rows each: only what is in view is worked out, and the cursor is always in view."""

from textual.app import App, ComposeResult
from textual.content import Content

from tui.widgets.row_list import RowList


class Host(App[None]):
    def __init__(self, count: int, heights: list[int] | None) -> None:
        super().__init__()
        self.count = count
        self.heights = heights
        self.worked_out: set[int] = set()

    def compose(self) -> ComposeResult:
        yield RowList()

    def on_mount(self) -> None:
        self.rows.show(self.count, self.rows_of, self.heights)

    def rows_of(self, place: int, width: int) -> list[Content]:
        self.worked_out.add(place)
        return [Content(f"thing {place}"), Content("x" * 2 * width)][: 1 + place % 2]

    @property
    def rows(self) -> RowList:
        return self.query_one(RowList)

    def shown(self) -> list[str]:
        return [self.rows.render_line(y).text.rstrip() for y in range(self.rows.size.height)]


async def test_only_what_is_in_view_is_worked_out() -> None:
    app = Host(100_000, [1, 3] * 50_000)
    async with app.run_test(size=(20, 6)) as pilot:
        await pilot.pause()
        wide = "x" * (app.rows.scrollable_content_region.width - 2)
        assert app.shown() == ["▌thing 0", " thing 1", f" {wide}…", "", " thing 2", " thing 3"]
        app.rows.action_bottom()
        await pilot.pause()
        assert app.shown()[3:] == ["▌thing 99999", f"▌{wide}…", "▌"]
        assert len(app.worked_out) < 20


async def test_without_heights_each_thing_takes_the_rows_it_has() -> None:
    app = Host(4, None)
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.pause()
        assert [row[:8] for row in app.shown()] == [
            "▌thing 0", " thing 1", " xxxxxxx", " thing 2", " thing 3", " xxxxxxx", "", "",
        ]  # fmt: skip


async def test_a_page_is_what_is_in_view() -> None:
    app = Host(10, [2] * 10)
    async with app.run_test(size=(20, 6)) as pilot:
        await pilot.pause()
        places = []
        for act in (*[app.rows.action_page_down] * 5, *[app.rows.action_page_up] * 5):
            act()
            await pilot.pause()
            places.append(app.rows.cursor)
            assert any(row.startswith("▌") for row in app.shown())
        assert places[:5] == [2, 4, 6, 8, 9] and places[-1] == 0 and places[5:] == sorted(places[5:], reverse=True)


async def test_a_click_puts_the_cursor_there() -> None:
    app = Host(4, [1, 2, 1, 2])
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.pause()
        await pilot.click(RowList, offset=(3, 2))
        assert app.rows.cursor == 1
        await pilot.click(RowList, offset=(3, 7))
        assert app.rows.cursor == 1, "below all of them there is nothing"
