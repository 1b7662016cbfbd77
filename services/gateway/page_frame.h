/* page_frame.h - what all public pages have in common. */
#ifndef PAGE_FRAME_H
#define PAGE_FRAME_H

#include <jansson.h>

#include "html/sw_html.h"

struct sw_html *page_open(struct sw_arena *arena, const char *title);
void page_close(struct sw_html *p);

/* A text of a JSON object, NULL when it is missing or empty. */
const char *page_text(const json_t *object, const char *name);

/* "2026-03-02" as "2 March 2026", and a time stamp as "2 March 2026, 14:05 UTC"; others as they
 * are.  In a <time> element. */
void page_date(struct sw_html *p, const char *stamp);

void page_link(struct sw_html *p, const char *address, const char *label);

enum page_mood { MOOD_GOOD, MOOD_WARN, MOOD_BAD };
/* A box that says one thing: a sign, a word and a sentence. */
void page_banner_open(struct sw_html *p, enum page_mood mood, const char *word);
void page_banner_close(struct sw_html *p);

/* The form that looks a number up. */
void page_form(struct sw_html *p, const char *number);

#endif
