/* What every answer carries, so that a page can load nothing but its own. */
#include "gateway.h"

void
gateway_security_headers(struct MHD_Response *response)
{
    static const char *const headers[][2] = {
        { "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src "
          "'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
          "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
          "trusted-types portal" },
        { "Strict-Transport-Security", "max-age=31536000" },
        { "X-Content-Type-Options", "nosniff" },
        { "Referrer-Policy", "no-referrer" },
        { "Cross-Origin-Opener-Policy", "same-origin" },
        { "Permissions-Policy", "camera=(self)" },
    };

    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
        (void) MHD_add_response_header(response, headers[i][0], headers[i][1]);
}
