/* tables.h - the route tables of all services, for tests that walk every row. */
#ifndef TABLES_H
#define TABLES_H

#include "certificates.h"
#include "clients.h"
#include "evidence.h"
#include "identity.h"
#include "rules.h"
#include "stage1.h"
#include "stage2.h"
#include "surveillance.h"

static const struct {
    const char *name;
    const struct sw_route *routes;
} tables[] = {
    { "identity", identity_routes },
    { "clients", clients_routes },
    { "evidence", evidence_routes },
    { "stage1", stage1_routes },
    { "stage2", stage2_routes },
    { "surveillance", surveillance_routes },
    { "certificates", certificates_routes },
    { "rules", rules_routes },
};
#define TABLES ((int) (sizeof tables / sizeof tables[0]))

#endif
