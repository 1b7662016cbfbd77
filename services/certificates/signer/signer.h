/* signer.h - the only process that holds signing keys.
 *
 * It listens on a Unix socket and knows neither database nor network.  A connection carries one
 * request and one answer, each one line of JSON of at most SIGNER_LINE_MAX bytes:
 *
 *   {"op":"ready"}                                     -> {"records":n}
 *   {"op":"key","did":d}                               -> {"keys":[{"key":k,"public":p}, ...]}
 *   {"op":"keys","did":d}                              -> the same, without making one
 *   {"op":"sign","did":d,"request":r,"payload":text}   -> {"jwt":j,"kid":k,"recorded":false}
 *   what fails                                         -> {"error":slug,"detail":sentence}
 *
 * "key" makes a key for an issuer that has none; a key signs for that issuer alone.  "sign" writes
 * the payload into the journal before it signs; the same request of the same issuer gets what was
 * recorded, whatever payload it brings, with "recorded":true.
 */
#ifndef SIGNER_H
#define SIGNER_H

#include <jansson.h>
#include <stdbool.h>
#include <sys/types.h>

#include "base/sw_arena.h"
#include "base/sw_error.h"
#include "crypto/sw_jws.h"
#include "crypto/sw_sealed.h"

#define SIGNER_LINE_MAX (4 * 1024 * 1024)
#define SIGNER_KEYS_MAX 16

struct signer_config {
    const char *run_dir;     /* SEALWRIGHT_RUN_DIR/signer.sock is what it listens on */
    const char *master_file; /* SEALWRIGHT_MASTER_KEY */
    const char *key_dir;     /* SEALWRIGHT_KEY_DIR: sealed keys, a file each */
    const char *journal;     /* SEALWRIGHT_JOURNAL: what was signed, a line each */
    const char *client_user; /* SEALWRIGHT_CLIENT_USER: whose programs may ask; "" for everybody */
};

/* journal.c - what was signed, appended and synchronised before it is.  Each line names the hash of
 * the line before; a journal that does not is not opened. */
struct signer_journal;
struct signer_record {
    const char *did, *request, *key, *payload;
};
SW_CHECKED enum sw_code signer_journal_open(const char *path, struct signer_journal **ret_journal,
                                            struct sw_error *err);
void signer_journal_close(struct signer_journal *journal); /* NULL is fine */
size_t signer_journal_count(const struct signer_journal *journal);

/* The record of a request, in the arena; SW_NOT_FOUND when there is none. */
SW_CHECKED enum sw_code signer_journal_find(struct signer_journal *journal, struct sw_arena *arena,
                                            const char *did, const char *request,
                                            struct signer_record *ret_record, struct sw_error *err);
SW_CHECKED enum sw_code signer_journal_add(struct signer_journal *journal, struct sw_arena *arena,
                                           const struct signer_record *record,
                                           struct sw_error *err);

/* keys.c - sealed key files. */
struct signer_key {
    char name[16]; /* "key-1" */
    unsigned char public_key[SW_ED25519_SIZE];
};
struct signer_keys {
    const char *dir;
    unsigned char master[SW_MASTER_SIZE];
};
/* The keys of an issuer, oldest first; the last one signs. */
SW_CHECKED enum sw_code signer_keys_list(const struct signer_keys *keys, struct sw_arena *arena,
                                         const char *did, struct signer_key ret_list[],
                                         int *ret_count, struct sw_error *err);
SW_CHECKED enum sw_code signer_keys_make(const struct signer_keys *keys, struct sw_arena *arena,
                                         const char *did, struct sw_error *err);
/* Opens a key; the caller wipes it. */
SW_CHECKED enum sw_code signer_keys_open(const struct signer_keys *keys, struct sw_arena *arena,
                                         const char *did, const char *name,
                                         unsigned char ret_seed[SW_ED25519_SIZE],
                                         struct sw_error *err);

/* operations.c */
struct signer {
    struct signer_keys keys;
    struct signer_journal *journal;
    uid_t client; /* who may ask; SIGNER_ANYBODY for everybody who reaches the socket */
};
#define SIGNER_ANYBODY ((uid_t) -1)

/* After a failure only what begins as { .journal = NULL } may be closed. */
SW_CHECKED enum sw_code signer_open(struct signer *signer, const struct signer_config *config,
                                    struct sw_error *err);
void signer_close(struct signer *signer);

void signer_json_free(void *value); /* for sw_own() */

/* Answer one line; the answer is a line too, without its end, in the arena. */
const char *signer_answer(struct signer *signer, struct sw_arena *arena, const char *line);

/* listen.c */
SW_CHECKED enum sw_code signer_listen(const char *path, int *ret_fd, struct sw_error *err);
/* Serve until *stop is set by a signal handler. */
void signer_serve(struct signer *signer, int fd, volatile int *stop);

#endif
