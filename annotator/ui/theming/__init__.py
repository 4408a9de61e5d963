"""The parts of the look: colours, fonts, icons and the style sheet."""
