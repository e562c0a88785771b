"""Small shared modules, one subject a file, no models."""
