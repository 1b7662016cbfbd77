// What a body may choose: every setting is refused beyond its limits, a stricter one takes effect in the work, and another body
// is not touched.  Two bodies of their own, one client each.
import { test, before } from "node:test";
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { makeBody } from "../../deploy/demo/body.mjs";
import { apply, makeClient } from "../../deploy/demo/client.mjs";
import { resolveFindings, stage1, stage2 } from "../../deploy/demo/audit.mjs";
import { certify } from "../../deploy/demo/certificate.mjs";
import { day } from "../../deploy/demo/days.mjs";
import { because } from "../lib/flows.mjs";
import { client, origin, refused, today } from "../lib/world.mjs";

const catalogue = JSON.parse(readFileSync(new URL("../../schemas/catalogue/settings.json", import.meta.url)));
const at = "/v1/identity/settings";

function freshBody() {
    return makeBody({ origin, operator: process.env.SW_OPERATOR }, { slug: `s${randomBytes(5).toString("hex")}`, name: "Settings Certification", street: "Testweg 1", city: "Berlin", country: "DE",
        accreditation_body: "Test Accreditation", accreditation_acronym: "TA", accreditation_number: "D-1", time_zone: "UTC" });
}
const choose = (body, name, value) => body.apis.admin.call("PUT", `${at}/${name}`, { value: String(value), reason: "Procedure 7 of this body" });
const list = async (body) => (await body.apis.lead.get(at)).settings;

let strict, plain;
before(async () => {
    [strict, plain] = await Promise.all([freshBody(), freshBody()]);
});

test("every setting is listed with its limits, its rule and the reason of them", async () => {
    const all = await list(strict);
    assert.deepEqual(all.map((s) => s.name), catalogue.settings.map((s) => s.name));
    for (const [i, s] of all.entries()) {
        const c = catalogue.settings[i];
        for (const key of ["rule", "clause", "meaning", "certainty", "source", "stricter"]) assert.equal(s[key], c[key], `${s.name}: ${key}`);
        assert.equal(s.what_would_pass, c.remedy);
        assert.equal(s.value, String(c.default), s.name);
        assert.equal(s.default, String(c.default), s.name);
        assert.equal(s.min, c.min ?? null, s.name);
        assert.equal(s.max, c.max ?? null, s.name);
        assert.equal(s.set_at, null, s.name);
    }
});

test("no setting can be chosen beyond its limits", async () => {
    for (const s of await list(strict)) {
        const { loosened } = catalogue.settings.find((c) => c.name === s.name);
        const beyond = loosened ?? [s.min - 1, s.max + 1];
        assert.ok(beyond.length > 0, s.name);
        for (const value of beyond) {
            const problem = await refused(choose(strict, s.name, value));
            assert.equal(problem.status, 422, `${s.name} = ${value}`);
            assert.match(problem.type, /rule-refused/, `${s.name} = ${value}`);
            assert.equal(problem.rule, s.rule, s.name);
            assert.equal(problem.clause, s.clause, s.name);
            assert.equal(problem.what_would_pass, s.what_would_pass, s.name);
        }
        assert.match((await refused(choose(strict, s.name, "no value"))).type, /input-invalid/, s.name);
    }
    assert.ok((await list(strict)).every((s) => s.value === s.default && s.set_at === null));
});

test("both limits can be chosen, by the administrator alone", async () => {
    const body = await freshBody();
    for (const s of await list(body))
        for (const value of s.words.length > 0 ? s.words : [s.min, s.max]) {
            const chosen = await choose(body, s.name, value);
            assert.equal(chosen.value, String(value));
            assert.equal(chosen.reason, "Procedure 7 of this body");
        }
    for (const who of ["planner", "lead", "reviewer", "decider"])
        assert.equal((await refused(body.apis[who].call("PUT", `${at}/objection_days`, { value: "7", reason: "x" }))).status, 403, who);
    assert.equal((await refused(choose(body, "objection_hours", 7))).status, 404);
});

// The whole way of one client, up to its certificate.
async function whole(body) {
    const file = await apply(body, await makeClient(body, client(), today));
    await stage1(body, file);
    await stage2(body, file);
    file.workspace = await body.apis.lead.get(file.stage2);
    await resolveFindings(body, file);
    return certify(body, file);
}

const due = (file, grade) => file.workspace.findings.find((f) => f.grade === grade);

test("what is stricter takes effect, in this body alone", async () => {
    for (const [name, value] of [["stage1_ratio", 40], ["stage1_min", 3], ["objection_days", 20], ["nc_minor_days", 7], ["nc_major_plan_days", 5], ["nc_major_evidence_days", 30], ["suspension_max_months", 2], ["retention_extra_years", 2], ["expiry_convention", "anniversary"]])
        await choose(strict, name, value);
    assert.ok((await list(plain)).every((s) => s.value === s.default));
    const [one, other] = await Promise.all([whole(strict), whole(plain)]);

    const share = (file, percent) => Math.floor((file.time.total_half_days * percent + 50) / 100);
    assert.equal(one.time.stage1_half_days, share(one, 40));
    assert.equal(other.time.stage1_half_days, share(other, 30));
    assert.ok(one.time.stage1_half_days > other.time.stage1_half_days);

    // Twenty working days are four weeks, five are one; up to two days less when today is on a weekend.
    const until = (file) => file.workspace.notices.at(-1).objection_until;
    assert.ok(until(one) >= day(today, 26) && until(one) <= day(today, 28), until(one));
    assert.ok(until(other) >= day(today, 5) && until(other) <= day(today, 7), until(other));

    for (const [file, minor, plan, evidence] of [[one, 7, 5, 30], [other, 30, 14, 90]]) {
        const closing = file.workspace.ends_on;
        assert.equal(due(file, "minor").response_due, day(closing, minor));
        assert.equal(due(file, "major").response_due, day(closing, plan));
        assert.equal(due(file, "major").evidence_due, day(closing, evidence));
    }

    const certificate = (body, file) => body.apis.planner.get(`/v1/certificates/issued/${file.certificate.id}`);
    const [ours, theirs] = await Promise.all([certificate(strict, one), certificate(plain, other)]);
    assert.equal(ours.expires_on, day(theirs.expires_on, 1));
    assert.equal(Number(ours.records_until.slice(0, 4)), Number(theirs.records_until.slice(0, 4)) + 2);

    const suspend = (body, file, months) => body.apis.decider.post(`/v1/certificates/issued/${file.certificate.id}/status`, { status: "suspended", reason: "No access to a site", ...because("suspended"), ...(months && { months }) });
    for (const [body, file, months] of [[strict, one, 3], [plain, other, 7]]) {
        const problem = await refused(suspend(body, file, months));
        assert.equal(problem.rule, "T-SUS");
        assert.equal(problem.clause, "ISO/IEC 17021-1:2015 9.6.5.4");
    }
    const last = async (body, file) => (await suspend(body, file)).history.at(-1).until_on;
    assert.ok((await last(strict, one)) < day(today, 70));
    assert.ok((await last(plain, other)) > day(today, 170));
});

test("a question may name the settings of a body, never looser ones", async () => {
    const ask = (name, question) => strict.apis.planner.post(`/v1/rules/${name}`, question);
    const settings = (values) => Object.entries(values).map(([name, value]) => ({ name, value: String(value) }));
    const time = { full_time: 60, business_factors: [2, 2, 2], it_factors: [2, 2, 2], percent: 0 };

    assert.equal((await ask("audit-time", { ...time, settings: settings({ stage1_ratio: 20 }) })).stage1_half_days, 4);
    assert.equal((await ask("audit-time", time)).stage1_half_days, 6);
    const low = { full_time: 426, business_factors: [1, 1, 1], it_factors: [1, 1, 1], percent: -30, percent_reason: "simple" };
    assert.equal((await ask("audit-time", { ...low, settings: settings({ rounding_mode: "nearest" }) })).total_half_days, 24);
    assert.equal((await ask("finding-dates", { grade: "minor", closing_on: "2026-09-18", settings: settings({ nc_minor_days: 7 }) })).response_on, "2026-09-25");
    assert.equal((await ask("cycle", { decided_on: "2026-11-02", settings: settings({ expiry_convention: "anniversary" }) })).expires_on, "2029-11-02");
    const lapsed = { anchor: "2024-05-15", expires_on: "2027-05-14", decided_on: "2027-11-15", stage2_again: true };
    assert.equal((await ask("renewal", lapsed)).expires_on, "2030-11-14");
    assert.equal((await ask("renewal", { ...lapsed, settings: settings({ late_restore_cycle: "old" }) })).expires_on, "2030-05-14");
    const standing = { stored: "suspended", expires_on: "2027-05-14", suspended_on: "2026-08-31", today: "2026-12-01" };
    assert.equal((await ask("standing", standing)).decide, false);
    assert.equal((await ask("standing", { ...standing, settings: settings({ suspension_max_months: 3 }) })).decide, true);

    for (const [name, question, setting, value, rule] of [
        ["audit-time", time, "rounding_mode", "down", "LIM-1"],
        ["audit-time", time, "stage1_ratio", 41, "LIM-10"],
        ["finding-dates", { grade: "minor", closing_on: "2026-09-18" }, "nc_minor_days", 61, "NC-5"],
        ["standing", standing, "suspension_max_months", 7, "T-SUS"],
        ["renewal", lapsed, "late_restore_cycle", "without_stage2", "T-RST"],
        ["cycle", { decided_on: "2026-11-02" }, "expiry_convention", "end_of_year", "PRG-2"],
    ]) {
        const problem = await refused(ask(name, { ...question, settings: settings({ [setting]: value }) }));
        assert.equal(problem.rule, rule, setting);
        assert.ok(problem.clause, setting);
    }
    const foreign = await refused(ask("cycle", { decided_on: "2026-11-02", settings: settings({ rounding_mode: "nearest" }) }));
    assert.match(foreign.type, /input-invalid/);
});
