/* evidence.h - everything the evidence service declares, on one page. */
#ifndef EVIDENCE_H
#define EVIDENCE_H

#include "crypto/sw_hash.h"
#include "http/sw_route.h"
#include "service/sw_service.h"

extern const struct sw_route evidence_routes[];
extern const struct sw_upload evidence_upload;

struct evidence_config {
    const char *dir; /* SEALWRIGHT_EVIDENCE_DIR */
    int64_t sweep_hours;
};

struct evidence_request_query {
    struct sw_uuid audit_id;
    int state;
};
struct evidence_request_in {
    struct sw_uuid client_id, audit_id, finding_id;
    const char *reference, *title, *detail;
    struct sw_date due_on;
};
struct evidence_judgement_in {
    bool accepted;
    const char *reason;
};
struct evidence_upload_query {
    const char *name, *sha256, *type;
};

/* handlers/ */
enum sw_code evidence_file_seal(struct sw_request *req,
                                struct sw_error *err); /* before the transaction */
enum sw_code evidence_file_record(struct sw_request *req, struct sw_error *err); /* inside it */
enum sw_code evidence_file_content(struct sw_request *req, struct sw_error *err);

/* evidence_store.c - the bytes on disk: DIR/<tenant>/<two digits>/<sha256>, never shared by
 * tenants. */

/* A file that is being written, below DIR/tmp. */
struct evidence_incoming {
    int fd;
    char path[512];
    struct sw_sha256 *hash;
    uint64_t size;
    char sha256[SW_SHA256_HEX]; /* after evidence_store_seal() */
};

/* Make room for @p size bytes (-1: unknown) and begin; SW_STORAGE_FULL when there is none. */
SW_CHECKED enum sw_code evidence_store_begin(const char *dir, int64_t size, struct sw_arena *arena,
                                             struct evidence_incoming **ret_file,
                                             struct sw_error *err);
SW_CHECKED enum sw_code evidence_store_write(struct evidence_incoming *file, const void *data,
                                             size_t size, struct sw_error *err);
/* Hash, compare with @p expected (hex, may be NULL), fsync, and link under its content's name. */
SW_CHECKED enum sw_code evidence_store_seal(const char *dir, const struct sw_uuid *tenant,
                                            struct evidence_incoming *file, const char *expected,
                                            struct sw_error *err);
void evidence_store_abandon(struct evidence_incoming *file);

/* Open a sealed file for reading. */
SW_CHECKED enum sw_code evidence_store_open(const char *dir, const struct sw_uuid *tenant,
                                            const char *sha256, int *ret_fd, struct sw_error *err);

/* Remove files below DIR/tmp that nobody has touched for @p hours; how many. */
int evidence_store_sweep(const char *dir, int64_t hours);

#endif
