"""The commands of the window, with their actions."""
