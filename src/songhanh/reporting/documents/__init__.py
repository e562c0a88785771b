"""Official documents written from submissions and consolidations."""
