#include "crypto/sw_random.h"

#include <openssl/rand.h>
#include <stdlib.h>

void
sw_random(void *ret_data, size_t size)
{
    if (RAND_bytes(ret_data, (int) size) != 1)
        abort();
}
