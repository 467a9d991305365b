internal import CSQLite
internal import Glibc

/// One compiled statement, kept and reused by its owner on the connection's thread.
///
/// One use is: bind (parameters from 1), ``step()`` until it returns false, ``reset()``. Text and
/// blobs are copied into one buffer, which is reused, and SQLite gets pointers into it
/// (SQLITE_STATIC): a value costs a memory copy and no allocation. A reset clears all values, so no
/// pointer outlives its bytes. A parameter that was not bound is NULL.
@safe public final class Statement {
  private struct Slot {
    let index: Int32
    let offset: Int
    let count: Int
    let isText: Bool
  }

  /// The largest buffer kept between uses, in bytes; a larger one is freed by ``reset()``.
  static let keptBytes = 1 << 20

  private let handle: OpaquePointer
  private var buffer: UnsafeMutableRawBufferPointer
  private var used = 0
  private var slots: [Slot] = []
  private var bindResult = SQLITE_OK
  private var hasBegun = false

  init(handle: OpaquePointer) {
    unsafe self.handle = unsafe handle
    unsafe buffer = .allocate(byteCount: 512, alignment: 16)
    slots.reserveCapacity(Int(unsafe sqlite3_bind_parameter_count(handle)))
  }

  deinit {
    unsafe sqlite3_finalize(handle)
    unsafe buffer.deallocate()
  }

  // MARK: Values

  /// Binds a number.
  public func bind(_ index: Int, _ value: Int64) {
    recordBindResult(unsafe sqlite3_bind_int64(handle, Int32(clamping: index), value))
  }

  /// Binds a number, or NULL for nil.
  public func bind(_ index: Int, _ value: Int64?) {
    guard let value else { return bindNull(index) }
    bind(index, value)
  }

  /// Binds text.
  public func bind(_ index: Int, _ value: String) {
    var value = value
    value.withUTF8 { unsafe appendValue(index, UnsafeRawBufferPointer($0), isText: true) }
  }

  /// Binds text, or NULL for nil.
  public func bind(_ index: Int, _ value: String?) {
    guard let value else { return bindNull(index) }
    bind(index, value)
  }

  /// Binds a blob.
  public func bind(_ index: Int, _ value: [UInt8]) {
    unsafe value.withUnsafeBytes { unsafe appendValue(index, $0, isText: false) }
  }

  /// Binds a blob, or NULL for nil.
  public func bind(_ index: Int, _ value: [UInt8]?) {
    guard let value else { return bindNull(index) }
    bind(index, value)
  }

  /// Binds a blob.
  public func bind(_ index: Int, _ value: Span<UInt8>) {
    unsafe value.withUnsafeBytes { unsafe appendValue(index, $0, isText: false) }
  }

  /// Binds NULL.
  public func bindNull(_ index: Int) {
    recordBindResult(unsafe sqlite3_bind_null(handle, Int32(clamping: index)))
  }

  private func recordBindResult(_ result: Int32) {
    if bindResult == SQLITE_OK { bindResult = result }
  }

  private func appendValue(_ index: Int, _ bytes: UnsafeRawBufferPointer, isText: Bool) {
    guard !hasBegun else { return recordBindResult(SQLITE_MISUSE) }
    guard bytes.count <= Int(Database.longestValue) else { return recordBindResult(SQLITE_TOOBIG) }
    if unsafe used + bytes.count > buffer.count { grow(to: used + bytes.count) }
    if let from = bytes.baseAddress, let base = unsafe buffer.baseAddress {
      unsafe (base + used).copyMemory(from: from, byteCount: bytes.count)
    }
    slots.append(
      Slot(index: Int32(clamping: index), offset: used, count: bytes.count, isText: isText))
    used += bytes.count
  }

  private func grow(to size: Int) {
    let larger = unsafe UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(size, 2 * buffer.count), alignment: 16)
    unsafe larger.copyMemory(from: UnsafeRawBufferPointer(buffer))
    unsafe buffer.deallocate()
    unsafe buffer = unsafe larger
  }

  /// Binds the copied values. Not earlier, because the buffer may move while it grows.
  private func bindValues() {
    guard let base = unsafe buffer.baseAddress else { return }
    for slot in slots {
      let start = unsafe base + slot.offset
      let count = Int32(clamping: slot.count)
      recordBindResult(
        slot.isText
          ? unsafe shebao_bind_text_static(
            handle, slot.index, start.assumingMemoryBound(to: CChar.self), count)
          : unsafe shebao_bind_blob_static(handle, slot.index, start, count))
    }
  }

  private func bindFailure() -> StoreFailure {
    let isLong = bindResult & 0xff == SQLITE_TOOBIG
    return StoreFailure(
      kind: isLong ? .tooLong : .misuse, code: bindResult & 0xff, extended: bindResult,
      message: isLong
        ? "a value is longer than \(Database.longestValue) bytes"
        : "a value was bound out of range or while rows were read")
  }

  // MARK: Running

  /// Moves to the next row.
  ///
  /// - Returns: true for a row to read, false at the end.
  /// - Throws: SQLite's failure, or `.tooLong` or `.misuse` of a bind before it. Call ``reset()``
  ///   afterwards.
  public func step() throws(StoreFailure) -> Bool {
    if !hasBegun {
      bindValues()
      hasBegun = true
    }
    guard bindResult == SQLITE_OK else { throw bindFailure() }
    let result = unsafe sqlite3_step(handle)
    if result == SQLITE_ROW { return true }
    guard result == SQLITE_DONE else {
      throw unsafe StoreFailure(database: sqlite3_db_handle(handle), result: result)
    }
    return false
  }

  /// Ends the use: closes the read and clears the values.
  public func reset() {
    // The result is ignored: it repeats the failure that step() threw.
    unsafe sqlite3_reset(handle)
    unsafe sqlite3_clear_bindings(handle)
    slots.removeAll(keepingCapacity: true)
    used = 0
    bindResult = SQLITE_OK
    hasBegun = false
    guard unsafe buffer.count > Self.keptBytes else { return }
    unsafe buffer.deallocate()
    unsafe buffer = .allocate(byteCount: 512, alignment: 16)
  }

  /// Runs a statement without results to its end and resets it.
  ///
  /// - Throws: as ``step()``.
  public func run() throws(StoreFailure) {
    defer { reset() }
    while try step() {}
  }

  // MARK: Columns, from 0, of the row that step() found

  /// Whether the column is NULL.
  public func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, Int32(clamping: column)) == SQLITE_NULL
  }

  /// Returns the column as a number, 0 for NULL.
  public func int64(_ column: Int) -> Int64 {
    unsafe sqlite3_column_int64(handle, Int32(clamping: column))
  }

  /// Returns the column as text, "" for NULL. Bytes that are no UTF-8 become U+FFFD.
  public func text(_ column: Int) -> String {
    let column = Int32(clamping: column)
    guard let start = unsafe sqlite3_column_text(handle, column) else { return "" }
    let count = Int(unsafe sqlite3_column_bytes(handle, column))
    return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// Returns the column as bytes, empty for NULL.
  public func blob(_ column: Int) -> [UInt8] {
    unsafe withBytes(column) { bytes in unsafe Array(bytes) }
  }

  /// Appends the column's bytes to an array.
  public func blob(_ column: Int, into array: inout [UInt8]) {
    unsafe withBytes(column) { bytes in unsafe array.append(contentsOf: bytes) }
  }

  /// Calls `body` with the column's bytes, without a copy; they are valid until it returns.
  ///
  /// - Throws: the body's failure only.
  public func withBlob<Outcome, Failure: Error>(
    _ column: Int, _ body: (Span<UInt8>) throws(Failure) -> Outcome
  ) throws(Failure) -> Outcome {
    try unsafe withBytes(column) { bytes throws(Failure) in
      try unsafe body(Span(_unsafeElements: bytes.bindMemory(to: UInt8.self)))
    }
  }

  private func withBytes<Outcome, Failure: Error>(
    _ column: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Outcome
  ) throws(Failure) -> Outcome {
    let column = Int32(clamping: column)
    let start = unsafe sqlite3_column_blob(handle, column)
    let count = unsafe start == nil ? 0 : Int(sqlite3_column_bytes(handle, column))
    return try unsafe body(UnsafeRawBufferPointer(start: start, count: count))
  }
}
