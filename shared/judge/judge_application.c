/* What does an application lack, and what its review? */
#include "judge/judge_parts.h"
#include "rules/application.h"

struct application {
    const char *scope, *representative, *processes, *resources, *relationships, *legal_duties,
        *outsourcing, *consultancy, *hidden_information, *technology, *development,
        *critical_sector, *remote_work;
    const char *standard;
    struct sw_list languages;
    int64_t sites, central_sites, persons;
    bool isms_implemented, soa, certifies_systems;
};
struct bounds {
    struct sw_list standards, sectors, countries;
};
struct review {
    bool accept;
    const char *reason;
    struct sw_list points, competence;
    struct sw_list accreditation, wanted; /* one or none each */
};

/* clang-format off */
static const struct sw_field application_fields[] = {
    SW_OPT_TEXT(struct application, scope, 0, 2000, "Scope of certification"),
    SW_OPT_TEXT(struct application, representative, 0, 2000, "Who is authorised to apply"),
    SW_OPT_TEXT(struct application, processes, 0, 2000, "Processes and operations"),
    SW_OPT_TEXT(struct application, resources, 0, 2000, "Human and technical resources"),
    SW_OPT_TEXT(struct application, relationships, 0, 2000, "Functions, and relationships to a larger organisation"),
    SW_OPT_TEXT(struct application, legal_duties, 0, 2000, "Legal duties"),
    SW_OPT_TEXT(struct application, outsourcing, 0, 2000, "Outsourced processes that affect conformity"),
    SW_OPT_TEXT(struct application, consultancy, 0, 2000, "Consultancy on the system and by whom"),
    SW_OPT_TEXT(struct application, hidden_information, 0, 2000, "Records that auditors may not see"),
    SW_OPT_TEXT(struct application, technology, 0, 2000, "Technology and platforms"),
    SW_OPT_TEXT(struct application, development, 0, 2000, "Development of systems"),
    SW_OPT_TEXT(struct application, critical_sector, 0, 2000, "Critical sectors"),
    SW_OPT_TEXT(struct application, remote_work, 0, 2000, "Remote and virtual working"),
    SW_OPT_TEXT(struct application, standard, 0, 60, "Standard with edition"),
    SW_IN_TEXTS(struct application, languages, 0, 20, "Languages spoken in scope"),
    SW_IN_INT(struct application, sites, 0, 5001, "Sites in scope"),
    SW_IN_INT(struct application, central_sites, 0, 5001, "Of these the central function"),
    SW_IN_INT(struct application, persons, 0, 1000000, "Persons in scope"),
    SW_IN_BOOL(struct application, isms_implemented, "A documented and implemented management system exists"),
    SW_IN_BOOL(struct application, soa, "The Statement of Applicability is on file"),
    SW_OPT_BOOL(struct application, certifies_systems, "The client certifies management systems, and the scope is that"),
    { .name = NULL },
};
const struct sw_shape sw_judge_application_in = { "ApplicationQuestion", sizeof(struct application), application_fields };
static const struct sw_field bounds_fields[] = {
    SW_IN_TEXTS(struct bounds, standards, 0, 40, "Numbers of standards, as 27001"),
    SW_IN_INTS(struct bounds, sectors, 0, 39, "IAF sectors"),
    SW_IN_TEXTS(struct bounds, countries, 0, 250, "ISO 3166-1 codes"),
    { .name = NULL },
};
static const struct sw_shape bounds_in = { "AskedAccreditation", sizeof(struct bounds), bounds_fields };
static const struct sw_field review_fields[] = {
    SW_IN_BOOL(struct review, accept, "The application is accepted"),
    SW_OPT_TEXT(struct review, reason, 0, 2000, "Why"),
    SW_IN_TEXTS(struct review, points, 0, RULE_REVIEW_POINTS, "Looked at: information, differences, ability, scope, sites, time, language, safety, impartiality"),
    SW_IN_TEXTS(struct review, competence, 0, 40, "Competence that the team and the decision need"),
    SW_FIELD(struct review, accreditation, SW_F_OBJECT, .optional = true, .shape = &bounds_in, .doc = "Bounds of the body's accreditation; an empty list is none"),
    SW_FIELD(struct review, wanted, SW_F_OBJECT, .optional = true, .shape = &bounds_in, .doc = "What the application asks for"),
    { .name = NULL },
};
const struct sw_shape sw_judge_application_review_in = { "ApplicationReviewQuestion", sizeof(struct review), review_fields };
static const struct sw_field out_fields[] = {
    SW_OUT("allowed", SW_F_BOOL, "Nothing is missing"), SW_OUT_OBJECTS("faults", &judge_fault_out, "All that is missing"), { .name = NULL },
};
const struct sw_shape sw_judge_application_out = { "ApplicationAnswer", 0, out_fields };
const struct sw_shape sw_judge_application_review_out = { "ApplicationReviewAnswer", 0, out_fields };
/* clang-format on */

static json_t *
answer(struct sw_arena *arena, const struct rule_faults *faults)
{
    return judge_own(
        arena, json_pack("{sb so}", "allowed", faults->count == 0, "faults", judge_faults(faults)));
}

static enum sw_code
judge_application(struct sw_arena *arena, const void *question, json_t **ret_answer,
                  struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct application *q = question;
    const struct rule_application in = {
        .parts = { [RULE_PART_SCOPE] = q->scope,
                   [RULE_PART_REPRESENTATIVE] = q->representative,
                   [RULE_PART_PROCESSES] = q->processes,
                   [RULE_PART_RESOURCES] = q->resources,
                   [RULE_PART_RELATIONSHIPS] = q->relationships,
                   [RULE_PART_LEGAL_DUTIES] = q->legal_duties,
                   [RULE_PART_OUTSOURCING] = q->outsourcing,
                   [RULE_PART_CONSULTANCY] = q->consultancy,
                   [RULE_PART_HIDDEN_INFORMATION] = q->hidden_information,
                   [RULE_PART_TECHNOLOGY] = q->technology,
                   [RULE_PART_DEVELOPMENT] = q->development,
                   [RULE_PART_CRITICAL_SECTOR] = q->critical_sector,
                   [RULE_PART_REMOTE_WORK] = q->remote_work },
        .standard = q->standard,
        .languages = judge_words(arena, &q->languages),
        .sites = (int) q->sites,
        .central_sites = (int) q->central_sites,
        .persons = (int) q->persons,
        .isms_implemented = q->isms_implemented,
        .soa = q->soa,
        .certifies_systems = q->certifies_systems,
    };

    (void) err;
    rule_application_faults(&in, ret_faults);
    *ret_answer = answer(arena, ret_faults);
    return SW_OK;
}

static struct rule_accreditation
bounds_of(struct sw_arena *arena, const struct sw_list *given)
{
    const struct bounds *b = given->items;

    if (b == NULL)
        return (struct rule_accreditation){ NULL, NULL, NULL };
    return (struct rule_accreditation){ judge_words(arena, &b->standards),
                                        judge_numbers(arena, &b->sectors),
                                        judge_words(arena, &b->countries) };
}

static enum sw_code
judge_review(struct sw_arena *arena, const void *question, json_t **ret_answer,
             struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct review *q = question;
    const struct rule_accreditation accreditation = bounds_of(arena, &q->accreditation);
    const struct rule_accreditation wanted = bounds_of(arena, &q->wanted);
    struct rule_application_review in = { .accept = q->accept,
                                          .reason = q->reason,
                                          .competences = (int) q->competence.count };
    struct rule_faults outside;
    const enum sw_code code =
        judge_points(arena, &q->points, rule_review_point_names, "/points", &in.points, err);

    if (code != SW_OK)
        return code;
    rule_application_review_faults(&in, ret_faults);
    if (q->accept) {
        rule_accreditation_faults(&accreditation, &wanted, &outside);
        rule_faults_join(ret_faults, &outside);
    }
    *ret_answer = answer(arena, ret_faults);
    return SW_OK;
}

const struct sw_judgement sw_judge_application = { "application", &sw_judge_application_in,
                                                   judge_application };
const struct sw_judgement sw_judge_application_review = { "application-review",
                                                          &sw_judge_application_review_in,
                                                          judge_review };
