"""What several screens use: fields and lists that show Arabic, menus, boxes, the line of keys."""
