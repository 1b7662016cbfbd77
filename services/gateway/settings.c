/* The gateway's own settings, beside those that every service has. */
/* clang-format off */
#include "gateway.h"

#define AT(f) offsetof(struct gateway_config, f)
const struct sw_setting gateway_settings[] = {
    { "LISTEN", SW_SET_TEXT, AT(listen), 0, 0, "::", "address to listen on; :: means every address, IPv4 as well" },
    { "PORT", SW_SET_INT, AT(port), 1, 65535, "8443", "TCP port for HTTPS" },
    { "TLS_CERTIFICATE", SW_SET_PATH, AT(tls_certificate), 0, 0, NULL, "certificate chain, PEM" },
    { "TLS_KEY", SW_SET_SECRET_FILE, AT(tls_key), 0, 0, NULL, "its private key, PEM" },
    { "CONTEXT_KEY", SW_SET_SECRET_FILE, AT(context_key), 0, 0, NULL, "key of context tokens" },
    { "PORTAL_DIR", SW_SET_PATH, AT(portal_dir), 0, 0, "", "the built portal; empty: none is served" },
    { "OPERATOR_TOKEN_SHA256", SW_SET_TEXT, AT(operator_token_sha256), 0, 0, "", "SHA-256 of the operator's bearer token, in hex; empty: none" },
    { "CONNECTIONS", SW_SET_INT, AT(connections), 10, 100000, "10000", "connections at a time" },
    { "CONNECTIONS_PER_ADDRESS", SW_SET_INT, AT(connections_per_address), 1, 100000, "1000", "connections at a time from one address" },
    { "UPSTREAM_CONNECTIONS", SW_SET_INT, AT(upstream_connections), 1, 10000, "256", "requests at a time to one service; more are answered 503" },
    { "HEADER_DEADLINE_S", SW_SET_INT, AT(header_deadline_s), 1, 300, "20", "from a new connection to the end of its first header [s]" },
    { "IDLE_S", SW_SET_INT, AT(idle_s), 1, 3600, "60", "from an answer to the end of the next header on the same connection [s]" },
    { "UPSTREAM_DEADLINE_S", SW_SET_INT, AT(upstream_deadline_s), 1, 300, "20", "longest wait for a service's next move [s]" },
    { "MINIMUM_RATE", SW_SET_INT, AT(minimum_rate), 0, 1000000, "2048", "bytes a second that a client must send or take, on average after ten seconds; 0: any" },
    { "BODY_MAX", SW_SET_INT, AT(body_max), 1024, 1073741824, "1048576", "largest body of a request that is no upload [bytes]" },
    { "UPLOAD_MAX", SW_SET_INT, AT(upload_max), 1024, 1099511627776, "2147483648", "largest body of an upload of evidence [bytes]" },
    { "SIGN_INS_PER_MINUTE", SW_SET_INT, AT(sign_ins_per_minute), 1, 100000, "60", "sign-ins a minute from one address; more are answered 429" },
    { "SIGN_INS_PER_BODY", SW_SET_INT, AT(sign_ins_per_body), 1, 100000, "600", "sign-ins a minute to one certification body; more are answered 429" },
    { "CHECKS_PER_MINUTE", SW_SET_INT, AT(checks_per_minute), 1, 1000000, "600", "public pages a minute to one address that are not in memory; more are answered 429" },
    { "ACCESS_LOG", SW_SET_BOOL, AT(access_log), 0, 0, "true", "one line in the log for each request" },
    { .name = NULL },
};
