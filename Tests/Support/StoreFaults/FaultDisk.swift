internal import CSQLite
package import Store

/// A VFS of SQLite (sqlite.org/vfs.html) that fails the calls that a test chose, and forwards all
/// others to the default VFS. Only connections opened with its ``name`` use it.
///
/// It must live longer than the connections that use it.
///
/// - Note: `@unchecked Sendable` holds because what changes is used inside an ``Exclusive``, and
///   the table handed to SQLite is written before it is registered and never again.
@safe package final class FaultDisk: @unchecked Sendable {
  /// The calls that can fail.
  package enum DiskCall: Sendable, CaseIterable { case open, write, sync, truncate, shareMemory }

  /// The way in which a chosen call fails.
  package enum Effect: Sendable, Equatable {
    /// No effect; SQLITE_IOERR_….
    case error
    /// No effect; SQLITE_FULL.
    case full
    /// A write stores its first half; SQLITE_IOERR_WRITE. Other calls: as `error`.
    case torn
  }

  /// The choice of the calls that fail.
  package struct Plan: Sendable {
    /// The calls that are counted.
    package var calls: Set<DiskCall>
    /// The number of the first call that fails, from 1.
    package var nth: Int
    /// Whether all later ones fail as well, as on a disk that has gone.
    package var isSticky: Bool
    package var effect: Effect

    package init(
      _ calls: Set<DiskCall>, nth: Int, isSticky: Bool = false, effect: Effect = .error
    ) {
      self.calls = calls
      self.nth = nth
      self.isSticky = isSticky
      self.effect = effect
    }
  }

  private struct Counters: Sendable {
    var plan: Plan?
    var seen = 0
    var fired = 0
  }

  /// The VFS name for opening connections.
  package let name: String
  private let state = Exclusive(Counters())
  private let tables = FaultTables()
  /// Guards `tables`.
  private let turn = Exclusive(())
  private let disk: UnsafeMutablePointer<sqlite3_vfs>
  private let real: UnsafeMutablePointer<sqlite3_vfs>
  private let label: UnsafeMutablePointer<CChar>

  /// Registers the VFS.
  ///
  /// - Parameter name: unique in the process.
  /// - Throws: `StoreFailure` where SQLite cannot be initialised or has no default VFS.
  package init(name: String) throws(StoreFailure) {
    try SQLiteLibrary.prepare()
    guard let real = unsafe sqlite3_vfs_find(nil), let label = unsafe Self.copy(name) else {
      throw StoreFailure(kind: .other, code: 1, extended: 1, message: "SQLite has no VFS")
    }
    self.name = name
    unsafe self.real = unsafe real
    unsafe self.label = unsafe label
    unsafe disk = .allocate(capacity: 1)
    unsafe disk.initialize(to: real.pointee)
    unsafe disk.pointee.pNext = nil
    unsafe disk.pointee.zName = UnsafePointer(label)
    unsafe disk.pointee.pAppData = Unmanaged.passUnretained(self).toOpaque()
    unsafe disk.pointee.xOpen = FaultCalls.open
    unsafe sqlite3_vfs_register(disk, 0)
  }

  deinit {
    unsafe sqlite3_vfs_unregister(disk)
    unsafe disk.deallocate()
    unsafe label.deallocate()
  }

  private static func copy(_ name: String) -> UnsafeMutablePointer<CChar>? {
    let characters = name.utf8CString
    let label = UnsafeMutablePointer<CChar>.allocate(capacity: characters.count)
    for (index, character) in characters.enumerated() {
      unsafe (label + index).initialize(to: character)
    }
    return unsafe label
  }

  /// Starts counting from 0, and fails calls as planned.
  package func arm(_ plan: Plan) { state.use { $0 = Counters(plan: plan) } }

  /// Ends all failures.
  package func disarm() { state.use { $0.plan = nil } }

  /// The number of counted calls since ``arm(_:)``.
  package var seen: Int { state.use { $0.seen } }

  /// The number of failed calls since ``arm(_:)``.
  package var fired: Int { state.use { $0.fired } }

  /// Counts a call; the way in which it fails, or nil.
  func next(_ call: DiskCall) -> Effect? {
    state.use { state in
      guard let plan = state.plan, plan.calls.contains(call) else { return nil }
      state.seen += 1
      guard state.seen == plan.nth || (plan.isSticky && state.seen > plan.nth) else { return nil }
      state.fired += 1
      return plan.effect
    }
  }

  /// xOpen: opens with the default VFS, then replaces the file's method table by a wrapped copy.
  func open(
    _ path: UnsafePointer<CChar>?, _ file: UnsafeMutablePointer<sqlite3_file>, _ flags: Int32,
    _ out: UnsafeMutablePointer<Int32>?
  ) -> Int32 {
    if let effect = next(.open) {
      unsafe file.pointee.pMethods = nil
      return effect == .full ? SQLITE_FULL : SQLITE_CANTOPEN
    }
    let result = unsafe real.pointee.xOpen(real, path, file, flags, out)
    if let methods = unsafe file.pointee.pMethods {
      let owner = unsafe Unmanaged.passUnretained(self).toOpaque()
      turn.use { _ in
        unsafe file.pointee.pMethods = tables.wrapped(methods, owner: owner)
      }
    }
    return result
  }
}

/// A method table with the table that it was copied from, and its disk. SQLite has a pointer to
/// `table`; as the first field it has the address of the whole, by which the rest is found.
@unsafe struct FaultMethods {
  var table: sqlite3_io_methods
  let real: UnsafePointer<sqlite3_io_methods>
  let owner: UnsafeMutableRawPointer
}

/// One wrapped copy for each method table of the default VFS, which has several kinds of files.
@safe final class FaultTables {
  private var made: [UnsafeMutablePointer<FaultMethods>] = unsafe []

  deinit {
    unsafe made.forEach { unsafe $0.deallocate() }
  }

  func wrapped(
    _ real: UnsafePointer<sqlite3_io_methods>, owner: UnsafeMutableRawPointer
  ) -> UnsafePointer<sqlite3_io_methods> {
    if let known = unsafe made.first(where: { unsafe $0.pointee.real == real }) {
      return unsafe Self.table(of: known)
    }
    let copy = UnsafeMutablePointer<FaultMethods>.allocate(capacity: 1)
    unsafe copy.initialize(
      to: FaultMethods(table: real.pointee, real: real, owner: owner))
    unsafe copy.pointee.table.xWrite = FaultCalls.write
    unsafe copy.pointee.table.xSync = FaultCalls.sync
    unsafe copy.pointee.table.xTruncate = FaultCalls.truncate
    unsafe copy.pointee.table.xShmMap = FaultCalls.shareMemory
    unsafe made.append(copy)
    return unsafe Self.table(of: copy)
  }

  /// Returns a copy's address as that of its first field.
  private static func table(
    of copy: UnsafeMutablePointer<FaultMethods>
  ) -> UnsafePointer<sqlite3_io_methods> {
    unsafe UnsafeRawPointer(copy).assumingMemoryBound(to: sqlite3_io_methods.self)
  }
}

/// The C functions that SQLite calls.
enum FaultCalls {
  typealias File = UnsafeMutablePointer<sqlite3_file>

  // SQLITE_IOERR_… of sqlite3.h: compound macros, which the importer skips.
  private static let writeFailed = SQLITE_IOERR | 3 << 8
  private static let syncFailed = SQLITE_IOERR | 4 << 8
  private static let truncateFailed = SQLITE_IOERR | 6 << 8
  private static let shareMemoryFailed = SQLITE_IOERR | 21 << 8

  static let open:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vfs>?, sqlite3_filename?, File?, Int32,
      UnsafeMutablePointer<Int32>?
    ) -> Int32 = { disk, path, file, flags, out in
      guard let context = unsafe disk?.pointee.pAppData, let file = unsafe file else {
        return SQLITE_CANTOPEN
      }
      let owner = unsafe Unmanaged<FaultDisk>.fromOpaque(context).takeUnretainedValue()
      return unsafe owner.open(path, file, flags, out)
    }

  static let write: @convention(c) (File?, UnsafeRawPointer?, Int32, sqlite3_int64) -> Int32 = {
    file, bytes, count, offset in
    guard let (real, effect) = unsafe look(file, .write) else { return SQLITE_IOERR }
    switch effect {
    case nil: return unsafe real.pointee.xWrite(file, bytes, count, offset)
    case .full: return SQLITE_FULL
    case .error: return writeFailed
    case .torn:
      // The result of the half write is ignored: the call fails in any case.
      unsafe _ = real.pointee.xWrite(file, bytes, count / 2, offset)
      return writeFailed
    }
  }

  static let sync: @convention(c) (File?, Int32) -> Int32 = { file, flags in
    guard let (real, effect) = unsafe look(file, .sync) else { return SQLITE_IOERR }
    switch effect {
    case nil: return unsafe real.pointee.xSync(file, flags)
    case .full: return SQLITE_FULL
    case .error, .torn: return syncFailed
    }
  }

  static let truncate: @convention(c) (File?, sqlite3_int64) -> Int32 = { file, size in
    guard let (real, effect) = unsafe look(file, .truncate) else { return SQLITE_IOERR }
    switch effect {
    case nil: return unsafe real.pointee.xTruncate(file, size)
    case .full: return SQLITE_FULL
    case .error, .torn: return truncateFailed
    }
  }

  static let shareMemory:
    @convention(c) (
      File?, Int32, Int32, Int32, UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> Int32 = { file, page, size, extend, out in
      guard let (real, effect) = unsafe look(file, .shareMemory) else { return SQLITE_IOERR }
      switch effect {
      case nil: return unsafe real.pointee.xShmMap(file, page, size, extend, out)
      case .full: return SQLITE_FULL
      case .error, .torn: return shareMemoryFailed
      }
    }

  /// Returns the default VFS's table of a file, and the planned failure of this call.
  private static func look(
    _ file: File?, _ call: FaultDisk.DiskCall
  ) -> (UnsafePointer<sqlite3_io_methods>, FaultDisk.Effect?)? {
    guard let methods = unsafe file?.pointee.pMethods else { return nil }
    let wrapper = unsafe UnsafeRawPointer(methods).assumingMemoryBound(to: FaultMethods.self)
    let owner = unsafe Unmanaged<FaultDisk>.fromOpaque(wrapper.pointee.owner).takeUnretainedValue()
    return unsafe (wrapper.pointee.real, owner.next(call))
  }
}
