"""Records from Excel files: templates, the offices' own columns, faults by cell, undo."""
