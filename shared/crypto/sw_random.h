/* sw_random.h - random bytes from the operating system, over OpenSSL.  Aborts when there are none.
 */
#ifndef SW_RANDOM_H
#define SW_RANDOM_H

#include <stddef.h>

void sw_random(void *ret_data, size_t size);

#endif
