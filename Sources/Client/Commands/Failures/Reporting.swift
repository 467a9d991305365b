import Terminal

/// Turns what failed with files, the terminal or input into its report.
func reporting<Value>(
  _ body: () throws(InputFailure) -> Value
) throws(ErrorReport) -> Value {
  do throws(InputFailure) {
    return try body()
  } catch {
    throw error.report
  }
}
