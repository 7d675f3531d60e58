"""What the page and the hands of people work with: JSON under /_/ and a live line."""
