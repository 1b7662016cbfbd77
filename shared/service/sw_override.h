/* sw_override.h - the overrides of a write: judged, kept, and told to who approved.
 *
 * A write that a should-rule may advise against has the field SW_OVERRIDES in its body, the error
 * SW_OVERRIDE_NEEDED in its row, and in its handler, when nothing refuses any more:
 *
 *     rule_plan_warnings(&plan, &warnings);
 *     code = sw_override(req, &subject, &warnings, &in->overrides, err);
 */
#ifndef SW_OVERRIDE_H
#define SW_OVERRIDE_H

#include "http/sw_route.h"
#include "rules/override.h"

/* One of them as it comes in. */
struct sw_override {
    const char *rule, *reason;
    struct sw_uuid approved_by;
};
extern const struct sw_shape sw_override_in;
#define SW_OVERRIDES(T)                                                                            \
    SW_OPT_OBJECTS(T, overrides, &sw_override_in, 0, 8, "One for each rule that advises against it")

/* One of them as it goes out, from sw.v_rule_override. */
extern const struct sw_shape sw_override_out;

/* What the write is about. */
struct sw_overridden {
    const char *kind; /* "audit" */
    struct sw_uuid id;
    const char *name; /* for people: "A-0007" */
    const char
        *team; /* ids of the people whose work it is, between spaces: none of them approves */
};

/* Inside the transaction: SW_OK when overrides cover all warnings; they are stored, a record for
 * each warning, and the approvers are told.  SW_OVERRIDE_NEEDED, SW_RULE_REFUSED or
 * SW_REFERENCE_UNKNOWN otherwise, as rule_overrides() and rule_approver() say. */
SW_CHECKED enum sw_code sw_override(struct sw_request *req, const struct sw_overridden *subject,
                                    const struct rule_faults *warnings,
                                    const struct sw_list *overrides, struct sw_error *err);

#endif
