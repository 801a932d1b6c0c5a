"""The notebook on disk."""
