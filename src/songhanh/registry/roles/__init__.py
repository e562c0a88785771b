"""Roles: who acts for which unit, from when to when, and the branch they may see."""
