/* sw_jcs.h - JSON in canonical form: RFC 8785, held to what can be signed without doubt.
 *
 * Keys are ASCII, numbers are whole and within +-(2^53 - 1).  Anything else is refused: what is
 * left is sorting and escaping, and `jq -cSj .` gives the same bytes.
 */
#ifndef SW_JCS_H
#define SW_JCS_H

#include <jansson.h>

#include "base/sw_arena.h"
#include "base/sw_error.h"

/* SW_INPUT_INVALID when a number or a key is outside of the above. */
SW_CHECKED enum sw_code sw_jcs(struct sw_arena *arena, const json_t *value, const char **ret_text,
                               struct sw_error *err);

#endif
