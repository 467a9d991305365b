internal import Glibc
internal import Service

exit(ServerCommand.main(Array(CommandLine.arguments.dropFirst())))
