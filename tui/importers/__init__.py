"""One file a format that articles come in; `opening` finds the files and picks the format."""
