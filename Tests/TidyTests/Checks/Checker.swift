/// All the checks at once.
enum Checker {
  static func check(_ files: [SourceFile]) throws -> [Breach] {
    var breaches = Rooms.placeholders(files) + Rooms.workflows(files)
    breaches += try Rooms.calls(files)
    for file in files {
      breaches += try Habits.foreignFolders(file)
      guard file.path.hasSuffix(".swift") else { continue }
      breaches += try Sizes.check(file) + Borders.check(file) + DocComments.check(file)
      breaches += try Habits.unprovenSharing(file) + Habits.catchAllFile(file)
      breaches += try Expectations.defaults(file)
      for ban in Ban.list { breaches += try ban.check(file) }
    }
    let swift = files.filter { $0.path.hasSuffix(".swift") }
    breaches += try Folders.crowded(files) + swift.flatMap(Folders.extensions)
    breaches += try TypeNames.doubled(files) + DocSentences.unsaidErrors(files)
    for file in swift {
      breaches += try DocSentences.riddles(file) + TestNames.riddles(file)
    }
    return breaches
  }
}
