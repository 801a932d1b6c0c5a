"""One file a format that leaves the program; `writing` puts a finished text on disk."""
