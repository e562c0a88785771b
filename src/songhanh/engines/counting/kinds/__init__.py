"""The ten kinds of targets, each in words of its own: a question and a year give figures."""
