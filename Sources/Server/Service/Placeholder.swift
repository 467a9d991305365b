// Holds the place of module Service until its first file is here.
