"""One file a format that articles come in."""
