/* The rules API: what-if questions for a planner's form and for other people's tools.  Read this
 * file first.  Shapes and answers stand in shared/judge. */
/* clang-format off */
#include "judge/sw_judge.h"
#include "rules.h"

#define QUESTION(path_, name, summary_, clause_)                                                                                \
    { .method = "POST", .path = "/v1/rules/" path_, .permission = "rules.ask", .summary = summary_, .clause = clause_,           \
      .body = &sw_judge_##name##_in, .status = 200, .reply = &sw_judge_##name##_out, .errors = { SW_RULE_REFUSED },              \
      .compute = rules_ask_##name }

const struct sw_route rules_routes[] = {
    QUESTION("audit-time", audit_time, "How long would the audits of a cycle take?", "ISO/IEC 27006-1:2024 Annex C"),
    QUESTION("factor-range", factor_range, "Which change of the audit time do the factors allow?", "ISO/IEC 27006-1:2024 Annex D"),
    QUESTION("sample-size", sample_size, "How many sites of a group would an audit visit?", "IAF MD 1:2023 6.1.3"),
    QUESTION("site-sample", site_sample, "Which sites does a seed draw?", "IAF MD 1:2023 6.1.2"),
    QUESTION("cycle", cycle, "Which dates follow from a certification decision?", "ISO/IEC 17021-1:2015 9.1.3"),
    QUESTION("renewal", renewal, "What would a recertification decision of that day give?", "ISO/IEC 17021-1:2015 9.6.3.2"),
    QUESTION("standing", standing, "What is a certificate on a day?", "ISO/IEC 17021-1:2015 9.6.5"),
    QUESTION("team", team, "May this team do that audit?", "ISO/IEC 17021-1:2015 9.2.2"),
    QUESTION("decision", decision, "What stands in the way of a review or a decision?", "ISO/IEC 17021-1:2015 9.5"),
    QUESTION("finding-dates", finding_dates, "By when are answers to a nonconformity due?", "ISO/IEC 17021-1:2015 9.4.9"),
    QUESTION("integrated", integrated, "How able is a team to audit several standards, and what does that save?", "IAF MD 11:2019 2"),
    QUESTION("transfer", transfer, "May a certification of another body be taken over?", "IAF MD 2:2023 2"),
    QUESTION("certsearch-due", certsearch_due, "When is the next upload to the worldwide register due?", "IAF MD 28:2023"),
    QUESTION("certsearch-run", certsearch_run, "Which records of an export run go out, and what is wrong with the others?", "IAF MD 28:2023"),
    QUESTION("coverage", coverage, "What did the audits of a cycle, or a surveillance, leave out?", "ISO/IEC 27006-1:2024 9.1.3"),
    QUESTION("duties", duties, "By when does somebody have to have done something?", "ISO/IEC 17021-1:2015 9"),
    QUESTION("extension-time", extension, "How long would the audit of a scope extension take?", "ISO/IEC 27006-1:2024 C.7"),
    QUESTION("site-levels", site_levels, "How many sites of each level would an audit visit?", "IAF MD 1:2023 6.1.3"),
    QUESTION("network", network, "What follows for all sites of a certificate from sites that join, a nonconformity, or a site that fails?", "IAF MD 1:2023 7.7"),
    QUESTION("suspension", suspension, "May a certification be suspended, and until when?", "ISO/IEC 17021-1:2015 9.6.5.2"),
    QUESTION("restoring", restoring, "May a suspended certification be restored?", "ISO/IEC 17021-1:2015 9.6.5.4"),
    QUESTION("reduction", reduction, "May the scope of a certification be reduced to this?", "ISO/IEC 17021-1:2015 9.6.5.5"),
    QUESTION("transition", transition, "Against which edition may an audit be made, and how much time does a transition add?", "IAF MD 26:2023"),
    QUESTION("application", application, "What does an application lack?", "ISO/IEC 17021-1:2015 9.1.1"),
    QUESTION("application-review", application_review, "What does the review of an application lack?", "ISO/IEC 17021-1:2015 9.1.2"),
    QUESTION("change", change, "What follows from a change that a client reports?", "ISO/IEC 17021-1:2015 9.6.4"),
    { .method = NULL },
};
