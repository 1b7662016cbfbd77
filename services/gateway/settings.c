/* The gateway's settings. */
/* clang-format off */
#include "gateway.h"

#define AT(f) offsetof(struct gateway_config, f)
const struct sw_setting gateway_settings[] = {
    { "PORT", SW_SET_INT, AT(port), 1, 65535, "8443", "TCP port for HTTPS" },
    { "ORIGIN", SW_SET_TEXT, AT(origin), 0, 0, "https://localhost:8443", "where the public reaches the installation" },
    { "TLS_CERTIFICATE", SW_SET_PATH, AT(tls_certificate), 0, 0, NULL, "certificate chain, PEM" },
    { "TLS_KEY", SW_SET_SECRET_FILE, AT(tls_key), 0, 0, NULL, "its private key, PEM" },
    { "RUN_DIR", SW_SET_PATH, AT(run_dir), 0, 0, NULL, "folder of the services' Unix sockets" },
    { "DATABASE", SW_SET_TEXT, AT(database), 0, 0, NULL, "libpq keywords of the database, without the user" },
    { "CONTEXT_KEY", SW_SET_SECRET_FILE, AT(context_key), 0, 0, NULL, "key of context tokens" },
    { "PORTAL_DIR", SW_SET_PATH, AT(portal_dir), 0, 0, "", "the built portal; empty: none is served" },
    { "OPERATOR_TOKEN_SHA256", SW_SET_TEXT, AT(operator_token_sha256), 0, 0, "", "SHA-256 of the operator's bearer token, in hex; empty: none" },
    { "WORKERS", SW_SET_INT, AT(workers), 1, 64, "4", "threads for look-ups and pages, and their database connections" },
    { "HEADER_DEADLINE_S", SW_SET_INT, AT(header_deadline_s), 1, 300, "20", "longest time for a request's header, and for an idle connection [s]" },
    { "UPSTREAM_DEADLINE_S", SW_SET_INT, AT(upstream_deadline_s), 1, 300, "20", "longest wait for a service [s]" },
    { "CONNECTIONS", SW_SET_INT, AT(connections), 10, 100000, "10000", "connections at a time" },
    { "CONNECTIONS_PER_ADDRESS", SW_SET_INT, AT(connections_per_address), 1, 100000, "1000", "connections at a time from one address" },
    { "SIGN_INS_PER_MINUTE", SW_SET_INT, AT(sign_ins_per_minute), 1, 100000, "60", "sign-ins a minute from one address; more are answered 429" },
    { .name = NULL },
};
