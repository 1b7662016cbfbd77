/* settings.h - what a certification body may choose, and how far.
 *
 * The standards leave some numbers to the body: how long a client may object, how many days an
 * answer may take.  One line of rule_settings[] says for each what it means, which value holds
 * until the body chooses another, and which rule bounds the choice: a body may be stricter than
 * the standards, never looser.  schemas/catalogue/settings.json holds the same, with the
 * reasons; tests/unit/test_settings.c compares them.
 *
 * A rule that has a setting takes a struct rule_settings; the values in effect for a tenant are
 * read by shared/service/sw_body_settings.h.
 */
#ifndef RULES_SETTINGS_H
#define RULES_SETTINGS_H

#include <stddef.h>

#include "base/sw_error.h"

enum rule_rounding { RULE_UP_HALF, RULE_NEAREST, RULE_ROUNDINGS };
enum rule_expiry_convention { RULE_DAY_BEFORE, RULE_ANNIVERSARY, RULE_EXPIRY_CONVENTIONS };
enum rule_sod_scope { RULE_SOD_CYCLE, RULE_SOD_CLIENT, RULE_SOD_SCOPES };
enum rule_late_restore { RULE_LATE_NEW, RULE_LATE_OLD, RULE_LATE_RESTORES };
enum rule_certsearch_mode {
    RULE_CERTSEARCH_ON,         /* every certification, at least once a month */
    RULE_CERTSEARCH_AGGREGATED, /* excluded: counts alone, at least once a quarter */
    RULE_CERTSEARCH_OFF,        /* the accreditation body does not apply it */
    RULE_CERTSEARCH_MODES
};

/* The words of each, ending with NULL. */
extern const char *const rule_rounding_names[RULE_ROUNDINGS + 1]; /* up_half, nearest */
extern const char *const rule_expiry_convention_names[RULE_EXPIRY_CONVENTIONS + 1];
extern const char *const rule_sod_scope_names[RULE_SOD_SCOPES + 1];       /* cycle, client */
extern const char *const rule_late_restore_names[RULE_LATE_RESTORES + 1]; /* new, old */
extern const char
    *const rule_certsearch_mode_names[RULE_CERTSEARCH_MODES + 1]; /* on, aggregated, off */

/* All values in effect.  Each field is named like its setting and is an int, so that a setting
 * can be found by its name; words are stored as their enum. */
struct rule_settings {
    int rounding_mode;            /* enum rule_rounding */
    int stage1_ratio;             /* share of stage 1 [%] */
    int stage1_min;               /* least stage 1 [half-days] */
    int objection_days;           /* [working days] */
    int nc_minor_days;            /* answer to a minor [days] */
    int nc_major_plan_days;       /* answer to a major [days] */
    int nc_major_evidence_days;   /* evidence for a major [days] */
    int s1_s2_warn;               /* between stage 1 and stage 2 [days] */
    int s1_s2_limit;              /* [days] */
    int suspension_max_months;    /* [months] */
    int sv2_target_months;        /* second surveillance after the decision [months] */
    int recert_early_warn_months; /* before expiry [months] */
    int expiry_convention;        /* enum rule_expiry_convention */
    int remote_justify_pct;       /* share of remote audit work [%] */
    int headcount_recalc_pct;     /* difference of the head count [%] */
    int sod_scope;                /* enum rule_sod_scope */
    int rotation_years;           /* lead of the same client [years] */
    int monitoring_months;        /* since an auditor was last witnessed [months] */
    int certsearch_mode;          /* enum rule_certsearch_mode */
    int late_restore_cycle;       /* enum rule_late_restore */
    int retention_extra_years;    /* on top of one full cycle [years] */
};

enum rule_stricter {
    RULE_STRICTER_LOWER,  /* the smaller the number, the stricter */
    RULE_STRICTER_HIGHER, /* the larger */
    RULE_STRICTER_NEITHER /* values of equal standing: the limits alone keep the rule */
};

struct rule_setting {
    const char *name;
    const char *unit;            /* of a number: "days"; "" for a word */
    int preset;                  /* value without a choice: a number, or an index into words */
    int min, max;                /* of a number: both are allowed */
    const char *const *words;    /* the choices, ending with NULL; NULL for a number */
    const char *const *loosened; /* words that the rule forbids: they are refused with its clause */
    enum rule_stricter stricter;
    struct sw_rule rule;   /* the one that bounds the choice */
    const char *meaning;   /* what it steers, and why the limits are where they are */
    const char *certainty; /* of the rule: source, expert, compare or product (rules.txt) */
    const char *source;    /* where the rule comes from */
    size_t offset;         /* in struct rule_settings */
};

#define RULE_SETTINGS 21
extern const struct rule_setting rule_settings[RULE_SETTINGS];

/* The values of a body that chose nothing. */
struct rule_settings rule_settings_default(void);

/* What a rule takes from its input: the body's values, or the defaults for NULL. */
struct rule_settings rule_settings_or_default(const struct rule_settings *settings);

/* NULL when there is none of that name. */
const struct rule_setting *rule_setting_find(const char *name);

/**
 * May a body choose this value?
 * @param text  as people write it: "7", "nearest"
 * @return SW_OK; SW_RULE_REFUSED with the rule of the setting when the value lies beyond its
 *         limits or loosens the rule; SW_INPUT_INVALID when it is no value of this setting
 */
SW_CHECKED enum sw_code rule_setting_read(const struct rule_setting *setting, const char *text,
                                          int *ret_value, struct sw_error *err);

/* Set one value by name.  As rule_setting_read(); SW_INPUT_INVALID for an unknown name. */
SW_CHECKED enum sw_code rule_setting_set(struct rule_settings *settings, const char *name,
                                         const char *text, struct sw_error *err);

/* The value in effect of one setting. */
int rule_setting_value(const struct rule_settings *settings, const struct rule_setting *setting);

/* A value as people write it. */
struct rule_setting_text {
    char text[24];
};
struct rule_setting_text rule_setting_text(const struct rule_setting *setting, int value);

#endif
