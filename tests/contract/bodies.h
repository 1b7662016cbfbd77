/* bodies.h - requests made from the shapes of the route tables: one that is good, and all that is
 * wrong. */
#ifndef BODIES_H
#define BODIES_H

#include <jansson.h>

#include "http/sw_route.h"

/* A body that fits the shape, every field given, lists with one item at least; the caller's. */
json_t *body_good(const struct sw_shape *shape);

/* Values that must not pass for the field: [{value, below}], where below is what the error's
 * pointer has after the field's own, "/0" for the first item of a list; the caller's. */
json_t *body_wrong(const struct sw_field *field);

#endif
