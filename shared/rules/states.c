#include "rules/states.h"

#include <string.h>

const char *const rule_machine_names[RULE_MACHINES + 1] = { "application", "client", "audit",
                                                            "major",       "minor",  "ofi",
                                                            "certificate", NULL };

/* clang-format off */
#define STEP(from, to, guard, id, clause) { from, to, guard, { id, clause, guard } }
#define S17 "ISO/IEC 17021-1:2015 "

static const struct rule_step application[] = {
    STEP("draft",          "submitted",      "Every part of the application is given",        "APP-1", S17 "9.1.1"),
    STEP("submitted",      "info_requested", "Something is missing or unclear",               "REV-1", S17 "9.1.2.1"),
    STEP("info_requested", "submitted",      "The question is answered",                      "REV-1", S17 "9.1.2.1"),
    STEP("submitted",      "accepted",       "A competent person reviewed it",                "REV-1", S17 "9.1.2.1"),
    STEP("submitted",      "declined",       "The reason is stored and told to the client",   "REV-2", S17 "9.1.2.2"),
    STEP("accepted",       "contracted",     "The agreement is signed",                       "APP-3", S17 "5.1.2"),
    STEP("draft",          "withdrawn",      "By the client, before the agreement",           "APP-1", S17 "9.1.1"),
    STEP("submitted",      "withdrawn",      "By the client, before the agreement",           "APP-1", S17 "9.1.1"),
    STEP("info_requested", "withdrawn",      "By the client, before the agreement",           "APP-1", S17 "9.1.1"),
    STEP("accepted",       "withdrawn",      "By the client, before the agreement",           "APP-1", S17 "9.1.1"),
};

static const struct rule_step client[] = {
    STEP("prospect",   "applicant",  "An application is submitted",                     "APP-1", S17 "9.1.1"),
    STEP("applicant",  "prospect",   "The application is declined or withdrawn",        "REV-2", S17 "9.1.2.2"),
    STEP("applicant",  "contracted", "The agreement is signed",                         "APP-3", S17 "5.1.2"),
    STEP("contracted", "certified",  "A certificate is granted",                        "DEC-1", S17 "9.5.1.1"),
    STEP("contracted", "former",     "The agreement ends",                              "APP-3", S17 "5.1.2"),
    STEP("certified",  "contracted", "The certification ended, the agreement goes on",  "MNT-9", S17 "9.6.3.2.5"),
    STEP("certified",  "former",     "The agreement ends",                              "APP-3", S17 "5.1.2"),
    STEP("former",     "applicant",  "A new application is submitted",                  "APP-1", S17 "9.1.1"),
};

static const struct rule_step audit[] = {
    STEP("planned",          "team_notified",    "Team check passes, days suffice, declarations are in",       "PLN-3",  S17 "9.2.2.1"),
    STEP("team_notified",    "planned",          "The client objects with a reason; the body answers",         "PLN-9",  S17 "9.2.3.5"),
    STEP("team_notified",    "confirmed",        "The time to object is over, or the client accepted",         "PLN-9",  S17 "9.2.3.5"),
    STEP("confirmed",        "planned",          "The team changes",                                           "PLN-9",  S17 "9.2.3.5"),
    STEP("confirmed",        "plan_sent",        "The plan is complete",                                       "PLN-7",  S17 "9.2.3.2"),
    STEP("plan_sent",        "in_progress",      "Opening meeting held; stage 2 after a closed, ready stage 1", "ST1-6", S17 "9.3.1"),
    STEP("in_progress",      "fieldwork_closed", "Closing meeting held, findings graded",                      "CON-10", S17 "9.4.7"),
    STEP("in_progress",      "aborted",          "The objectives cannot be met; client and body are told",     "CON-2",  S17 "9.4.3"),
    STEP("fieldwork_closed", "report_issued",    "The report is complete and signed by the lead",              "REP-1",  S17 "9.4.8"),
    STEP("report_issued",    "closed",           "Reviewed and decided; the client is informed",               "DEC-3",  S17 "9.5.1.4"),
    STEP("planned",          "postponed",        "The effect on all dates is looked at",                       "PRG-4",  S17 "9.1.3.3"),
    STEP("team_notified",    "postponed",        "The effect on all dates is looked at",                       "PRG-4",  S17 "9.1.3.3"),
    STEP("confirmed",        "postponed",        "The effect on all dates is looked at",                       "PRG-4",  S17 "9.1.3.3"),
    STEP("plan_sent",        "postponed",        "The effect on all dates is looked at",                       "PRG-4",  S17 "9.1.3.3"),
    STEP("postponed",        "planned",          "New dates are set",                                          "PRG-4",  S17 "9.1.3.3"),
    STEP("planned",          "cancelled",        "With a reason",                                              "PRG-1",  S17 "9.1.3.1"),
    STEP("team_notified",    "cancelled",        "With a reason",                                              "PRG-1",  S17 "9.1.3.1"),
    STEP("confirmed",        "cancelled",        "With a reason",                                              "PRG-1",  S17 "9.1.3.1"),
    STEP("plan_sent",        "cancelled",        "With a reason",                                              "PRG-1",  S17 "9.1.3.1"),
    STEP("postponed",        "cancelled",        "With a reason",                                              "PRG-1",  S17 "9.1.3.1"),
};

/* What majors and minors have in common. */
#define NONCONFORMITY                                                                                                        \
    STEP("raised",             "disputed",           "The client states reasons; lead and body answer",  "CON-5", S17 "9.4.5.4"),  \
    STEP("disputed",           "raised",             "The finding stands",                               "CON-5", S17 "9.4.5.4"),  \
    STEP("disputed",           "withdrawn",          "An error in fact; the reason is kept",             "CON-5", S17 "9.4.5.4"),  \
    STEP("raised",             "withdrawn",          "An error in fact; the reason is kept",             "CON-5", S17 "9.4.5.4"),  \
    STEP("raised",             "responded",          "Correction, cause and corrective action are given", "NC-1", S17 "9.4.9"),    \
    STEP("responded",          "response_rejected",  "With a reason and a new date",                     "NC-2",  S17 "9.4.10"),   \
    STEP("responded",          "response_accepted",  "By lead or auditor, not by the author",            "NC-2",  S17 "9.4.10"),   \
    STEP("response_rejected",  "responded",          "The answer is given again",                        "NC-1",  S17 "9.4.9"),    \
    STEP("response_accepted",  "evidence_submitted", "Evidence of what was done is on file",             "NC-2",  S17 "9.4.10"),   \
    STEP("evidence_submitted", "response_accepted",  "The evidence is not enough",                       "NC-2",  S17 "9.4.10"),   \
    STEP("evidence_submitted", "verified",           "Method and conclusion on effectiveness are given", "NC-2",  S17 "9.4.10"),   \
    STEP("evidence_submitted", "not_effective",      "A new finding one grade higher is raised",         "NC-6",  S17 "9.6.2.2 b"), \
    STEP("verified",           "closed",             "The lead signs",                                   "NC-2",  S17 "9.4.10"),   \
    STEP("not_effective",      "closed",             "A new finding takes its place",                    "NC-6",  S17 "9.6.2.2 b")

static const struct rule_step finding_major[] = {
    NONCONFORMITY,
};

static const struct rule_step finding_minor[] = {
    NONCONFORMITY,
    STEP("response_accepted", "carried_forward", "To the next audit, which is named",          "NC-4", S17 "9.5.2"),
    STEP("response_accepted", "verified",        "Method and conclusion are given",            "NC-2", S17 "9.4.10"),
    STEP("carried_forward",   "verified",        "The next audit found it effective",          "NC-6", S17 "9.6.2.2 b"),
    STEP("carried_forward",   "not_effective",   "A new major nonconformity is raised",        "NC-6", S17 "9.6.2.2 b"),
};

static const struct rule_step finding_ofi[] = {
    STEP("raised", "closed",    "No answer is demanded",                "CON-8", S17 "9.4.8.1"),
    STEP("raised", "withdrawn", "An error in fact; the reason is kept", "CON-5", S17 "9.4.5.4"),
};

static const struct rule_step certificate[] = {
    STEP("issuing",   "active",          "Signed and entered into the register",             "CRT-d",  S17 "8.2.2"),
    STEP("active",    "active",          "A revision: scope, sites, address; same expiry",   "MNT-10", S17 "9.6.4.1"),
    STEP("active",    "suspended",       "Decided, with reason and a time of six months at most", "MNT-12", S17 "9.6.5.2"),
    STEP("suspended", "active",          "The cause is solved, or the failing part removed; decided", "MNT-14", S17 "9.6.5.4"),
    STEP("suspended", "withdrawn",       "Decided",                                          "MNT-14", S17 "9.6.5.4"),
    STEP("active",    "withdrawn",       "Decided, or the client ends the agreement",        "MNT-12", S17 "9.6.5.2"),
    STEP("active",    "expired",         "The day after its last day, by itself",            "T-EXP",  S17 "8.2.2 c"),
    STEP("suspended", "expired",         "The day after its last day, by itself",            "T-EXP",  S17 "8.2.2 c"),
    STEP("expired",   "active",          "Decided within six months, open work completed",   "T-RST",  S17 "9.6.3.2.5"),
    STEP("active",    "transferred_out", "The accepting body has certified",                 "TRF-6",  "IAF MD 2:2023"),
};

/* Steps that a rule forbids by name.  A NULL stands for any state. */
static const struct {
    enum rule_machine machine;
    const char *from, *to;
    struct sw_rule rule;
} forbidden[] = {
    { RULE_MACHINE_CERTIFICATE, "withdrawn", NULL,
      { "MNT-W", S17 "9.6.5", "A withdrawn certification does not come back: the client applies anew." } },
    { RULE_MACHINE_CERTIFICATE, "transferred_out", NULL,
      { "TRF-6", "IAF MD 2:2023", "The certification is with another body now." } },
    { RULE_MACHINE_CERTIFICATE, "expired", "suspended",
      { "T-EXP", S17 "8.2.2 c", "An expired certification can be restored within six months, not suspended." } },
    { RULE_MACHINE_CERTIFICATE, "expired", "withdrawn",
      { "T-EXP", S17 "8.2.2 c", "Nothing is left to withdraw: the certification ended on its last day." } },
    { RULE_MACHINE_FINDING_MAJOR, "raised", "closed",
      { "NC-4", S17 "9.5.2", "Have the answer accepted and the evidence verified first." } },
    { RULE_MACHINE_FINDING_MAJOR, "response_accepted", "closed",
      { "NC-4", S17 "9.5.2", "Have the evidence verified first." } },
    { RULE_MACHINE_FINDING_MAJOR, "response_accepted", "verified",
      { "NC-4", S17 "9.5.2", "Submit evidence first: a major is not closed without." } },
    { RULE_MACHINE_FINDING_MAJOR, "response_accepted", "carried_forward",
      { "NC-4", S17 "9.5.2", "Only a minor waits for the next audit." } },
    { RULE_MACHINE_FINDING_MINOR, "raised", "closed",
      { "NC-4", S17 "9.5.2", "Have the answer accepted first." } },
    { RULE_MACHINE_FINDING_OFI, "raised", "responded",
      { "CON-8", S17 "9.4.8.1", "An opportunity for improvement demands no answer." } },
};

static const struct {
    const char *name;
    const struct rule_step *steps;
    int count;
} machines[RULE_MACHINES] = {
#define MACHINE(name, table) { name, table, (int) (sizeof table / sizeof table[0]) }
    [RULE_MACHINE_APPLICATION]   = MACHINE("application", application),
    [RULE_MACHINE_CLIENT]        = MACHINE("client", client),
    [RULE_MACHINE_AUDIT]         = MACHINE("audit", audit),
    [RULE_MACHINE_FINDING_MAJOR] = MACHINE("finding", finding_major),
    [RULE_MACHINE_FINDING_MINOR] = MACHINE("finding", finding_minor),
    [RULE_MACHINE_FINDING_OFI]   = MACHINE("finding", finding_ofi),
    [RULE_MACHINE_CERTIFICATE]   = MACHINE("certificate", certificate),
};
/* clang-format on */

const struct rule_step *
rule_state_steps(enum rule_machine machine, int *ret_count)
{
    *ret_count = machines[machine].count;
    return machines[machine].steps;
}

bool
rule_state_allows(enum rule_machine machine, const char *from, const char *to)
{
    for (int i = 0; i < machines[machine].count; i++)
        if (strcmp(machines[machine].steps[i].from, from) == 0 &&
            strcmp(machines[machine].steps[i].to, to) == 0)
            return true;
    return false;
}

bool
rule_state_known(enum rule_machine machine, const char *state)
{
    for (int i = 0; i < machines[machine].count; i++)
        if (strcmp(machines[machine].steps[i].from, state) == 0 ||
            strcmp(machines[machine].steps[i].to, state) == 0)
            return true;
    return false;
}

enum sw_code
rule_state_step(enum rule_machine machine, const char *from, const char *to, struct sw_error *err)
{
    const char *name = machines[machine].name;

    if (rule_state_allows(machine, from, to))
        return SW_OK;
    for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++)
        if (forbidden[i].machine == machine && strcmp(forbidden[i].from, from) == 0 &&
            (forbidden[i].to == NULL || strcmp(forbidden[i].to, to) == 0))
            return SW_REFUSE(err, &forbidden[i].rule, "This %s is %.30s and cannot become %.30s",
                             name, from, to);
    return SW_FAIL(err, SW_STATE_CONFLICT, "This %s is %.30s and cannot become %.30s", name, from,
                   to);
}
