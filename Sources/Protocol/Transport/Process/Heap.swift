internal import CLinux

/// The process's heap (malloc(3)).
public enum Heap {
  /// Returns free pages to the system (malloc_trim(3)). For the end of a start, whose checks and
  /// loading leave free pages that an idle server would keep.
  public static func trim() { clinux_trim_heap() }
}
