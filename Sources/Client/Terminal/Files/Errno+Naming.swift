package import Posix

extension Errno {
  /// The failure of a file that has a name.
  package func of(_ path: String) -> InputFailure { .file(path: path, errno: number) }
}

/// Names the file with which a call of the system failed.
package func naming<Value: ~Copyable>(
  _ path: String, _ body: () throws(Errno) -> Value
) throws(InputFailure) -> Value {
  do throws(Errno) {
    return try body()
  } catch {
    throw error.of(path)
  }
}
