internal import Glibc
internal import Service

exit(ServerCommand.run(Array(CommandLine.arguments.dropFirst())))
