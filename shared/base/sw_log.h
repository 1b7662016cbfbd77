/* sw_log.h - one line of JSON a message, on standard error.
 *
 *     sw_log(SW_LOG_ERROR, trace, "request failed", "code", "internal", "route", "/v1/x", NULL);
 *
 * The pairs are names and texts; a NULL text leaves its pair out.  Secrets never go in.
 */
#ifndef SW_LOG_H
#define SW_LOG_H

enum sw_log_level { SW_LOG_DEBUG, SW_LOG_INFO, SW_LOG_WARNING, SW_LOG_ERROR };

/* Who writes; kept, not copied.  Lines below @p least are dropped. */
void sw_log_init(const char *program, enum sw_log_level least);

/* @p trace_id: 32 hex digits of the W3C trace, or NULL.  Ends with a NULL name. */
void sw_log(enum sw_log_level level, const char *trace_id, const char *message, ...)
    __attribute__((sentinel));

#endif
