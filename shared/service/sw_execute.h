/* sw_execute.h - running an admitted route against the database.  Used by sw_service_dispatch(). */
#ifndef SW_EXECUTE_H
#define SW_EXECUTE_H

#include "service/sw_service.h"

/* Run the route; on SW_OK req->reply (or req->file) and *ret_status are set. */
SW_CHECKED enum sw_code sw_execute(struct sw_service *service, const struct sw_route *route,
                                   const char *target, struct sw_request *req, int *ret_status,
                                   struct sw_error *err);

#endif
