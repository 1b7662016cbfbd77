#include "base/sw_context.h"

#include <stdio.h>
#include <string.h>

static const struct {
    enum sw_role role;
    const char *name;
} role_names[] = {
    { SW_ROLE_ANYONE, "anyone" },
    { SW_ROLE_AUDITEE, "auditee" },
    { SW_ROLE_PLANNER, "planner" },
    { SW_ROLE_AUDITOR, "auditor" },
    { SW_ROLE_REVIEWER, "reviewer" },
    { SW_ROLE_DECIDER, "decider" },
    { SW_ROLE_ADMINISTRATOR, "administrator" },
    { SW_ROLE_OPERATOR, "operator" },
    { SW_ROLE_WORKER, "worker" },
};

static const struct {
    const char *name;
    unsigned roles;
} permissions[] = {
#define SW_PERM(name_, roles_) { name_, roles_ },
#include "base/sw_permissions.def"
#undef SW_PERM
};

enum part { VERSION, KEY_ID, TENANT, ACTOR, CLIENT, ROLES, AUDIENCE, EXPIRY, PART_COUNT };

unsigned
sw_role_from_name(const char *name, int length)
{
    for (size_t i = 0; i < sizeof role_names / sizeof role_names[0]; i++)
        if (strlen(role_names[i].name) == (size_t) length &&
            strncmp(role_names[i].name, name, (size_t) length) == 0)
            return role_names[i].role;
    return 0;
}

const char *
sw_role_name(enum sw_role role)
{
    for (size_t i = 0; i < sizeof role_names / sizeof role_names[0]; i++)
        if (role_names[i].role == role)
            return role_names[i].name;
    return "";
}

unsigned
sw_permission_roles(const char *permission)
{
    for (size_t i = 0; i < sizeof permissions / sizeof permissions[0]; i++)
        if (strcmp(permissions[i].name, permission) == 0)
            return permissions[i].roles;
    return 0;
}

static bool
read_roles(const char *list, unsigned *ret_roles)
{
    unsigned roles = 0;

    while (*list != '\0') {
        const size_t n = strcspn(list, ",");
        const unsigned role = sw_role_from_name(list, (int) n);

        if (role == 0)
            return false;
        roles |= role;
        list += n + (list[n] == ',');
    }
    *ret_roles = roles;
    return true;
}

static bool
read_optional_uuid(const char *text, struct sw_uuid *ret_uuid)
{
    ret_uuid->text[0] = '\0';
    return strcmp(text, "-") == 0 || sw_uuid_parse(text, ret_uuid);
}

bool
sw_context_parse(const char *token, struct sw_context *ret_context)
{
    struct sw_context c = { .roles = 0 };
    char copy[SW_CONTEXT_MAX];
    char *part[PART_COUNT];
    char *at = copy;

    if (token == NULL || strlen(token) >= sizeof copy)
        return false;
    (void) snprintf(copy, sizeof copy, "%s", token);
    (void) snprintf(c.token, sizeof c.token, "%s", token);
    for (int i = 0; i < PART_COUNT; i++) {
        const size_t n = strcspn(at, i == EXPIRY ? "~" : "|");

        if (at[n] == '\0')
            return false;
        at[n] = '\0';
        part[i] = at;
        at += n + 1;
    }
    if (strcmp(part[VERSION], "1") != 0 || !sw_uuid_parse(part[TENANT], &c.tenant) ||
        !read_optional_uuid(part[ACTOR], &c.actor) ||
        !read_optional_uuid(part[CLIENT], &c.client) || !read_roles(part[ROLES], &c.roles))
        return false;
    *ret_context = c;
    return true;
}
