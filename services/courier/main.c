#include <stdlib.h>

#include "client/sw_client.h"
#include "courier_job.h"

static enum sw_code
start(struct sw_service *service, struct sw_error *err)
{
    const struct courier_config *config = service->own_config;
    char *password;
    const enum sw_code code = courier_password_read(config->smtp_password_file, &password, err);

    if (code == SW_OK)
        service->own = password;
    return code;
}

static void
stop(struct sw_service *service)
{
    free(service->own);
}

int
main(int argc, char **argv)
{
    /* clang-format off */
    static const struct sw_setting settings[] = {
        { "SMTP_SERVER", SW_SET_TEXT, offsetof(struct courier_config, smtp_server), 0, 0, "", "smtp://host:port of the mail server; empty: no e-mail is sent" },
        { "SMTP_USER", SW_SET_TEXT, offsetof(struct courier_config, smtp_user), 0, 0, "", "user to sign in with at the mail server" },
        { "SMTP_PASSWORD_FILE", SW_SET_SECRET_FILE, offsetof(struct courier_config, smtp_password_file), 0, 0, "", "file with that user's password, for its owner alone" },
        { "SMTP_REQUIRE_TLS", SW_SET_BOOL, offsetof(struct courier_config, smtp_require_tls), 0, 0, "true", "refuse to send e-mail without TLS" },
        { "MAIL_FROM", SW_SET_TEXT, offsetof(struct courier_config, mail_from), 0, 0, "sealwright@localhost", "sender's address" },
        { "WEBHOOK_PRIVATE", SW_SET_BOOL, offsetof(struct courier_config, webhook_private), 0, 0, "false", "allow webhooks to addresses of this machine and of private networks" },
        { "DEADLINE_MS", SW_SET_INT, offsetof(struct courier_config, deadline_ms), 100, 60000, "10000", "longest time for one e-mail or webhook [ms]" },
        { .name = NULL },
    };
    /* clang-format on */
    static const struct sw_job jobs[] = {
        { .name = "deliver", .channel = "sw_outbox", .interval_s = 5, .run = courier_job },
        { .name = NULL },
    };
    static const struct sw_service_def def = {
        .name = "courier",
        .title = "E-mail and signed webhooks from the outbox",
        .settings = settings,
        .config_size = sizeof(struct courier_config),
        .jobs = jobs,
        .start = start,
        .stop = stop,
    };
    struct sw_error err;

    return sw_client_init(&err) == SW_OK ? sw_service_main(&def, argc, argv) : 1;
}
