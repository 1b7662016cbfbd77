/* The data of schemas/catalogue/time-*.json; tests/unit/test_catalogue.c compares them. */
#include "rules/time_pack.h"

#include <string.h>

const char *const rule_level_names[RULE_LEVELS + 1] = { "low", "medium", "high", NULL };

/* clang-format off */
/* Persons up to, half-days: the two editions have the same values. */
#define BANDS                                                               \
    { 10, 10 }, { 15, 12 }, { 25, 14 }, { 45, 17 },                         \
    { 65, 20 }, { 85, 22 }, { 125, 24 }, { 175, 26 },                       \
    { 275, 28 }, { 425, 30 }, { 625, 33 }, { 875, 35 },                     \
    { 1175, 37 }, { 1550, 39 }, { 2025, 42 }, { 2675, 44 },                 \
    { 3450, 46 }, { 4350, 48 }, { 5450, 50 }, { 6800, 52 },                 \
    { 8500, 54 }, { 10700, 56 },

/* Low, high, proposal in per cent, by [business][it]. */
#define MATRIX                                                              \
    { { -30, -10, -10 }, { -10, -5, -5 }, { 5, 20, 5 } },                   \
    { { -10, -5, -5 }, { 0, 0, 0 }, { 10, 50, 10 } },                       \
    { { 5, 20, 5 }, { 10, 50, 10 }, { 20, 100, 20 } },

static const struct rule_time_pack packs[] = {
    {
        .id = "27006-1:2024", .document = "ISO/IEC 27006-1:2024", .version = 1,
        .clause = { .table = "C.1", .persons = "C.3.4", .factors = "C.3.5", .floor = "C.3.6",
                    .direct = "C.3.7", .surveillance = "C.4", .recertification = "C.5",
                    .sites = "C.6", .matrix = "Annex D" },
        .bands = { BANDS }, .band_count = 22, .beyond_half_days = 56,
        .floor_percent = -30, .direct_percent = 70, .site_floor_percent = -50,
        .score_medium = 5, .score_high = 7, .matrix = { MATRIX },
    },
    {
        .id = "27006:2015", .document = "ISO/IEC 27006:2015", .version = 1,
        .clause = { .table = "B.1", .persons = "B.2.1", .factors = "B.3.4", .floor = "B.3.5",
                    .direct = "B.3.6", .surveillance = "B.4", .recertification = "B.5",
                    .sites = "B.6", .matrix = "Annex C" },
        .bands = { BANDS }, .band_count = 22, .beyond_half_days = 56,
        .floor_percent = -30, .direct_percent = 70, .site_floor_percent = -50,
        .score_medium = 5, .score_high = 7, .matrix = { MATRIX },
    },
};
/* clang-format on */

const struct rule_time_pack *
rule_time_pack_at(int index)
{
    return index >= 0 && index < (int) (sizeof packs / sizeof packs[0]) ? &packs[index] : NULL;
}

const struct rule_time_pack *
rule_time_pack_find(const char *id)
{
    for (int i = 0; id != NULL && rule_time_pack_at(i) != NULL; i++)
        if (strcmp(packs[i].id, id) == 0)
            return &packs[i];
    return NULL;
}
