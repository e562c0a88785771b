"""Foundation: what every wing stands on and that knows nothing of the programme."""
