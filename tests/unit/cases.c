#include "cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *subject_name;
static const struct case_op *case_ops;
static struct case_line *lines;
static int line_count;

/* The next word of *at, ended in place; quotes may stand around a value.  NULL at the end. */
static char *
next_word(char **at)
{
    char *start, *out;
    bool quoted = false;

    *at += strspn(*at, " \t");
    if (**at == '\0')
        return NULL;
    start = out = *at;
    for (; **at != '\0' && (quoted || (**at != ' ' && **at != '\t')); ++*at) {
        if (**at == '"')
            quoted = !quoted;
        else
            *out++ = **at;
    }
    if (**at != '\0')
        ++*at;
    *out = '\0';
    return start;
}

static void
malformed(int number, const char *what)
{
    fprintf(stderr, "cases/%s.txt:%d: %s\n", subject_name, number, what);
    exit(2);
}

static void
add_field(struct case_field *fields, char *word, int number)
{
    int i = 0;

    while (i < CASE_FIELDS_MAX && fields[i].key != NULL)
        i++;
    if (i == CASE_FIELDS_MAX)
        malformed(number, "too many fields");
    fields[i].key = word;
    fields[i].value = strchr(word, '=');
    if (fields[i].value == NULL)
        fields[i].value = word + strlen(word);
    else
        *fields[i].value++ = '\0';
}

static void
parse_line(char *text, int number)
{
    struct case_line *c = &lines[line_count++];
    char *bar = strchr(text, '|');
    bool given = true;
    char *word;

    if (bar == NULL || strstr(text, "=>") == NULL)
        malformed(number, "a case is: asked given => expected | why");
    *bar = '\0';
    c->line = number;
    c->why = bar + 1 + strspn(bar + 1, " ");
    c->asked = next_word(&text);
    while ((word = next_word(&text)) != NULL) {
        if (strcmp(word, "=>") == 0)
            given = false;
        else
            add_field(given ? c->given : c->expected, word, number);
    }
}

static void
load(void)
{
    char path[512], *text = NULL;
    size_t size = 0;
    ssize_t length;
    int number = 0;
    FILE *file;

    (void) snprintf(path, sizeof path, "%s/tests/unit/cases/%s.txt", SW_SOURCE_DIR, subject_name);
    file = fopen(path, "r");
    if (file == NULL)
        malformed(0, "cannot be opened");
    while ((length = getline(&text, &size, file)) > 0) {
        number++;
        text[strcspn(text, "\n")] = '\0';
        if (text[0] == '#' || text[strspn(text, " \t")] == '\0')
            continue;
        lines = realloc(lines, ((size_t) line_count + 1) * sizeof *lines);
        if (lines == NULL)
            malformed(number, "no memory");
        memset(&lines[line_count], 0, sizeof *lines);
        parse_line(text, number);
        text = NULL; /* the case keeps it */
        size = 0;
    }
    free(text);
    (void) fclose(file);
}

static struct case_field *
find(struct case_field *fields, const char *key)
{
    for (int i = 0; i < CASE_FIELDS_MAX && fields[i].key != NULL; i++)
        if (strcmp(fields[i].key, key) == 0) {
            fields[i].used = true;
            return &fields[i];
        }
    return NULL;
}

static void
fail_case(const struct case_line *c, const char *key, const char *got, const char *want)
{
    ck_abort_msg("cases/%s.txt:%d %s (%s): got %s, want %s", subject_name, c->line, c->why, key,
                 got, want);
}

const char *
case_text(struct case_line *c, const char *key)
{
    const struct case_field *f = find(c->given, key);

    return f == NULL ? NULL : f->value;
}

int
case_int(struct case_line *c, const char *key)
{
    const char *text = case_text(c, key);

    return text == NULL ? 0 : atoi(text);
}

bool
case_yes(struct case_line *c, const char *key)
{
    const char *text = case_text(c, key);

    if (text != NULL && strcmp(text, "yes") != 0 && strcmp(text, "no") != 0)
        fail_case(c, key, text, "yes or no");
    return text != NULL && strcmp(text, "yes") == 0;
}

struct sw_date
case_date(struct case_line *c, const char *key)
{
    const char *text = case_text(c, key);
    struct sw_date date = SW_DATE_NONE;

    if (text != NULL && strcmp(text, "none") != 0 && !sw_date_parse(text, &date))
        fail_case(c, key, text, "a date");
    return date;
}

const char *
case_text_or(struct case_line *c, const char *key, const char *otherwise)
{
    const char *text = case_text(c, key);

    return text == NULL ? otherwise : text;
}

int
case_int_or(struct case_line *c, const char *key, int otherwise)
{
    return case_text(c, key) == NULL ? otherwise : case_int(c, key);
}

bool
case_yes_or(struct case_line *c, const char *key, bool otherwise)
{
    return case_text(c, key) == NULL ? otherwise : case_yes(c, key);
}

struct sw_date
case_date_or(struct case_line *c, const char *key, struct sw_date otherwise)
{
    return case_text(c, key) == NULL ? otherwise : case_date(c, key);
}

int
case_tenths(struct case_line *c, const char *key)
{
    const char *text = case_text(c, key);
    const char *dot = text == NULL ? NULL : strchr(text, '.');

    if (text == NULL)
        return 0;
    return 10 * atoi(text) + (dot == NULL ? 0 : dot[1] - '0');
}

int
case_half_days(struct case_line *c, const char *key)
{
    return case_tenths(c, key) / 5;
}

int
case_words(struct case_line *c, const char *key, const char **ret_words, int max)
{
    struct case_field *f = find(c->given, key);
    int n = 0;

    for (char *p = f == NULL ? NULL : f->value; p != NULL && *p != '\0' && n < max;) {
        char *comma = strchr(p, ',');

        ret_words[n++] = p;
        if (comma != NULL)
            *comma++ = '\0';
        p = comma;
    }
    return n;
}

int
case_ints(struct case_line *c, const char *key, int *ret_numbers, int max)
{
    const char *words[64];
    int n = case_words(c, key, words, max < 64 ? max : 64);

    for (int i = 0; i < n; i++)
        ret_numbers[i] = atoi(words[i]);
    return n;
}

int
case_dates(struct case_line *c, const char *key, struct sw_date *ret_dates, int max)
{
    const char *words[64];
    int n = case_words(c, key, words, max < 64 ? max : 64);

    for (int i = 0; i < n; i++)
        if (!sw_date_parse(words[i], &ret_dates[i]))
            fail_case(c, key, words[i], "a date");
    return n;
}

void
case_expect_text(struct case_line *c, const char *key, const char *got)
{
    const struct case_field *f = find(c->expected, key);

    if (f != NULL && strcmp(f->value, got == NULL ? "" : got) != 0)
        fail_case(c, key, got == NULL ? "nothing" : got, f->value);
}

void
case_expect_int(struct case_line *c, const char *key, int got)
{
    char text[16];

    (void) snprintf(text, sizeof text, "%d", got);
    case_expect_text(c, key, text);
}

void
case_expect_yes(struct case_line *c, const char *key, bool got)
{
    case_expect_text(c, key, got ? "yes" : "no");
}

void
case_expect_date(struct case_line *c, const char *key, struct sw_date got)
{
    char text[SW_DATE_TEXT_SIZE];

    sw_date_format(got, text);
    case_expect_text(c, key, text[0] == '\0' ? "none" : text);
}

void
case_expect_half_days(struct case_line *c, const char *key, int got)
{
    char text[16];

    (void) snprintf(text, sizeof text, "%d.%d", got / 2, got % 2 * 5);
    case_expect_text(c, key, text);
}

void
case_expect_part(struct case_line *c, const char *key, const char *got)
{
    const struct case_field *want = find(c->expected, key);

    if (want != NULL && strstr(got, want->value) == NULL)
        fail_case(c, key, got, want->value);
}

bool
case_expect_code(struct case_line *c, enum sw_code code, const struct sw_error *err)
{
    const struct case_field *refused = find(c->expected, "refused");
    const struct case_field *invalid = find(c->expected, "invalid");
    const bool conflict = find(c->expected, "conflict") != NULL;

    (void) find(c->expected, "ok");
    if (refused != NULL) {
        if (code != SW_RULE_REFUSED)
            fail_case(c, "refused", sw_code_slug(code), refused->value);
        if (strcmp(err->rule->id, refused->value) != 0)
            fail_case(c, err->detail, err->rule->id, refused->value);
        case_expect_part(c, "says", err->detail);
        case_expect_part(c, "pass", err->rule->remedy);
    } else if (invalid != NULL) {
        if (code != SW_INPUT_INVALID)
            fail_case(c, "invalid", sw_code_slug(code), "input-invalid");
        if (strcmp(err->field, invalid->value) != 0)
            fail_case(c, "invalid", err->field, invalid->value);
        case_expect_part(c, "says", err->detail);
    } else if (conflict) {
        if (code != SW_STATE_CONFLICT)
            fail_case(c, "conflict", sw_code_slug(code), "state-conflict");
    } else if (code != SW_OK) {
        fail_case(c, err->detail, err->rule == NULL ? sw_code_slug(code) : err->rule->id, "ok");
    }
    return code == SW_OK;
}

static void
all_used(const struct case_line *c, const struct case_field *fields)
{
    for (int i = 0; i < CASE_FIELDS_MAX && fields[i].key != NULL; i++)
        if (!fields[i].used)
            fail_case(c, fields[i].key, "an unknown key", "one the test knows");
}

START_TEST(every_line_holds)
{
    struct case_line *c = &lines[_i];
    const struct case_op *op = case_ops;

    while (op->asked != NULL && strcmp(op->asked, c->asked) != 0)
        op++;
    if (op->asked == NULL)
        fail_case(c, c->asked, "an unknown question", "one the test knows");
    op->run(c);
    all_used(c, c->given);
    all_used(c, c->expected);
}
END_TEST

static void
release(void)
{
    for (int i = 0; i < line_count; i++)
        free(lines[i].asked);
    free(lines);
}

int
cases_main(const char *subject, const struct case_op *ops, void (*properties)(TCase *tcase))
{
    Suite *suite = suite_create(subject);
    TCase *tcase = tcase_create("cases");
    SRunner *runner;
    int failed;

    subject_name = subject;
    case_ops = ops;
    load();
    tcase_add_loop_test(tcase, every_line_holds, 0, line_count);
    tcase_set_timeout(tcase, 60);
    if (properties != NULL)
        properties(tcase);
    suite_add_tcase(suite, tcase);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    release();
    return failed == 0 ? 0 : 1;
}
