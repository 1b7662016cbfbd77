-- $1 person_id uuid   $2 witnessed_on date   $3 audit text   $4 conclusion text   $5 witnessed_by uuid
-- on monitoring_person_known: NOT_FOUND
-- on monitoring_witness_known: REFERENCE_UNKNOWN
-- on monitoring_not_own: FORBIDDEN
INSERT INTO identity.monitoring AS m (person_id, witnessed_on, audit, conclusion, witnessed_by)
VALUES ($1::uuid, $2::date, $3, $4, $5::uuid)
RETURNING to_jsonb(m) - 'tenant_id' - 'monitoring_id' || jsonb_build_object('id', monitoring_id)
