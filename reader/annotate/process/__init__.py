"""The annotation process, which runs beside the interface."""
