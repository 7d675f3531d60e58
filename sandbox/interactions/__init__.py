"""What people do that the app answers: commands, clicks, submissions, shortcuts."""
