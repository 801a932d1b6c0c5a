"""newsreader: read many reports of one story, see what they share, and label it from the keyboard."""

__version__ = "0.1.0"
