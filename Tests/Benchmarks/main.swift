import Glibc
import Protocol

do {
  let options = try BenchOptions(CommandLine.arguments)
  let known = Benchmarks.all.map(\.name)
  // Benchmark `start` writes a million notices first: it runs only when it is named.
  let names = options.names.isEmpty ? known.filter { $0 != "start" } : options.names
  for name in names where !known.contains(name) {
    throw BenchFailure("no benchmark \(name); there are \(known.joined(separator: ", "))")
  }
  for (name, run) in Benchmarks.all where names.contains(name) {
    BenchReport.comment("\(name): load of the machine \(Machine.load)")
    try run(Benchmarks(options: options))
    if options.peers { try Peers(options: options).beside(name) }
  }
  BenchReport.summary()
} catch {
  BenchReport.say("shebao-bench: \(error)")
  exit(1)
}
