// Holds the place of module Ledger until its first file is here.
