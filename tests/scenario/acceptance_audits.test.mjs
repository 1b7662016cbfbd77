// What the field expects of audits, driven over the API as planner, team and client work them.  Each test bears the number of
// its case; each refusal names its rule and clause.
import { test, before } from "node:test";
import assert from "node:assert/strict";
import { apply, makeClient } from "../../deploy/demo/client.mjs";
import { resolveFindings, stage1, stage2 } from "../../deploy/demo/audit.mjs";
import { day, workday } from "../../deploy/demo/days.mjs";
import { body, client, refused, today } from "../lib/world.mjs";

let cb;
before(async () => {
    cb = await body("southgate");
});

// A refusal names rule, clause and what would make it pass.
async function refusal(promise, rule, clause) {
    const problem = await refused(promise);
    assert.equal(problem.status, 422, JSON.stringify(problem));
    assert.match(problem.type, /rule-refused$/);
    assert.equal(problem.rule, rule, JSON.stringify(problem));
    assert.match(problem.clause, clause);
    assert.ok(problem.what_would_pass);
    return problem;
}

// A warning does the same, and says that it can be overridden.
async function warning(promise, rule, clause) {
    const problem = await refused(promise);
    assert.equal(problem.status, 422, JSON.stringify(problem));
    assert.match(problem.type, /override-needed$/);
    assert.match(problem.title, /override with a reason and an approver/);
    assert.equal(problem.rule, rule, JSON.stringify(problem));
    assert.match(problem.clause, clause);
    assert.ok(problem.what_would_pass);
    return problem;
}
const override = (rule, approved_by = cb.people.reviewer) => ({ rule, reason: "Looked at and accepted", approved_by });

const people = (sites) => ({ ...client(), sites: sites.map((persons, i) => ({ name: `Site ${i}`, city: "Berlin", persons })) });
const contracted = async (sites = [60]) => apply(cb, await makeClient(cb, people(sites), today));

// An audit of the programme whose team is confirmed.
async function confirmed(file, service, from = workday(day(today, -20)), more = {}) {
    const audit = await cb.apis.planner.post(`/v1/${service}/audits`, { client_id: file.id, programme_id: file.programme.id, starts_on: from, ends_on: day(from, 6), soa_id: file.soa.id, ...more });
    const at = `/v1/${service}/audits/${audit.id}`;
    await appoint(at, audit.half_days);
    await cb.apis.planner.post(`${at}/notice`, {});
    await file.api.post(`${at}/confirmation`, { accepted: true });
    return { at, audit, from };
}
const appoint = (at, half) => cb.apis.planner.post(`${at}/team`, { members: ["lead", "auditor"].map((role) => ({ person_id: cb.people[role], role, half_days: Math.ceil(half / 2) })) });

// Full days of both auditors, as many as are calculated, spread over the sites; the first so many of them remote.
async function plan({ at, audit, from }, { days = audit.half_days / 2, remote = 0, ...more } = {}) {
    const { sites } = await cb.apis.lead.get(at);
    const items = [];
    for (let i = 0, left = Math.round(days * 480); left > 0; i++, left -= 480)
        items.push({ on: day(from, Math.floor(i / 2)), starts_at: "09:00", minutes: Math.min(left, 480), person_id: i % 2 ? cb.people.auditor : cb.people.lead, site_id: sites[i % sites.length].id, activity: "Interviews", direct: true, remote: i < remote });
    return cb.apis.lead.post(`${at}/plan`, { objectives: "Conformity and effectiveness", criteria: "ISO/IEC 27001:2022", items, ...more });
}
const attendees = [{ name: "Tess Tester", function: "security officer" }];
async function opened(file, service, { persons, ...more } = {}) {
    const it = await confirmed(file, service, more.from);
    await plan(it);
    await file.api.post(`${it.at}/plan-agreement`, {});
    await cb.apis.lead.post(`${it.at}/opening`, { held_on: it.from, attendees, ...(persons ? { persons_confirmed: persons } : {}) });
    it.sites = (await cb.apis.lead.get(it.at)).sites.map((s) => s.id);
    return it;
}
const nonconformity = (it, file, grade, more = {}) => cb.apis.lead.post(`${it.at}/findings`, { site_id: it.sites[0], grade, requirement: "A.8.13", statement: "Restores are not tested", evidence_text: "No record of a test since 2024",
    discussed_with: "Tess Tester", discussed_on: it.from, ...more });
// From the opening to a signed report.
async function reported(it, recommendation) {
    for (const site_id of it.sites) await cb.apis.lead.post(`${it.at}/observations`, { site_id, requirement: "9.2.2", method: "interview", note: "Programme and reports seen", result: "conforming" });
    await cb.apis.lead.post(`${it.at}/closing`, { held_on: it.from, attendees });
    return cb.apis.lead.post(`${it.at}/report`, { recommendation, reasons: "Shown on the sample", conclusion: "It conforms", objectives_met: true, scope_fitness: "It fits", internal_audit_and_review: "Both held", audit_trails: "Risk to control" });
}

test("AT-11 direct time is 70 % of what is calculated", async () => {
    const it = await confirmed(await contracted(), "surveillance");
    const least = Math.ceil(it.audit.half_days * 5 * 0.7) / 10;
    await refusal(plan(it, { days: least - 0.1 }), "LIM-2", /C\.3\.7/);
    await plan(it, { days: least });
});

test("AT-15 another head count at the opening: recalculation with the new base, the deviation on record", async () => {
    const file = await contracted([60]);
    const it = await opened(file, "surveillance", { persons: 70 });
    const { head_count } = await cb.apis.planner.get(it.at);
    assert.deepEqual([head_count.stated, head_count.found, head_count.stated_base_half_days / 2, head_count.found_base_half_days / 2, head_count.open], [60, 70, 10, 11, true]);
    const task = async () => (await cb.apis.planner.get("/v1/surveillance/duties")).recalculations.find((r) => r.audit_id === it.audit.id);
    const { application_id, rule, clause } = await task();
    assert.ok(rule && clause);
    await cb.apis.planner.post(`/v1/clients/applications/${application_id}/audit-time`, { business_factors: [2, 2, 2], it_factors: [2, 2, 2], percent: 0 });
    assert.equal(await task(), undefined);
    assert.equal((await cb.apis.planner.get(it.at)).head_count.open, false);
});

test("AT-23 a site with an open nonconformity stays in scope until its audit is decided", async () => {
    const file = await contracted([40, 12, 12]);
    await stage1(cb, file);
    await stage2(cb, file);
    const at = (site) => `/v1/clients/sites/${site.id}/removal`;
    await refusal(cb.apis.planner.post(at(file.sites.find((s) => s.id === file.major.site_id)), { reason: "It is sold" }), "MSN-3", /MD 1.*7\.7/);
    const other = file.sites.find((s) => s.id !== file.major.site_id && s.kind !== "central");
    assert.equal((await cb.apis.planner.post(at(other), { reason: "It is sold" })).active_to, today);
});

test("AT-25 surveillance without the central function is not planned", async () => {
    const file = await contracted([40, 12, 12, 12]);
    const audit = await cb.apis.planner.post("/v1/surveillance/audits", { client_id: file.id, programme_id: file.programme.id, starts_on: today, ends_on: today });
    const sites = (...picked) => cb.apis.planner.post(`/v1/surveillance/audits/${audit.id}/sites`, { site_ids: picked.map((i) => file.sites[i].id) });
    await refusal(sites(1, 2, 3), "SMP-C", /MD 1.*6\.1\.3/);
    await refusal(sites(0, 1), "SMP-2", /MD 1.*6\.1\.3/);
    await refusal(sites(0, 1, 2), "SMP-1", /MD 1.*6\.1\.3/);
    assert.equal((await sites(0, 1, 2, 3)).sites.length, 4);
});

test("AT-40 a clean surveillance keeps the certificate without a decider; with a major an independent review is forced", async () => {
    const clean = await contracted();
    const one = await opened(clean, "surveillance");
    for (let i = 0; i < 2; i++) {
        const f = await nonconformity(one, clean, "minor", { requirement: i ? "A.5.9" : "A.8.13" });
        await clean.api.post(`/v1/surveillance/findings/${f.id}/response`, { correction: "Done by hand", root_cause: "Nobody owned it", corrective_action: "An owner is named", responsible: "Tess Tester", due_on: day(today, 20) });
        await cb.apis.lead.post(`/v1/surveillance/findings/${f.id}/response-review`, { accepted: true });
    }
    await reported(one, "maintain");
    assert.equal((await cb.apis.lead.post(`${one.at}/closure`, {})).state, "closed");

    const file = await contracted();
    const other = await opened(file, "surveillance");
    await nonconformity(other, file, "major");
    await reported(other, "maintain");
    await refusal(cb.apis.lead.post(`${other.at}/closure`, {}), "MNT-1", /9\.6\.1/);
    await refusal(cb.apis.reviewer.post(`${other.at}/review`, { outcome: "maintain", reason: "Fine" }), "NC-4", /9\.5\.2/);
    assert.equal((await cb.apis.reviewer.post(`${other.at}/review`, { outcome: "suspend", reason: "Backups are not proven" })).state, "closed");
});

test("AT-46 a nonconformity has requirement and evidence", async () => {
    const file = await contracted();
    const it = await opened(file, "surveillance");
    for (const part of ["evidence_text", "requirement", "statement", "discussed_with"]) await refusal(nonconformity(it, file, "minor", { [part]: null }), "CON-4", /9\.4\.5\.3/);
    await nonconformity(it, file, "minor");
});

test("AT-47 not effective at the next audit: the old one is closed, a major takes its place", async () => {
    const file = await contracted();
    await stage1(cb, file);
    await stage2(cb, file);
    await resolveFindings(cb, file);
    const it = await opened(file, "surveillance");
    const old = await cb.apis.lead.post(`/v1/surveillance/findings/${file.minor.id}/verification`, { effective: false, method: "visit", conclusion: "Still no records", audit_id: it.audit.id });
    assert.equal(old.state, "not_effective");
    await refusal(reported(it, "maintain"), "NC-6", /9\.6\.2\.2/);
    // The fieldwork is over by then: in another surveillance the major is raised in time.
    const second = await contracted();
    await stage1(cb, second);
    await stage2(cb, second);
    await resolveFindings(cb, second);
    const next = await opened(second, "surveillance");
    await cb.apis.lead.post(`/v1/surveillance/findings/${second.minor.id}/verification`, { effective: false, method: "visit", conclusion: "Still no records", audit_id: next.audit.id });
    await refusal(nonconformity(next, second, "minor", { escalated_from: second.minor.id }), "NC-6", /9\.6\.2\.2/);
    const major = await nonconformity(next, second, "major", { escalated_from: second.minor.id });
    assert.equal(major.escalated_from, second.minor.id);
    const before = await cb.apis.lead.get(`/v1/stage2/findings/${second.minor.id}`);
    assert.deepEqual([before.state, before.open, before.events.at(-1).payload.escalated_to], ["closed", false, major.id]);
    assert.equal(before.events.at(-2).event, "not_effective");
    await reported(next, "maintain");
});

test("AT-48 a grade is the lead's before the report, the reviewer's after it, and never an improvement", async () => {
    const file = await contracted();
    const it = await opened(file, "surveillance");
    const minor = await nonconformity(it, file, "minor");
    const grade = (api, value, reason) => api.call("PATCH", `/v1/surveillance/findings/${minor.id}`, { grade: value, ...(reason ? { reason } : {}) });
    await refusal(grade(cb.apis.lead, "ofi"), "CON-3", /9\.4\.5\.2/);
    await refusal(grade(cb.apis.auditor, "major"), "CON-7", /9\.4\.5\.2/);
    await refusal(grade(cb.apis.reviewer, "major", "Doubt"), "CON-7", /9\.4\.5\.2/);
    assert.equal((await grade(cb.apis.lead, "major")).grade, "major");
    assert.equal((await grade(cb.apis.lead, "minor")).evidence_due, null);
    await reported(it, "maintain");
    await refusal(grade(cb.apis.reviewer, "ofi", "Not so bad"), "CON-3", /9\.4\.5\.2/);
    await refusal(grade(cb.apis.lead, "major", "Doubt"), "CON-7", /9\.4\.5\.2/);
    await refusal(grade(cb.apis.reviewer, "major"), "CON-7", /9\.4\.5\.2/);
    assert.equal((await grade(cb.apis.reviewer, "major", "It affects every backup")).grade, "major");
});

test("AT-53 remote work rests on a risk analysis, and above 30 % on a justification", async () => {
    const it = await confirmed(await contracted([40]), "surveillance");
    const days = 2.5;
    await refusal(plan(it, { days, remote: 1 }), "ISM-9", /9\.1\.3/);
    const analysis = { days, remote: 1, remote_risk: "Tools tested, room and records shown by camera" };
    await refusal(plan(it, { days, remote: 1, overrides: [override("ISM-9")] }), "ISM-9", /9\.1\.3/);
    const problem = await warning(plan(it, analysis), "LIM-9", /9\.1\.3/);
    assert.match(problem.detail, /480 of 1200 minutes/);
    await refusal(plan(it, { ...analysis, overrides: [override("LIM-9", cb.people.lead)] }), "SOD-11", /5\.2\.12/);
    await refusal(plan(it, { ...analysis, overrides: [override("LIM-9", cb.people.planner)] }), "OVR-3", /7\.1\.2/);
    await refusal(plan(it, { ...analysis, overrides: [override("LIM-9"), override("LIM-2")] }), "OVR-2", /9\.9\.2/);
    await plan(it, { ...analysis, overrides: [override("LIM-9")] });
    const kept = (await cb.apis.planner.get(it.at)).overrides;
    assert.deepEqual(kept.map((o) => [o.rule, o.approved_by, o.recorded_by, o.reason]), [["LIM-9", cb.people.reviewer, cb.people.lead, "Looked at and accepted"]]);
});

test("AT-54 the client objects with a reason on day 3: the team is proposed again, with the body's answer", async () => {
    const file = await contracted();
    const audit = await cb.apis.planner.post("/v1/surveillance/audits", { client_id: file.id, programme_id: file.programme.id, starts_on: day(today, 20), ends_on: day(today, 24) });
    const at = `/v1/surveillance/audits/${audit.id}`;
    await appoint(at, audit.half_days);
    await cb.apis.planner.post(`${at}/notice`, {});
    const { objection_until } = (await file.api.get(at)).notices[0];
    assert.ok(objection_until >= day(today, 3), "day 3 lies within five working days");
    await refusal(file.api.post(`${at}/confirmation`, { accepted: false }), "PLN-9", /9\.2\.3\.5/);
    assert.equal((await file.api.post(`${at}/confirmation`, { accepted: false, reason: "The auditor's brother works at a competitor" })).state, "planned");
    await appoint(at, audit.half_days);
    await refusal(cb.apis.planner.post(`${at}/notice`, { note: "The team again" }), "PLN-9", /9\.2\.3\.5/);
    await cb.apis.planner.post(`${at}/notice`, { objection_answer: "He left there two years ago" });
    assert.equal((await file.api.get(at)).notices[1].objection_answer, "He left there two years ago");
    assert.equal((await file.api.post(`${at}/confirmation`, { accepted: true })).state, "confirmed");
});

test("much time between the stages takes an override, more than half a year a decision", async () => {
    for (const [before, decided] of [[-85, false], [-200, true]]) {
        const file = await contracted([20]);
        file.today = day(today, before);
        await stage1(cb, file);
        const it = await confirmed(file, "stage2");
        await plan(it);
        await file.api.post(`${it.at}/plan-agreement`, {});
        const open = (overrides) => cb.apis.lead.post(`${it.at}/opening`, { held_on: it.from, attendees, overrides });
        if (decided) {
            await refusal(open([override("ST1-3")]), "ST1-3", /9\.3\.1\.2\.4/);
            await cb.apis.reviewer.post(`${it.at}/interval-decision`, { repeat: "part", reason: "The risk assessment is looked at again in stage 2" });
            await open([]);
        } else {
            await warning(open([]), "ST1-3", /9\.3\.1\.2\.4/);
            await open([override("ST1-3", cb.people.decider)]);
            assert.equal((await cb.apis.reviewer.get(it.at)).overrides[0].rule, "ST1-3");
            assert.deepEqual((await file.api.get(it.at)).overrides, []);
        }
    }
});

test("a finding is disputed and withdrawn, an audit postponed and cancelled", async () => {
    const file = await contracted();
    const it = await opened(file, "surveillance");
    const minor = await nonconformity(it, file, "minor");
    const at = `/v1/surveillance/findings/${minor.id}`;
    await file.api.post(`${at}/dispute`, { reason: "We restored in May" });
    assert.equal((await cb.apis.lead.post(`${at}/dispute-answer`, { stands: true, answer: "There is no record of it" })).state, "raised");
    await refusal(cb.apis.auditor.post(`${at}/withdrawal`, { reason: "The record was found" }), "CON-5", /9\.4\.5\.4/);
    assert.equal((await cb.apis.lead.post(`${at}/withdrawal`, { reason: "The record was found" })).state, "withdrawn");
    const other = await confirmed(await contracted(), "surveillance");
    assert.equal((await cb.apis.planner.post(`${other.at}/postponement`, { reason: "Fire at the client" })).state, "postponed");
    assert.equal((await cb.apis.planner.call("PATCH", other.at, { starts_on: day(today, 30), ends_on: day(today, 34) })).state, "planned");
    assert.equal((await cb.apis.planner.post(`${other.at}/cancellation`, { reason: "The client gives up its certificate" })).state, "cancelled");
});

test("what is advised against a team is said before anybody is appointed", async () => {
    const lead = (more) => ({ person_id: "lead", name: "Lena", role: "lead", half_days: 4, declarations: [{ relation: "none" }], ...more,
        authorisations: [{ function: "lead", standard: "ISO/IEC 27001:2022", sectors: [33], technical_areas: ["T3"], languages: ["en"], valid_from: "2020-01-01", valid_to: "2030-12-31" }] });
    const team = (more, settings = []) => cb.apis.planner.post("/v1/rules/team", { standard: "ISO/IEC 27001:2022", sectors: [33], technical_areas: ["T3"], first_day: "2026-11-10", last_day: "2026-11-12", members: [lead(more)], settings });
    const rules = (list) => list.map((f) => f.rule);
    assert.deepEqual(rules((await team({ leads_since: "2020-11-09", monitored_on: "2024-02-11" })).warnings), ["T-MON", "SOD-14"]);
    assert.deepEqual(rules((await team({ leads_since: "2020-11-10", monitored_on: "2024-02-12" })).warnings), []);
    const late = await team({ monitored_on: "2023-11-11" });
    assert.deepEqual([late.allowed, rules(late.faults), rules(late.warnings)], [false, ["T-MON"], []]);
    assert.deepEqual(rules((await team({ leads_since: "2023-11-09" }, [{ name: "rotation_years", value: "3" }])).warnings), ["SOD-14"]);
});
