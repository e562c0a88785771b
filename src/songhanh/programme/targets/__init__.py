"""Targets, milestones, roadmaps and the settings of their counting."""
