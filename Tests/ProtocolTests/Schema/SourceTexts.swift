import Foundation

/// The doc comments of the sources, by declaration, and the constants' values.
struct SourceTexts {
  /// A property, a case or a constant, in the order of the source.
  struct Declaration {
    /// The type around it, outermost first, joined by dots.
    let owner: String
    let name: String
    /// The text behind the equals sign; empty where there is none.
    let value: String
    /// The doc comment, joined into one line.
    let about: String
    /// The last plain comment before it in its type: the heading of a group.
    let group: String
  }

  private(set) var declarations: [Declaration] = []
  /// Doc comments by type, and by "Type.name".
  private(set) var about: [String: String] = [:]
  /// The names of the types that conform to `Message`.
  private(set) var messages: [String] = []

  private var open: [(indent: Int, name: String)] = []
  private var comment: [Substring] = []
  private var group = ""
  private var named: [String: String] = [:]

  static let root: String = {
    "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
  }()

  /// Reads files, or all Swift files of folders; paths are from the repository's root.
  init(_ paths: String...) throws {
    for path in paths {
      let files =
        path.hasSuffix(".swift")
        ? [path]
        : try FileManager.default.subpathsOfDirectory(atPath: Self.root + "/" + path)
          .filter { $0.hasSuffix(".swift") }.sorted().map { path + "/" + $0 }
      for file in files {
        let text = try String(contentsOfFile: Self.root + "/" + file, encoding: .utf8)
        open = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) { take(line) }
      }
    }
    for (name, type) in named where name != type {
      for (key, text) in about where key == type || key.hasPrefix(type + ".") {
        let schemaKey = name + key.dropFirst(type.count)
        if about[schemaKey] == nil { about[schemaKey] = text }
      }
    }
  }

  /// The declarations of one type.
  func declarations(in owner: String) -> [Declaration] {
    declarations.filter { $0.owner == owner }
  }

  private mutating func take(_ line: Substring) {
    let indent = line.prefix { $0 == " " }.count
    let text = line.dropFirst(indent)
    if text.hasPrefix("///") {
      comment.append(text.dropFirst(3).drop { $0 == " " })
    } else if text.hasPrefix("// ") {
      group = String(text.dropFirst(3)).replacing("MARK: ", with: "")
    } else if !text.hasPrefix("@") {
      if text.hasPrefix("}"), open.last?.indent == indent { open.removeLast() }
      declare(text, indent)
      comment = []
    }
  }

  private mutating func declare(_ text: Substring, _ indent: Int) {
    var words = text.split(separator: " ")[...]
    // A message's own name is no field of it, though a field may be called the same.
    guard !text.hasPrefix("public static let name:"),
      !text.hasPrefix("package static let name:")
    else { return }
    while let first = words.first, ["public", "package", "static", "indirect"].contains(first) {
      words.removeFirst()
    }
    guard let kind = words.popFirst(), let word = words.first else { return }
    let name = String(word.prefix { $0.isLetter || $0.isNumber || $0 == "." }.trimmingPrefix("."))
    switch kind {
    case "struct", "enum", "extension": enter(name, text, indent)
    case "let", "var", "case": note(word.hasPrefix("`") ? word.dropFirst().dropLast() : word, text)
    default: break
    }
  }

  private mutating func enter(_ name: String, _ text: Substring, _ indent: Int) {
    let path = (open.map(\.name) + [name]).joined(separator: ".")
    if !comment.isEmpty { about[path] = words() }
    // Behind the last bracket: a generic type's parameters may be messages.
    let head = text.split(separator: "{")[0].split(separator: ">").last ?? ""
    let kinds = head.split(separator: ":").dropFirst().joined()
    if kinds.split(whereSeparator: { " ,".contains($0) }).contains("Message") {
      messages.append(path)
    }
    guard !text.hasSuffix("}") else { return }
    open.append((indent, name))
    group = ""
  }

  private mutating func note(_ word: Substring, _ text: Substring) {
    let name = String(word.prefix { $0.isLetter || $0.isNumber })
    guard !name.isEmpty, let indent = open.last?.indent, indent >= 0 else { return }
    let owner = open.map(\.name).joined(separator: ".")
    if name == "typeName", let quoted = text.split(separator: "\"").dropFirst().first {
      named[String(quoted)] = owner
    }
    let parts = text.split(separator: " = ", maxSplits: 1)
    guard parts.count == 2 || !comment.isEmpty else { return }
    if !comment.isEmpty, about["\(owner).\(name)"] == nil { about["\(owner).\(name)"] = words() }
    declarations.append(
      Declaration(
        owner: owner, name: name, value: parts.count == 2 ? String(parts[1]) : "", about: words(),
        group: group))
  }

  /// Returns the comment as prose, without fenced drawings, which are for readers of the source.
  private func words() -> String {
    var isDrawing = false
    return comment.filter { line in
      guard line.hasPrefix("```") else { return !isDrawing && !line.isEmpty }
      isDrawing.toggle()
      return false
    }.joined(separator: " ")
  }
}
