/* judge_lines - the product's judgements for programs that ask many: a question a line in, an
 * answer a line out, in the same order.
 *
 *     {"judgement": "audit-time", "question": {...}}
 *     {"answer": {...}}, {"refused": "LIM-1", "detail": "..."} or {"invalid": "/field", "detail":
 * "..."}
 */
#include <stdio.h>
#include <stdlib.h>

#include "judge/sw_judge.h"

static json_t *
told(enum sw_code code, json_t *answer, const struct sw_error *err)
{
    if (code == SW_OK)
        return json_pack("{sO}", "answer", answer);
    if (err->rule != NULL)
        return json_pack("{ss ss}", "refused", err->rule->id, "detail", err->detail);
    return json_pack("{ss ss}", "invalid", err->field, "detail", err->detail);
}

static void
answer_line(const char *line)
{
    struct sw_arena *arena = sw_arena_new();
    struct rule_faults *faults = sw_alloc(arena, sizeof *faults);
    const json_t *asked = sw_judge_parse(arena, line);
    const char *name = json_string_value(json_object_get(asked, "judgement"));
    const struct sw_judgement *judgement = name == NULL ? NULL : sw_judgement_find(name);
    struct sw_error err = { .code = SW_OK };
    json_t *answer = NULL, *out;
    enum sw_code code;

    if (judgement == NULL) {
        (void) fprintf(stderr, "judge_lines: no judgement of that name: %s", line);
        exit(1);
    }
    code = sw_judge(judgement, arena, json_object_get(asked, "question"), &answer, faults, &err);
    out = told(code, answer, &err);
    (void) puts(sw_judge_text(arena, out));
    json_decref(out);
    sw_arena_free(arena);
}

int
main(void)
{
    char *line = NULL;
    size_t size = 0;

    while (getline(&line, &size, stdin) > 0)
        answer_line(line);
    free(line);
    return 0;
}
