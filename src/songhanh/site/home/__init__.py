"""Home: "Việc hôm nay", what each person has to do today, and how far things are."""
