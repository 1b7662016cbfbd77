/* certificates.h - everything the certificates service declares, on one page. */
#ifndef CERTIFICATES_H
#define CERTIFICATES_H

#include "http/sw_route.h"
#include "judge/judge_decision.h"
#include "rules/settings.h"
#include "rules/stage1.h"
#include "service/sw_override.h"
#include "service/sw_service.h"

extern const struct sw_route certificates_routes[];

struct certificates_check_in {
    const char *item;
    bool satisfied;
    const char *note;
};
struct certificates_review_in {
    struct sw_uuid audit_id;
    int outcome;              /* enum certificates_review_outcome */
    struct sw_list checklist; /* struct certificates_check_in */
    const char *note;
};
struct certificates_decision_in {
    struct sw_uuid review_id;
    int outcome; /* enum certificates_decision_outcome */
    struct sw_date effective_on;
    const char *reason;
    struct sw_uuid second_decider;
    struct sw_list overrides;
};
struct certificates_status_in {
    int status; /* index into certificates_status_names */
    const char *reason;
    struct sw_date effective_on;
    int64_t months;         /* of a suspension */
    int ground;             /* of a suspension: index into rule_suspension_ground_names, -1: none */
    const char *conditions; /* what ends it */
    struct sw_date solved_on; /* of a reinstatement */
    const char *evidence;     /* what shows it */
};

enum certificates_review_outcome { CERTIFICATES_PASS, CERTIFICATES_RETURN };
enum certificates_decision_outcome { CERTIFICATES_GRANT, CERTIFICATES_REFUSE };
extern const char *const certificates_review_outcomes[];
extern const char *const certificates_decision_outcomes[];
extern const char *const certificates_status_names[]; /* active, suspended, withdrawn */

/* handlers/ - one file a route that decides something */
enum sw_code certificates_review_create(struct sw_request *req, struct sw_error *err);
enum sw_code certificates_decision_create(struct sw_request *req, struct sw_error *err);
enum sw_code certificates_status_create(struct sw_request *req, struct sw_error *err);
enum sw_code certificates_issued_read(struct sw_request *req, struct sw_error *err);
enum sw_code certificates_pdf_read(struct sw_request *req, struct sw_error *err);

/* certificates_facts.c - what the gates judge: read by one statement, kept as it was judged. */
struct certificates_facts {
    struct sw_uuid client_id, programme_id, soa_id;
    const char *standard, *scope, *rule_pack;
    struct sw_date today;
    struct rule_settings settings; /* of the body */
    int sites;                     /* in scope */
    int cycle_number;              /* of the cycle that begins */
    json_t *json;                  /* the question (judge_decision.h); owned by the arena */
    /* once it was judged */
    const char *sealed, *sha256; /* the question in canonical form (RFC 8785), and its hash */
    const char *result;          /* the answer */
    struct sw_date effective_on, expires_on, anchor, gap_from, gap_to; /* of a grant */
};
/* SW_REFERENCE_UNKNOWN at @p field when there is no such audit. */
SW_CHECKED enum sw_code certificates_facts_read(struct sw_txn *txn, const struct sw_uuid *audit_id,
                                                const char *field,
                                                struct certificates_facts *ret_facts,
                                                struct sw_error *err);

/* Put a person into the question: as "reviewer", "decider" or "second_decider". */
SW_CHECKED enum sw_code certificates_facts_person(struct sw_txn *txn,
                                                  struct certificates_facts *facts,
                                                  const char *name, const struct sw_uuid *person_id,
                                                  struct sw_error *err);

/* Judge the question at a gate; SW_RULE_REFUSED with the first thing in the way. */
SW_CHECKED enum sw_code certificates_facts_judge(struct sw_arena *arena,
                                                 struct certificates_facts *facts,
                                                 enum judge_gate gate, struct sw_error *err);

/* certificates_soa.c */
/* A Statement of Applicability from the JSON of its entries, for comparing what it covers. */
const struct rule_soa *certificates_soa(struct sw_arena *arena, const char *entries_json);

/* certificates_signer.c - one question to the signer, and its answer, owned by the arena. */
SW_CHECKED enum sw_code certificates_signer_ask(const struct sw_service *service,
                                                struct sw_arena *arena, const json_t *question,
                                                json_t **ret_answer, struct sw_error *err);

/* certificates_keys.c - the issuer's name and public keys (did:web). */
const char *certificates_did(struct sw_arena *arena, const char *origin, const char *slug);
enum sw_code certificates_keys_publish(struct sw_service *service, const struct sw_context *context,
                                       struct sw_arena *arena, bool *ret_more,
                                       struct sw_error *err);

/* certificates_issue.c, certificates_expire.c - jobs */
enum sw_code certificates_issue(struct sw_service *service, const struct sw_context *context,
                                struct sw_arena *arena, bool *ret_more, struct sw_error *err);
enum sw_code certificates_expire(struct sw_service *service, const struct sw_context *context,
                                 struct sw_arena *arena, bool *ret_more, struct sw_error *err);

/* 12 digits of Crockford's base32 from 60 random bits. */
#define CERTIFICATES_PUBLIC_ID 12
#define CERTIFICATES_CHECK     13 /* digits for the first 65 bits of a digest */

/* certificates_pdf.c - the paper.  The same input gives the same bytes. */
struct certificates_paper {
    const json_t *credential;
    const char *signed_by;    /* person */
    const char *digest;       /* SHA-256 of the credential, hex */
    const char *check_digits; /* of the digest, for the QR code */
    const char *public_id;
    const char *origin;
    const char *made_on; /* "2026-03-02T00:00:00Z": the PDF's creation date */
};
SW_CHECKED enum sw_code certificates_pdf(struct sw_arena *arena,
                                         const struct certificates_paper *paper,
                                         const unsigned char **ret_pdf, size_t *ret_size,
                                         struct sw_error *err);

#endif
