/* Loaded into the program before its libraries: ends it, as a kill does, before a write to a file
   whose name holds KILL_FILES. KILL_AT says before which one, from 1; every write is counted in the
   file KILL_COUNT. With KILL_FULL the disk is full from that write on in place of the kill. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int is_ours(const char *path) {
  const char *const wanted = getenv("KILL_FILES");
  return wanted != NULL && strstr(path, wanted) != NULL;
}

static int is_our_file(int file) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t size = readlink(link, path, sizeof path - 1);
  if (size <= 0) return 0;
  path[size] = 0;
  return is_ours(path);
}

/* Whether there is room for the write. */
static int count(void) {
  static int writes = 0;
  ++writes;
  const char *const at = getenv("KILL_AT");
  const int is_full = getenv("KILL_FULL") != NULL;
  if (at != NULL && !is_full && writes == atoi(at)) kill(getpid(), SIGKILL);
  const char *const counter = getenv("KILL_COUNT");
  FILE *const out = counter != NULL ? fopen(counter, "w") : NULL;
  if (out != NULL) {
    fprintf(out, "%d", writes);
    fclose(out);
  }
  return !is_full || at == NULL || atoi(at) == 0 || writes < atoi(at);
}

static ssize_t no_room(void) {
  errno = ENOSPC;
  return -1;
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t place) {
  static ssize_t (*next)(int, const void *, size_t, off_t);
  if (next == NULL) next = (ssize_t(*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite");
  if (is_our_file(file) && !count()) return no_room();
  return next(file, bytes, size, place);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t place) {
  static ssize_t (*next)(int, const void *, size_t, off64_t);
  if (next == NULL)
    next = (ssize_t(*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
  if (is_our_file(file) && !count()) return no_room();
  return next(file, bytes, size, place);
}

ssize_t write(int file, const void *bytes, size_t size) {
  static ssize_t (*next)(int, const void *, size_t);
  if (next == NULL) next = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  if (file > 2 && is_our_file(file) && !count()) return no_room();
  return next(file, bytes, size);
}

int unlink(const char *path) {
  static int (*next)(const char *);
  if (next == NULL) next = (int (*)(const char *))dlsym(RTLD_NEXT, "unlink");
  if (is_ours(path)) count();
  return next(path);
}
