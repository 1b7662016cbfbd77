// What the field expects of application, sample and team, at the routes that store them: each test bears the number of its case.
import { test, before } from "node:test";
import assert from "node:assert/strict";
import { addSoa, entries, eligibility } from "../../deploy/demo/client.mjs";
import { stage1 } from "../../deploy/demo/audit.mjs";
import { contracted, declare, freshBody, person, refusal, sql } from "../lib/flows.mjs";
import { today } from "../lib/world.mjs";

let cb;
before(async () => {
    cb = await freshBody();
});

const branches = (n) => [{ name: "Head office", city: "Berlin", persons: 40 }, ...[...Array(n)].map((_, i) => ({ name: `Branch ${i + 1}`, city: "Kiel", persons: 12 }))];

// A planned audit of the file; its path.
async function planned(file, service, starts_on = today, ends_on = starts_on) {
    const audit = await cb.apis.planner.post(`/v1/${service}/audits`, { client_id: file.id, programme_id: file.programme.id, starts_on, ends_on });
    return { at: `/v1/${service}/audits/${audit.id}`, half: audit.half_days };
}
const appoint = (at, ...members) => cb.apis.planner.post(`${at}/team`, { members });
const as = (role, who, half_days, more = {}) => ({ person_id: who.id, role, half_days, ...more });

const because = (sample, why) => sample.sites.filter((s) => s.picked && s.why === why).length;

test("AT-16 the sample of 26 sites: six, two of them at random, and the central function", async () => {
    const { sample, ...file } = await contracted(cb, { sites: branches(26) });
    assert.deepEqual([sample.picked.length, because(sample, "central"), because(sample, "random")], [7, 1, 2]);
    assert.deepEqual(sample.groups.map((g) => [g.sites, g.visit, g.random_minimum]), [[26, 6, 2]]);
    // Whoever has the stored question draws the same again.
    const again = await cb.apis.planner.post("/v1/rules/site-sample", sample.inputs);
    assert.deepEqual(again.sites.filter((s) => s.picked).map((s) => s.site_id).sort(), [...sample.picked].sort());
    const { at } = await planned(file, "stage2");
    assert.equal((await cb.apis.lead.get(at)).sites.length, 7, "stage 2 goes there");
});

test("sites that do not share one system are not sampled", async () => {
    const file = await contracted(cb, { sites: branches(3) });
    const draw = cb.apis.planner.post(`/v1/clients/programmes/${file.programme.id}/samples`, { audit_kind: "surveillance1", eligibility: { ...eligibility, central_review: false } });
    await refusal(draw, "SMP-E", /MD 1:2023 5/, /management review/);
});

test("AT-19 the sample of 1700 sites: 42, eleven of them at random", async () => {
    const file = await contracted(cb);
    sql(`INSERT INTO clients.site (tenant_id, client_id, code, name, kind, street, city, postal_code, country, persons, activity_group, activities, significant_risk, active_from, created_at)
         SELECT tenant_id, client_id, 'B' || n, 'Branch', 'permanent', 'A 1', 'Kiel', '1', 'DE', 5, 'branches', 'Sales', false, current_date, now()
           FROM clients.client, generate_series(1, 1700) AS n WHERE client_id = '${file.id}'`);
    const sample = await cb.apis.planner.post(`/v1/clients/programmes/${file.programme.id}/samples`, { audit_kind: "stage2", eligibility });
    assert.deepEqual([sample.picked.length, because(sample, "central"), because(sample, "random")], [43, 1, 11]);
});

test("AT-24 a site is reduced by half at most", async () => {
    const time = { business_factors: [2, 2, 2], it_factors: [2, 2, 2], percent: 0 };
    await refusal(contracted(cb, { sites: branches(9) }, { time: { ...time, site_percent: -55 } }), "MST-3", /MD 1.* 7\.3\.1/, /55/);
    const file = await contracted(cb, { sites: branches(9) }, { time: { ...time, site_percent: -50 } });
    assert.deepEqual([file.time.total_half_days, file.time.result.sites.visited], [35, 3]);
});

test("AT-56 92 of 93 controls, and one excluded without a reason", async () => {
    const faulty = entries.filter((e) => e.control !== "A.8.34").map((e) => (e.control === "A.7.4" ? { ...e, applicable: false, justification: "" } : e));
    const file = await contracted(cb, { entries: faulty });
    assert.deepEqual(file.soa.faults.map((f) => [f.rule, f.subject]), [["SOA-1", "A.8.34"], ["SOA-3", "A.7.4"]]);
    await stage1(cb, file, { until: "closing" });
    const conclude = cb.apis.lead.post(`${file.stage1}/conclusion`, { ready: true, reasons: "Documented", stage2_team_competent: true,
        internal_audit_on: "2020-01-01", internal_audit_sites: file.sites.map((s) => s.id), management_review_on: "2020-02-01" });
    await refusal(conclude, "SOA-1", /27001:2022 6\.1\.3 d/, /A\.8\.34.*A\.7\.4/);
    assert.deepEqual((await addSoa(file, "5", entries)).faults, []);
});

// 90 persons with -5 %: 11.5 days, of which stage 2 has 8.0.
const days8 = { time: { business_factors: [1, 1, 1], it_factors: [2, 2, 2], percent: -5 } };

test("AT-12 the days of a technical expert do not count", async () => {
    const file = await contracted(cb, { sites: [{ name: "Office", city: "Berlin", persons: 90 }] }, days8);
    const expert = await person(cb, ["auditor"], ["technical_expert"], { file });
    const { at, half } = await planned(file, "stage2");
    assert.equal(half, 16);
    const lead = as("lead", { id: cb.people.lead }, 10), auditor = (n) => as("auditor", { id: cb.people.auditor }, n);
    const help = as("technical_expert", expert, 4, { accompanied_by: cb.people.lead });
    await refusal(appoint(at, lead, auditor(4), help), "PLN-11", /9\.1\.4/, /7\.0.*8\.0/);
    assert.equal((await appoint(at, lead, auditor(6), help)).version, 1);
});

test("AT-49 AT-50 two years after consultancy, and a day", async () => {
    for (const [ended_on, blocked, free] of [["2024-03-15", "2026-03-15", "2026-03-16"], ["2024-02-29", "2026-02-28", "2026-03-01"]]) {
        const file = await contracted(cb);
        const former = await person(cb, ["auditor"], ["lead", "auditor"]);
        await declare(cb, former, file, { relation: "consultancy", ended_on });
        const on = async (service, day) => {
            const { at, half } = await planned(file, service, day);
            return appoint(at, as("lead", former, half));
        };
        await refusal(on("stage1", blocked), "SOD-3", /5\.2\.10/, new RegExp(`${former.name}.*${free}`));
        await on("stage2", free);
    }
});

test("AT-51 an accompanied expert brings the area that the auditors lack", async () => {
    const file = await contracted(cb, { technical_areas: ["T3", "T4"] });
    const lead = await person(cb, ["auditor"], ["lead", "auditor"], { technical_areas: ["T3"], file });
    const auditor = await person(cb, ["auditor"], ["auditor"], { technical_areas: ["T1"], file });
    const expert = await person(cb, ["auditor"], ["technical_expert"], { technical_areas: ["T4"], file });
    const { at, half } = await planned(file, "stage1");
    const auditors = [as("lead", lead, half), as("auditor", auditor, 0)];
    await refusal(appoint(at, ...auditors), "PLN-4", /9\.2\.2\.1/, /T4/);
    await refusal(appoint(at, ...auditors, as("technical_expert", expert, 2)), "PLN-5", /9\.2\.2\.2/, new RegExp(expert.name));
    await appoint(at, ...auditors, as("technical_expert", expert, 0, { accompanied_by: lead.id }));
});

test("AT-52 who audits alone is a lead", async () => {
    const file = await contracted(cb);
    const auditor = await person(cb, ["auditor"], ["auditor"], { file }), lead = await person(cb, ["auditor"], ["lead"], { file });
    const { at, half } = await planned(file, "stage1");
    await refusal(appoint(at, as("auditor", auditor, half)), "PLN-3", /9\.2\.2\.1/, /lead/);
    await refusal(appoint(at, as("lead", auditor, half)), "PLN-3", /9\.2\.2\.1/, new RegExp(auditor.name));
    await appoint(at, as("lead", lead, half));
});
