/* time_pack.h - the numbers of an audit-time standard, as data with a version.
 *
 * The packs built in are those of schemas/catalogue/time-*.json; a test compares them.
 * A calculation stores the id of its pack, so that it can be made again years later.
 */
#ifndef RULES_TIME_PACK_H
#define RULES_TIME_PACK_H

#include "rules/faults.h"
#include "rules/vocabulary.h"

#define RULE_TIME_BANDS_MAX 32
#define RULE_FACTORS        3 /* factors in each of the two groups */

enum rule_level { RULE_LOW, RULE_MEDIUM, RULE_HIGH, RULE_LEVELS };
extern const char *const rule_level_names[RULE_LEVELS + 1];

struct rule_time_band {
    int persons_up_to;
    int half_days;
};

struct rule_percent_range {
    int low, high; /* low <= high */
    int proposal;  /* the end nearest to 0 */
};

struct rule_time_pack {
    const char *id;       /* "27006-1:2024" */
    const char *document; /* "ISO/IEC 27006-1:2024" */
    int version;          /* of this data, not of the standard */
    struct {
        const char *table, *persons, *factors, *floor, *direct, *surveillance, *recertification,
            *sites, *matrix;
    } clause;
    struct rule_time_band bands[RULE_TIME_BANDS_MAX];
    int band_count;
    int beyond_half_days;         /* least value by hand beyond the last band */
    int floor_percent;            /* -30 */
    int direct_percent;           /* 70 */
    int site_floor_percent;       /* -50 */
    int score_medium, score_high; /* the least score of these levels */
    struct rule_percent_range matrix[RULE_LEVELS][RULE_LEVELS]; /* [business][it] */
};

/* The pack for calculations made today, and one by its id (NULL when there is none). */
#define RULE_TIME_PACK_CURRENT "27006-1:2024"
const struct rule_time_pack *rule_time_pack_find(const char *id);
/* By number, from 0; NULL after the last. */
const struct rule_time_pack *rule_time_pack_at(int index);

#endif
