#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "evidence.h"

static enum sw_code
disk_error(struct sw_error *err, const char *what)
{
    if (errno == ENOSPC || errno == EDQUOT)
        return SW_FAIL(err, SW_STORAGE_FULL, "the store is full");
    return SW_FAIL(err, SW_INTERNAL, "%s: %s", what, strerror(errno));
}

static bool
sync_folder(const char *path)
{
    const int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool good = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        (void) close(fd);
    return good;
}

/* A folder below @p above; when it is new, so that it is still there after a crash. */
static bool
make_folder(const char *above, const char *path)
{
    if (mkdir(path, 0700) == 0)
        return sync_folder(above);
    return errno == EEXIST;
}

static void
release(void *file)
{
    struct evidence_incoming *f = file;

    if (f->fd >= 0)
        (void) close(f->fd);
    if (f->path[0] != '\0')
        (void) unlink(f->path);
    sw_sha256_free(f->hash);
}

enum sw_code
evidence_store_begin(const char *dir, int64_t size, struct sw_arena *arena,
                     struct evidence_incoming **ret_file, struct sw_error *err)
{
    struct evidence_incoming *f = sw_alloc(arena, sizeof *f);
    int failed;

    f->fd = -1;
    f->hash = sw_sha256_new();
    sw_own(arena, f, release);
    if (!make_folder(dir, sw_printf(arena, "%s/tmp", dir)))
        return disk_error(err, dir);
    (void) snprintf(f->path, sizeof f->path, "%s/tmp/upload-XXXXXX", dir);
    f->fd = mkostemp(f->path, O_CLOEXEC);
    if (f->fd < 0) {
        f->path[0] = '\0';
        return disk_error(err, "a new file");
    }
    failed = size > 0 ? posix_fallocate(f->fd, 0, size) : 0;
    if (failed != 0) {
        errno = failed;
        return disk_error(err, "reserving space");
    }
    *ret_file = f;
    return SW_OK;
}

enum sw_code
evidence_store_write(struct evidence_incoming *file, const void *data, size_t size,
                     struct sw_error *err)
{
    const char *from = data;
    size_t left = size;

    while (left > 0) {
        const ssize_t n = write(file->fd, from, left);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return disk_error(err, "writing");
        from += n;
        left -= (size_t) n;
    }
    sw_sha256_update(file->hash, data, size);
    file->size += size;
    return SW_OK;
}

enum sw_code
evidence_store_seal(const char *dir, const struct sw_uuid *tenant, struct evidence_incoming *file,
                    const char *expected, struct sw_error *err)
{
    unsigned char digest[SW_SHA256_SIZE];
    char own[400], folder[400], name[512];

    sw_sha256_final(file->hash, digest);
    sw_hex(digest, sizeof digest, file->sha256);
    if (expected != NULL && strcasecmp(expected, file->sha256) != 0)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "sha256",
                             "the bytes that arrived have SHA-256 %s", file->sha256);
    if (ftruncate(file->fd, (off_t) file->size) != 0 || fchmod(file->fd, 0400) != 0 ||
        fsync(file->fd) != 0)
        return disk_error(err, "sealing");
    (void) snprintf(own, sizeof own, "%s/%s", dir, tenant->text);
    (void) snprintf(folder, sizeof folder, "%s/%s/%.2s", dir, tenant->text, file->sha256);
    if (!make_folder(dir, own) || !make_folder(own, folder))
        return disk_error(err, folder);
    (void) snprintf(name, sizeof name, "%s/%s", folder, file->sha256);
    /* The same bytes again are stored once for a tenant. */
    if (link(file->path, name) != 0 && errno != EEXIST)
        return disk_error(err, "linking");
    if (!sync_folder(folder))
        return disk_error(err, folder);
    return SW_OK;
}

void
evidence_store_abandon(struct evidence_incoming *file)
{
    (void) unlink(file->path);
    file->path[0] = '\0';
}

enum sw_code
evidence_store_open(const char *dir, const struct sw_uuid *tenant, const char *sha256, int *ret_fd,
                    struct sw_error *err)
{
    char name[512];
    int fd;

    (void) snprintf(name, sizeof name, "%s/%s/%.2s/%s", dir, tenant->text, sha256, sha256);
    fd = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return SW_FAIL(err, SW_INTERNAL, "the bytes of %s are not in the store", sha256);
    *ret_fd = fd;
    return SW_OK;
}

int
evidence_store_sweep(const char *dir, int64_t hours)
{
    char folder[400], name[700];
    struct dirent *e;
    struct stat st;
    int removed = 0;
    DIR *d;

    (void) snprintf(folder, sizeof folder, "%s/tmp", dir);
    d = opendir(folder);
    while (d != NULL && (e = readdir(d)) != NULL) {
        (void) snprintf(name, sizeof name, "%s/%s", folder, e->d_name);
        if (strncmp(e->d_name, "upload-", 7) == 0 && stat(name, &st) == 0 &&
            st.st_mtime < time(NULL) - hours * 3600 && unlink(name) == 0)
            removed++;
    }
    if (d != NULL)
        (void) closedir(d);
    return removed;
}
