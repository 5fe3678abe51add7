"""The articles of a workspace together: choosing some of them, and measuring agreement over them."""
