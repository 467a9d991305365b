// Holds the place of module TidyTests until its first file is here.
