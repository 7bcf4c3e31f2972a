/* Moves the computer's clock for one process: CLOCK_MOVED_BY holds the seconds to add to what CLOCK_REALTIME says. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

int clock_gettime(clockid_t which, struct timespec *now)
{
    static __typeof__(&clock_gettime) real;
    if (!real)
        real = (__typeof__(&clock_gettime))dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(which, now);
    const char *moved = getenv("CLOCK_MOVED_BY");
    if (result == 0 && which == CLOCK_REALTIME && moved)
        now->tv_sec += atol(moved);
    return result;
}
