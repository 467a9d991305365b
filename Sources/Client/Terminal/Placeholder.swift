// Holds the place of module Terminal until its first file is here.
