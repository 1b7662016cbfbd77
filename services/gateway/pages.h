/* pages.h - which public page is wanted.  Shared by the files that make public pages. */
#ifndef PAGES_H
#define PAGES_H

#include <stdbool.h>

#include "base/sw_arena.h"

enum page_kind {
    PAGE_NONE,        /* no page of ours */
    PAGE_CERTIFICATE, /* /c/<id>[/<digest>] as HTML */
    PAGE_PDF,
    PAGE_JWT,
    PAGE_VC,
    PAGE_NOT_ISSUED, /* below /c/, but no id */
    PAGE_SEARCH,     /* /verify */
    PAGE_DID,
    PAGE_READY,
    PAGE_LIVE,
    PAGE_STYLE,
    PAGE_ICON,
    PAGE_CONTEXT, /* what the words of a credential mean */
};

#define PAGE_ID     12 /* Crockford base32: 60 random bits */
#define PAGE_DIGEST 13 /* the first 65 bits of the credential's SHA-256 */

struct gateway_page_wanted {
    enum page_kind kind;
    char subject[64];             /* the id, or the slug of a certification body, or "-" */
    char digest[PAGE_DIGEST + 1]; /* of the document at hand, or "" */
};

/* Read a path.  @p accept: the Accept header or NULL; it matters where the path leaves it open. */
void page_read_path(const char *path, const char *accept, struct gateway_page_wanted *ret_wanted);

/* Twelve characters of an id out of what a person typed (hyphens, blanks, lower case, O for 0);
 * false when it is none. */
bool page_read_id(const char *typed, char ret_id[PAGE_ID + 1]);

#endif
