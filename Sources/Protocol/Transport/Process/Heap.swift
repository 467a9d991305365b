internal import CLinux

/// The process's heap.
public enum Heap {
  /// Gives free pages back to the system (malloc_trim(3)): for the moment after a start, whose
  /// checks and loading leave some that an idle server would keep.
  public static func trim() { clinux_trim_heap() }
}
