// Holds the place of module ServiceTests until its first file is here.
