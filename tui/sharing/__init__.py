"""Finding what articles share."""
