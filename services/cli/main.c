/* sealwright: what the operator of an installation asks of it. */
#include <stdio.h>
#include <string.h>

#include "cli.h"

static const char usage[] =
    "sealwright COMMAND\n"
    "  check --rules   ask every stored question of the rules again (audit time, site samples, "
    "teams,\n"
    "                  reviews, decisions, certificates, programmes) and report every difference\n"
    "  --version       print the version\n"
    "  --help          print this\n"
    "\n"
    "Settings come from the environment or the file named by SEALWRIGHT_CONFIG:\n"
    "  SEALWRIGHT_DATABASE   libpq keywords of the database, without the user\n"
    "  SEALWRIGHT_CHECK_KEY  key file of the role that checks\n";

int
main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "check") == 0 && strcmp(argv[2], "--rules") == 0)
        return cli_check_rules();
    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        (void) puts("sealwright " SW_VERSION);
        return CLI_OK;
    }
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        (void) fputs(usage, stdout);
        return CLI_OK;
    }
    (void) fputs(usage, stderr);
    return CLI_FAILED;
}
