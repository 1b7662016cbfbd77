/* sw_body_settings.h - the settings in effect for the certification body that a transaction acts
 * for. */
#ifndef SW_BODY_SETTINGS_H
#define SW_BODY_SETTINGS_H

#include "db/sw_db.h"
#include "rules/settings.h"

/* Defaults, and what the body chose; one statement.  A choice that the rules refuse by now does
 * not hold: its default does. */
SW_CHECKED enum sw_code sw_body_settings(struct sw_txn *txn, struct rule_settings *ret_settings,
                                         struct sw_error *err);

#endif
