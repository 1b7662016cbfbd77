/* The portal's files, read into memory once at start. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gateway.h"

#define FILES_MAX      200
#define FILE_BYTES_MAX (8 * 1024 * 1024)

struct file {
    const char *path; /* "/app/assets/app-XYZ.js" */
    struct MHD_Response *plain, *gzip;
    size_t size;
};

struct gateway_files {
    struct sw_arena *arena; /* of the paths */
    int count;
    struct file files[FILES_MAX];
    struct file *index; /* of any path below /app/ */
};

static const char *
type_of(const char *path)
{
    static const char *const types[][2] = {
        { ".html", "text/html; charset=utf-8" },
        { ".js", "text/javascript; charset=utf-8" },
        { ".css", "text/css; charset=utf-8" },
        { ".svg", "image/svg+xml" },
        { ".json", "application/json" },
        { ".png", "image/png" },
        { ".woff2", "font/woff2" },
        { ".txt", "text/plain; charset=utf-8" },
    };
    const char *dot = strrchr(path, '.');

    for (size_t i = 0; dot != NULL && i < sizeof types / sizeof types[0]; i++)
        if (strcmp(dot, types[i][0]) == 0)
            return types[i][1];
    return "application/octet-stream";
}

static struct MHD_Response *
load(const char *file, const char *path, bool gzip, size_t *ret_size)
{
    FILE *f = fopen(file, "re");
    char *data = malloc(FILE_BYTES_MAX);
    struct MHD_Response *r = NULL;

    if (data == NULL)
        abort();
    if (f != NULL) {
        *ret_size = fread(data, 1, FILE_BYTES_MAX, f);
        (void) fclose(f);
        r = MHD_create_response_from_buffer(*ret_size, data, MHD_RESPMEM_MUST_COPY);
        gateway_harden(r);
        (void) MHD_add_response_header(r, "Content-Type", type_of(path));
        (void) MHD_add_response_header(r, "Vary", "Accept-Encoding");
        (void) MHD_add_response_header(
            r, "Cache-Control",
            strstr(path, "/assets/") != NULL ? "public, max-age=31536000, immutable" : "no-cache");
        if (gzip)
            (void) MHD_add_response_header(r, "Content-Encoding", "gzip");
    }
    free(data);
    return r;
}

static void
add(struct gateway_files *files, const char *dir, const char *path)
{
    struct file *f = &files->files[files->count];
    const char *plain = sw_printf(files->arena, "%s%s", dir, path + strlen("/app"));

    if (files->count == FILES_MAX)
        return;
    f->path = path;
    f->gzip = load(sw_printf(files->arena, "%s.gz", plain), path, true, &f->size);
    f->plain = load(plain, path, false, &f->size); /* the larger of the two */
    if (f->plain == NULL) {                        /* it went away meanwhile */
        if (f->gzip != NULL)
            MHD_destroy_response(f->gzip);
        return;
    }
    if (strcmp(path, "/app/index.html") == 0)
        files->index = f;
    files->count++;
}

static void
add_folder(struct gateway_files *files, const char *dir, const char *prefix, int depth)
{
    DIR *d = opendir(sw_printf(files->arena, "%s%s", dir, prefix + strlen("/app")));
    struct dirent *e;

    while (d != NULL && (e = readdir(d)) != NULL) {
        const size_t n = strlen(e->d_name);
        const char *path = sw_printf(files->arena, "%s/%s", prefix, e->d_name);

        if (e->d_name[0] == '.' || (n > 3 && strcmp(e->d_name + n - 3, ".gz") == 0))
            continue;
        if (e->d_type == DT_DIR && depth > 0)
            add_folder(files, dir, path, depth - 1);
        else if (e->d_type == DT_REG)
            add(files, dir, path);
    }
    if (d != NULL)
        (void) closedir(d);
}

struct gateway_files *
gateway_files_new(const char *dir)
{
    struct gateway_files *files = calloc(1, sizeof *files);

    if (files == NULL)
        abort();
    files->arena = sw_arena_new();
    if (dir[0] != '\0')
        add_folder(files, dir, "/app", 2);
    return files;
}

void
gateway_files_free(struct gateway_files *files)
{
    if (files == NULL)
        return;
    for (int i = 0; i < files->count; i++) {
        MHD_destroy_response(files->files[i].plain);
        if (files->files[i].gzip != NULL)
            MHD_destroy_response(files->files[i].gzip);
    }
    sw_arena_free(files->arena);
    free(files);
}

static void
redirect(struct gateway_exchange *x, const char *to)
{
    gateway_header_add(x, "Location", to);
    x->status = 302;
    x->type = "text/plain; charset=utf-8";
    x->reply = "";
}

bool
gateway_files_serve(struct gateway_exchange *x)
{
    const char *accepted =
        MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "Accept-Encoding");
    const struct file *found = NULL;
    struct gateway_files *files = x->gateway->files;

    if (strcmp(x->path, "/") == 0 || strcmp(x->path, "/app") == 0) {
        redirect(x, "/app/work");
        return true;
    }
    if (strncmp(x->path, "/app/", 5) != 0)
        return false;
    for (int i = 0; found == NULL && i < files->count; i++)
        if (strcmp(files->files[i].path, x->path) == 0)
            found = &files->files[i];
    if (found == NULL && strncmp(x->path, "/app/assets/", 12) != 0)
        found = files->index; /* the portal's own router reads the path */
    if (found == NULL)
        return false;
    x->status = 200;
    x->reply_size = found->size;
    x->ready_made = found->gzip != NULL && accepted != NULL && strstr(accepted, "gzip") != NULL
                        ? found->gzip
                        : found->plain;
    return true;
}
