/* A layer between the program and the C library that makes the n-th disk call on watched files fail.
 *
 * Built and loaded by shim.py with LD_PRELOAD. The engine calls the C library by symbol, so its own calls come through
 * here, as do Python's. Only files below the watched folder count, and only while armed.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { OPEN, READ, WRITE, SYNC, TRUNCATE, UNLINK };
enum { FAIL, TORN, DROP }; /* DROP: say that it was done and do nothing, as a disk that lies */

#define DESCRIPTORS 4096
#define FRAMES 40

static char watched[512];
static atomic_int armed;
static unsigned kinds;
static long target;
static int for_ever, code, manner;
static atomic_long calls, fired;
static char files[DESCRIPTORS]; /* per descriptor: 0 not watched, else the letter of the file */
static uint64_t site;
static char first[64];

static char letter_of(const char *path)
{
    if (!watched[0] || strncmp(path, watched, strlen(watched)) != 0)
        return 0;
    char side = strstr(path, "-wal") ? 1 : strstr(path, "-shm") ? 2 : 0;
    const char *letters = strstr(path, "events.db") ? "eEx" : strstr(path, "vault.db") ? "vVy" : strstr(path, "views.db") ? "pPz" : "ddd";
    return letters[(int)side];
}

void shim_watch(const char *folder) { snprintf(watched, sizeof watched, "%s", folder); }

void shim_arm(unsigned which, long number, int ever, int error, int how)
{
    kinds = which; target = number; for_ever = ever; code = error; manner = how;
    calls = 0; fired = 0; site = 0; first[0] = 0;
    armed = 1;
}

void shim_disarm(void) { armed = 0; }
long shim_calls(void) { return calls; }
long shim_fired(void) { return fired; }
uint64_t shim_site(void) { return site; }
const char *shim_first(void) { return first; }

/* The way through the engine to this call, as a number that is the same in every process. */
static void note_site(int kind, char letter)
{
    static const char *names[] = {"open", "read", "write", "sync", "truncate", "unlink"};
    void *frames[FRAMES];
    int depth = backtrace(frames, FRAMES);
    uint64_t hash = 1469598103934665603u ^ (uint64_t)kind;
    for (int i = 0; i < depth; i++) {
        Dl_info info;
        if (!dladdr(frames[i], &info) || !info.dli_fname || !strstr(info.dli_fname, "_sqlite3"))
            continue;
        hash = (hash ^ (uint64_t)((char *)frames[i] - (char *)info.dli_fbase)) * 1099511628211u;
    }
    site = hash;
    snprintf(first, sizeof first, "%s %c", names[kind], letter);
}

/* Whether this call is to fail; counts it if it is one of those asked for. */
static int struck(int kind, char letter)
{
    if (!armed || !letter || !(kinds & (1u << kind)))
        return 0;
    long now = ++calls;
    if (!(now == target || (for_ever && now > target && target > 0)))
        return 0;
    if (fired++ == 0)
        note_site(kind, letter);
    return 1;
}

static char letter_at(int fd) { return fd >= 0 && fd < DESCRIPTORS ? files[fd] : 0; }

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define DEFINE_OPEN(name)                                                     \
    int name(const char *path, int flags, ...)                                \
    {                                                                         \
        REAL(name);                                                           \
        mode_t mode = 0;                                                      \
        if (flags & (O_CREAT | O_TMPFILE)) {                                  \
            va_list rest; va_start(rest, flags);                              \
            mode = va_arg(rest, mode_t); va_end(rest);                        \
        }                                                                     \
        char letter = letter_of(path);                                        \
        if (manner != DROP && struck(OPEN, letter)) { errno = code; return -1; } \
        int fd = real(path, flags, mode);                                     \
        if (fd >= 0 && fd < DESCRIPTORS) files[fd] = letter;                  \
        return fd;                                                            \
    }

DEFINE_OPEN(open)
DEFINE_OPEN(open64)

int close(int fd)
{
    REAL(close);
    if (fd >= 0 && fd < DESCRIPTORS) files[fd] = 0;
    return real(fd);
}

#define DEFINE_READ(name, offset)                                             \
    ssize_t name(int fd, void *to, size_t length, offset at)                  \
    {                                                                         \
        REAL(name);                                                           \
        if (struck(READ, letter_at(fd))) { errno = code; return -1; }         \
        return real(fd, to, length, at);                                      \
    }

DEFINE_READ(pread, off_t)
DEFINE_READ(pread64, off64_t)

ssize_t read(int fd, void *to, size_t length)
{
    REAL(read);
    if (struck(READ, letter_at(fd))) { errno = code; return -1; }
    return real(fd, to, length);
}

#define DEFINE_WRITE(name, offset)                                            \
    ssize_t name(int fd, const void *from, size_t length, offset at)          \
    {                                                                         \
        REAL(name);                                                           \
        if (struck(WRITE, letter_at(fd))) {                                   \
            if (manner == DROP) return (ssize_t)length;                       \
            if (manner == TORN && length > 1) real(fd, from, length / 2, at); \
            errno = code; return -1;                                          \
        }                                                                     \
        return real(fd, from, length, at);                                    \
    }

DEFINE_WRITE(pwrite, off_t)
DEFINE_WRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *from, size_t length)
{
    REAL(write);
    if (struck(WRITE, letter_at(fd))) {
        if (manner == DROP) return (ssize_t)length;
        if (manner == TORN && length > 1) (void)!real(fd, from, length / 2);
        errno = code; return -1;
    }
    return real(fd, from, length);
}

#define DEFINE_ON_FILE(name, kind)                                            \
    int name(int fd)                                                          \
    {                                                                         \
        REAL(name);                                                           \
        if (struck(kind, letter_at(fd))) {                                    \
            if (manner == DROP) return 0;                                     \
            errno = code; return -1;                                          \
        }                                                                     \
        return real(fd);                                                      \
    }

DEFINE_ON_FILE(fsync, SYNC)
DEFINE_ON_FILE(fdatasync, SYNC)

#define DEFINE_TRUNCATE(name, offset)                                         \
    int name(int fd, offset length)                                           \
    {                                                                         \
        REAL(name);                                                           \
        if (struck(TRUNCATE, letter_at(fd))) { errno = code; return -1; }     \
        return real(fd, length);                                              \
    }

DEFINE_TRUNCATE(ftruncate, off_t)
DEFINE_TRUNCATE(ftruncate64, off64_t)

int unlink(const char *path)
{
    REAL(unlink);
    if (struck(UNLINK, letter_of(path))) { errno = code; return -1; }
    return real(path);
}
