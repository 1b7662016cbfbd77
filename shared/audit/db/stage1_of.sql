-- $1 programme_id uuid
-- Stage 1 of the programme; no row without one.
SELECT a.number, a.ends_on, coalesce(r.ready, false) AS ready, coalesce(r.closed, false) AS closed,
       (SELECT count(*) FROM audits.v_concern c WHERE c.programme_id = a.programme_id AND c.answered_in IS NULL) AS concerns_unanswered,
       (SELECT d.repeat FROM audits.interval_decision d WHERE d.stage1_id = a.audit_id ORDER BY d.interval_decision_id DESC LIMIT 1) AS repeat
  FROM audits.v_audit a LEFT JOIN audits.v_readiness r USING (audit_id)
 WHERE a.programme_id = $1::uuid AND a.kind = 'stage1' AND a.state NOT IN ('cancelled', 'aborted')
 ORDER BY a.audit_id DESC LIMIT 1
