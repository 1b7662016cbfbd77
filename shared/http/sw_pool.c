#include "http/sw_pool.h"

#include <pthread.h>
#include <stdlib.h>

struct sw_pool {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct sw_task *first, *last;
    int waiting, limit;
    bool ending;
    int workers;
    pthread_t *threads;
};

static struct sw_task *
take(struct sw_pool *pool)
{
    struct sw_task *task;

    pthread_mutex_lock(&pool->lock);
    while (pool->first == NULL && !pool->ending)
        pthread_cond_wait(&pool->wake, &pool->lock);
    task = pool->first;
    if (task != NULL) {
        pool->first = task->next;
        pool->waiting--;
        if (pool->first == NULL)
            pool->last = NULL;
    }
    pthread_mutex_unlock(&pool->lock);
    return task;
}

static void *
work(void *arg)
{
    struct sw_task *task;

    while ((task = take(arg)) != NULL)
        task->run(task);
    return NULL;
}

struct sw_pool *
sw_pool_new(int workers, int queue)
{
    struct sw_pool *pool = calloc(1, sizeof *pool);

    if (pool == NULL)
        abort();
    pool->limit = queue;
    pool->threads = calloc((size_t) workers, sizeof *pool->threads);
    if (pool->threads == NULL)
        abort();
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->wake, NULL);
    for (; pool->workers < workers; pool->workers++)
        if (pthread_create(&pool->threads[pool->workers], NULL, work, pool) != 0)
            abort();
    return pool;
}

bool
sw_pool_submit(struct sw_pool *pool, struct sw_task *task)
{
    bool room;

    task->next = NULL;
    pthread_mutex_lock(&pool->lock);
    room = pool->waiting < pool->limit;
    if (room) {
        if (pool->last != NULL)
            pool->last->next = task;
        else
            pool->first = task;
        pool->last = task;
        pool->waiting++;
        pthread_cond_signal(&pool->wake);
    }
    pthread_mutex_unlock(&pool->lock);
    return room;
}

void
sw_pool_free(struct sw_pool *pool)
{
    if (pool == NULL)
        return;
    pthread_mutex_lock(&pool->lock);
    pool->ending = true;
    pthread_cond_broadcast(&pool->wake);
    pthread_mutex_unlock(&pool->lock);
    for (int i = 0; i < pool->workers; i++)
        pthread_join(pool->threads[i], NULL);
    pthread_cond_destroy(&pool->wake);
    pthread_mutex_destroy(&pool->lock);
    free(pool->threads);
    free(pool);
}
