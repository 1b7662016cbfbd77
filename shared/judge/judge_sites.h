/* judge_sites.h - what makes several sites fit for one certificate, for the service that samples.
 */
#ifndef JUDGE_SITES_H
#define JUDGE_SITES_H

#include "http/sw_route.h"

/* struct rule_sample_eligibility */
extern const struct sw_shape judge_eligibility_in;

#endif
