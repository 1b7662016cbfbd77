/* audits_people.h - who is who in audits_seed.sql, by the last two digits of the id. */
#ifndef AUDITS_PEOPLE_H
#define AUDITS_PEOPLE_H

#include "support.h"

#define PAULA "20" /* planner */
#define LEA   "21" /* may lead */
#define ADA   "22" /* may audit */
#define CORA  "23" /* was the client's consultant */
#define EVE   "24" /* technical expert */
#define UNA   "25" /* made no declaration */
#define RITA  "26" /* reviewer and decider */
#define DARIO "27" /* the same */
#define CARL  "30" /* of the client */
#define OLGA  "31" /* of another client */

#endif
