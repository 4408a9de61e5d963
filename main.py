"""Start the program, as the command `annotator` does."""

from annotator.start import main

if __name__ == "__main__":
    main()
