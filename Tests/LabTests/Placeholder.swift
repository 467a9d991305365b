// Holds the place of module LabTests until its first file is here.
