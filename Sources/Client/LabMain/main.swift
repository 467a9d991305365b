import Glibc
import Lab
import Terminal

let program = LabProgram(
  console: StandardConsole(), arguments: Array(CommandLine.arguments.dropFirst()))
exit(program.run().rawValue)
