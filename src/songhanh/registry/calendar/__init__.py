"""The calendar: campaigns, commemorative days, public holidays and the working days they leave."""
