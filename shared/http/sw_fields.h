/* sw_fields.h - reading the fields of a body or a query by a shape.  Used by sw_route_admit(). */
#ifndef SW_FIELDS_H
#define SW_FIELDS_H

#include "http/sw_route.h"

/* Fill req->body and req->body_json from a JSON object.  SW_BODY_MALFORMED when it is none,
 * SW_INPUT_INVALID with the field's JSON Pointer when a field does not fit. */
SW_CHECKED enum sw_code sw_body_read(const struct sw_shape *shape, const char *text, size_t size,
                                     struct sw_request *req, struct sw_error *err);

/* Fill req->query and req->page from "a=1&b=2". */
SW_CHECKED enum sw_code sw_query_read(const struct sw_route *route, const char *query,
                                      struct sw_request *req, struct sw_error *err);

/* A whole object by its shape into a struct of the arena; its lists have no JSON text.
 * SW_INPUT_INVALID names the field. */
SW_CHECKED enum sw_code sw_shape_read(const struct sw_shape *shape, const json_t *object,
                                      struct sw_arena *arena, const void **ret_struct,
                                      struct sw_error *err);

/* One field from a JSON value; @p pointer names it in errors, as "/sites/3/name". */
SW_CHECKED enum sw_code sw_field_read(const struct sw_field *f, const json_t *value, void *into,
                                      const char *pointer, struct sw_arena *arena,
                                      struct sw_error *err);

#endif
