/* Loaded into siggen by LD_PRELOAD: does what the program asks for, and writes down all that changes files, in order,
   to the file that JOURNAL names. A record is a line of a letter and fields between tabs; of a write, its bytes follow.
   The disk is slow to write much and quick in all else, so that there are many states
   whatever the machine. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

static void note(const void *data, size_t length, const char *format, ...) {
  static int journal = -1;
  char line[8192];
  va_list fields;
  va_start(fields, format);
  int head = vsnprintf(line, sizeof line, format, fields);
  va_end(fields);
  if (journal < 0)
    journal = syscall(SYS_openat, AT_FDCWD, getenv("JOURNAL"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  struct iovec parts[] = {{line, head}, {(void *)data, length}};
  if (syscall(SYS_writev, journal, parts, 2) != (long)(head + length))
    abort();
}

static int is_regular(int fd, struct stat *file) { return fstat(fd, file) == 0 && S_ISREG(file->st_mode); }

static int opened(const char *path, int flags, mode_t mode) {
  struct stat file;
  pthread_mutex_lock(&turn);
  int fd = syscall(SYS_openat, AT_FDCWD, path, flags, mode);
  if (fd >= 0 && (flags & O_ACCMODE) != O_RDONLY && is_regular(fd, &file))
    note("", 0, "O\t%lu\t%d\t%s\n", (unsigned long)file.st_ino, (flags & O_TRUNC) != 0, path);
  pthread_mutex_unlock(&turn);
  return fd;
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return opened(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return opened(path, flags, mode);
}

ssize_t write(int fd, const void *data, size_t length) {
  struct stat file;
  pthread_mutex_lock(&turn);
  off_t at = lseek(fd, 0, SEEK_CUR);
  ssize_t written = syscall(SYS_write, fd, data, length);
  if (written > 0 && is_regular(fd, &file)) {
    if (length >= 4096)
      usleep(20000);
    note(data, written, "W\t%lu\t%ld\t%ld\n", (unsigned long)file.st_ino, (long)at, (long)written);
  }
  pthread_mutex_unlock(&turn);
  return written;
}

int ftruncate64(int fd, off64_t length) {
  struct stat file;
  pthread_mutex_lock(&turn);
  int result = syscall(SYS_ftruncate, fd, length);
  if (result == 0 && is_regular(fd, &file))
    note("", 0, "T\t%lu\t%ld\n", (unsigned long)file.st_ino, (long)length);
  pthread_mutex_unlock(&turn);
  return result;
}

int rename(const char *from, const char *to) {
  pthread_mutex_lock(&turn);
  int result = syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
  if (result == 0)
    note("", 0, "R\t%s\t%s\n", from, to);
  pthread_mutex_unlock(&turn);
  return result;
}

int unlink(const char *path) {
  pthread_mutex_lock(&turn);
  int result = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  if (result == 0)
    note("", 0, "U\t%s\n", path);
  pthread_mutex_unlock(&turn);
  return result;
}

static int synced(int fd) {
  struct stat file;
  pthread_mutex_lock(&turn);
  int result = fstat(fd, &file);
  if (result == 0) {
    if (S_ISDIR(file.st_mode))
      note("", 0, "D\n");
    else
      note("", 0, "S\t%lu\n", (unsigned long)file.st_ino);
  }
  pthread_mutex_unlock(&turn);
  return result;
}

int fsync(int fd) { return synced(fd); }
int fdatasync(int fd) { return synced(fd); }
