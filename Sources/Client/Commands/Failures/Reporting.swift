import Terminal

/// Runs `body` and throws its failure as the report on it.
func reporting<Value>(
  _ body: () throws(InputFailure) -> Value
) throws(ErrorReport) -> Value {
  do throws(InputFailure) {
    return try body()
  } catch {
    throw error.report
  }
}
