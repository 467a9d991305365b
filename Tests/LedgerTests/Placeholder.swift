// Holds the place of module LedgerTests until its first file is here.
