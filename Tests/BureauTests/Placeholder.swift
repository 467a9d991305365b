// Holds the place of module BureauTests until its first file is here.
