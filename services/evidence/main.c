#include "base/sw_log.h"
#include "evidence.h"

/* Uploads that were cut off leave their file behind; a day later it goes. */
static enum sw_code
sweep(struct sw_service *service, const struct sw_context *context, struct sw_arena *arena,
      bool *ret_more, struct sw_error *err)
{
    const struct evidence_config *config = service->own_config;
    const int removed = evidence_store_sweep(config->dir, config->sweep_hours);

    (void) context, (void) err;
    *ret_more = false;
    if (removed > 0)
        sw_log(SW_LOG_INFO, NULL, "removed unfinished uploads", "files",
               sw_printf(arena, "%d", removed), NULL);
    return SW_OK;
}

int
main(int argc, char **argv)
{
    /* clang-format off */
    static const struct sw_setting settings[] = {
        { "EVIDENCE_DIR", SW_SET_PATH, offsetof(struct evidence_config, dir), 0, 0, NULL, "folder of the uploaded files" },
        { "SWEEP_HOURS", SW_SET_INT, offsetof(struct evidence_config, sweep_hours), 1, 720, "24", "age at which an unfinished upload is removed [h]" },
        { .name = NULL },
    };
    /* clang-format on */
    static const struct sw_job jobs[] = {
        { .name = "sweep", .interval_s = 3600, .run = sweep },
        { .name = NULL },
    };
    static const struct sw_service_def def = {
        .name = "evidence",
        .title = "Evidence requests, uploads, receipts, and who opened what",
        .routes = evidence_routes,
        .settings = settings,
        .config_size = sizeof(struct evidence_config),
        .jobs = jobs,
    };

    return sw_service_main(&def, argc, argv);
}
