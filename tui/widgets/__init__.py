"""Things on the screen; each knows only what it is shown."""
