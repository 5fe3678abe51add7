"""The settings, their reference page, the themes and their colours."""
