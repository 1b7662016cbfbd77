/* sw_jobs.h - the background jobs of a service, a thread each.  Used by sw_service_main(). */
#ifndef SW_JOBS_H
#define SW_JOBS_H

#include "service/sw_service.h"

struct sw_jobs;

struct sw_jobs *sw_jobs_start(struct sw_service *service, struct sw_error *err);
void sw_jobs_stop(struct sw_jobs *jobs); /* waits for the run at hand; NULL is fine */

#endif
