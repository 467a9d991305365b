// SQLite for Swift: the header, and what the importer cannot see in it.
#pragma once
#include <sqlite3.h>

// SQLITE_STATIC is a cast inside a macro: the caller keeps the bytes alive until the next reset.
static inline int shebao_bind_blob_static(sqlite3_stmt *statement, int index, const void *bytes,
                                          int count) {
  return sqlite3_bind_blob(statement, index, bytes, count, SQLITE_STATIC);
}

static inline int shebao_bind_text_static(sqlite3_stmt *statement, int index, const char *bytes,
                                          int count) {
  return sqlite3_bind_text(statement, index, bytes, count, SQLITE_STATIC);
}

// sqlite3_db_config is variadic; every option used here takes (int, int *).
static inline int shebao_db_config(sqlite3 *database, int option, int value) {
  return sqlite3_db_config(database, option, value, (int *)0);
}

// sqlite3_config is variadic. Counting what is allocated takes a lock at every allocation, and
// nothing here asks for the count.
static inline int shebao_count_no_memory(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
