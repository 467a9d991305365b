// Holds the place of module Transport until its first file is here.
