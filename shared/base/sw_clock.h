/* sw_clock.h - the clocks of the machine.  Business time is PostgreSQL's sw.now(). */
#ifndef SW_CLOCK_H
#define SW_CLOCK_H

#include <stdint.h>

int64_t sw_clock_ms(void);      /* monotonic, for deadlines [ms] */
int64_t sw_clock_unix_ms(void); /* since 1970 [ms] */

#endif
