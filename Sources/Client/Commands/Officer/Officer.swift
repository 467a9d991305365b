enum OfficerCommands { static let all: [Command] = [] }
