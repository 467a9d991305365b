// Holds the place of module CommandsTests until its first file is here.
