// Holds the place of module SimulationTests until its first file is here.
