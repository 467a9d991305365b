// Holds the place of module TerminalTests until its first file is here.
