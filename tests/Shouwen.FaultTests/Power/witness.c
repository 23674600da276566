/* Writes down what a program does to one SQLite database: each write with its bytes, each truncation, each sync.
   Preloaded into the server by PowerCutTests; WITNESS_DATABASE is the file, WITNESS_LOG the book. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { FILES = 65536, WRITE = 1, TRUNCATE = 2, SYNC = 3 };
static unsigned char watched[FILES]; /* 0 not, 1 the database, 2 its log */
static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
static int book = -1;

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, name)

static ssize_t plain_write(int fd, const void *data, size_t count) { REAL(ssize_t, "write", int, const void *, size_t); return real(fd, data, count); }

static void put(const void *data, size_t count)
{
    const char *at = data;
    while (count > 0) { ssize_t n = plain_write(book, at, count); if (n <= 0) abort(); at += n; count -= (size_t)n; }
}

static void note(int fd, unsigned char what, int64_t offset, int32_t length, const void *data)
{
    char head[14];
    if (book < 0) { REAL(int, "open", const char *, int, ...); book = real(getenv("WITNESS_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644); }
    head[0] = (char)what; head[1] = (char)watched[fd];
    memcpy(head + 2, &offset, 8); memcpy(head + 10, &length, 4);
    put(head, sizeof head);
    if (data) put(data, (size_t)length);
}

static int seen(int fd, const char *path)
{
    const char *database = getenv("WITNESS_DATABASE");
    if (fd < 0 || fd >= FILES || !database) return fd;
    size_t length = strlen(database);
    watched[fd] = strncmp(path, database, length) ? 0 : !path[length] ? 1 : !strcmp(path + length, "-wal") ? 2 : 0;
    return fd;
}

static int is(int fd) { return fd >= 0 && fd < FILES && watched[fd]; }

#define OPENS(name) int name(const char *path, int flags, ...) { va_list rest; va_start(rest, flags); int mode = va_arg(rest, int); va_end(rest); \
    REAL(int, #name, const char *, int, ...); return seen(real(path, flags, mode), path); }
OPENS(open)
OPENS(open64)

int openat(int folder, const char *path, int flags, ...)
{
    va_list rest; va_start(rest, flags); int mode = va_arg(rest, int); va_end(rest);
    REAL(int, "openat", int, const char *, int, ...); return seen(real(folder, path, flags, mode), path);
}

int close(int fd) { if (fd >= 0 && fd < FILES) watched[fd] = 0; REAL(int, "close", int); return real(fd); }

#define WRITES(name, off) ssize_t name(int fd, const void *data, size_t count, off offset) { REAL(ssize_t, #name, int, const void *, size_t, off); \
    if (!is(fd)) return real(fd, data, count, offset); \
    pthread_mutex_lock(&one); ssize_t n = real(fd, data, count, offset); if (n > 0) note(fd, WRITE, offset, (int32_t)n, data); pthread_mutex_unlock(&one); return n; }
WRITES(pwrite, off_t)
WRITES(pwrite64, off64_t)

#define TRUNCATES(name, off) int name(int fd, off length) { REAL(int, #name, int, off); if (!is(fd)) return real(fd, length); \
    pthread_mutex_lock(&one); int n = real(fd, length); if (!n) note(fd, TRUNCATE, length, 0, 0); pthread_mutex_unlock(&one); return n; }
TRUNCATES(ftruncate, off_t)
TRUNCATES(ftruncate64, off64_t)

#define SYNCS(name) int name(int fd) { REAL(int, #name, int); if (!is(fd)) return real(fd); \
    pthread_mutex_lock(&one); int n = real(fd); if (!n) note(fd, SYNC, 0, 0, 0); pthread_mutex_unlock(&one); return n; }
SYNCS(fsync)
SYNCS(fdatasync)
