"""The operations of analysts: how they are made, encoded, replayed and undone, and how a history describes them."""
