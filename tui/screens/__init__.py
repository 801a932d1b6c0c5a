"""What the person is doing."""
