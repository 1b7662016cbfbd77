/* integrated.h - reductions when several management systems are audited together: IAF MD 11. */
#ifndef RULES_INTEGRATED_H
#define RULES_INTEGRATED_H

#include "base/sw_error.h"

#define RULE_INTEGRATED_AUDITORS_MAX 64

/**
 * How able a team is to audit several standards at once, in whole per cent, rounded down.
 * @rule IAF-MD11:2.1
 * @param qualified  for each auditor the number of standards qualified for, 1..standards
 * @param standards  2..20
 * @return SW_OK or SW_INPUT_INVALID
 */
SW_CHECKED enum sw_code rule_integrated_ability(const int *qualified, int auditors, int standards,
                                                int *ret_percent, struct sw_error *err);

/**
 * Time after a reduction for each standard and then one for integration.
 * @rule IAF-MD11:2.2
 * @param sum_millidays   sum of the separate times before their own reductions [1/1000 day]
 * @param own_percent     reduction already allowed for the standards, 0..30
 * @param integration_percent  0..20
 * @return SW_OK, or SW_RULE_REFUSED when integration is above 20 % or the own one above 30 %
 */
SW_CHECKED enum sw_code rule_integrated_time(int sum_millidays, int own_percent,
                                             int integration_percent, int *ret_millidays,
                                             struct sw_error *err);

/* The reduction that a level of integration and an ability of the team allow; values between two
 * steps of 20 % count as the lower one.  The matrix is a default of this program.
 * @rule IAF-MD11:2.2
 * @return SW_OK, or SW_INPUT_INVALID for a percentage outside 0..100 */
SW_CHECKED enum sw_code rule_integrated_reduction(int level_percent, int ability_percent,
                                                  int *ret_percent, struct sw_error *err);

/* Is a reduction within it (MD11-2)?
 * @rule IAF-MD11:2.2 */
SW_CHECKED enum sw_code rule_integrated_within(int level_percent, int ability_percent, int percent,
                                               struct sw_error *err);

#endif
