"""The program on a project, as `main.py` starts it, with the break that was asked for.

Run as `python program.py PROJECT`.
"""

import sys
from pathlib import Path

import sabotage

from annotator import app, places
from annotator.ui.application.settings import Settings, save

if __name__ == "__main__":
    sabotage.make()
    save(Settings(annotator_name="Ana"), places.settings_folder())
    sys.exit(app.run(Path(sys.argv[1])))
