package import Posix

extension Errno {
  /// Returns this error as the failure of a file.
  package func of(_ path: String) -> InputFailure { .file(path: path, errno: number) }
}

/// Runs `body` and throws its error as `InputFailure.file`, with the path of the file.
package func naming<Value: ~Copyable>(
  _ path: String, _ body: () throws(Errno) -> Value
) throws(InputFailure) -> Value {
  do throws(Errno) {
    return try body()
  } catch {
    throw error.of(path)
  }
}
