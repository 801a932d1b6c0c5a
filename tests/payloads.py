"""Text that wants to do something to the terminal, the screen or the person: each test of hostile text takes it."""

ESCAPES = (
    "\x1b]52;c;UFdORUQ=\x07", "\x1b]52;c;UFdORUQ=\x1b\\", "\x1b]2;PWNED\x1b\\", "\x1b]0;PWNED\x07",
    "\x1b]8;;http://evil.test\x1b\\link\x1b]8;;\x1b\\", "\x1b[2J\x1b[H", "\x1b[6n", "\x1b[8m", "\x1bP$q\"p\x1b\\",
    "\x1b_Gi=31;AAAA\x1b\\", "\x1bc", "\x9b2J", "\x9d0;title\x9c", "\x90q\x9c", "\x00nul\x07\x08\x7f", "\x1b]2;no end",
)  # fmt: skip
"""What a terminal would act on: clipboard, title, links, clearing, questions, device control, C1, no end."""
MARKUP = ("[bold]not bold[/]", "closing [/b] tag", "[@click=app.quit]x[/]", "[sic] he said", "[$primary]x", "[/")
"""What Rich or Textual would take for markup."""
DECEPTIVE = (
    "\u202egnp.exe", "\u2066isolated\u2069", "a\u2028b\u2029c", "zero\u200bwidth\u200d\ufeff", "e" + "\u0301" * 200,
    "\U000e0041\U000e007f", "👨‍👩‍👧 日本語 שלום", "\tTab\x0c\x0b",
)  # fmt: skip
"""What reorders, hides, breaks or floods."""
FLOODS = (
    "e" + "\u0301" * 1000, "\u200b" * 1000, "👩\u200d" * 700, "\t" * 700, " " * 900, "\u00a0" * 200, "☀️" * 12,
    "❤️ love ❤️", "👩🏽‍🚀👩🏽‍🚀", "\u3164\uffa0" * 20,
)  # fmt: skip
"""What has another width than it seems to have, in numbers that fill rows and screens."""
PAYLOADS = (*ESCAPES, *MARKUP, *DECEPTIVE)
