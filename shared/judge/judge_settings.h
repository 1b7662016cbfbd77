/* judge_settings.h - the settings of a body in a question: those that its answer depends on. */
#ifndef JUDGE_SETTINGS_H
#define JUDGE_SETTINGS_H

#include "judge/sw_judge.h"

struct judge_setting {
    const char *name, *value;
};
extern const struct sw_shape judge_setting_in;

/* For the shape of a question: a list of settings, each with its default when absent. */
#define JUDGE_SETTINGS(T)                                                                          \
    SW_OPT_OBJECTS(T, settings, &judge_setting_in, 0, RULE_SETTINGS,                               \
                   "Settings of the body; those that are absent have their defaults")

/* For the shape of a question that is stored: which numbers of the standards it is judged by. */
#define JUDGE_LIMITS(T)                                                                            \
    SW_OPT_TEXT(T, limits, 1, 20,                                                                  \
                "Numbers of the standards to judge by; the current ones when absent")

/* SW_INPUT_INVALID, at /limits, for others than the current ones (NULL). */
SW_CHECKED enum sw_code judge_limits(const char *id, struct sw_error *err);

/* The values a question names, on top of the defaults.  @p names: those its answer depends on,
 * ending with NULL.  SW_RULE_REFUSED for a value that loosens its rule; SW_INPUT_INVALID, at
 * /settings, for one that is none, and for another setting. */
SW_CHECKED enum sw_code judge_settings(const char *const *names, const struct sw_list *given,
                                       struct rule_settings *ret_settings, struct sw_error *err);

#endif
