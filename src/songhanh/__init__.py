"""Song Hành: from a province's plan to its signed report."""
