enum ImportCommands { static let all: [Command] = [] }
