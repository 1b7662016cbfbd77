/* courier_job.h - the background job of courier. */
#ifndef COURIER_JOB_H
#define COURIER_JOB_H

#include "courier.h"

SW_CHECKED enum sw_code courier_job(struct sw_service *service, const struct sw_context *context,
                                    struct sw_arena *arena, bool *ret_more, struct sw_error *err);

#endif
