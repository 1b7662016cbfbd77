#include "signer.h"

#include <errno.h>
#include <fcntl.h>
#include <search.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "crypto/sw_hash.h"
#include "crypto/sw_jcs.h"

/* Where a request's line stands. */
struct place {
    unsigned char id[SW_SHA256_SIZE]; /* SHA-256 of issuer, NUL, request */
    off_t offset;
    size_t length;
};

struct signer_journal {
    int fd;
    off_t size;
    size_t count;
    char last_hash[SW_SHA256_HEX]; /* of the last line */
    void *places;                  /* tree of struct place, see tsearch(3) */
};

static int
compare(const void *a, const void *b)
{
    return memcmp(((const struct place *) a)->id, ((const struct place *) b)->id, SW_SHA256_SIZE);
}

static struct place
place_of(const char *did, const char *request)
{
    struct sw_sha256 *hash = sw_sha256_new();
    struct place place = { .offset = 0 };

    sw_sha256_update(hash, did, strlen(did) + 1);
    sw_sha256_update(hash, request, strlen(request));
    sw_sha256_final(hash, place.id);
    sw_sha256_free(hash);
    return place;
}

static void
remember(struct signer_journal *journal, const struct signer_record *record, const char *line,
         size_t length)
{
    struct place *place = malloc(sizeof *place);

    if (place == NULL)
        abort();
    *place = place_of(record->did, record->request);
    place->offset = journal->size;
    place->length = length;
    if (tsearch(place, &journal->places, compare) == NULL)
        abort();
    sw_sha256_hex(line, length, journal->last_hash);
    journal->size += (off_t) length + 1;
    journal->count++;
}

/* The record of a line; false when it is none. */
static bool
read_line(struct sw_arena *arena, const char *line, size_t length, struct signer_record *ret_record,
          const char **ret_previous)
{
    json_t *value = json_loadb(line, length, JSON_REJECT_DUPLICATES, NULL);

    if (value == NULL)
        return false;
    sw_own(arena, value, signer_json_free);
    return json_unpack(value, "{ss ss ss ss ss}", "did", &ret_record->did, "request",
                       &ret_record->request, "key", &ret_record->key, "payload",
                       &ret_record->payload, "previous", ret_previous) == 0;
}

static enum sw_code
take_line(struct signer_journal *journal, const char *line, size_t length, struct sw_error *err)
{
    struct sw_arena *arena = sw_arena_new();
    struct signer_record record;
    const char *previous = "";
    const bool good = read_line(arena, line, length, &record, &previous) &&
                      strcmp(previous, journal->last_hash) == 0;

    if (good)
        remember(journal, &record, line, length);
    sw_arena_free(arena);
    return good ? SW_OK
                : SW_FAIL(err, SW_INTERNAL, "line %zu of the journal was changed",
                          journal->count + 1);
}

/* A last line without its end was never synchronised, so nothing was signed for it. */
static enum sw_code
read_all(struct signer_journal *journal, const char *path, struct sw_error *err)
{
    FILE *f = fopen(path, "re");
    enum sw_code code = SW_OK;
    char *line = NULL;
    size_t room = 0;
    ssize_t n;

    if (f == NULL)
        return SW_FAIL(err, SW_INTERNAL, "the journal %s cannot be read", path);
    while (code == SW_OK && (n = getline(&line, &room, f)) > 0 && line[n - 1] == '\n')
        code = take_line(journal, line, (size_t) n - 1, err);
    free(line);
    (void) fclose(f);
    if (code == SW_OK && ftruncate(journal->fd, journal->size) != 0)
        code = SW_FAIL(err, SW_INTERNAL, "the journal %s cannot be cut", path);
    return code;
}

enum sw_code
signer_journal_open(const char *path, struct signer_journal **ret_journal, struct sw_error *err)
{
    struct signer_journal *journal = calloc(1, sizeof *journal);
    enum sw_code code;

    if (journal == NULL)
        abort();
    memset(journal->last_hash, '0', SW_SHA256_HEX - 1);
    journal->fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (journal->fd < 0)
        code =
            SW_FAIL(err, SW_INTERNAL, "the journal %s cannot be opened: %s", path, strerror(errno));
    else if (flock(journal->fd, LOCK_EX | LOCK_NB) != 0)
        code = SW_FAIL(err, SW_INTERNAL, "another signer writes the journal %s", path);
    else
        code = read_all(journal, path, err);
    if (code != SW_OK) {
        signer_journal_close(journal);
        return code;
    }
    *ret_journal = journal;
    return SW_OK;
}

void
signer_journal_close(struct signer_journal *journal)
{
    if (journal == NULL)
        return;
    if (journal->fd >= 0)
        (void) close(journal->fd);
    tdestroy(journal->places, free);
    free(journal);
}

size_t
signer_journal_count(const struct signer_journal *journal)
{
    return journal->count;
}

enum sw_code
signer_journal_find(struct signer_journal *journal, struct sw_arena *arena, const char *did,
                    const char *request, struct signer_record *ret_record, struct sw_error *err)
{
    const struct place wanted = place_of(did, request);
    struct place *const *found = tfind(&wanted, &journal->places, compare);
    char path[40], *line;
    const char *previous;
    ssize_t n;
    int fd;

    if (found == NULL)
        return SW_FAIL(err, SW_NOT_FOUND, "there is no such request");
    line = sw_alloc(arena, (*found)->length + 1);
    (void) snprintf(path, sizeof path, "/proc/self/fd/%d", journal->fd);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    n = fd < 0 ? -1 : pread(fd, line, (*found)->length, (*found)->offset);
    if (fd >= 0)
        (void) close(fd);
    if (n != (ssize_t) (*found)->length ||
        !read_line(arena, line, (*found)->length, ret_record, &previous))
        return SW_FAIL(err, SW_INTERNAL, "a line of the journal cannot be read again");
    return SW_OK;
}

static const char *
line_of(const struct signer_journal *journal, struct sw_arena *arena,
        const struct signer_record *record)
{
    char hash[SW_SHA256_HEX], at[24];
    const time_t now = time(NULL);
    struct sw_error err;
    const char *line = NULL;
    struct tm utc;
    json_t *value;

    sw_sha256_hex(record->payload, strlen(record->payload), hash);
    (void) strftime(at, sizeof at, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &utc));
    value = json_pack("{ss ss ss ss ss ss ss}", "at", at, "did", record->did, "request",
                      record->request, "key", record->key, "payload", record->payload, "sha256",
                      hash, "previous", journal->last_hash);
    if (value == NULL || sw_jcs(arena, value, &line, &err) != SW_OK)
        abort();
    json_decref(value);
    return line;
}

enum sw_code
signer_journal_add(struct signer_journal *journal, struct sw_arena *arena,
                   const struct signer_record *record, struct sw_error *err)
{
    const char *line = line_of(journal, arena, record);
    const size_t length = strlen(line);
    const char *ended = sw_printf(arena, "%s\n", line);

    if (write(journal->fd, ended, length + 1) != (ssize_t) length + 1 ||
        fdatasync(journal->fd) != 0) {
        const int why = errno;

        if (ftruncate(journal->fd, journal->size) != 0)
            abort();
        return SW_FAIL(err, SW_INTERNAL, "the journal cannot be written: %s", strerror(why));
    }
    remember(journal, record, line, length);
    return SW_OK;
}
