/* sw_pool.h - a bounded pool of worker threads. */
#ifndef SW_POOL_H
#define SW_POOL_H

#include <stdbool.h>

/* A piece of work; the owner embeds it and keeps it alive until run() has returned. */
struct sw_task {
    void (*run)(struct sw_task *task);
    struct sw_task *next;
};

struct sw_pool;

struct sw_pool *sw_pool_new(int workers, int queue);

/* False at once when the queue is full. */
bool sw_pool_submit(struct sw_pool *pool, struct sw_task *task);

/* Finish what is queued, then end the threads. */
void sw_pool_free(struct sw_pool *pool);

#endif
