// Holds the place of module Crypto until its first file is here.
