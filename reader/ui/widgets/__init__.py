"""Widgets that several screens use: fields and lists that show Arabic, menus, boxes, and the line of keys."""
