"""What every part of the program shares: settings, keyboard, background tasks, shutdown."""
