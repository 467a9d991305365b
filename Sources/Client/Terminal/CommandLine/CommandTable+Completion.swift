/// The shells with a completion script.
package enum Shell: String, Sendable, CaseIterable {
  /// GNU bash 4 or later.
  case bash
  case zsh
  /// fish 3 or later.
  case fish
}

extension CommandTable {
  /// Returns the completion script; it runs without calling the program or the network.
  package func completion(_ shell: Shell) -> String {
    switch shell {
    case .bash: bashCompletion
    case .zsh: zshCompletion
    case .fish: fishCompletion
    }
  }

  /// Every path of a command or group; first the empty path, the program itself.
  private var nodes: [[String]] {
    var seen = Set<[String]>()
    let all = commands.flatMap { command in
      (0...command.path.count).map { Array(command.path.prefix($0)) }
    }
    return all.filter { seen.insert($0).inserted }
  }

  private func words(after path: [String]) -> [String] {
    let options = options(of: command(path)).map { "--" + $0.name }
    let first = path.isEmpty ? ["help"] : []
    return children(of: path) + first + options + ["--help"]
  }

  private var valued: [OptionSpec] {
    var seen = Set<String>()
    return (globals + commands.flatMap(\.options)).filter {
      $0.value != nil && seen.insert($0.name).inserted
    }
  }

  /// Returns `--name|-n`, a pattern of a shell's `case`.
  private func pattern(_ option: OptionSpec) -> String {
    "--" + option.name + (option.short.map { "|-\($0)" } ?? "")
  }

  /// Returns shell code, the same for bash and zsh, that sets `node` to the path typed so far. No
  /// variable is called `path`: zsh ties that name to `PATH`.
  private func shellWalk(words array: String, from first: Int, to last: String) -> String {
    let takers = valued.map(pattern).joined(separator: "|")
    let skip = takers.isEmpty ? "" : "      \(takers)) ((i++)) ;;\n"
    let known = nodes.dropFirst().map { "\"\($0.joined(separator: " "))\"" }
    return """
        local node="" i word try
        for ((i = \(first); i < \(last); i++)); do
          word="${\(array)[i]}"
          case "$word" in
      \(skip)      -*) ;;
            *)
              try="${node:+$node }$word"
              case "$try" in
                \(known.joined(separator: "|"))) node="$try" ;;
              esac ;;
          esac
        done

      """
  }

  private func shellCases(file: String, reply: (String) -> String) -> String {
    let values = valued.map { option in
      let body = option.isFile ? file : reply(option.choices.joined(separator: " "))
      return "    \(pattern(option))) \(body); return ;;\n"
    }
    let paths = nodes.map { path in
      let words = words(after: path).joined(separator: " ")
      return "    \"\(path.joined(separator: " "))\") \(reply(words)) ;;\n"
    }
    return "  case \"$previous\" in\n" + values.joined() + "    *) ;;\n  esac\n"
      + "  case \"$node\" in\n" + paths.joined() + "  esac\n"
  }

  private var function: String {
    "_" + program.map { $0 == "-" ? "_" : $0 }.map(String.init).joined()
  }

  private var bashCompletion: String {
    "# bash completion for \(program)\n\(function)() {\n"
      + "  local current=\"${COMP_WORDS[COMP_CWORD]}\"\n"
      + "  local previous=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
      + shellWalk(words: "COMP_WORDS", from: 1, to: "COMP_CWORD")
      + shellCases(file: "COMPREPLY=($(compgen -f -- \"$current\"))") {
        "COMPREPLY=($(compgen -W \"\($0)\" -- \"$current\"))"
      }
      + "}\ncomplete -F \(function) \(program)\n"
  }

  private var zshCompletion: String {
    let body =
      shellWalk(words: "words", from: 2, to: "CURRENT")
      + shellCases(file: "_files") { $0.isEmpty ? ":" : "compadd -- \($0)" }
    return "#compdef \(program)\n\(function)() {\n"
      + "  local previous=\"${words[CURRENT-1]}\"\n" + body
      + "}\nif [ \"$funcstack[1]\" = \"\(function)\" ]; then \(function) \"$@\"\n"
      + "else compdef \(function) \(program); fi\n"
  }

  private var fishCompletion: String {
    var lines = ["# fish completion for \(program)", "complete -c \(program) -f"]
    for path in nodes {
      let condition = fishCondition(path)
      for child in children(of: path) {
        let about = fishQuoted(about(path + [child]).zh)
        lines.append("complete -c \(program) -n \(condition) -a \(child) -d \(about)")
      }
      guard let command = command(path) else { continue }
      lines += command.options.map { fishOption($0, condition: condition) }
    }
    return (lines + globals.map { fishOption($0, condition: nil) }).joined(separator: "\n") + "\n"
  }

  /// Returns a condition: all words of the path were typed, and none of its children.
  private func fishCondition(_ path: [String]) -> String {
    let seen = path.map { "__fish_seen_subcommand_from \($0)" }
    let next = children(of: path).joined(separator: " ")
    let rest = next.isEmpty ? [] : ["not __fish_seen_subcommand_from \(next)"]
    return "'" + (seen + rest).joined(separator: "; and ") + "'"
  }

  private func fishOption(_ option: OptionSpec, condition: String?) -> String {
    var words = ["complete -c \(program)"]
    if let condition { words.append("-n \(condition)") }
    words.append("-l \(option.name)")
    if let letter = option.short { words.append("-s \(letter)") }
    if option.value != nil { words.append(option.isFile ? "-r -F" : "-x") }
    if !option.choices.isEmpty {
      words.append("-a " + fishQuoted(option.choices.joined(separator: " ")))
    }
    words.append("-d " + fishQuoted(option.summary.zh))
    return words.joined(separator: " ")
  }

  private func fishQuoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
  }
}
