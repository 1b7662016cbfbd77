/* The stage 2 API.  Read this file first; the routes that all audits share stand in
 * shared/audit/sw_audit.h. */
/* clang-format off */
#include "rules/stage1.h"
#include "stage2.h"

static const struct sw_field answer_fields[] = {
    SW_IN_BOOL(struct stage2_answer, solved, "The concern is solved"),
    SW_IN_TEXT(struct stage2_answer, answer, 1, 4000, "What stage 2 found; a nonconformity is raised on its own"),
    { .name = NULL },
};
static const struct sw_shape answer_in = { "ConcernAnswerNew", sizeof(struct stage2_answer), answer_fields };
static const struct sw_field answer_out_fields[] = {
    SW_OUT("concern_id", SW_F_UUID, "The area of concern"), SW_OUT("audit_id", SW_F_UUID, "The stage 2 audit"), SW_OUT("solved", SW_F_BOOL, "Solved"),
    SW_OUT("answer", SW_F_TEXT, "What stage 2 found"), SW_OUT("answered_by", SW_F_UUID, "By whom"), SW_OUT("answered_at", SW_F_TEXT, "When (RFC 3339)"),
    { .name = NULL },
};
static const struct sw_shape answer_out = { "ConcernAnswer", 0, answer_out_fields };

static const struct sw_field interval_fields[] = {
    SW_IN_ENUM(struct stage2_interval, repeat, rule_repeat_names, "none: its results hold; part: a part, in stage 2; all: another stage 1 comes first"),
    SW_IN_TEXT(struct stage2_interval, reason, 1, 4000, "Why; of a part, which"),
    { .name = NULL },
};
static const struct sw_shape interval_in = { "IntervalDecisionNew", sizeof(struct stage2_interval), interval_fields };
static const struct sw_field interval_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The decision"), SW_OUT("audit_id", SW_F_UUID, "The stage 2 audit"), SW_OUT("stage1_id", SW_F_UUID, "The stage 1 audit meant"),
    SW_OUT_ENUM("repeat", rule_repeat_names, "Whether stage 1 is repeated"), SW_OUT("reason", SW_F_TEXT, "Why"),
    SW_OUT("decided_by", SW_F_UUID, "By whom"), SW_OUT("decided_at", SW_F_TEXT, "When (RFC 3339)"), { .name = NULL },
};
static const struct sw_shape interval_out = { "IntervalDecision", 0, interval_out_fields };

const struct sw_route stage2_routes[] = {
    SW_AUDIT_ROUTES("/v1/stage2"),
    { .method = "POST", .path = "/v1/stage2/audits/{audit_id}/concerns/{concern_id}/answer", .permission = "audits.audit",
      .summary = "Answer an area of concern of stage 1", .clause = "ISO/IEC 17021-1:2015 9.3.1.2.3", .body = &answer_in, .status = 201,
      .reply = &answer_out, .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED, SW_EXISTS }, .handle = stage2_concern_answer,
      .event = "audit.concern_answered" },
    { .method = "POST", .path = "/v1/stage2/audits/{audit_id}/interval-decision", .permission = "audits.interval.decide",
      .summary = "Decide whether stage 1 is repeated, as much time went by", .clause = "ISO/IEC 17021-1:2015 9.3.1.2.4", .body = &interval_in,
      .status = 201, .reply = &interval_out, .errors = { SW_STATE_CONFLICT }, .handle = stage2_interval_decide, .event = "audit.interval_decided" },
    { .method = NULL },
};
