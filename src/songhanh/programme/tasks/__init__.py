"""Task groups, tasks, assignments and duties."""
