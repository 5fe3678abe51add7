"""What an analyst does: operations, tags and marks, how they are replayed and undone, and who did what when."""
