"""Whether every unit that owes a report has somebody who can send it."""
