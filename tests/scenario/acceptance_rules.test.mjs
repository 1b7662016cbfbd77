// What the field expects, asked over the API: audit time, sites, dates, teams.  Each test bears the number of its case.
import { test, before } from "node:test";
import assert from "node:assert/strict";
import { body, refused } from "../lib/world.mjs";

let api;
before(async () => {
    api = (await body("southgate")).apis.planner;
});
const ask = (name, question) => api.post(`/v1/rules/${name}`, question);

// A refusal names rule, clause and what would make it pass.
async function refusal(promise, rule, clause) {
    const problem = await refused(promise);
    assert.equal(problem.status, 422, JSON.stringify(problem));
    assert.equal(problem.rule, rule, JSON.stringify(problem));
    assert.match(problem.clause, clause);
    assert.ok(problem.what_would_pass);
    return problem;
}

const low = { business_factors: [1, 1, 1], it_factors: [1, 1, 1] };
const medium = { business_factors: [2, 2, 2], it_factors: [2, 2, 2] };
const days = (question) => ask("audit-time", { ...medium, percent: 0, ...question });

test("AT-01 AT-02 base days of both sides of each row", async () => {
    const expected = { 10: 5, 11: 6, 15: 6, 16: 7, 25: 7, 26: 8.5, 45: 8.5, 46: 10, 65: 10, 66: 11, 425: 15, 426: 16.5, 625: 16.5, 626: 17.5, 875: 17.5, 876: 18.5, 10700: 28 };
    for (const [persons, base] of Object.entries(expected)) {
        const answer = await days({ full_time: Number(persons) });
        assert.equal(answer.base_half_days / 2, base, `${persons} persons`);
    }
});

test("AT-03 beyond the table: by hand, at least 28 days, with a reason", async () => {
    await refusal(days({ full_time: 10701 }), "TAB-1", /C\.1/);
    await refusal(days({ full_time: 10701, manual_half_days: 55, manual_reason: "progression" }), "TAB-1", /C\.1/);
    await refusal(days({ full_time: 10701, manual_half_days: 58 }), "TAB-1", /C\.1/);
    assert.equal((await days({ full_time: 10701, manual_half_days: 58, manual_reason: "one row further" })).total_half_days, 58);
});

test("AT-04 60 persons, low and low, -20 %", async () => {
    const a = await ask("audit-time", { full_time: 60, business_factors: [1, 1, 2], it_factors: [1, 2, 1], percent: -20, percent_reason: "one product, standard platform" });
    assert.deepEqual([a.base_half_days, a.total_half_days, a.stage1_half_days, a.stage2_half_days, a.surveillance_half_days, a.recertification_half_days], [20, 16, 5, 11, 6, 11]);
});

test("AT-05 26 persons, -30 %: 5.95 days are 6.0", async () => {
    assert.equal((await ask("audit-time", { full_time: 26, ...low, percent: -30, percent_reason: "all factors low" })).total_half_days, 12);
});

test("AT-06 -30 % and -5 % more are below the floor", async () => {
    await refusal(ask("audit-time", { full_time: 26, ...low, percent: -30, percent_reason: "low", adjustments: [{ percent: -5, reason: "mature" }] }), "LIM-1", /C\.3\.6/);
});

test("AT-07 5000 persons, +10 %: 27.5 days", async () => {
    const a = await ask("audit-time", { full_time: 5000, business_factors: [2, 2, 2], it_factors: [3, 2, 2], percent: 10 });
    assert.equal(a.total_half_days, 55);
});

test("AT-08 180 heads in two groups", async () => {
    const group = (persons, activity) => ({ activity, persons, effective: 0, high_risk: false, reason: "simple, supervised", approver: "Technical manager" });
    const a = await ask("audit-time", { full_time: 31, person_groups: [group(100, "call agents"), group(49, "field staff")], business_factors: [2, 2, 2], it_factors: [2, 2, 3], percent: 10 });
    assert.deepEqual([a.persons.effective, a.persons.heads, a.base_half_days, a.total_half_days, a.surveillance_half_days, a.recertification_half_days], [48, 180, 20, 22, 8, 15]);
});

test("AT-09 a group of 100 counts as 10 at least", async () => {
    await refusal(days({ full_time: 1, person_groups: [{ activity: "call agents", persons: 100, effective: 9, high_risk: false, reason: "simple", approver: "Technical manager" }] }), "PER-3", /C\.3\.4/);
});

test("AT-10 shifts and part-time", async () => {
    const a = await days({ full_time: 38 + 24 + 3, part_times: [{ persons: 10, hours_tenths: 200 }] });
    assert.deepEqual([a.persons.effective, a.base_half_days], [70, 22]);
});

test("AT-13 business 7, IT 3: +5 to +20 %, +5 % proposed", async () => {
    const a = await ask("factor-range", { business_factors: [3, 2, 2], it_factors: [1, 1, 1] });
    assert.deepEqual([a.low, a.high, a.proposal], [5, 20, 5]);
});

test("AT-14 the proposal needs no reason, another value does", async () => {
    await ask("audit-time", { full_time: 40, ...low, percent: -10 });
    await refusal(ask("audit-time", { full_time: 40, ...low, percent: -25 }), "FAC-1", /C\.3\.5|Annex D/);
    await ask("audit-time", { full_time: 40, ...low, percent: -25, percent_reason: "one activity only" });
});

const size = (kind, sites, more = {}) => ask("sample-size", { kind, sites, ...more });

test("AT-16 26 similar sites: 6, of these 2 at random, and the central function", async () => {
    const a = await size("initial", 26);
    assert.deepEqual([a.visit, a.random_minimum, a.central], [6, 2, true]);
});

test("AT-17 two sites over a cycle: 2, 1, 1, 2", async () => {
    const visits = await Promise.all(["initial", "surveillance", "surveillance", "recertification"].map((k) => size(k, 2)));
    assert.deepEqual(visits.map((a) => a.visit), [2, 1, 1, 2]);
    assert.ok(visits.every((a) => a.central));
});

test("AT-18 100 sites: 10, 6 and, where effective, 8", async () => {
    const effective = { effective: true, effective_reason: "no major in three years" };
    const visits = [await size("initial", 100), await size("surveillance", 100), await size("recertification", 100, effective)];
    assert.deepEqual(visits.map((a) => [a.visit, a.random_minimum]), [[10, 3], [6, 2], [8, 2]]);
    await refusal(size("recertification", 100, { effective: true }), "SMP-0", /6\.1\.3/);
});

test("AT-19 1700 sites: 42, 11 at random", async () => {
    const a = await size("initial", 1700);
    assert.deepEqual([a.visit, a.random_minimum], [42, 11]);
});

test("AT-20 seven sites that differ: all 7, then 3 a year", async () => {
    const all = { all_sites: true };
    assert.deepEqual([(await size("initial", 7, all)).visit, (await size("surveillance", 7, all)).visit], [7, 3]);
});

test("AT-21 five new sites are a set of their own; afterwards 25 give 3", async () => {
    const sites = [...Array(5)].map((_, i) => ({ id: `new-${i}`, group: "branches" }));
    const drawn = await ask("site-sample", { kind: "initial", extension: true, seed: "00112233445566778899aabbccddeeff", sites });
    assert.equal(drawn.sites.filter((s) => s.picked).length, 3);
    assert.equal((await size("surveillance", 25)).visit, 3);
});

test("AT-24 a site is reduced by 50 % at most; 17.5 days for three sites", async () => {
    const sites = [{ persons: 40, central: true }, ...[...Array(9)].map(() => ({ persons: 12, group: "branches" }))];
    const question = { full_time: 148, ...medium, percent: 0, sites };
    await refusal(ask("audit-time", { ...question, site_percent: -55 }), "MST-3", /7\.3\.1/);
    const a = await ask("audit-time", { ...question, site_percent: -50 });
    assert.deepEqual([a.total_half_days, a.sites.visited, a.surveillance_half_days, a.sites.single_half_days], [35, 3, 10, 26]);
});

const cycle = (question) => ask("cycle", question);

test("AT-26 AT-27 expiry and first surveillance", async () => {
    const a = await cycle({ decided_on: "2026-11-02" });
    assert.deepEqual([a.expires_on, a.first_surveillance_by], ["2029-11-01", "2027-11-02"]);
    const leap = await cycle({ decided_on: "2024-02-29" });
    assert.deepEqual([leap.expires_on, leap.first_surveillance_by], ["2027-02-28", "2025-02-28"]);
});

test("AT-28 four renewals in time do not drift", async () => {
    const a = await cycle({ decided_on: "2025-03-01", renewals: 4 });
    assert.deepEqual([a.expires_on, ...a.renewed_expiries], ["2028-02-29", "2031-02-28", "2034-02-28", "2037-02-28", "2040-02-29"]);
});

test("AT-29 not effective before the decision", async () => {
    await refusal(cycle({ decided_on: "2026-11-02", effective_on: "2026-10-30" }), "CRT-b", /8\.2\.2/);
});

test("AT-31 a major is verified within six months after stage 2, the last day is in time", async () => {
    const dates = (verified_on) => ask("finding-dates", { grade: "major", closing_on: "2026-09-18", stage2_last_day: "2026-09-18", verified_on });
    assert.deepEqual([(await dates("2027-03-18")).in_time, (await dates("2027-03-19")).in_time, (await dates("2027-03-18")).hard_stop], [true, false, "2027-03-18"]);
});

const renewal = (question) => ask("renewal", { expires_on: "2027-05-14", ...question });

test("AT-34 renewed in time: the old expiry and three years", async () => {
    const a = await renewal({ decided_on: "2027-04-02" });
    assert.deepEqual([a.expires_on, a.effective_on >= "2027-04-02", a.gap_from], ["2030-05-14", true, null]);
});

test("AT-35 a major verified after expiry: not renewed, expired the next day", async () => {
    await refusal(renewal({ decided_on: "2027-05-14", open_majors: 1 }), "T-RCM", /9\.6\.3\.2\.2/);
    assert.equal((await ask("standing", { stored: "active", expires_on: "2027-05-14", today: "2027-05-14" })).standing, "active");
    assert.equal((await ask("standing", { stored: "active", expires_on: "2027-05-14", today: "2027-05-15" })).standing, "expired");
});

test("AT-36 restored: the gap is shown", async () => {
    const a = await renewal({ decided_on: "2027-09-01", majors_verified_on: "2027-05-20" });
    assert.deepEqual([a.effective_on, a.expires_on, a.gap_from, a.gap_to], ["2027-09-01", "2030-05-14", "2027-05-15", "2027-08-31"]);
});

test("AT-37 six months after expiry is the last day to restore", async () => {
    assert.equal((await renewal({ decided_on: "2027-11-14" })).kind, "restored");
    await refusal(renewal({ decided_on: "2027-11-15" }), "T-RST", /9\.6\.3\.2\.5/);
});

test("AT-38 a first surveillance later than twelve months proposes suspension", async () => {
    const a = await cycle({ decided_on: "2025-01-15", surveillances: [{ on: "2026-01-20" }], today: "2026-01-21" });
    assert.deepEqual([a.first_surveillance_by, a.first_late, a.propose_suspension], ["2026-01-15", true, true]);
});

test("AT-39 a calendar year without surveillance is overdue", async () => {
    const question = { decided_on: "2025-06-10", surveillances: [{ on: "2026-03-20" }], recertification_on: "2028-02-10" };
    assert.equal((await cycle({ ...question, today: "2027-12-31" })).missed_year, 0);
    const after = await cycle({ ...question, today: "2028-01-01" });
    assert.deepEqual([after.missed_year, after.propose_suspension], [2027, true]);
});

test("AT-41 AT-42 a suspension ends by decision, or with the certificate", async () => {
    const on = (today, more) => ask("standing", { stored: "suspended", expires_on: "2029-05-14", today, ...more });
    const first = await on("2027-02-28", { suspended_on: "2026-08-31" });
    assert.deepEqual([first.standing, first.decide, first.suspended_until], ["suspended", false, "2027-02-28"]);
    const second = await on("2027-03-01", { suspended_on: "2026-08-31" });
    assert.deepEqual([second.standing, second.decide], ["suspended", true]);
    assert.equal((await on("2027-05-15", { suspended_on: "2027-03-01", expires_on: "2027-05-14" })).standing, "expired");
});

const authorised = (f, sectors, technical_areas) => ({ function: f, standard: "ISO/IEC 27001:2022", sectors, technical_areas, languages: ["en"], valid_from: "2025-01-01", valid_to: "2028-12-31" });
const member = (person_id, role, half_days, authorisations, more = {}) => ({ person_id, name: person_id, role, half_days, authorisations, declarations: [{ relation: "none" }], ...more });
const team = (members, more = {}) => ask("team", { standard: "ISO/IEC 27001:2022", sectors: [33], technical_areas: ["T3", "T4"], language: "en", first_day: "2026-11-10", last_day: "2026-11-12", members, ...more });
const names = (answer) => answer.faults.map((f) => f.rule);

test("AT-12 experts' days do not count", async () => {
    const lead = member("lead", "lead", 10, [authorised("lead", [33], ["T3", "T4"])]), auditor = member("auditor", "auditor", 4, [authorised("auditor", [33], ["T3"])]);
    const expert = member("expert", "technical_expert", 4, [authorised("technical_expert", [33], ["T4"])], { accompanied: true });
    const a = await team([lead, auditor, expert], { half_days: 16 });
    assert.deepEqual([a.allowed, a.auditor_half_days, names(a)], [false, 14, ["PLN-11"]]);
});

test("AT-51 an accompanied expert brings the missing area", async () => {
    const lead = member("lead", "lead", 4, [authorised("lead", [33], ["T3"])]), auditor = member("auditor", "auditor", 4, [authorised("auditor", [33], ["T1"])]);
    const expert = { ...member("expert", "technical_expert", 2, [authorised("technical_expert", [33], ["T4"])]) };
    assert.deepEqual(names(await team([lead, auditor, { ...expert, accompanied: true }], { half_days: 8 })), []);
    assert.ok(!(await team([lead, auditor, expert])).allowed);
    assert.ok(!(await team([lead, auditor])).allowed);
});

test("AT-52 who audits alone is a lead", async () => {
    assert.equal((await team([member("one", "auditor", 4, [authorised("auditor", [33], ["T3", "T4"])])])).allowed, false);
    assert.equal((await team([member("one", "lead", 4, [authorised("auditor", [33], ["T3", "T4"])])])).allowed, false);
    assert.equal((await team([member("one", "lead", 4, [authorised("lead", [33], ["T3", "T4"])])])).allowed, true);
});

test("AT-49 AT-50 two years after consultancy, and a day", async () => {
    const on = (day, ended_on) => team([member("one", "lead", 4, [authorised("lead", [33], ["T3", "T4"])], { declarations: [{ relation: "consultancy", ended_on }] })], { first_day: day, last_day: day });
    for (const [ended, blocked, free] of [["2024-03-15", "2026-03-15", "2026-03-16"], ["2024-02-29", "2026-02-28", "2026-03-01"]]) {
        assert.deepEqual(names(await on(blocked, ended)), ["SOD-3"]);
        assert.deepEqual(names(await on(free, ended)), []);
    }
});

test("AT-60 records are kept a cycle longer", async () => {
    assert.equal((await cycle({ decided_on: "2024-05-15" })).records_until, "2030-05-14");
});

test("AT-63 AT-64 integrated audits", async () => {
    assert.equal((await ask("integrated", { standards: 3, qualified: [3, 2, 1] })).ability_percent, 50);
    assert.equal((await ask("integrated", { standards: 2, qualified: [2], sum_half_days: 20, own_percent: 30, integration_percent: 20 })).millidays, 5600);
    await refusal(ask("integrated", { standards: 2, qualified: [2], sum_half_days: 20, own_percent: 30, integration_percent: 21 }), "MD11-1", /MD 11/);
});

const refusedBy = (answer) => answer.faults.map((f) => f.rule);
const transfer = (question) => ask("transfer", {
    standing: "active", expires_on: "2027-05-14", original_on: "2024-05-15", accredited: true, recognised: true, scope_in_theirs: true, scope_in_ours: true, sites: 3, sites_certified: 3,
    reachable: true, reviewed: ["reasons", "reports", "findings", "complaints", "regulators", "programme"], findings: [], decided_on: "2026-11-02", ...question,
});

test("AT-58 a suspended certificate is not taken over; one with an open minor plan accepted keeps its expiry", async () => {
    const suspended = await transfer({ standing: "suspended" });
    assert.deepEqual([suspended.allowed, refusedBy(suspended), suspended.new_client], [false, ["TRF-2"], true]);
    assert.match(suspended.faults[0].clause, /MD 2/);
    const minor = await transfer({ findings: [{ number: "NC-1", grade: "minor", plan_accepted: true }] });
    assert.deepEqual([minor.allowed, minor.expires_on, minor.cycle_anchor], [true, "2027-05-14", "2024-05-15"]);
    assert.deepEqual(refusedBy(await transfer({ findings: [{ number: "NC-1", grade: "major", plan_accepted: true }] })), ["TRF-5"]);
    assert.equal((await refused(transfer({ reviewed: ["weather"] }))).status, 422);
});

test("AT-59 after the issuing body failed: six months, or the expiry when that is sooner", async () => {
    const failed = { failed_on: "2026-08-31", accreditation_body_told: true };
    assert.equal((await transfer({ ...failed, expires_on: "2026-12-31" })).deadline, "2026-12-31");
    assert.equal((await transfer({ ...failed, expires_on: "2027-12-31" })).deadline, "2027-02-28");
    const duties = (await ask("duties", { origin_failed_on: "2026-08-31", expires_on: "2026-12-31" })).duties;
    assert.equal(duties.find((d) => d.timer === "T-TRF").due_on, "2026-12-31");
});

test("AT-61 the register is told once a month; a confirmation counts", async () => {
    const due = (question) => ask("certsearch-due", { mode: "on", since: "2026-01-10", ...question });
    const asked = await due({ sent_on: "2026-10-15", today: "2026-11-23" });
    assert.deepEqual([asked.due_on, asked.remind, asked.overdue], ["2026-11-30", true, false]);
    assert.equal((await due({ sent_on: "2026-10-15", today: "2026-11-22" })).remind, false);
    assert.equal((await due({ sent_on: "2026-10-15", today: "2026-12-01" })).overdue, true);
    const confirmed = await due({ sent_on: "2026-11-29", today: "2026-11-30" });
    assert.deepEqual([confirmed.due_on, confirmed.remind], ["2026-12-31", false]);
});

const record = {
    state: "active", certified_entity_unique_id: "SG-0001", certified_entity_name: "Harbour Light Ltd", business_registered_street: "1 Quay Street", business_registered_city: "Southgate",
    business_registered_country: "GB", certification_identity_number: "SG-0001-27001", certificate_number: "SG-2026-0001", certificate_accreditation_status: "Accredited",
    certification_type: "Management System", certification_scope: "Hosting of applications", certification_issue_date: "20261102", certification_expiry_date: "20291101",
    accreditation_body_name: "Accreditation Service", accreditation_body_acronym_name: "AS", standards: ["ISO/IEC 27001:2022"],
};

test("AT-62 without consent a record stays out of the register and is listed", async () => {
    const run = (mode, records) => ask("certsearch-run", { mode, today: "2026-11-02", records });
    const off = await run("off", [record, { ...record, consent_on: "2026-10-01" }]);
    assert.deepEqual([off.no_consent, off.going_out, off.records.map((r) => r.fate)], [1, 1, ["no_consent", "send"]]);
    const faulty = await run("on", [{ ...record, consent_on: "2026-10-01", certificate_number: "x".repeat(61) }, { ...record, consent_on: "2026-10-01", state: "withdrawn" }]);
    assert.deepEqual([faulty.faulty, faulty.going_out, faulty.records[0].faults[0].subject, faulty.records[1].certification_status], [1, 1, "certificate_number", "Withdrawn"]);
    assert.equal((await refused(run("on", [{ ...record, contact_person: "Ada" }]))).status, 422);
});

test("AT-64 what integration saves depends on its level and on the team", async () => {
    const together = (question) => ask("integrated", { standards: 3, qualified: [3, 2, 1], sum_half_days: 60, ...question });
    assert.equal((await together({ integration_level: 80 })).integration_percent, 10);
    await refusal(together({ integration_level: 80, integration_percent: 15 }), "MD11-2", /MD 11/);
});

test("AT-40 AT-43 what a cycle or a surveillance left out is named", async () => {
    const gaps = await ask("coverage", { of: "cycle", looks: [{ requirement: "4.1", method: "interview" }], controls: ["A.5.1"] });
    assert.deepEqual([gaps.allowed, gaps.faults.length, refusedBy(gaps)[0]], [false, 30, "PRG-8"]);
    const documents = await ask("coverage", { of: "cycle", looks: [{ requirement: "A.8.2", method: "document" }], controls: ["A.8.2"] });
    assert.deepEqual(documents.warnings.map((w) => w.subject), ["A.8.2"]);
    const surveillance = await ask("coverage", { of: "surveillance", looks: [], controls: [], topics: [] });
    assert.deepEqual([...new Set(refusedBy(surveillance))], ["MNT-2", "MNT-3"]);
});

test("AT-41 AT-42 a suspension has a ground and an end, and moves no expiry", async () => {
    const suspend = (question) => ask("suspension", { ground: "no_audit", reason: "No surveillance in 2026", conditions: "Hold it", on: "2026-08-31", expires_on: "2027-05-14", ...question });
    const a = await suspend({});
    assert.deepEqual([a.until, a.expires_on, a.expires_first], ["2027-02-28", "2027-05-14", false]);
    await refusal(suspend({ months: 7 }), "T-SUS", /9\.6\.5\.4/);
    assert.deepEqual([(await suspend({ on: "2027-03-01" })).until, (await suspend({ on: "2027-03-01" })).expires_first], ["2027-05-14", true]);
    await refusal(suspend({ reason: "" }), "MNT-12", /9\.6\.5\.2/);
    const restore = (question) => ask("restoring", { until: "2027-02-28", expires_on: "2027-05-14", solved_on: "2026-12-01", evidence: true, decided_on: "2026-12-10", ...question });
    assert.equal((await restore({})).expires_on, "2027-05-14");
    await refusal(restore({ evidence: false }), "MNT-14", /9\.6\.5\.4/);
    await refusal(restore({ decided_on: "2027-05-15" }), "T-EXP", /8\.2\.2/);
    const reduced = await ask("reduction", { scope_before: "A and B", scope_after: "A", reason: "B fails", parts_failing: 1, parts_removed: 1, sites_left: 1, fits_standard: false });
    assert.deepEqual(refusedBy(reduced), ["MNT-15"]);
});

test("AT-45 the edition of 2013: no initial audit since 2024-05-01, nothing after 2025-10-31", async () => {
    const edition = (audit_kind, first_day, more = {}) => ask("transition", { standard: "ISO/IEC 27001:2013", audit_kind, first_day, ...more });
    await refusal(edition("stage2", "2024-05-01"), "MD26-2", /MD 26/);
    await refusal(edition("surveillance1", "2025-11-01"), "MD26-2", /MD 26/);
    assert.equal((await edition("surveillance1", "2025-10-31", { transition: "surveillance" })).add_half_days, 2);
});

test("AT-19 AT-21 AT-23 levels of sites, sites that join, and a site that fails", async () => {
    const levels = await ask("site-levels", { kind: "initial", levels: [4, 27, 1700] });
    assert.deepEqual([levels.head_office, ...levels.levels.map((l) => l.visit), levels.visit], [1, 2, 6, 42, 51]);
    const network = (question) => ask("network", { sites: 20, ...question });
    assert.deepEqual(refusedBy(await network({ joining: { sites: 5, audited: 2 } })), ["MSN-4"]);
    assert.equal((await network({ joining: { sites: 5, audited: 3 } })).allowed, true);
    assert.deepEqual(refusedBy(await network({ nonconformity: { examined: true, others_affected: false } })), ["MSN-1"]);
    assert.deepEqual([(await network({ failing: 1 })).certification, (await network({ failing: 1, failing_removed: 1 })).certification], ["withdrawn", "reduced"]);
    assert.equal((await ask("extension-time", { persons: 12, business_factors: [2, 2, 2], it_factors: [2, 2, 2], percent: 0 })).half_days, 12);
});

test("AT-15 persons by more than 10 % or in another row: the review is repeated, the time calculated again", async () => {
    const change = (question) => ask("change", { persons_before: 60, persons_now: 70, ...question });
    const a = await change({ outcome: ["accepted"] });
    assert.deepEqual([a.review_again, a.needs, refusedBy(a)], [true, ["recalculated"], ["APP-5"]]);
    assert.equal((await change({ outcome: ["recalculated"] })).allowed, true);
});

test("what an application and its review lack is named, part by part", async () => {
    const nothing = { languages: [], sites: 0, central_sites: 0, persons: 0, isms_implemented: false, soa: false };
    const a = await ask("application", nothing);
    assert.deepEqual([a.allowed, a.faults.length, [...new Set(refusedBy(a))]], [false, 19, ["APP-1", "APP-2"]]);
    const points = ["information", "differences", "ability", "scope", "sites", "time", "language", "safety"];
    const review = await ask("application-review", { accept: true, reason: "Complete", points, competence: ["T3"],
        accreditation: { standards: ["27001"], sectors: [33], countries: ["DE"] }, wanted: { standards: ["27001"], sectors: [11], countries: ["DE"] } });
    assert.deepEqual(review.faults.map((f) => [f.rule, f.subject]), [["REV-1", "impartiality"], ["REV-5", "11"]]);
});
